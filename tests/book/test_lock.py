"""One build at a time, and what is said where nothing can be written."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import run_python
from microdrama.book import lock
from microdrama.book.errors import BookError, of_disk

HOLD = """
import sys
from pathlib import Path
from microdrama.book import lock
lock.hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Start a process that holds the lock of the folder until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_build_is_told_in_one_sentence_who_holds_the_folder(tmp_path, holder):
    with pytest.raises(BookError) as refused:
        lock.hold(tmp_path)
    said = str(refused.value)
    assert f"(process {holder.pid}, since " in said
    assert "wait until it has ended" in said
    assert said.count("\n") == 0


def test_a_build_that_was_killed_holds_nothing(tmp_path, holder):
    holder.kill()
    holder.wait()
    with lock.alone(tmp_path):
        pass


def test_a_folder_is_free_again_after_a_build(tmp_path):
    with lock.alone(tmp_path):
        assert run_python(HOLD, str(tmp_path)).returncode != 0
    assert run_python(HOLD, str(tmp_path)).returncode == 0


def test_a_process_that_was_forked_does_not_keep_the_folder(tmp_path):
    # The processes that draw are forked, and may end later than the build.
    code = (
        "import os, sys, time\nfrom pathlib import Path\nfrom microdrama.book import lock\n"
        "lock.hold(Path(sys.argv[1]))\n"
        "if not os.fork():\n    os.close(1); os.close(2); time.sleep(3); os._exit(0)\n"
        "print('left', flush=True); os._exit(0)"
    )
    assert run_python(code, str(tmp_path)).stdout == "left\n"
    with lock.alone(tmp_path):
        pass


def test_the_same_process_may_ask_twice(tmp_path):
    with lock.alone(tmp_path):
        lock.hold(tmp_path)


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    (tmp_path / "_build").write_text("a file")
    with pytest.raises(BookError, match="move it away"):
        lock.hold(tmp_path / "_build" / "deeper")


# ---- what the system says, in words ----------------------------------------------------------


def copying(*problems: OSError) -> Exception:
    """Return what copying a folder raises: the errors of all files in one list, as text."""
    import shutil

    return shutil.Error([("from", "to", str(problem)) for problem in problems])


FULL = OSError(errno.ENOSPC, "No space left on device", "/somewhere/file")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (FULL, "/somewhere/file: the disk is full"),
        (OSError(errno.EROFS, "Read-only file system", "/x"), "/x: it cannot be written"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), "/x: it cannot be written"),
        (copying(*[FULL] * 300), "the disk is full"),
        (RuntimeError("(sqlite3.OperationalError) database or disk is full"), "the disk is full"),
        (RuntimeError("attempt to write a readonly database"), "it cannot be written"),
    ],
)
def test_a_disk_that_takes_nothing_is_said_in_one_short_sentence(error, says):
    said = of_disk(error)
    assert says in said
    assert len(said) < 300
    assert "\n" not in said


def test_what_something_was_raised_from_counts_too():
    try:
        try:
            raise FULL
        except OSError as error:
            raise RuntimeError("the drawing failed") from error
    except RuntimeError as error:
        assert "the disk is full" in of_disk(error)


@pytest.mark.parametrize("error", [ValueError("no"), FileNotFoundError(2, "No such file"), None])
def test_other_errors_are_not_said_to_be_the_disks(error):
    assert of_disk(error) is None


def test_a_file_of_the_book_is_named_from_its_root():
    from microdrama.paths import ROOT

    error = OSError(errno.ENOSPC, "No space left", str(Path(ROOT) / "_build" / "x"))
    assert of_disk(error).startswith("_build/x: ")
