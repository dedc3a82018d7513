"""The room of the makers: their argument as a chain, three views of it, what interviews carry."""
