"""The report on a class's dramas and the commands: what they print and what they return."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dramas import CODES, TEAPOT, VARIABLES, coded, row, written
from microdrama import cli
from microdrama.symbols import report
from microdrama.symbols.codings import read
from microdrama.symbols.report import as_json, as_text

KING = {
    "title": "Dragon King Son-in-Law",
    "symbol": "",
    "symbol_kind": "look",
    "depth": "surface",
    "function": "ornament",
    "tension": "none",
    "outcome": "dissonance",
}


@pytest.fixture
def files(tmp_path) -> list[Path]:
    """Return the files of two coders, who differ once; one of them leaves a drama out."""
    ann = [TEAPOT, row(**KING), row(title="c", tension="")]
    ben = [row(coder="Ben", function="guides"), row(**KING, coder="Ben")]
    paths = [tmp_path / "ann.csv", tmp_path / "ben.csv"]
    for path, rows in zip(paths, (ann, ben), strict=True):
        path.write_text(written(rows), "utf-8")
    return paths


def run(command: str, *arguments: object) -> int:
    return cli.main(["cases", command, *map(str, arguments)])


# ---- the report ----------------------------------------------------------------------------


def test_the_report_tells_codes_agreement_walks_and_what_is_missing(files):
    said = as_text(read(*files))
    lines = said.splitlines()
    assert lines[0] == "ann.csv and ben.csv: 3 dramas, 2 coders, 5 codings"
    assert said.endswith("\n")
    function = lines[lines.index("Function (codings; dramas by what most coders say)") :]
    assert ["Acts", "2", "1"] in [line.split() for line in function[:10]]
    assert ["Guides", "1", "0"] in [line.split() for line in function[:10]]
    assert "Agreement of Ann and Ben" in lines
    assert "  逃出大英博物馆, Function: Acts: Ann; Guides: Ben" in lines
    assert "  look → surface → ornament → no tension → dissonance: Dragon King Son-in-Law" in lines
    assert "  object → deep → acts → (not coded) → emotional resonance: c" in lines
    missing = lines[lines.index("What is missing") :]
    assert missing[1:] == [
        "  Ben has not coded c.",
        "  Function: coders are divided on 逃出大英博物馆.",
        "  Tension: nobody coded c.",
    ]


def test_the_report_on_one_coder_has_no_agreement_and_nothing_missing(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text(written([TEAPOT]), "utf-8")
    said = as_text(read(path))
    assert said.startswith("class.csv: 1 drama, 1 coder, 1 coding\n")
    assert "greement" not in said
    assert "missing" not in said


def test_dramas_that_go_the_same_way_are_told_together_the_commonest_way_first(tmp_path):
    path = tmp_path / "class.csv"
    dramas = [TEAPOT, *(row(**KING | {"title": f"king {n}"}) for n in range(12))]
    path.write_text(written(dramas), "utf-8")
    lines = as_text(read(path)).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Walks: "))
    assert lines[start].endswith("kind of symbol → depth → function → tension → outcome")
    assert lines[start + 1].endswith(
        "dissonance: king 0, king 1, king 2, king 3, king 4, king 5, king 6, king 7 and 4 more"
    )
    assert lines[start + 2].endswith("resonance: 逃出大英博物馆")


def test_long_lists_are_cut_in_the_text_and_whole_for_machines(monkeypatch):
    monkeypatch.setattr(report, "SHOWN", 3)
    codings = coded([[code] * 2 for code in CODES["function"][:2]])
    many = coded([CODES["function"], CODES["function"][::-1]])
    assert "more; --json" not in "\n".join(report.agreement_lines(codings))
    assert "  … and 5 more; --json lists all of them." in list(report.agreement_lines(many))
    assert len(as_json(many)["disagreements"]) == 8
    alone = coded([CODES["function"]])
    assert "  … and 5 more ways; --json lists all of them." in as_text(alone).splitlines()


def test_what_is_said_for_machines_is_json_without_nan(files):
    found = as_json(read(*files))
    plain = json.loads(json.dumps(found, allow_nan=False))
    assert plain == found
    assert (plain["files"], plain["coders"]) == (["ann.csv", "ben.csv"], ["Ann", "Ben"])
    assert plain["dramas"] == ["逃出大英博物馆", "Dragon King Son-in-Law", "c"]
    assert {v: list(codes) for v, codes in plain["codes"].items()} == CODES
    assert plain["codes"]["function"]["acts"] == {"codings": 2, "dramas": 1}
    assert list(plain["agreement"]) == list(VARIABLES)
    assert set(plain["agreement"]["depth"]) == {
        "dramas",
        "codes",
        "percent",
        "alpha",
        "low",
        "high",
        "why",
        "level",
    }
    assert plain["agreement"]["function"]["percent"] == 0.5
    assert [row["title"] for row in plain["disagreements"]] == ["逃出大英博物馆"]
    assert len(plain["consensus"]) == len(plain["walks"]) == 15
    disputed = [row for row in plain["consensus"] if row["status"] == "disputed"]
    assert [(row["variable"], row["code"]) for row in disputed] == [("function", None)]


# ---- the commands --------------------------------------------------------------------------


def test_check_prints_faults_notes_and_what_can_be_used(tmp_path, capsys):
    path = tmp_path / "class.csv"
    path.write_text(written([row(depth="very"), row(coder="Ben")], [*row(), "Date"]), "utf-8")
    assert run("check", path) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{path}, row 2, column depth: “very” is none of the codes;")
    assert lines[1] == "Note: Not read, since nothing in the codebook is named so: “Date”."
    assert lines[2] == "What can be used: 1 drama, 2 coders, 2 codings"
    assert lines[4] == "  Depth: 1 of 2 coded"


def test_a_file_without_faults_passes_the_check(files, capsys):
    assert run("check", *files) == 0
    assert "What can be used: 3 dramas, 2 coders, 5 codings" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["agreement", "report"])
def test_a_command_prints_what_it_found_and_faults_beside_it(tmp_path, capsys, command):
    path = tmp_path / "class.csv"
    path.write_text(written([row(depth="very"), row(coder="Ben")]), "utf-8")
    assert run(command, path) == 0
    said = capsys.readouterr()
    assert "Agreement of Ann and Ben" in said.out
    assert "row 2, column depth" in said.err
    # In the report too, which may be kept in a file; there it comes last.
    assert "row 2" not in said.out.partition("What was read\n")[0]
    assert "row 2, column depth" in said.out


@pytest.mark.parametrize("command", ["agreement", "report"])
def test_for_machines_the_output_is_json_whatever_is_wrong(tmp_path, capsys, command):
    path = tmp_path / "class.csv"
    path.write_text(written([row(depth="very")]), "utf-8")
    assert run(command, path, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["agreement"]["depth"]["why"] == "There is only one coder."


def test_agreement_of_one_coder_is_a_sentence_and_no_table(tmp_path, capsys):
    path = tmp_path / "class.csv"
    path.write_text(written([TEAPOT]), "utf-8")
    assert run("agreement", path) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Agreement of Ann",
        "  Kind of symbol, Depth, Function, Tension and Outcome: there is only one coder.",
    ]


@pytest.mark.parametrize("command", ["check", "agreement", "report"])
def test_what_cannot_be_read_is_one_sentence_and_fails(tmp_path, capsys, command):
    assert run(command, tmp_path / "nothing.csv") == 1
    said = capsys.readouterr()
    assert said.out + said.err == (
        f"{tmp_path / 'nothing.csv'} is not there; check its name and folder.\n"
    )
    assert bool(said.out) == (command == "check")


@pytest.mark.parametrize("command", ["check", "agreement", "report"])
def test_a_command_without_a_file_says_how_it_is_used(capsys, command):
    with pytest.raises(SystemExit) as stopped:
        run(command)
    assert stopped.value.code == 2
    assert "usage: microdrama cases" in capsys.readouterr().err
