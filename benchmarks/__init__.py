"""How fast the book is, as ratios against a named bound in the same run. Never a test."""
