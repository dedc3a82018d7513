"""Charts of the creators chapter."""
