"""The theories that the texts stand on, and the words of the field."""
