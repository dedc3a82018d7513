"""Exhibits of the chapter on dissemination, one module a page."""
