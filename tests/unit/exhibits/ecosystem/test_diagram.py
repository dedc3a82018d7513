"""The diagram of the hypotheses: every construct a box, every hypothesis its arrows."""

from __future__ import annotations

from microdrama.exhibits.ecosystem.diagram import diagram
from microdrama.package import table


def test_the_diagram_has_every_construct_in_its_layer():
    nodes, _ = diagram()
    assert sorted(nodes["name"]) == sorted(table("constructs")["name"])
    layers = nodes.groupby("column")["layer"].unique()
    assert [list(layer) for layer in layers] == [["environment"], ["behaviour"], ["outcome"]]
    assert not nodes.duplicated(["column", "row"]).any()


def test_every_hypothesis_is_an_arrow_and_a_mediation_is_two():
    nodes, edges = diagram()
    at = nodes.set_index("name")[["column", "row"]].apply(tuple, axis=1)
    drawn = {(row.id, (row.x, row.y), (row.x2, row.y2)) for row in edges.itertuples()}
    expected = set()
    for row in table("hypotheses").to_dict("records"):
        one, through, other = row["predictor"], row["third_variable"], row["outcome"]
        steps = {
            "effect": [(one, other)],
            "moderation": [(through, other)],
            "mediation": [(one, through), (through, other)],
        }[row["kind"]]
        expected |= {(row["id"], at[start], at[end]) for start, end in steps}
    assert drawn == expected
    assert len(edges) == len(drawn)


def turn(a, b, c) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def test_no_two_arrows_of_the_diagram_cross():
    _, edges = diagram()
    lines = [((r.x, r.y), (r.x2, r.y2)) for r in edges.itertuples()]
    for index, (a, b) in enumerate(lines):
        for c, d in lines[index + 1 :]:
            if {a, b} & {c, d}:
                continue  # they meet at a box
            assert not (turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0)


def test_only_the_effect_of_competition_is_negative():
    _, edges = diagram()
    assert set(edges.loc[edges["sign"] != "+", "id"]) == {"H2"}
