"""What a build is told of faults in the data, without making a page."""

import shutil
from collections.abc import Callable, Iterator

import pytest

from books import Book, two_chapters

pytestmark = pytest.mark.build

#: Answers each line with the faults and a full stop. Each answer comes from a copy of this
#: process, which knows the libraries and nothing of the data, like a build that has just begun.
TELLER = """
import os, sys
import frictionless, networkx, pandas
from microdrama.book.extension import _faults

frictionless.system.plugins  # most of Frictionless is loaded only when it is first used
for line in sys.stdin:
    if not os.fork():
        for fault in _faults():
            print(fault)
        os._exit(0)  # at once, without clearing away what is loaded
    os.wait()
    print(".")
"""


@pytest.fixture(scope="session")
def unbuilt(tmp_path_factory) -> Book:
    return two_chapters(tmp_path_factory.mktemp("unbuilt") / "book")


@pytest.fixture(scope="session")
def teller(unbuilt) -> Iterator[Callable[[], list[str]]]:
    """Return a function that asks what a build would be told now."""
    with unbuilt.start("-c", TELLER) as running:

        def told() -> list[str]:
            print(file=running.stdin, flush=True)
            answer = []
            for line in running.stdout:
                if line == ".\n":
                    return answer
                answer.append(line.rstrip("\n"))
            pytest.fail("\n".join(answer))

        yield told
        running.stdin.close()


@pytest.fixture
def told(unbuilt, teller) -> Callable[[], list[str]]:
    """Return the same function, for a book that was never built."""
    shutil.rmtree(unbuilt.folder / "_build", ignore_errors=True)
    return teller


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        pytest.param(
            "data/evidence/claims.csv",
            b"beta2021-spare,",
            b"beta2021-theory,",
            ", column id: “beta2021-theory” stands in row {before} already; give this row its own.",
            id="a duplicated id",
        ),
        pytest.param(
            "data/evidence/claims.csv",
            b"=,398,titles",
            b"=,389,titles",
            ", column value: “389” does not occur in the quote of this row.",
            id="a number that is not in its quote",
        ),
        pytest.param(
            "data/evidence/claims.csv",
            b"nothing rests on this row",
            b"word " * 59 + b"word",
            ", column quote: has 60 words; keep at most 40 of a text.",
            id="a quote of 60 words",
        ),
        pytest.param(
            "data/evidence/links.csv",
            b"alpha2020-growth,beta2021-theory,",
            b"alpha2020-growth,beta2021-nowhere,",
            ", column to: “beta2021-nowhere” is not in the table claims; correct it or add it "
            "there.",
            id="a link to no claim",
        ),
        pytest.param(
            "data/evidence/claims.csv",
            b"What beta2021-spare says",
            "政策".encode("gb18030"),
            ": is not UTF-8 text; save the file again as “CSV UTF-8”.",
            id="another encoding",
        ),
    ],
)
def test_a_build_is_told_of_a_fault_in_the_data_until_it_is_mended(
    unbuilt, told, path, old, new, says
):
    file = unbuilt.folder / path
    whole = file.read_bytes()
    assert whole.count(old) == 1
    # No cell of these tables has two lines, so a row is a line.
    row = whole[: whole.index(old)].count(b"\n") + 1
    assert told() == []
    try:
        file.write_bytes(whole.replace(old, new))
        first = told()
        assert f"{path}, row {row}{says.format(before=row - 1)}" in first
        # Data that were found good are not looked at again; those that were not, are.
        assert told() == first
    finally:
        file.write_bytes(whole)
    assert told() == []
