"""The survey: its instrument, its models, its reconstruction, and what else is compatible."""
