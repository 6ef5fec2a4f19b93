"""One small board and one cast of people for all tests (the manner of healthchecks' hc/test.py).

Alice hosts, Bob helps her, Charlie has no business here, Hanna is the helper at the desk, Fabian the
facilitator, Olga the organiser, Greta came without a phone. Ids are in the order of arrival.
"""

from typing import Any

from server.board.instants import Instant

ALICE, BOB, CHARLIE, HANNA, FABIAN, OLGA, GRETA = range(1, 8)
NAMES = {
    ALICE: "Alice",
    BOB: "Bob",
    CHARLIE: "Charlie",
    HANNA: "Hanna",
    FABIAN: "Fabian",
    OLGA: "Olga",
    GRETA: "Greta",
}
HELPER_KEY, FACILITATOR_KEY, ORGANISER_KEY = 1, 2, 3
KEYS = {HANNA: HELPER_KEY, FABIAN: FACILITATOR_KEY, OLGA: ORGANISER_KEY}

CLIMATE, EUROPE = 1, 2
"""Themes; no topic of the template has the second."""
ROUND_1, ROUND_2, CLOSING = 1, 2, 3
"""Slots: two sessions, and a plenary to close."""
TABLE_A, TABLE_B, TABLE_C = 1, 2, 3
"""Tables with 8, 2 and 12 seats."""
PLANNED = 1
"""The template's topic, without a host."""

EPOCH = "probe-epoch"
CODE = "K7PX"
MADE_AT: Instant = "2025-07-09T12:00:00.000Z"

TEMPLATE: dict[str, Any] = {
    "slug": "probe",
    "title": "Probe der Themenwand",
    "place": "Haus am Markt",
    "tz": "Europe/Berlin",
    "groups": ["Kommune", "Zivilgesellschaft", "Bundestag"],
    "themes": [
        {"name": "Klimaschutz und Energie", "short": "Klima", "color": "#0053A5"},
        {"name": "Europa", "color": "#5C5C00"},
    ],
    "slots": [
        {
            "title": "Runde 1",
            "starts": "2025-07-09T19:00:00+02:00",
            "ends": "2025-07-09T19:35:00+02:00",
            "kind": "session",
        },
        {
            "title": "Runde 2",
            "starts": "2025-07-09T19:40:00+02:00",
            "ends": "2025-07-09T20:15:00+02:00",
            "kind": "session",
        },
        {
            "title": "Abschluss",
            "starts": "2025-07-09T20:15:00+02:00",
            "ends": "2025-07-09T21:00:00+02:00",
            "kind": "plenary",
        },
    ],
    "tables": [
        {"name": "A", "seats": 8, "place": "Foyer"},
        {"name": "B", "seats": 2},
        {"name": "C", "seats": 12},
    ],
    "topics": [
        {"title": "Wie geht es weiter?", "text": "Eine Frage an alle.", "theme": "Klimaschutz und Energie"}
    ],
}


def template(**changes: Any) -> dict[str, Any]:
    """The template with other values for some of its keys."""
    return {**TEMPLATE, **changes}
