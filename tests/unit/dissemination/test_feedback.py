"""What drives the market: loops worked out by hand, then those of the book."""

from __future__ import annotations

from types import SimpleNamespace

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.dissemination import feedback as room
from microdrama.paths import shown


def drawn(*arrows: str) -> nx.DiGraph:
    """Return a diagram from arrows such as ``a+b`` and ``b−a``, all stated, nothing printed."""
    made = nx.DiGraph()
    for a, sign, b in arrows:
        made.add_edge(
            a,
            b,
            sign=sign,
            basis="stated",
            support="nothing",
            words=f"{a} → {b}",
            note="",
            claim="",
        )
    for name in made:
        made.nodes[name]["label"] = name.upper()
    return made


@pytest.fixture
def letters(monkeypatch):
    """Name the variables by letters, and no loop at all."""
    tables = {
        "loops": pd.DataFrame(columns=["variables", "name", "meaning"]),
        "market_variables": pd.DataFrame(
            {"id": list("abcdef"), "station": ["creation", "payment", "", "", "", ""]}
        ),
    }
    monkeypatch.setattr(room, "table", tables.__getitem__)


# ---- loops ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arrows", "kind"),
    [
        (("a+b", "b+a"), "reinforcing"),
        (("a+b", "b−a"), "balancing"),
        (("a−b", "b−a"), "reinforcing"),
        (("a+b", "b−c", "c+a"), "balancing"),
        (("a−b", "b−c", "c−a"), "balancing"),
    ],
)
def test_a_loop_balances_if_its_minus_signs_are_odd(letters, arrows, kind):
    (loop,) = room.loops(drawn(*arrows)).to_dict("records")
    assert loop["kind"] == kind
    assert loop["length"] == len(arrows)


def test_loops_begin_with_the_first_variable_and_the_shortest_comes_first(letters):
    found = room.loops(drawn("c+a", "a+b", "b+c", "b−a", "d+a"))
    assert found["words"].to_list() == ["A → b → a", "A → b → c → a"]
    assert found["edges"].iloc[1] == [("a", "b"), ("b", "c"), ("c", "a")]
    assert found["kind"].to_list() == ["balancing", "reinforcing"]


def test_a_loop_is_as_firm_as_its_weakest_influence(letters):
    graph = drawn("a+b", "b+c", "c+a")
    graph.edges["b", "c"]["basis"] = "sign ours"
    graph.edges["c", "a"].update(basis="our reading", support="a cited work")
    graph.edges["a", "b"]["support"] = "a printed number"
    (loop,) = room.loops(graph).to_dict("records")
    assert (loop["basis"], loop["support"], loop["backed"]) == ("our reading", "nothing", 2)


def test_without_a_circle_there_is_no_loop(letters):
    assert room.loops(drawn("a+b", "b+c", "a+c")).empty


