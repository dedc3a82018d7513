"""Finished exhibits, one module a chapter: a room's results with all their words."""
