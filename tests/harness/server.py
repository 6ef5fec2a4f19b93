"""Themenwand as people run it: a process of its own, which can be stopped, killed and started again."""

import asyncio
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.harness.machine import DEADLINE, ended, free_port

THEMENWAND = str(Path(sys.executable).with_name("themenwand"))


class Server:
    """A server with its data in a folder of its own. Further settings are given without THEMENWAND_."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """Nothing runs before `start`."""
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.instance_key = settings.get("INSTANCE_KEY") or secrets.token_urlsafe(32)
        self.tracebacks_are_expected = False
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._read = 0

    async def start(self) -> None:
        """Start it, on the same port and data as before, and wait until it is ready."""
        assert not self.runs, "it runs already"
        self._process = self._spawn()
        await self._ready()

    async def stop(self) -> int:
        """Stop it as an operator does; its exit status."""
        self._running().terminate()
        return await ended(self._running())

    async def kill(self) -> None:
        """End it at once, as a power cut does."""
        self._running().kill()
        await ended(self._running())

    async def close(self) -> None:
        """Stop it where it still runs, and look through its log."""
        if self.runs:
            await self.stop()
        self.check_log()

    def log(self) -> str:
        """All that it has printed, in all its lives."""
        return self._log_file.read_text(errors="replace") if self._log_file.exists() else ""

    def check_log(self) -> None:
        """Fail where a traceback was printed since the last look."""
        new, self._read = self.log()[self._read :], len(self.log())
        assert self.tracebacks_are_expected or "Traceback" not in new, f"the server printed:\n{new[-8000:]}"

    @property
    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process that was started last."""
        return self._running().pid

    @property
    def _log_file(self) -> Path:
        return self.folder / "log"

    @property
    def environment(self) -> dict[str, str]:
        """What the process is told."""
        mine = {
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DATA": str(self.folder / "data"),
            "INSTANCE_KEY": self.instance_key,
            **self._settings,
        }
        return {"PATH": os.environ["PATH"], **{f"THEMENWAND_{name}": value for name, value in mine.items()}}

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "it was never started"
        return self._process

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self._log_file.open("ab") as log:
            # The folder is also where it runs: no `.env` of the developer reaches it.
            return subprocess.Popen(
                [THEMENWAND, "serve"],
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    async def _ready(self) -> None:
        end = time.monotonic() + DEADLINE
        async with httpx.AsyncClient(trust_env=False) as client:
            while not await _says_ready(client, f"{self.url}/health/ready"):
                assert self._running().poll() is None, f"the server ended at its start:\n{self.log()[-8000:]}"
                assert time.monotonic() < end, f"not ready within {DEADLINE:.0f} s:\n{self.log()[-8000:]}"
                await asyncio.sleep(0.02)


async def _says_ready(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url)).status_code == 200
    except httpx.TransportError:
        return False
