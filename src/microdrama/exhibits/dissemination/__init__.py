"""The exhibits of the pages on dissemination."""
