"""The Werkstatt's board in the middle of the evening, for pictures: invented people, plausible topics."""

from typing import Any

from server.demo import WERKSTATT, read_toml
from tests.harness.evening import Board, Evening, Guest

TOPICS: tuple[tuple[str, str, int, str, int], ...] = (
    # host, group, theme, title, how many others are interested
    ("Ines", "Kommune", 2, "Gemeindeschwester statt Arztmangel", 14),
    ("Mona", "Kommune", 3, "Bürgerenergie ohne Anwalt gründen", 9),
    ("Tarek", "Zivilgesellschaft", 10, "Ein Bürgerkonto für 11.000 Kommunen", 12),
    ("Paul", "Zivilgesellschaft", 12, "Jugendclub leer, Jugend voller Ideen", 8),
    ("Ayla", "Kommune", 15, "10.000 Euro in 10 Tagen", 7),
    ("Jo", "Zivilgesellschaft", 4, "Leerstand als Anfang", 5),
    ("Frieda", "Zivilgesellschaft", 7, "Kino in der Kirche", 4),
    ("Emre", "Kommune", 6, "Rufbus, der kommt", 10),
    ("Lotte", "Kommune", 8, "Kantine vom Nachbarhof", 3),
    ("Kim", "Bundestag", 14, "Kopieren erwünscht: Lösungen zum Mitnehmen", 11),
    ("Nadja", "Zivilgesellschaft", 5, "Stadtteil-Küche", 6),
    ("Ole", "Kommune", 13, "Azubi sucht Dorf", 5),
)
PLACES = {1: "D", 4: "A", 6: "G", 7: "E", 8: "F", 13: "C", 11: "B"}
"""Topic to table, all in the first round."""


async def werkstatt(evening: Evening) -> Board:
    """The board in the phase `market`, with topics, points and some tables taken."""
    raw: dict[str, Any] = read_toml(WERKSTATT)
    raw["settings"]["proposals_until"] = None
    board = await evening.board(_plain(raw))
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="market")
    guests = [await board.join(host, group=group) for host, group, *_ in TOPICS]
    for guest, (_, _, theme, title, _) in zip(guests, TOPICS, strict=True):
        await guest.command("topic.propose", title=title, theme=theme)
    await _points(board, guests)
    shown = (await board.snapshot())["board"]
    slot = next(each["id"] for each in shown["slots"] if each["kind"] == "session")
    tables = {table["name"]: table["id"] for table in shown["tables"]}
    for topic, name in PLACES.items():
        await fabian.command("table.claim", topic=topic, slot=slot, table=tables[name])
    return board


async def _points(board: Board, guests: list[Guest]) -> None:
    """Everyone gives five points at most, so some more people come and only give points."""
    wanted = [(number + 4, interested) for number, (*_, interested) in enumerate(TOPICS)]
    wanted += [(1, 16), (2, 8), (3, 6)]
    people = [*guests, *[await board.join(f"Gast {number}") for number in range(18)]]
    left = dict.fromkeys(range(len(people)), 5)
    for topic, interested in wanted:
        busiest = sorted(left, key=lambda person: -left[person])[:interested]
        for person in busiest:
            await people[person].command("vote.cast", topic=topic)
            left[person] -= 1


def _plain(value: Any) -> Any:
    """TOML has times of its own; JSON has not."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
