"""The drawings of the chapter on the makers, by what they show."""
