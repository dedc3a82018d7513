"""Drawings of the part on concepts."""
