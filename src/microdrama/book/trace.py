"""Inside a chapter's kernel: remember which files of the book the chapter uses.

The kernel runs this file before the first cell. When the kernel ends, the list of files is
written for :mod:`microdrama.book.execute`, which runs the chapter again only if one of them
has changed. It imports nothing of the book, so that it is no dependency itself.
"""

import atexit
import json
import os
import sys
from pathlib import Path


def start(root: str, report: str) -> None:
    """Watch this process and write the files it used below ``root`` to ``report`` at exit."""
    source = os.path.join(root, "src") + os.sep  # noqa: PTH118
    files = tuple(os.path.join(root, folder) + os.sep for folder in ("data", "_build/own"))  # noqa: PTH118
    used: set[str] = set()

    def hook(event: str, args: tuple) -> None:
        if (
            event in ("open", "os.listdir", "os.scandir")
            and args
            and isinstance(args[0], str | os.PathLike)
        ):
            # Now, because the process may change its folder later.
            used.add(os.path.abspath(os.fspath(args[0])))  # noqa: PTH100

    def write() -> None:
        # Of code, what was imported, and templates; of data, what was opened or listed.
        modules = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
        paths = {path for path in used if (path + os.sep).startswith(files)}
        paths |= {path for path in modules if path.startswith(source)}
        paths |= {path for path in used if path.startswith(source) and path.endswith(".html")}
        Path(report).write_text(json.dumps(sorted(paths)), encoding="utf-8")

    sys.addaudithook(hook)
    atexit.register(write)


start(os.environ["MICRODRAMA_ROOT"], os.environ["MICRODRAMA_TRACE"])
