"""`make dev`: server and Vite together; the server starts anew when its sources change, both end together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THEMENWAND = str(Path(sys.executable).with_name("themenwand"))
VITE = [str(ROOT / "web/node_modules/.bin/vite"), "--host", "--strictPort"]
SECONDS_BETWEEN_LOOKS = 0.4
SECONDS_TO_END = 10.0

Seen = dict[Path, float]


def main() -> int:
    """Run until Ctrl-C or until Vite ends; the exit status is Vite's, or 0."""
    signal.signal(signal.SIGTERM, _as_interrupt)
    # Links lead to Vite, which hands what it does not know itself to the server.
    port = os.environ.get("THEMENWAND_PORT", "8000")
    os.environ.setdefault("THEMENWAND_PUBLIC_URL", "http://localhost:5173")
    os.environ.setdefault("THEMENWAND_DEV_SERVER", f"http://127.0.0.1:{port}")
    children = {"vite": _start(VITE, ROOT / "web"), "server": _start([THEMENWAND, "demo", "--serve"], ROOT)}
    try:
        return _watch(children)
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children.values():
            _end(child)


def _watch(children: dict[str, subprocess.Popen[bytes]]) -> int:
    seen = _sources()
    while (status := children["vite"].poll()) is None:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        now = _sources()
        if now != seen:
            seen = now
            _end(children["server"])
            children["server"] = _start([THEMENWAND, "serve"], ROOT)
    return status


def _sources() -> Seen:
    """When each source of the server was last written. One that is just being replaced counts as gone."""
    found: Seen = {}
    for path in [*(ROOT / "server").rglob("*"), *(ROOT / "migrations").rglob("*.py")]:
        if path.suffix in (".py", ".toml"):
            try:
                found[path] = path.stat().st_mtime
            except FileNotFoundError:
                continue
    return found


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches this process alone, which then ends both in order.
    return subprocess.Popen(command, cwd=folder, start_new_session=True)  # noqa: S603 (our own programs)


def _end(child: subprocess.Popen[bytes]) -> None:
    """SIGTERM lets the server finish what it has acknowledged; SIGKILL only if that takes too long."""
    if child.poll() is not None:
        return
    os.killpg(child.pid, signal.SIGTERM)
    try:
        child.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _as_interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
