"""The creators chapter: the people who make micro-dramas, and what the platforms do to them."""
