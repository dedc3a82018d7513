"""What recommendations rest on, traced by hand."""

from __future__ import annotations

from ledgers import CLAIMS, a_claim
from microdrama.evidence import ledger
from microdrama.evidence.grounds import GROUNDS, recommendation_grounds


def test_recommendations_are_traced_to_what_they_rest_on_in_their_own_text(own):
    rows = {row["claim"]: row for row in recommendation_grounds().to_dict("records")}
    # Beneath, with a number, confirmed from outside, the best of these in words. That growth
    # follows from the text's own numbers confirms nothing.
    expected = {
        "alpha2020-advise-settled": (3, 1, 0, GROUNDS[1]),  # young, boom, growth
        "alpha2020-advise-printed": (2, 1, 0, GROUNDS[1]),  # share, and the bare advice below it
        "alpha2020-advise-words": (1, 0, 0, GROUNDS[2]),  # theory
        "alpha2020-advise-bare": (0, 0, 0, GROUNDS[3]),
        "beta2021-advise": (2, 0, 0, GROUNDS[2]),  # one and the other, in a circle
    }
    assert list(rows) == list(expected)
    for claim, (beneath, numbers, settled, rests) in expected.items():
        row = rows[claim]
        found = (row["beneath"], row["numbers"], row["settled"], row["rests"])
        assert found == (beneath, numbers, settled, rests), claim
        assert row["statement"] == f"What {claim} says."
    assert rows["beta2021-advise"]["text"] == "Beta 2021"


def test_a_comparison_confirmed_from_outside_is_firm_ground_even_without_a_number(own):
    # “More in the end than before” prints no number of its own; the Bureau's 2,775 is more than
    # the text's 398.
    own.add("claims", **a_claim("alpha2020-more", "finding"))
    own.add(
        "checks",
        claim="alpha2020-more",
        check="exceeds",
        chapter="evolution",
        inputs="F1 alpha2020-before",
    )
    link = {"from": "alpha2020-more", "to": "alpha2020-advise-bare"}
    own.add("links", **link, relation="supports", note="It does.")
    row = recommendation_grounds().set_index("claim").loc["alpha2020-advise-bare"]
    assert (row["beneath"], row["numbers"], row["settled"]) == (1, 0, 1)
    assert row["rests"] == GROUNDS[0]


def test_a_claim_that_carries_and_also_qualifies_carries(own):
    # The table of links allows several relations between the same two claims.
    link = {"from": "alpha2020-young", "to": "alpha2020-advise-settled"}
    own.add("links", **link, relation="qualifies", note="But not always.")
    row = recommendation_grounds().set_index("claim").loc["alpha2020-advise-settled"]
    assert (row["beneath"], row["rests"]) == (3, GROUNDS[1])


def test_a_definition_that_an_official_one_confirms_is_no_ground(own):
    # It settles what a word means, and no more.
    own.add("claims", **a_claim("alpha2020-length", "definition", "2,775", "titles"))
    own.add("checks", claim="alpha2020-length", check="published", chapter="evolution", inputs="F1")
    link = {"from": "alpha2020-length", "to": "alpha2020-advise-bare"}
    own.add("links", **link, relation="supports", note="It does.")
    row = recommendation_grounds().set_index("claim").loc["alpha2020-advise-bare"]
    assert (row["numbers"], row["settled"], row["rests"]) == (1, 0, GROUNDS[1])


def test_a_disputed_or_refuted_number_is_printed_and_not_settled(own):
    link = {"from": "beta2021-share", "to": "beta2021-advise"}
    own.add("links", **link, relation="supports", note="It does.")
    row = recommendation_grounds().set_index("claim").loc["beta2021-advise"]
    assert (row["numbers"], row["settled"], row["rests"]) == (1, 0, GROUNDS[1])


def test_every_recommendation_of_the_book_is_traced_and_no_count_exceeds_another():
    frame = recommendation_grounds()
    advice = [c.id for c in ledger.claims().values() if c.kind == "recommendation"]
    assert frame["claim"].to_list() == advice
    assert (frame["numbers"] <= frame["beneath"]).all()
    assert (frame["settled"] <= frame["beneath"]).all()
    assert set(frame["rests"]) <= set(GROUNDS)
    assert (frame["rests"] == GROUNDS[3]).equals(frame["beneath"] == 0)


def test_a_ledger_without_recommendations_still_has_the_columns_of_their_table(own):
    full = list(recommendation_grounds().columns)
    own.write("links", [])
    own.write("claims", [row for row in CLAIMS if row["kind"] != "recommendation"])
    assert recommendation_grounds().empty
    assert list(recommendation_grounds().columns) == full
