"""What a reader's survey says in words on the first page; nothing of answers that are invented."""

from __future__ import annotations

import re

import pytest

from microdrama import ecosystem
from microdrama.ecosystem import SurveyInUse
from microdrama.ecosystem.survey_in_use import survey_from_file
from microdrama.exhibits.ecosystem.in_words import in_words
from microdrama.show.blocks import Downloads, Prose, Table
from surveys import answers, ours, ours_analysed, survey


def test_of_the_reconstructed_survey_only_the_file_is_offered():
    whose = SurveyInUse(ours(), "reconstructed", "the reconstructed survey", "Made to agree.")
    [file] = in_words(ours_analysed(), whose).parts
    assert isinstance(file, Downloads)


@pytest.mark.slow
def test_a_readers_survey_has_a_sentence_for_each_model_and_one_table():
    whose = survey_from_file(survey(answers(60)))
    parts = in_words(ecosystem.analyse(whose.survey, draws=20), whose).parts
    said = [re.sub("<.*?>", "", part.text) for part in parts if isinstance(part, Prose)]
    for beginning in ("By way of symbols", "One component explains"):
        assert any(text.startswith(beginning) for text in said), beginning
    assert sum("of the differences in" in text for text in said) == 3
    [table] = (part for part in parts if isinstance(part, Table))
    assert table.label == "What the text asks for and what the survey gives"
    assert len(parts) == len(said) + 1
