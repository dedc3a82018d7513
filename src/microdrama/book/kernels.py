"""Kernels that start warm: copies of one process that has loaded the libraries already.

Half of the time that a short chapter takes is its kernel's: Python, pandas and Altair are
loaded again for each. Where the system can fork, they are loaded once (``warm.py``).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from jupyter_client.manager import AsyncKernelManager

#: Forking a process that has loaded such libraries is safe on Linux, not on macOS.
CAN_FORK = sys.platform.startswith("linux")

_WARM = Path(__file__).with_name("warm.py")


class Nursery:
    """Starts kernels from one process that has the chapters' libraries loaded.

    Use it as a context; kernels that are still running at its end are not waited for.
    """

    def __init__(self) -> None:
        # -P keeps this folder, where modules are named like Python's own, off the path.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_WARM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lock = Lock()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def start(self, arguments: Sequence[str], cwd: str, env: Mapping[str, str]) -> int | None:
        """Start a kernel.

        Parameters
        ----------
        arguments : sequence of str
            What follows ``ipykernel_launcher`` on a command line.
        cwd : str
            Folder to run in.
        env : mapping
            The whole environment.

        Returns
        -------
        int or None
            The number of its process; none if the nursery has broken down.
        """
        order = json.dumps({"arguments": list(arguments), "cwd": cwd, "env": dict(env)})
        with self._lock, suppress(BrokenPipeError):
            print(order, file=self._process.stdin, flush=True)
            answer = self._process.stdout.readline()
            return int(answer) if answer else None
        return None

    def manager(self) -> type[AsyncKernelManager]:
        """Return the kind of kernel manager that has its kernels from here."""
        nursery = self

        class WarmKernelManager(AsyncKernelManager):
            async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
                arguments = kernel_cmd[kernel_cmd.index("ipykernel_launcher") + 1 :]
                pid = nursery.start(arguments, kw["cwd"], kw["env"])
                if pid is None:
                    await super()._async_launch_kernel(kernel_cmd, **kw)
                    return
                self.provisioner.process = _Kernel(pid)
                self.provisioner.pid = self.provisioner.pgid = pid
                self._reconcile_connection_info(self.provisioner.connection_info)

        return WarmKernelManager


class _Kernel:
    """What a kernel manager wants to know and do, for a process that is no child of ours."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """Return nothing while the kernel runs. How it ended only its parent is told."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self) -> int:
        """Return at once: managers poll until the end and then ask."""
        return 0

    def send_signal(self, signum: int) -> None:
        """Send a signal, unless the kernel has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """End the kernel by force."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)
