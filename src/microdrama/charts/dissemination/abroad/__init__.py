"""Charts of the page on the way abroad."""