@given(
    st.sets(st.tuples(st.sampled_from("abcde"), st.sampled_from("+−"), st.sampled_from("abcde")))
)
def test_turning_every_arrow_round_keeps_the_loops_and_their_kinds(arrows):
    arrows = {(a, b): sign for a, sign, b in arrows if a != b}
    known = {"loops": pd.DataFrame(columns=["variables", "name", "meaning"])}
    known["market_variables"] = pd.DataFrame({"id": list("abcde")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "table", known.__getitem__)
        there = room.loops(drawn(*((a, sign, b) for (a, b), sign in arrows.items())))
        back = room.loops(drawn(*((b, sign, a) for (a, b), sign in arrows.items())))

    def described(loops: pd.DataFrame) -> list[tuple]:
        return sorted(
            (sorted(v), k) for v, k in zip(loops["variables"], loops["kind"], strict=True)
        )

    assert described(there) == described(back)


def test_stations_are_counted_along_a_loop(letters):
    loops = room.loops(drawn("a+b", "b+a", "c+d", "d+c"))
    rows = room.stations_passed(loops).to_dict("records")
    assert [row["passed"] for row in rows] == [2, 0]
    assert (rows[0]["creation"], rows[0]["payment"], rows[0]["distribution"]) == (True, True, False)


# ---- what is taken out ---------------------------------------------------------------------


def few() -> pd.DataFrame:
    """Return influences that close two loops at demand and one apart from it."""
    rows = [
        ("demand", "market", "+", "stated", room.ACCOUNT),
        ("market", "demand", "+", "sign ours", room.ACCOUNT),
        ("market", "capital", "+", "stated", room.ACCOUNT),
        ("capital", "market", "+", "stated", room.ACCOUNT),
        ("capital", "demand", "−", "stated", "other2020"),
        ("pressure", "demand", "+", "stated", room.ACCOUNT),
    ]
    frame = pd.DataFrame(rows, columns=["from", "to", "sign", "basis", "source"])
    return frame.assign(
        words=frame["from"] + " → " + frame["to"], claim="c", support="nothing", note=""
    )


def after(gone: str, whose: str) -> dict:
    """Return what the formula says, of the whole, if something is taken out."""
    removals = room.removals(few())
    cuts = room.cuts(few(), removals)
    settings = SimpleNamespace(gone=gone, whose=whose)
    found = room.after_cut(room.tally(cuts, removals), settings, cuts)
    counts = {name: int(found[name]) for name in ("had", "left", "balancing")}
    lost = dict(zip(cuts["loop"], [int(one) for one in found["lost"]], strict=True))
    closed = cuts["loop"][[bool(one) for one in room.closes(settings, cuts)]].to_list()
    return {**counts, "lost": {name: lost[name] for name in closed}, "case": str(found["case"])}


def test_an_influence_on_no_loop_is_not_offered():
    offered = room.removals(few())
    assert "pressure → demand" not in offered
    assert set(offered[room.CAUSE_ONLY]) == {
        ("market", "demand"),
        ("capital", "demand"),
        ("pressure", "demand"),
    }
    assert offered[room.EFFECT_ONLY] == [("demand", "market")]


@pytest.mark.parametrize(
    ("gone", "whose", "counts"),
    [
        # By hand: demand ⇄ market, market ⇄ capital, demand → market → capital → (−) demand.
        (room.NOTHING, "every", (3, 3, 1)),
        (room.NOTHING, "account", (2, 2, 0)),
        (room.NOTHING, "firm", (1, 1, 0)),
        (room.CAUSE_ONLY, "every", (3, 1, 0)),
        (room.EFFECT_ONLY, "account", (2, 1, 0)),
        ("market → capital", "every", (3, 1, 0)),
        ("market → demand", "every", (3, 2, 1)),
        ("market → demand", "firm", (1, 1, 0)),
    ],
)
def test_loops_that_are_left_are_counted(gone, whose, counts):
    found = after(gone, whose)
    assert (found["had"], found["left"], found["balancing"]) == counts
    assert sum(found["lost"].values()) == found["had"] - found["left"]
    assert len(found["lost"]) == found["had"]


def test_the_sentence_knows_what_was_taken_out():
    assert after(room.NOTHING, "account")["case"] == room.NOTHING
    assert after(room.CAUSE_ONLY, "account")["case"] == room.CAUSE_ONLY
    assert after("market → capital", "account")["case"] == "one"


# ---- the book's own tables -----------------------------------------------------------------


@pytest.fixture(scope="module")
def account() -> pd.DataFrame:
    return room.loops(room.graph(room.influences()))


def named(loops: pd.DataFrame) -> dict[str, dict]:
    return {row["name"]: row for row in loops.to_dict("records")}


def test_the_loops_of_the_text_by_name(account):
    # Read off the picture, arrow by arrow.
    assert set(account["name"]) == {
        *("Investment", "The push abroad", "Word of mouth", "Optimisation", "Market and demand"),
        *("Platforms and demand", "Audience growth", "Payment", "Optimised payment", "Stickiness"),
        *("Professionalisation", "Stickiness by demand", "Stickiness by industry", "Criticism"),
    }
    assert account.loc[account["kind"] == "balancing", "name"].to_list() == ["Criticism"]


def test_what_the_page_says_of_the_loops(account):
    stated = account[account["basis"] == "stated"]
    assert set(stated["name"]) == {"Investment", "The push abroad", "Word of mouth", "Optimisation"}
    assert (account["backed"] < account["length"]).all()
    stations = room.stations_passed(account).set_index("name")
    assert stations["passed"].max() == 3
    assert not (stations["payment"] & stations["distribution"]).any()
    assert stations[(stations["passed"] == 3) & ~stations["payment"]].index.to_list() == [
        "Stickiness by industry"
    ]
    on_loops = {variable for cycle in account["variables"] for variable in cycle}
    assert not on_loops & {"mobile-data", "mobile-payment", "recommendation"}


def test_other_texts_add_the_brakes():
    every = room.loops(room.graph(room.influences(None)))
    added = every[every["kind"] == "balancing"]["name"]
    assert set(added) == {"Criticism", "Ruinous competition", "Fatigue", "Regulation"}


def test_firmer_bases_take_fewer_influences():
    counts = [len(room.influences(basis=basis)) for basis in room.BASES]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[-1]
    assert (room.influences(basis="stated")["basis"] == "stated").all()
    with pytest.raises(ValueError, match="“firm” is no basis; take one of our reading, sign ours"):
        room.influences(basis="firm")


def test_numbers_beside_an_influence_are_those_that_links_carry_to_its_claim():
    numbers = room.influences().set_index("words")["numbers"]
    assert numbers["Viewing → size of the market"] == ["meng2025-users-2024"]
    assert numbers["Size of the market → competition at home"] == ["meng2025-companies"]
    assert numbers["Capital → industrial production"] == []


def test_demand_acts_and_is_acted_on():
    found = room.directions(room.influences())
    assert found["acts"].to_list() == [True] * 3 + [False] * 3
    assert set(found.loc[found["acts"], "to"]) == {"viewing", "market", "platforms"}
    assert set(found.loc[~found["acts"], "from"]) == {"pressure", "market", "platforms"}


# ---- faults --------------------------------------------------------------------------------


def test_the_tables_of_the_book_have_no_fault(copied):
    assert room.faults() == []


def the_fault(package, table: str, row: int, **cells: str):
    package.change(table, row, **cells)
    (fault,) = room.faults()
    assert fault.file == shown(package.path(table))
    return fault


def test_an_influence_leads_somewhere_else(copied):
    fault = the_fault(copied, "influences", 2, **{"to": "pressure"})
    assert (fault.row, fault.column) == (2, "to")
    assert fault.message == "is where the influence starts; name another variable."


def test_a_further_claim_is_known(copied):
    fault = the_fault(copied, "influences", 2, also="meng2025-nothing")
    assert (fault.row, fault.column) == (2, "also")
    assert fault.message == "“meng2025-nothing” is no claim; correct the id."


def test_a_loop_without_influences_is_no_loop_and_one_without_a_name_wants_one(copied):
    place = next(
        n for n, row in enumerate(copied.cells("loops"), 2) if row["name"] == "Word of mouth"
    )
    copied.change("loops", place, variables="capital viewing")
    wrong, wanted = sorted(room.faults(), key=lambda fault: -fault.row)
    assert (wrong.row, wrong.column) == (place, "variables")
    assert wrong.message.startswith("is closed by no influences")
    assert wanted.message == "has no row for the loop fan-works viewing; give it a name."


def test_a_package_without_these_tables_has_no_fault(little):
    assert room.faults() == []
