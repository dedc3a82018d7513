"""Dramas as lanes: their path, and the steps that follow from the step before."""

from __future__ import annotations

import networkx as nx

from microdrama.symbols import lanes, network, walks
from microdrama.symbols.codings import one
from microdrama.symbols.consensus import as_steps


def test_one_case_takes_the_surface_path_and_three_of_other_texts_neither():
    paths = lanes.path_of(walks.steps(), network.network(["zhao2025"]))
    assert [case for case, path in paths.items() if path == "surface"] == ["dragon-king"]
    neither = [case for case, path in paths.items() if path == "neither"]
    assert neither == ["the-double", "werewolf-vampire-hybrids", "sweet-pets-heritage"]
    assert len(paths) == 11


def test_an_outcome_alone_tells_no_path():
    steps = walks.steps()
    ends_alike = steps[steps["case"] == "the-double"]
    # It ends where the deep path ends as well.
    assert "discount-mitigation" in set(ends_alike["concept"])
    assert lanes.path_of(ends_alike, network.network(["zhao2025"])) == {"the-double": "neither"}


def test_a_step_that_is_left_out_is_neither_reached_nor_left():
    links = lanes.links(walks.steps(), network.network())
    of_dragon = links[links["case"] == "dragon-king"]
    # The fourth step is not told, so no arrow leads to it or on from it.
    assert list(of_dragon["order"]) == [2, 3]


def test_an_arrow_is_as_strong_as_the_weakest_relation_on_its_way():
    links = lanes.links(walks.steps(), network.network()).set_index(["case", "order"])["basis"]
    # Xia yi is stated to be an example of what purification chooses; for the teapot that is ours.
    assert links["xia-yi-abroad", 2] == "stated"
    assert links["british-museum", 2] == "our reading"
    graph = network.carrying(network.network())
    steps = walks.steps().set_index(["case", "order"])["concept"]
    for (case, order), basis in links.items():
        at = steps[case]
        way = nx.shortest_path(graph, at[order - 1], at[order])
        stated = {graph.edges[edge]["basis"] for edge in nx.utils.pairwise(way)} == {"stated"}
        assert (basis == "stated") == stated


def test_steps_between_which_no_way_leads_have_no_arrow():
    links = lanes.links(walks.steps(), network.network())
    of_stolen = links[links["case"] == "stolen-tradition"]
    assert 3 not in set(of_stolen["order"])


def test_a_drama_that_a_class_has_coded_has_a_lane_too():
    mine = as_steps(one("短剧", "", {"depth": "surface", "function": "ornament"}))
    paths = lanes.path_of(walks.together(mine), network.network(["zhao2025"]))
    assert paths["own-1"] == "surface"
    assert set(lanes.links(walks.together(mine).query("case == 'own-1'"), network.network())) == {
        "case",
        "order",
        "basis",
    }
