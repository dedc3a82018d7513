"""Charts of the pages on dissemination."""
