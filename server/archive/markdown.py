"""`md`: the proceedings to read, as CommonMark. What people typed stands there as text, never as markup."""

import re

from server.archive.proceedings import Proceedings, Source, Told
from server.archive.telling import tell
from server.archive.words import clock
from server.board.entities import Slot

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@$^=])")


def write(source: Source) -> bytes:
    """Title, programme, then the topics by theme."""
    told = tell(source)
    board = told.board
    lines = [f"# {plain(board.title)}", ""]
    lines += [plain(line) + "  " for line in (board.subtitle, board.place) if line]
    lines += [plain(told.figures()) + "  ", plain(told.as_of()), "", f"## {told.word('programme')}", ""]
    for slot, topics in told.by_slot():
        lines += _programme(told, slot, topics)
    for theme, topics in told.by_theme():
        lines += ["", f"## {plain(theme.name if theme else told.word('no_theme'))}"]
        for topic in topics:
            lines += _topic(told, topic)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _programme(told: Proceedings, slot: Slot | None, topics: list[Told]) -> list[str]:
    if slot is None:
        return []
    tz = told.board.tz
    lines = [f"- {clock(slot.starts, tz)}–{clock(slot.ends, tz)} {plain(slot.title)}"]
    return lines + [
        f"  - {plain(told.table(topic.table))}: [{topic.id} {plain(topic.title)}]({told.link(topic.id)})"
        for topic in topics
    ]


def _topic(told: Proceedings, topic: Told) -> list[str]:
    lines = ["", f"### {topic.id} {plain(topic.title)}", ""]
    lines += [f"- {plain(line)}" for line in facts(told, topic)]
    if topic.text:
        lines += ["", *_paragraphs(topic.text)]
    for field, text in topic.reports.items():
        lines += ["", f"**{told.word(field)}**", "", *_paragraphs(text)]
    if topic.promises:
        lines += ["", f"**{told.word('commitments')}**", ""]
        lines += [f"- {plain(promise.who)}: {plain(told.promise(promise))}" for promise in topic.promises]
    return lines


def facts(told: Proceedings, topic: Told) -> list[str]:
    """What is known of a topic besides its words, a line each."""
    names = {other.id: other.title for other in told.topics}
    lines = [f"{told.word('host')}: {topic.host}"] if topic.host else []
    if topic.cohosts:
        lines.append(f"{told.word('cohosts')}: {'; '.join(topic.cohosts)}")
    if topic.slot and topic.table:
        lines.append(f"{told.place(topic)}, {clock(topic.slot.starts, told.board.tz)}")
    if topic.into is not None:
        lines.append(f"{told.word('merged_into')} {topic.into}: {names.get(topic.into, '')}")
    if topic.merged:
        below = ", ".join(f"{number} {names[number]}" for number in topic.merged)
        lines.append(f"{told.word('contains')}: {below}")
    if topic.status == "withdrawn":
        lines.append(told.word("withdrawn"))
    if topic.votes:
        lines.append(f"{topic.votes} {told.word('interested')}")
    return lines


def plain(text: str) -> str:
    """Text that no reader of Markdown takes for markup, in one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _paragraphs(text: str) -> list[str]:
    """Text with its own line ends; empty lines part paragraphs."""
    lines = [plain(line) for line in text.split("\n")]
    return [line + "  " if line else "" for line in lines]
