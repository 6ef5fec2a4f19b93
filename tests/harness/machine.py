"""Programs of this machine, and waiting for what they do."""

import asyncio
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

DEADLINE = 30.0
"""Seconds after which something that must happen counts as failed: far beyond what a slow machine needs."""


def program(*names: str) -> str:
    """The path of the first of these programs that is there; FileNotFoundError says what is missing."""
    for name in names:
        if found := shutil.which(name):
            return found
        # Debian keeps PostgreSQL's own programs away from PATH.
        for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True):
            return str(path)
    raise FileNotFoundError(f"none of {', '.join(names)} is on this machine; see .ci/tools")


def free_port() -> int:
    """A loopback port that nobody listens on.

    It lies below those that the kernel gives to connections, so that a server that is down for a moment finds
    its own free again.
    """
    while True:
        port = 15_000 + secrets.randbelow(17_000)
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


def unprivileged() -> dict[str, Any]:
    """What Popen needs to start a program that refuses root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}


def wait_for(holds: Callable[[], bool], process: subprocess.Popen[bytes], what: str) -> None:
    """Wait until something holds; AssertionError where the process ends before, or DEADLINE is over."""
    end = time.monotonic() + DEADLINE
    while not holds():
        assert process.poll() is None, f"the process ended before {what}"
        assert time.monotonic() < end, f"{what}: not within {DEADLINE:.0f} s"
        time.sleep(0.02)


async def ended(process: subprocess.Popen[bytes]) -> int:
    """The exit status of a process, waited for beside the loop: it may need this loop's sockets to end."""
    return await asyncio.to_thread(process.wait, DEADLINE)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end and wait for it; one that does not is killed, and that is a failure."""
    process.terminate()
    try:
        process.wait(DEADLINE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise
