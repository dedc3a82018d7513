"""How micro-dramas travel: what the chapter on dissemination computes."""
