"""Charts of the chapter on dissemination."""
