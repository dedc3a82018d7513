"""What `make test` does where nobody may install a browser, and what `make lab` opens."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from microdrama.paths import ROOT

#: All that the Makefile may find; no browser and no package manager is among it.
TOOLS = ("make", "sh", "grep", "cat", "rm", "mkdir", "touch", "echo")


def program(path: Path, lines: str) -> None:
    path.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout whose environment is ready and whose programs say what they are told."""
    for name in ("requirements.lock", "requirements-test.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/.ready").touch()
    (tmp_path / ".venv/.tests").touch()
    for linter in ("ruff", "oxlint"):
        program(tmp_path / f".venv/bin/{linter}", "exit 0")
    program(tmp_path / ".venv/bin/python", 'echo "python $*"; exit ${TESTS_END:-0}')
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    program(tmp_path / "bin/id", "echo 1000")
    return tmp_path


def make(checkout: Path, *words: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        ["make", *words],
        cwd=checkout,
        text=True,
        capture_output=True,
        check=False,
        env={"PATH": str(checkout / "bin"), "LANG": os.environ.get("LANG", "C"), **environment},
    )
    return done.returncode, done.stdout + done.stderr


def test_without_a_browser_the_other_tests_run_and_what_to_install_is_said(checkout):
    code, said = make(checkout, "test")
    assert code != 0
    assert "sudo apt-get install chromium fonts-liberation" in said
    assert "python -m pytest -n logical -m not browser" in said
    assert "Every test that needs no browser has passed; the browser tests have not run." in said


def test_without_a_browser_a_failing_test_is_not_said_to_have_passed(checkout):
    code, said = make(checkout, "test", TESTS_END="1")
    assert code != 0
    assert "has passed" not in said


def test_with_a_browser_everything_runs_and_stops_at_no_failure(checkout):
    program(checkout / "bin/chromium", "exit 0")
    code, said = make(checkout, "test")
    assert (code, said.strip()) == (0, "python -m pytest -n logical")


def test_the_quick_tests_need_neither_browser_nor_build(checkout):
    code, said = make(checkout, "quick")
    assert code == 0
    assert said.strip() == "python -m pytest -n logical -m not browser and not build and not slow"


# ---- notebooks -----------------------------------------------------------------------------


@pytest.fixture
def lab(checkout: Path) -> Path:
    """Return the checkout with JupyterLab in place."""
    (checkout / "requirements-lab.lock").touch()
    (checkout / ".venv/.lab").touch()
    program(checkout / ".venv/bin/jupyter", 'echo "jupyter $*"')
    program(checkout / ".venv/bin/microdrama", 'echo "microdrama $*"')
    return checkout


def test_the_notebooks_are_those_of_the_last_book_which_is_built_if_there_is_none(lab):
    bring = "python -m microdrama.book.notebooks"
    assert make(lab, "notebooks") == (0, f"microdrama build\n{bring}\n")
    (lab / "_build/html/_static/notebooks").mkdir(parents=True)
    assert make(lab, "notebooks") == (0, f"{bring}\n")


def test_without_a_book_that_can_be_built_no_notebooks_are_opened(lab):
    program(lab / ".venv/bin/microdrama", "exit 1")
    code, said = make(lab, "lab")
    assert code != 0
    assert "jupyter" not in said


@pytest.mark.parametrize(("user", "allowing"), [("1000", ""), ("0", "--allow-root ")])
def test_make_lab_opens_the_notebooks_as_root_too(lab, user, allowing):
    program(lab / "bin/id", f"echo {user}")
    code, said = make(lab, "lab")
    assert (code, said.splitlines()[-1]) == (0, f"jupyter lab {allowing}_build/notebooks")


def test_jupyterlab_asks_nobody_for_news_and_opens_text_as_notebooks(lab):
    (lab / ".venv/.lab").unlink()
    settings = '{"other": {"defaultViewers": {"myst": "Jupytext Notebook"}}}'
    # $2 is the file of the settings, after its option.
    program(lab / ".venv/bin/jupytext-config", f"echo '{settings}' > \"$2\"")
    program(
        lab / ".venv/bin/python",
        f'[ "$1" = -c ] || {{ echo "python $*"; exit 0; }}\nexec {sys.executable} "$@"',
    )
    code, said = make(lab, "lab")
    assert code == 0, said
    written = lab / ".venv/etc/jupyter/labconfig/default_setting_overrides.json"
    assert json.loads(written.read_text("utf-8")) == {
        "other": {"defaultViewers": {"myst": "Jupytext Notebook"}},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
    }


# ---- files of a reader's own ---------------------------------------------------------------

#: A shell would run or part each of these, and make would expand some.
NAMES = (
    "$(touch ran).csv",
    "$(shell touch ran).csv",
    "`touch ran`.csv",
    "a;touch ran;.csv",
    'my "best" survey.csv',
    "it's mine.csv",
    "two  spaces.csv",
    "$HOME$$.csv",
    "${SHELL}.csv",
    "a&touch ran.csv",
    "a|b>ran.csv",
    "-rf.csv",
    "问卷 (1).xlsx",
    "back\\slash.csv",
    "#no comment.csv",
)


@pytest.mark.parametrize("how", ["on the command line", "in the environment"])
@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_readers_file_is_data_and_nothing_in_it_runs(lab, name, how):
    shown = "\n".join(
        f'printf "%s\\n" "$MICRODRAMA_{what}"'
        for what in ("SURVEY", "SURVEY_OPTIONS", "CASES", "CASES_OPTIONS")
    )
    program(lab / ".venv/bin/microdrama", f'echo "$@"\n{shown}')
    given = {"SURVEY": name, "SURVEY_OPTIONS": f"--missing {name}", "CASES": name}
    words = [f"{key}={value}" for key, value in given.items()]
    on_the_line = how == "on the command line"
    code, said = make(
        lab, "book", *(words if on_the_line else []), **({} if on_the_line else given)
    )
    assert (code, said.splitlines()) == (0, ["build", name, f"--missing {name}", name, ""])
    assert not (lab / "ran").exists()


def test_without_a_file_of_ones_own_nothing_is_handed_over(lab):
    program(lab / ".venv/bin/microdrama", 'echo "$@ [$MICRODRAMA_SURVEY$MICRODRAMA_CASES_OPTIONS]"')
    assert make(lab, "book") == (0, "build []\n")
