"""The exhibits of the chapter on dissemination."""
