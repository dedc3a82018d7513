"""The drawings of the chapter on dissemination."""
