"""A reader's own survey: what a spreadsheet, a form or a statistics program saved.

A fault costs its own cell and nothing else. What cannot be used is said with row and column, one
sentence a kind; what is missing or looks odd is said in a note; how the file was read is kept.
"""

from microdrama.ecosystem.reading.file import DECLARED, proposed, read
from microdrama.ecosystem.reading.survey import Survey, SurveyError, Understood

__all__ = ["DECLARED", "Survey", "SurveyError", "Understood", "proposed", "read"]
