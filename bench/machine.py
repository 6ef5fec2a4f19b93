"""Pinning, counting and compiling: what all benchmarks stand on.

The server has one core and its load another (on one core alone, figures say nothing). CPU time and memory are
read from /proc, so that servers of every kind are measured the same way.
"""

import json
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.harness.machine import program

HERE = Path(__file__).parent
SERVER_CORE, LOAD_CORE = sorted(os.sched_getaffinity(0))[:2]
_TICKS = os.sysconf("SC_CLK_TCK")

Json = dict[str, Any]


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """What is started now runs on this core; this process itself goes back to where it was."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def as_many_files_as_allowed() -> int:
    """Raise this process's limit of open files, and with it that of what it starts; the limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def compiled(name: str, folder: Path) -> str:
    """The path of one of the C programs here, compiled."""
    command = [program("gcc", "cc"), "-O2", "-w", "-o", str(folder / name), str(HERE / f"{name}.c")]
    subprocess.run(command, check=True)
    return str(folder / name)


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and its children, as /proc/PID/stat has it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS + sum(cpu_seconds(int(child)) for child in children)


def resident(pid: int) -> int:
    """Bytes of memory that a process has."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


class Load:
    """wsload on the load's core: many clients on one loop."""

    def __init__(self, wsload: str, port: int, path: str, sockets: int, seconds: float, *more: str) -> None:
        """Starts at once; `more` are options as wsload.c has them."""
        command = [wsload, "127.0.0.1", str(port), path, str(sockets), str(seconds), *more]
        with pinned(LOAD_CORE):
            self._process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )

    def up(self) -> str:
        """Wait until all sockets are open; what wsload says about it."""
        assert self._process.stderr is not None
        return self._process.stderr.readline().strip()

    def figures(self) -> Json:
        """Wait for the end: the figures of its lines, in one object."""
        out, _ = self._process.communicate()
        return {name: value for line in out.splitlines() for name, value in json.loads(line).items()}


def described() -> str:
    """This machine in one line."""
    cpu = next(
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores of {cpu}, {memory:.0f} GB, Linux {os.uname().release}, load before: {load}"
    )
