"""How micro-dramas travel: platforms, audiences, the way abroad."""
