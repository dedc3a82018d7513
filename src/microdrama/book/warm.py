"""A process that has the chapters' libraries loaded and turns copies of itself into kernels.

:mod:`microdrama.book.kernels` runs this file by its path. A line of standard input describes
a kernel; the answer is the number of its process. Like :mod:`microdrama.book.trace` it imports
nothing of the book, so that it is no dependency of a chapter.
"""

import gc
import importlib
import json
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

#: What most chapters import. What is missing here a chapter loads for itself.
LIBRARIES = (
    "ipykernel.kernelapp",
    "altair",
    "networkx",
    "pandas",
    "scipy.stats",
    "statsmodels.api",
)


def serve() -> None:
    """Load the libraries, then start a kernel for each line, until there are no more."""
    for library in LIBRARIES:
        with suppress(ImportError):
            importlib.import_module(library)
    gc.freeze()  # what is loaded stays shared between the copies
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # a kernel that ends leaves nothing behind
    for line in sys.stdin:
        process = os.fork()
        if not process:
            become_kernel(**json.loads(line))
        print(process, flush=True)


def become_kernel(arguments: list[str], cwd: str, env: dict[str, str]) -> NoReturn:
    """Run a kernel as if it had been started by itself, and end with it."""
    from ipykernel.kernelapp import launch_new_instance

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    # The pipes are for orders and answers, not for what a chapter reads and prints.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv[1:] = arguments
    # So that it ends when this process does.
    launch_new_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
    sys.exit()


if __name__ == "__main__":
    serve()
