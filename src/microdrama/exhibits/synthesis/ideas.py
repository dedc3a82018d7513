"""Ideas across texts: their names, two texts side by side, open questions, what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from microdrama.charts import synthesis as draw
from microdrama.evidence.ledger import claim, short, texts
from microdrama.formulas import where
from microdrama.show.blocks import Links, Senses, Table
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import pandas as pd


def one_idea_several_names(crosswalk: pd.DataFrame) -> Senses:
    """Return the same ideas under several names.

    Parameters
    ----------
    crosswalk : pandas.DataFrame
        What :func:`microdrama.synthesis.crosswalk` returns.
    """
    return _senses(crosswalk[crosswalk["kind"] == "one idea, several names"])


def one_name_several_ideas(crosswalk: pd.DataFrame) -> Senses:
    """Return several ideas under the same name; see :func:`one_idea_several_names`."""
    return _senses(crosswalk[crosswalk["kind"] == "one name, several ideas"])


def _senses(crosswalk: pd.DataFrame) -> Senses:
    return Senses(
        {
            idea["label"].iloc[0]: (
                idea["question"].iloc[0],
                list(idea[["whose", "term", "sense", "claim"]].itertuples(index=False, name=None)),
            )
            for _, idea in crosswalk.groupby("idea", sort=False)
        }
    )


def two_texts(pairs: pd.DataFrame) -> Explorer:
    """Return the explorer of two texts: what they share, where they differ.

    Parameters
    ----------
    pairs : pandas.DataFrame
        What :func:`microdrama.synthesis.text_pairs` returns.
    """
    names = pairs.drop_duplicates("pair").set_index("pair")["names"]
    # The two texts that contradict each other most come first, then those with most to say.
    order = pairs.groupby("pair", sort=False)["against"].agg(["first", "size"])
    order = order.sort_values(["first", "size"], ascending=False, kind="stable")
    options = tuple((pair, names[pair]) for pair in order.index)
    stances = tuple((stance, stance) for stance in draw.STANCE_COLOURS)
    return Explorer(
        name="two-texts",
        title="What do two texts say to each other?",
        alt=(
            "Bars that count how two texts meet: claims that agree, claims that limit each other, "
            "claims that contradict each other, and ideas that both have."
        ),
        controls=(
            Choice("two", "Texts", options),
            Choice("kind", "Show", (("all", "everything"), *stances)),
        ),
        base=pairs,
        keep=_of_two_texts,
        derive=lambda settings, row: {"case": where(settings.kind == "all", "all", "one")},
        chart=draw.stances,
        sentences={
            "all": "{names}: {agreeing:.0f} links agree, {limiting:.0f} limit, {against:.0f} "
            "contradict; {shared:.0f} ideas are in both.",
            "one": "{names}, where they {stance}: {agreeing:.0f} links agree, {limiting:.0f} "
            "limit, {against:.0f} contradict; {shared:.0f} ideas are in both.",
        },
        columns={
            "stance": "How they meet",
            "about": "About",
            "first": "First text",
            "first_quote": "Its words",
            "second": "Second text",
            "second_quote": "Its words too",
        },
        sources=["the texts named in the controls; links and ideas are our reading"],
        kinds=(),
        tries="Choose two texts and show only where they contradict each other.",
        own_case=None,
    )


def _of_two_texts(settings: Any, row: Any) -> Any:
    return (row.pair == settings.two) & ((settings.kind == "all") | (row.stance == settings.kind))


def open_questions(questions: pd.DataFrame) -> Table:
    """Return what no text answers, with the claim that comes closest.

    Parameters
    ----------
    questions : pandas.DataFrame
        What :func:`microdrama.synthesis.open_questions` returns.
    """
    columns = {
        "question": "Question",
        "closest": "The claim that comes closest",
        "needed": "What would answer it",
    }
    claims = zip(questions["nearest"], questions["statement"], strict=True)
    rows = questions.assign(closest=[Links({i: words}) if i else "–" for i, words in claims])
    return Table(
        rows[list(columns)].rename(columns=columns), label="Questions that no text answers"
    )


def known(known: pd.DataFrame) -> Table:
    """Return what is known, how well, who says so and what limits it.

    Parameters
    ----------
    known : pandas.DataFrame
        What :func:`microdrama.synthesis.known` returns.
    """
    columns = {
        "topic": "Topic",
        "statement": "What we know",
        "how_well": "How well",
        "says": "Who says so",
        "against": "What limits it",
    }
    rows = known.assign(
        topic=known["topic"].str.capitalize(),
        says=known["ids"].map(_voices),
        against=known["limits"].map(_voices),
    )
    return Table(
        rows[list(columns)].rename(columns=columns), label="What we know, how well", whole=True
    )


def _voices(ids: Sequence[str]) -> Links | str:
    """Name each text once, in the order of the texts; its further claims are numbers."""
    if not ids:
        return "–"
    order = list(texts())
    claims_of: Counter[str] = Counter()
    words = {}
    for claim_id in sorted(ids, key=lambda claim_id: order.index(claim(claim_id).source)):
        source = claim(claim_id).source
        claims_of[source] += 1
        words[claim_id] = short(source) if claims_of[source] == 1 else f"({claims_of[source]})"
    return Links(words, " ")
