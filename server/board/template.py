"""A board's template: read as a whole, with every mistake in it named by its key (B1 to B3, part 8)."""

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from server.board.entities import Privacy
from server.board.instants import parse_instant
from server.board.rejections import Rejection
from server.board.template_parts import SettingsPart, SlotPart, TablePart, Template, ThemePart, TopicPart
from server.board.text import many_lines, one_line, within


class TemplateMistakes(Exception):
    """A template that no board can be made from; `mistakes` names each by its key (`slots[1].ends`)."""

    def __init__(self, mistakes: list[dict[str, str]]) -> None:
        super().__init__("; ".join(f"{m['where']}: {m['what']}" for m in mistakes))
        self.mistakes = mistakes


_TEXTS: dict[tuple[type, str], tuple[int, int]] = {
    (Template, "title"): (1, 80),
    (Template, "subtitle"): (0, 80),
    (Template, "place"): (0, 160),
    (SettingsPart, "welcome"): (0, 280),
    (ThemePart, "name"): (1, 80),
    (ThemePart, "short"): (0, 80),
    (SlotPart, "title"): (1, 80),
    (TablePart, "name"): (1, 80),
    (TablePart, "place"): (0, 80),
    (TopicPart, "title"): (3, 120),
    (TopicPart, "text"): (0, 2000),
    (TopicPart, "theme"): (1, 80),
}
_TIMES = {"proposals_until", "starts", "ends"}
_PARTS: dict[str, type] = {
    "settings": SettingsPart,
    "privacy": Privacy,
    "themes": ThemePart,
    "slots": SlotPart,
    "tables": TablePart,
    "topics": TopicPart,
}


def read_template(raw: object) -> Template:
    """The template that a TOML file or a JSON body holds; TemplateMistakes names all that is wrong."""
    reader = _Reader()
    found = reader.part(Template, raw, "")
    if found is not None:
        reader.check_together(found)
    if reader.mistakes or not isinstance(found, Template):
        raise TemplateMistakes(reader.mistakes)
    return found


class _Reader:
    """Reads field by field, so that one mistake does not hide the next."""

    def __init__(self) -> None:
        self.mistakes: list[dict[str, str]] = []

    def part(self, kind: type, raw: object, where: str) -> Any:
        """A struct of a table of the template; null where its shape is wrong at all."""
        if not isinstance(raw, dict):
            return self._mistake(where or "template", "a table with keys is expected here")
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        for key in raw:
            if key not in fields:
                self._mistake(_at(where, str(key)), f"unknown key; known are {', '.join(sorted(fields))}")
        values = {}
        for name, field in fields.items():
            at = _at(where, name)
            if name in raw:
                values[name] = self._field(kind, name, field.type, raw[name], at)
            elif field.required:
                self._mistake(at, "is missing")
                values[name] = None
        return kind(**values)

    def _field(self, kind: type, name: str, expected: Any, raw: object, at: str) -> Any:
        if kind is Template and name in _PARTS:
            return self._nested(name, raw, at)
        try:
            value = msgspec.convert(_plain(raw), expected)
            return self._tidy(kind, name, value)
        except (msgspec.ValidationError, ValueError) as error:
            return self._mistake(at, str(error))
        except Rejection as rejection:
            return self._mistake(at, _in_words(rejection))

    def _nested(self, name: str, raw: object, at: str) -> Any:
        part = _PARTS[name]
        if name in ("settings", "privacy"):
            return None if raw is None and name == "privacy" else self.part(part, raw, at)
        if not isinstance(raw, list):
            return self._mistake(at, "a list is expected here")
        return [self.part(part, each, f"{at}[{index}]") for index, each in enumerate(raw)]

    def _tidy(self, kind: type, name: str, value: Any) -> Any:
        if (kind, name) in _TEXTS and value is not None:
            tidy = many_lines(value, name) if name == "text" else one_line(value, name)
            return within(tidy, name, *_TEXTS[kind, name])
        if name in _TIMES and value is not None:
            return parse_instant(value)
        if name == "vote_budget":
            return None if value == "none" else value
        if name == "groups":
            return [within(one_line(group, name), name, 1, 80) for group in value]
        if name == "tz" and not _is_zone(value):
            raise ValueError("no time zone of the tz database, such as Europe/Berlin")
        return value

    def check_together(self, template: Template) -> None:
        """What only shows between fields: order of times, names used twice, themes that are not there."""
        for index, slot in enumerate(template.slots or []):
            if slot and slot.starts and slot.ends and slot.ends <= slot.starts:
                self._mistake(f"slots[{index}].ends", "a slot ends after it starts")
        names = {theme.name for theme in template.themes or [] if theme}
        for index, topic in enumerate(template.topics or []):
            if topic and topic.theme is not None and topic.theme not in names:
                self._mistake(f"topics[{index}].theme", "no theme has this name")
        for kind in ("themes", "tables"):
            self._once(kind, getattr(template, kind) or [])

    def _once(self, kind: str, parts: list[Any]) -> None:
        seen: set[str] = set()
        for index, part in enumerate(parts):
            if part and part.name in seen:
                self._mistake(f"{kind}[{index}].name", "another has this name")
            elif part and part.name:
                seen.add(part.name)

    def _mistake(self, where: str, what: str) -> None:
        self.mistakes.append({"where": where, "what": what})


def _at(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _plain(raw: object) -> object:
    """TOML has times of its own; they are read like any other."""
    return raw.isoformat() if hasattr(raw, "isoformat") else raw


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _in_words(rejection: Rejection) -> str:
    limit = rejection.detail.get("limit")
    if rejection.code == "too_short":
        return f"at least {limit} characters are needed"
    if rejection.code == "too_long":
        return f"at most {limit} characters fit"
    return str(rejection.detail.get("what", rejection.code))
