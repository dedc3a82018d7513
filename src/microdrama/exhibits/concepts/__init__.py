"""The exhibits of the part on concepts."""
