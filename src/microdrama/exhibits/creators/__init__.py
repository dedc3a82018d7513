"""The exhibits of the creators chapter."""
