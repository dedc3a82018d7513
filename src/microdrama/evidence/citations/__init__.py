"""What the five texts cite: the works that they list, where they cite them, and for what.

``data/evidence/references.csv`` has the printed entries of the texts' own reference lists,
``citations.csv`` every occurrence of a citation. The bibliography of this book is another thing:
``data/references.bib``, read by :func:`microdrama.evidence.validation.references`.

What is cited and never listed, or listed and never cited, is computed, never typed.
"""

from microdrama.evidence.citations.validation import faults, found_line, text_faults

__all__ = ["faults", "found_line", "text_faults"]
