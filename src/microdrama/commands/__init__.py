"""What the commands of ``microdrama`` do; :mod:`microdrama.cli` only parses."""
