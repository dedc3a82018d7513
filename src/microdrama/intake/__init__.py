"""What readers bring: files in the forms in which people have them."""
