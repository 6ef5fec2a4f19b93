"""All figures in one run: `make bench`, or `python -m bench fanout commands storms workers phone`."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bench import phone_page
from bench.commands import commands
from bench.fanout import fanout
from bench.machine import LOAD_CORE, as_many_files_as_allowed, compiled, described, pinned
from bench.storms import storms
from tests.faults import killing
from tests.workers import contention

PARTS = ("fanout", "commands", "storms", "workers", "phone")


async def run(parts: list[str]) -> None:
    """Print what is asked for; everything else."""
    print(described())
    as_many_files_as_allowed()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wsload, floor = compiled("wsload", folder), compiled("floor", folder)
        for part in parts:
            began = time.monotonic()
            match part:
                case "fanout":
                    with pinned(LOAD_CORE):
                        await fanout(wsload, floor, folder)
                case "commands":
                    with pinned(LOAD_CORE):
                        await commands(wsload, folder)
                case "storms":
                    with pinned(LOAD_CORE):
                        await storms(wsload, folder)
                case "workers":
                    await contention.main(1_000)
                    await killing.main(50)
                case "phone":
                    await phone_page.main()
            print(f"  ({part}: {time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1:] or list(PARTS)))
