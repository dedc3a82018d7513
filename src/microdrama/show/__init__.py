"""What an exhibit is: a figure, an explorer, a block of words; how each is shown."""
