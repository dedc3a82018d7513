"""How micro-dramas travel: platforms and money, audiences, the way abroad."""
