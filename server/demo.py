"""The Werkstatt board with today's date, so that "now" means something."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

TEMPLATES = Path(__file__).parent / "templates"
WERKSTATT = TEMPLATES / "werkstatt-der-mutigen.toml"


def moved_to_today(raw: dict[str, Any], now: datetime) -> dict[str, Any]:
    """A template whose first slot is today in the board's zone, proposals open until tomorrow."""
    zone = ZoneInfo(raw["tz"])
    first = min(_time(slot["starts"]) for slot in raw["slots"])
    days = (now.astimezone(zone).date() - first.astimezone(zone).date()).days

    def moved(value: object) -> str:
        # Days are added on the wall clock, so that 19:00 stays 19:00 across a change of the clocks.
        return (_time(value).astimezone(zone) + timedelta(days=days)).isoformat()

    slots = [{**slot, "starts": moved(slot["starts"]), "ends": moved(slot["ends"])} for slot in raw["slots"]]
    until = (now + timedelta(days=1)).isoformat()
    return {**raw, "slots": slots, "settings": {**raw.get("settings", {}), "proposals_until": until}}


def read_toml(file: Path) -> dict[str, Any]:
    """A template file as TOML says it; tomllib.TOMLDecodeError names the line of a mistake."""
    with file.open("rb") as opened:
        return tomllib.load(opened)


def _time(value: object) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
