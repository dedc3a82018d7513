"""A process that imports the heavy libraries once and becomes a kernel as often as it is asked.

Started by :mod:`microdrama.book.kernels` by its path and never imported, so that it is no
dependency of a chapter. For each line of its input, a request as JSON, it forks, and the child runs
the kernel's own command with everything loaded. Its input ends when the build does, and then so do
its kernels: each watches whether its parent is still there.
"""

import json
import os
import runpy
import signal
import sys


def preload(modules: list[str]) -> None:
    """Import what most chapters import; one that is not installed is no chapter's either."""
    for module in modules:
        try:
            __import__(module)
        except ImportError:
            continue


def become(request: dict, parent: int) -> None:
    """Become the kernel of a request, as if its command had been started anew."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
    _, _, module, *sys.argv[1:] = request["command"]
    # A kernel looks into its environment for its parent as soon as it is imported: here, long ago.
    sys.argv.append(f"--IPKernelApp.parent_handle={parent}")
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def serve() -> None:
    """Answer each request with the number of its process; the child leaves this loop."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that have ended need no farewell
    preload(sys.argv[1:])
    own = os.getpid()
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if not child:
            become(json.loads(line), own)
            return
        print(child, flush=True)


serve()
