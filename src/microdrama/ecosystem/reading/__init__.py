"""A reader's own survey: what a spreadsheet or a form saved, as answers and faults.

A fault costs its own cell and nothing else. What cannot be used is said with row and column;
what is missing or looks odd is said in a note.
"""

from microdrama.ecosystem.reading.file import DECLARED, read
from microdrama.ecosystem.reading.survey import Survey, SurveyError

__all__ = ["DECLARED", "Survey", "SurveyError", "read"]
