"""PostgreSQL and Redis, started for the tests alone and gone after them."""

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.machine import end, free_port, program, unprivileged, wait_for

OWNER = "themenwand"


class Postgres:
    """One PostgreSQL server with a database for each test."""

    def __init__(self, port: int) -> None:
        """A server that listens on a loopback port."""
        self.port = port
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
        server = Postgres(port)
        with _process(serve, folder) as process:
            wait_for(server.answers, process, "PostgreSQL takes connections")
            yield server


class Redis:
    """One Redis server, emptied for each test."""

    def __init__(self, port: int) -> None:
        """A server that listens on a loopback port."""
        self.port = port
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
        server = Redis(free_port())
        serve = [program("redis-server"), "--port", str(server.port), "--bind", "127.0.0.1"]
        serve += ["--dir", str(folder), "--save", "", "--appendonly", "no"]
        with _process(serve, folder) as process:
            wait_for(server.answers, process, "Redis takes commands")
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
def _process(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, cwd=folder, env=environment, **unprivileged()
        )
    try:
        yield process
    except AssertionError as failure:
        failure.add_note((folder / "log").read_text(errors="replace")[-4000:])
        raise
    finally:
        if process.poll() is None:
            end(process)
