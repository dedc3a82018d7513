"""The synthesis: five texts as one conversation."""
