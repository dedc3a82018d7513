"""How claims bear on each other: contradictions."""

from __future__ import annotations

from microdrama.evidence.arguments import contradictions


def test_contradictions_are_pairs_with_a_reason_in_the_order_of_the_links(own):
    found = [(one.id, other.id, why) for one, other, why in contradictions()]
    assert found == [
        (
            "alpha2020-after",
            "alpha2020-advise-bare",
            "alpha2020-after contradicts alpha2020-advise-bare.",
        ),
        ("beta2021-one", "alpha2020-theory", "beta2021-one contradicts alpha2020-theory."),
    ]


def test_every_contradiction_of_the_book_is_between_two_claims_and_says_why():
    found = contradictions()
    assert found
    for one, other, why in found:
        assert one.id != other.id
        assert why.strip()
