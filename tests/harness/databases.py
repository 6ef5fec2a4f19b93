"""PostgreSQL and Redis, started for the tests alone and gone after them."""

import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.harness.machine import DEADLINE, end, free_port, program, unprivileged, wait_for

OWNER = "themenwand"


class Daemon:
    """A database's process, which a test of faults may freeze, kill and start again."""

    def __init__(self, command: list[str], folder: Path) -> None:
        """Runs in a folder of its own, and writes its log there."""
        self._command, self._folder = command, folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The one that was started last."""
        assert self._process is not None, "it was never started"
        return self._process

    def start(self) -> None:
        """Start it, on the same data as before."""
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                env=environment,
                **unprivileged(),
            )

    def send(self, number: signal.Signals) -> None:
        """Send a signal to it and all that it has started."""
        parent = self.process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        for process in (parent, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def end(self) -> None:
        """Stop it, also where it was left frozen."""
        if self.process.poll() is None:
            self.send(signal.SIGCONT)
            end(self.process)

    def log(self) -> str:
        """The end of what it has printed."""
        return (self._folder / "log").read_text(errors="replace")[-4000:]


class Postgres:
    """One PostgreSQL server with a database for each test."""

    def __init__(self, port: int, daemon: Daemon) -> None:
        """A server that listens on a loopback port."""
        self.port = port
        self.daemon = daemon
        self._numbers = itertools.count(1)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a new, empty database, which is dropped afterwards with whoever is still connected."""
        name = f"probe_{next(self._numbers)}"
        self._run("createdb", "--template=template0", name)
        try:
            yield f"postgresql://{OWNER}@127.0.0.1:{self.port}/{name}"
        finally:
            self._run("dropdb", "--force", name)

    def restart(self) -> None:
        """Stop at once, as `pg_ctl stop -m immediate` does, and come back by recovering from its log."""
        self.daemon.process.send_signal(signal.SIGQUIT)
        self.daemon.process.wait(DEADLINE)
        self.daemon.start()
        wait_for(self.answers, self.daemon.process, "PostgreSQL takes connections again")

    def answers(self) -> bool:
        """Whether it takes connections."""
        ready = [program("pg_isready"), "--quiet", *self._where()]
        return subprocess.run(ready, check=False).returncode == 0

    def _run(self, tool: str, *arguments: str) -> None:
        subprocess.run([program(tool), *self._where(), *arguments], check=True)

    def _where(self) -> list[str]:
        return ["--host=127.0.0.1", f"--port={self.port}", f"--username={OWNER}"]


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server in a folder of its own."""
    with _folder("themenwand-postgres-") as folder:
        data, port = folder / "data", free_port()
        make = [program("initdb"), "--pgdata", str(data), "--username", OWNER, "--auth=trust"]
        make += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, cwd=folder, **unprivileged())
        # Nothing here outlives the machine, so fsync is off; a killed Themenwand loses nothing by that.
        serve = [program("postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-F"]
        serve += ["-c", "unix_socket_directories="]
        server = Postgres(port, Daemon(serve, folder))
        with _running(server.daemon):
            wait_for(server.answers, server.daemon.process, "PostgreSQL takes connections")
            yield server


class Redis:
    """One Redis server, emptied for each test."""

    def __init__(self, port: int, daemon: Daemon) -> None:
        """A server that listens on a loopback port."""
        self.port = port
        self.daemon = daemon
        self.url = f"redis://127.0.0.1:{port}/0"

    def say(self, command: str) -> str:
        """The first line of the answer to a command."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(f"{command}\r\n".encode())
            with connection.makefile("r", encoding="utf-8", newline="\r\n") as lines:
                return lines.readline().strip()

    def answers(self) -> bool:
        """Whether it takes commands."""
        try:
            return self.say("PING") == "+PONG"
        except OSError:
            return False


@contextmanager
def redis() -> Iterator[Redis]:
    """A Redis server that keeps nothing."""
    with _folder("themenwand-redis-") as folder:
        port = free_port()
        serve = [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
        serve += ["--dir", str(folder), "--save", "", "--appendonly", "no"]
        server = Redis(port, Daemon(serve, folder))
        with _running(server.daemon):
            wait_for(server.answers, server.daemon.process, "Redis takes commands")
            yield server


@contextmanager
def _folder(prefix: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    if who := unprivileged():
        shutil.chown(folder, who["user"], who["group"])
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running(daemon: Daemon) -> Iterator[None]:
    daemon.start()
    try:
        yield
    except AssertionError as failure:
        failure.add_note(daemon.log())
        raise
    finally:
        daemon.end()
