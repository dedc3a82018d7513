"""The Sphinx side of the book. Nothing else imports it."""
