"""The rooms tried out on the tables: whatever a table breaks is said before a book is built.

Descriptions and rules say what is wrong with a cell. What they do not foresee, a kind that a
formula looks up and that was renamed, still breaks a computation. So every function of a room that
needs no argument is run once, and one that fails is said with the tables it had read.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from microdrama.package import DataPackage, Fault, current, using
from microdrama.paths import shown

#: Parts of the house that compute from tables.
ROOMS = (
    "evidence",
    "evolution",
    "dissemination",
    "creators",
    "ecosystem",
    "symbols",
    "policy",
    "synthesis",
    "concepts",
)

#: They read what a reader brings, which is no table of the book; or they are rules, run before.
_LEFT_OUT = frozenset({"faults", "own", "survey_in_use"})


def faults() -> list[Fault]:
    """Run what the rooms compute from the current package alone.

    Returns
    -------
    list of Fault
        One for each set of tables of which something cannot be computed; none if the package
        does not describe every table of the rooms, since it is then not the whole book's.
    """
    package = _Watched(current())
    found: dict[str, Fault] = {}
    with using(package), warnings.catch_warnings():
        # As in a chapter, where a warning stops the build.
        warnings.simplefilter("error")
        for function in functions():
            problem = _problem(function)
            if package.lacking:
                return []
            if problem is not None and (read := package.tables_of_last()):
                fault = _fault(function, problem, read)
                found.setdefault(fault.file, fault)
    return sorted(found.values())


def functions() -> Iterator[Callable[[], Any]]:
    """Yield the public functions of the rooms that need no argument, in a fixed order."""
    for room in ROOMS:
        whole = importlib.import_module(f"microdrama.{room}")
        names = sorted(
            module.name for module in pkgutil.walk_packages(whole.__path__, f"{whole.__name__}.")
        )
        for name in (whole.__name__, *names):
            for own, function in sorted(vars(importlib.import_module(name)).items()):
                here = getattr(function, "__module__", None) == name
                if here and inspect.isfunction(function) and _is_tried(own, function):
                    yield function


def _is_tried(name: str, function: Callable[..., Any]) -> bool:
    if name.startswith("_") or name in _LEFT_OUT:
        return False
    parameters = inspect.signature(function).parameters.values()
    return all(parameter.default is not parameter.empty for parameter in parameters)


def _problem(function: Callable[[], Any]) -> Exception | None:
    """Run a function of the current package; return what it raises."""
    try:
        # Through the package, which notes what is read on the way.
        current().recall(_all_of, function)
    except Exception as error:  # a table can break a computation in any way
        return error
    return None


def _all_of(function: Callable[[], Any]) -> Any:
    value = function()
    return list(value) if inspect.isgenerator(value) else value


class _Watched(DataPackage):
    """Another package's tables, and which of them each computation has read.

    What was computed before is not computed again, so that what it has read is kept with it.
    """

    def __init__(self, package: DataPackage) -> None:
        super().__init__(package.folder)
        self.lacking: set[str] = set()
        self._running: list[set[str]] = [set()]
        self._last: set[str] = set()
        self._read_by: dict[Any, set[str]] = {}

    def recall(self, function: Callable[..., Any], *arguments: Any) -> Any:
        key = (function, arguments)
        if key not in self._read_by:
            self._running.append(set())
        try:
            value = super().recall(function, *arguments)
        except BaseException:
            self._last = self._running.pop()
            self._running[-1] |= self._last
            raise
        if key not in self._read_by:
            self._read_by[key] = self._running.pop()
        self._running[-1] |= self._read_by[key]
        return value

    def tables_of_last(self) -> set[str]:
        """Return the tables that the computation which failed last had read."""
        return self._last

    def path(self, name: str) -> Path:
        if name not in self.description:
            self.lacking.add(name)
        self._running[-1].add(name)
        return super().path(name)


def _fault(function: Callable[[], Any], problem: Exception, read: set[str]) -> Fault:
    """Say which tables something cannot be computed from: the room's own, if it has read any."""
    package = current()
    room = function.__module__.split(".")[1]
    own = {name for name in read if package.description[name]["path"].startswith(f"{room}/")}
    files = ", ".join(sorted(shown(package.path(name)) for name in own or read))
    what = f"{function.__module__.removeprefix('microdrama.')}.{function.__name__}"
    reason = " ".join(str(problem).split())[:200] or type(problem).__name__
    if isinstance(problem, KeyError):
        reason = f"“{problem.args[0] if problem.args else ''}” is looked up and is not there"
    elif isinstance(problem, StopIteration):
        reason = "a row that is looked up is not there"
    return Fault(
        files,
        0,
        "",
        f"{what} cannot be computed from this ({reason.rstrip('.')}); undo the last change, or "
        "correct the row, id or kind that the rest of the book counts on.",
    )
