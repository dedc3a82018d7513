"""Fills the templates of what is shown; they know the kinds of number and their marks."""

from __future__ import annotations

from microdrama.evidence.kinds import MARKS, MEANINGS
from microdrama.templates import renderer

render = renderer(marks=MARKS, meanings=MEANINGS)
