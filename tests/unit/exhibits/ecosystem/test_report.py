"""The report as text: whose survey it is, a sentence beside each model, nothing broken."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from microdrama.ecosystem import analyse
from microdrama.exhibits.ecosystem import as_text
from microdrama.package import table
from surveys import answers, ours_analysed, survey


@pytest.fixture(scope="module")
def text() -> str:
    return as_text(ours_analysed())


def term(name: str, **cells):
    """Return the report with one coefficient of the first regression changed."""
    report = ours_analysed()
    fit = report.regressions["industry_performance"]
    changed = replace(fit, terms={**fit.terms, name: replace(fit.terms[name], **cells)})
    return replace(report, regressions={**report.regressions, "industry_performance": changed})


def test_the_first_line_says_whose_survey_it_is_and_how_many_answered(text):
    assert text.splitlines()[0] == "the reconstructed survey: 428 respondents"
    own = as_text(analyse(survey(answers(30), name="class of 2026.csv"), draws=10))
    assert own.splitlines()[0] == "class of 2026.csv: 30 respondents"
    assert "Careful: With 30 respondents" in own.splitlines()[1]


def test_every_model_stands_under_its_question_with_its_sentence(text):
    for title in (
        "What goes with industry performance (428 respondents)",
        "What goes with economic performance (428 respondents)",
        "What goes with innovation performance (428 respondents)",
        "Technological maturity at three levels of algorithmic adaptability",
        "Policy, symbols, culture",
        "All paths at once",
    ):
        assert f"\n{title}\n" in text
    fit = ours_analysed().regressions["industry_performance"]
    assert f"Together these explain {fit.r2:.0%} of the differences." in text
    beta = fit.terms["policy_support"].beta
    assert f"Policy support goes with more, others held equal (beta {beta:.2f}, p < 0.001)" in text
    assert "Market competition goes with less, others held equal" in text


def test_every_construct_has_a_row_with_its_name_for_people(text):
    for title in table("constructs")["title"]:
        assert re.search(rf"^ +{re.escape(title)} +4 +428 ", text, re.MULTILINE)


def test_nothing_in_the_text_is_a_name_from_the_code(text):
    assert not re.findall(r"\b[a-z]+_[a-z_]+\b", text)
    for broken in ("nan", "None", "NaN", "inf"):
        assert not re.search(rf"\b{broken}\b", text)


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.0004, "p < 0.001)."),
        (0.0123, "p = 0.012)."),
        (0.049, "p = 0.049)."),
        (0.051, "no effect can be told from none (p = 0.051)."),
        (0.9, "no effect can be told from none (p = 0.900)."),
    ],
)
def test_an_effect_is_called_one_only_below_the_usual_level(p, said):
    line = next(
        line
        for line in as_text(term("policy_support", p=p)).splitlines()
        if line.startswith(("  Policy support goes", "  Policy support: no"))
    )
    assert line.endswith(said)


def test_an_indirect_effect_whose_interval_holds_zero_may_be_zero():
    report = ours_analysed()
    for low, high, said in (
        (0.1, 0.2, "that is not zero"),
        (-0.2, -0.1, "that is not zero"),
        (-0.1, 0.2, "that may be zero"),
    ):
        mediation = replace(report.mediation, ci_low=low, ci_high=high)
        assert said in as_text(replace(report, mediation=mediation))


def test_a_slope_that_falls_is_not_said_to_grow():
    report = ours_analysed()
    moderation = replace(report.moderation, interaction=-0.3, interaction_p=0.2)
    said = as_text(replace(report, moderation=moderation))
    assert "The slope shrinks by 0.30" in said
    assert "which may be chance" in said


def test_what_failed_is_said_with_its_reason():
    report = replace(
        ours_analysed(), failed={"industry": "nobody answered policy support."}, regressions={}
    )
    assert (
        "What goes with industry performance: cannot be computed, because nobody answered policy "
        "support."
    ) in as_text(report)
