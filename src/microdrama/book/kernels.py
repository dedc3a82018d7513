"""Kernels that start with their libraries loaded.

A chapter's kernel would spend two seconds of a processor on importing pandas, Altair and
statsmodels, and a book has many chapters. One process imports them and is forked for each.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from jupyter_client import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

#: Run by its path, never imported here.
_SERVER = Path(__file__).with_name("kernel_server.py")

#: What most chapters import, and takes long to; none of it starts a thread when it is imported.
LIBRARIES = (
    "ipykernel.kernelapp",
    "pandas",
    "altair",
    "networkx",
    "scipy.stats",
    "statsmodels.formula.api",
)


class Server:
    """A process that is forked for each kernel."""

    def __init__(self, libraries: tuple[str, ...] = LIBRARIES) -> None:
        self._asking = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_SERVER), *libraries],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # a Ctrl-C is for the build, which closes the server
        )

    def start(self, command: list[str], cwd: str, env: dict[str, str]) -> int:
        """Start a kernel; return the number of its process."""
        request = json.dumps({"command": command, "cwd": cwd, "env": env})
        with self._asking:
            self._process.stdin.write(f"{request}\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the server; its kernels have ended, or end when they miss it."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


class _Forked:
    """A process that another has started, with those methods of Popen that a provisioner calls."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        try:
            self.send_signal(0)
        except ProcessLookupError:
            return 0
        return None

    wait = poll

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class _Provisioner(LocalProvisioner):
    """Has a kernel forked where the default one starts a process."""

    def __init__(self, server: Server, **more: Any) -> None:
        super().__init__(**more)
        self._server = server

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        self.cwd = kwargs["cwd"]
        self.pid = self.pgid = self._server.start(cmd, str(self.cwd), kwargs["env"])
        self.process = _Forked(self.pid)
        return self.connection_info


def kill(manager: Any) -> None:
    """End a kernel at once, whoever has started it; one that has not started yet is left."""
    number = getattr(getattr(manager, "provisioner", None), "pid", None)
    if number:
        with suppress(OSError):
            # A kernel is a group of its own, together with what it has started.
            os.killpg(number, signal.SIGKILL) if hasattr(os, "killpg") else os.kill(
                number, signal.SIGTERM
            )


@contextmanager
def preloaded(count: int) -> Iterator[Server | None]:
    """Give a server of kernels where it pays: for more chapters than run at once, on POSIX."""
    if count <= (os.cpu_count() or 1) or not hasattr(os, "fork"):
        yield None
        return
    server = Server()
    try:
        yield server
    finally:
        server.close()


def manager(server: Server | None, name: str) -> AsyncKernelManager | None:
    """Return a manager of one kernel of the server; None lets nbclient make its own."""
    if server is None:
        return None
    found = AsyncKernelManager(kernel_name=name)
    found.provisioner = _Provisioner(
        server, kernel_id=str(uuid.uuid4()), kernel_spec=found.kernel_spec, parent=found
    )
    return found
