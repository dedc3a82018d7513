"""A number beside one of another definition or date, and beside that of the publisher it cites."""

from __future__ import annotations

import pytest

from helpers import quantity
from printings import check, refused


@pytest.mark.parametrize(("other", "status"), [("15", "other definition"), ("10", None)])
def test_a_number_of_another_definition_is_no_quarrel_and_agreement_means_nothing(other, status):
    found = check("definition", quantity("10"), [quantity(other, label="Bureau")], "Older.")
    assert found.status == status
    assert found.sentence == (
        f"Of another definition or date: Bureau prints {other} titles. Older."
    )


@pytest.mark.parametrize(
    ("printed", "status"), [("398", "traced"), ("400", "differs"), ("498", "disputed")]
)
def test_a_number_is_traced_if_the_publisher_that_is_cited_prints_it(printed, status):
    cited = quantity(printed, label="Bureau")
    assert check("traced", quantity("398"), [cited]).status == status


def test_a_number_is_traced_to_one_publisher():
    two = [quantity("398", label="Bureau"), quantity("398", label="Board")]
    assert refused("traced", quantity("398"), two) == "a number is traced to one publisher"
    # The same publisher may print it twice.
    assert check("traced", quantity("398"), [two[0], two[0]]).status == "traced"


def test_a_bound_that_is_traced_to_a_bound_could_not_have_failed():
    bounds = [quantity(value, comparator=">", label="Bureau") for value in ("150", "230")]
    assert check("traced", bounds[0], bounds[1:]).status is None
