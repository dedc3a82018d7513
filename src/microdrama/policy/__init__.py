"""The policy chapter: what the texts recommend, on what evidence, and what would follow."""
