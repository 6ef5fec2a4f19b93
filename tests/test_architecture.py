"""The map of the house is true: what docs/architecture.md names is there (and short enough)."""

import importlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAP = (ROOT / "docs" / "architecture.md").read_text()
WAY = re.findall(r"^\d+\. `(server/[\w/]+)\.py` `([\w.]+)`", MAP, re.MULTILINE)


def test_a_commands_way_names_at_most_seven_functions_that_exist() -> None:
    assert 1 <= len(WAY) <= 7
    for module, name in WAY:
        found = importlib.import_module(module.replace("/", "."))
        for part in name.split("."):
            found = getattr(found, part)
        assert callable(found)


def test_files_of_the_server_stay_small() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in (ROOT / "server").rglob("*.py")
        if (lines := len(path.read_text().splitlines())) > 210
    }
    assert not long
