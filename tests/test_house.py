"""The house: which way things look, and what loads when."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import run_python
from microdrama.paths import CHAPTERS, DATA, SOURCE

HEAVY = (
    "pandas",
    "numpy",
    "altair",
    "statsmodels",
    "networkx",
    "pygraphviz",
    "frictionless",
    "scipy",
    "matplotlib",
    "sphinx",
    "IPython",
    "ipywidgets",
    "jinja2",
    "pybtex",
    "dask",
)

#: What rooms rest on; everything else of the name of a chapter or of a folder of data is a room.
GROUND = {"paths", "package", "formulas", "layered", "parallel", "templates"}
SHARED = {"evidence", "intake"}

#: Which parts each part may look at, besides the ground; rooms and commands are below.
MAY_LOOK_AT = {
    "evidence": set(),
    "intake": set(),
    "show": {"evidence"},
    "charts": {"show", "evidence"},
}


def parts() -> list[str]:
    """Return what lies on the ground floor: modules and packages."""
    return sorted(path.stem for path in SOURCE.iterdir() if not path.name.startswith("_"))


ROOMS = sorted(
    ({path.stem for path in CHAPTERS.rglob("*.md")} | {path.name for path in DATA.iterdir()})
    & set(parts()) - GROUND - SHARED
)


def files(part: str) -> list[Path]:
    path = SOURCE / part
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def imported(path: Path) -> Iterator[str]:
    """Yield what a file imports anywhere, inside functions too, but not for type checking."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in node.body
        for inner in ast.walk(child)
    }
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: say in full where a name comes from"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def looks_at(part: str) -> set[str]:
    """Return the parts of the house that a part imports."""
    names = {name for path in files(part) for name in imported(path)}
    inside = {name.split(".")[1] for name in names if name.startswith("microdrama.")}
    return (inside & set(parts())) - {part}


def test_there_are_rooms_to_look_at():
    assert {"evolution", "ecosystem", "symbols", "policy", "synthesis"} <= set(ROOMS)
    assert set(parts()) >= GROUND | SHARED | MAY_LOOK_AT.keys() | {"exhibits", "book", "cli"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_computes_and_looks_at_no_other_room_chart_or_exhibit(room):
    assert looks_at(room) <= GROUND | SHARED


@pytest.mark.parametrize("part", MAY_LOOK_AT)
def test_what_everybody_uses_looks_at_no_room_and_not_at_the_book(part):
    assert looks_at(part) <= GROUND | MAY_LOOK_AT[part]


def test_the_ground_rests_on_paths_alone():
    for part in GROUND:
        assert looks_at(part) <= {"paths"}, part


def test_exhibits_look_at_everything_that_computes_or_draws_and_not_at_the_book():
    assert looks_at("exhibits") <= GROUND | SHARED | {"show", "charts"} | set(ROOMS)


def test_a_verdict_rests_on_checks_checks_on_quantities_and_those_on_the_ledger():
    # What a printed statistic can be is arithmetic: it knows no claim.
    def inside(module: str) -> set[str]:
        path = SOURCE / "evidence" / module
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
        names = {name for one in found for name in imported(one)}
        return {n.split(".")[2] for n in names if n.startswith("microdrama.evidence.")} - {module}

    bounds = {"grim", "power", "proportions", "regression_bounds"}
    for module in bounds:
        assert inside(module) <= {"intervals"} | bounds, module
    assert inside("ledger") <= {"intervals"}
    assert inside("quantities") <= {"intervals", "ledger"}
    # What a text reports of its interviews is a table that knows no claim.
    assert inside("reporting") == set()
    assert inside("checks") <= {"intervals", "quantities", "reporting"} | bounds
    assert inside("verdicts") <= {"checks", "ledger", "quantities"}


def test_charts_draw_and_never_compute():
    names = {name.split(".")[0] for path in files("charts") for name in imported(path)}
    assert not names & {"numpy", "scipy", "statsmodels", "networkx"}


def test_only_the_command_and_sphinx_open_the_book():
    for part in set(parts()) - {"book", "cli", "commands"}:
        assert "book" not in looks_at(part)


def test_only_paths_knows_where_things_are():
    for part in set(parts()) - {"paths"}:
        for path in files(part):
            if path.parts[-2:-1] == ("book",):
                continue  # lies beside its theme, and asks for its own folder only
            assert "__file__" not in path.read_text("utf-8"), path


#: Parts that draw or build, and load what they need for it.
DRAWING = ("charts", "exhibits", "book")

LOADED = """
import importlib, json, sys, threading
for name in sys.argv[1].split():
    importlib.import_module(name)
import multiprocessing
heavy = sorted({name.split(".")[0] for name in sys.modules} & set(sys.argv[2:]))
print(json.dumps([heavy, threading.active_count(), len(multiprocessing.active_children())]))
"""


@pytest.mark.parametrize(
    "module",
    [
        "microdrama",
        *(f"microdrama.{part}" for part in parts() if part not in ("charts", "exhibits", "book")),
    ],
)
def test_a_part_loads_nothing_heavy_and_starts_nothing(module):
    done = run_python(LOADED, module, *HEAVY)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[], 1, 0]


def test_charts_load_altair_and_no_models():
    relative = (path.relative_to(SOURCE).with_suffix("") for path in files("charts"))
    charts = [".".join(("microdrama", *path.parts)).removesuffix(".__init__") for path in relative]
    done = run_python(
        LOADED,
        " ".join(charts),
        "statsmodels",
        "networkx",
        "pygraphviz",
        "frictionless",
        "sphinx",
        "scipy",
        "dask",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0] == []


def test_every_room_has_its_charts_its_data_its_chapter_and_its_tests():
    here = Path(__file__).parent / "unit"
    for room in ROOMS:
        assert (DATA / room).is_dir(), room
        assert list(CHAPTERS.rglob(f"{room}.md")), room
        charts = SOURCE / "charts" / room
        assert charts.is_dir() or charts.with_suffix(".py").is_file(), room
        assert list((here / room).glob("test_*.py")), room


#: Lines of a function, without its docstring, that are seen at once.
SEEN_WHOLE = 40


def test_a_function_can_be_seen_whole_or_says_why_not():
    long = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                doc = ast.get_docstring(node) or ""
                body = node.body[1:] if doc else node.body
                lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
                if lines > SEEN_WHOLE and "Long because" not in doc:
                    long[f"{path.name}: {node.name}"] = lines
    assert long == {}
