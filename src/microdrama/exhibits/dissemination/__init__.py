"""Exhibits of the chapter on dissemination."""
