"""A book that runs: five texts on micro-drama, rebuilt from tables a reader can open."""
