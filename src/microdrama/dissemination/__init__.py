"""How micro-dramas travel: what drives their market, who watches them, and how they go abroad."""
