"""The server's words for people: why a command was refused, in German and English."""

from typing import Literal

from server.board.rejections import Code, Rejection

Language = Literal["de", "en"]

_GATES = {
    "de": {
        "join": "Mitmachen",
        "propose": "Themen einbringen",
        "vote": "Punkte geben",
        "claim": "Tische wählen",
        "report": "Ergebnisse festhalten",
    },
    "en": {
        "join": "Joining",
        "propose": "Proposing topics",
        "vote": "Giving points",
        "claim": "Choosing tables",
        "report": "Writing results",
    },
}
_WORDS: dict[Language, dict[Code, str]] = {
    "de": {
        "bad_request": "Das hat die Themenwand nicht verstanden: {where}: {what}.",
        "not_joined": "Dafür musst du erst mitmachen: Sag uns, wie du heißt.",
        "not_allowed": "Das darfst du hier nicht.",
        "gate_closed": "{gate} ist gerade zu.",
        "unknown": "Das gibt es hier nicht (mehr).",
        "too_long": "Das ist zu lang: höchstens {limit} Zeichen.",
        "too_short": "Das ist zu kurz: mindestens {limit} Zeichen.",
        "no_votes_left": "Du hast keine Punkte mehr. Nimm erst einen zurück.",
        "too_many_topics": "Mehr als {limit} Themen kann eine Person nicht einladen.",
        "table_taken": "Thema {by} hat diesen Platz gerade bekommen.",
        "host_busy": "In dieser Runde wird schon zu Thema {topic} eingeladen.",
        "slot_not_open": "In dieser Zeit gibt es keine Tischgespräche.",
        "in_use": "Das wird noch gebraucht: Hier liegt noch ein Thema.",
        "conflict": "Inzwischen hat jemand anderes hier geschrieben. Beide Texte sind da.",
        "blocked": "Du kannst hier gerade nicht schreiben. Sprich mit der Moderation.",
        "merged": "Dieses Thema gehört jetzt zu Thema {into}.",
        "withdrawn": "Dieses Thema wurde zurückgezogen.",
        "too_fast": "Das war sehr schnell. Versuch es in {retry_after} Sekunden noch einmal.",
    },
    "en": {
        "bad_request": "Themenwand did not understand this: {where}: {what}.",
        "not_joined": "Join first: tell us your name.",
        "not_allowed": "You may not do this here.",
        "gate_closed": "{gate} is closed right now.",
        "unknown": "There is no such thing here (any more).",
        "too_long": "This is too long: at most {limit} characters.",
        "too_short": "This is too short: at least {limit} characters.",
        "no_votes_left": "You have no points left. Take one back first.",
        "too_many_topics": "One person cannot host more than {limit} topics.",
        "table_taken": "Topic {by} has just taken this place.",
        "host_busy": "The host already has topic {topic} in this round.",
        "slot_not_open": "There are no table talks at this time.",
        "in_use": "This is still in use: a topic is here.",
        "conflict": "Somebody else has written here meanwhile. Both texts are there.",
        "blocked": "You cannot write here right now. Talk to the facilitators.",
        "merged": "This topic is part of topic {into} now.",
        "withdrawn": "This topic was withdrawn.",
        "too_fast": "That was very fast. Try again in {retry_after} seconds.",
    },
}
_CLOSED = {
    "de": "Der Abend ist zu Ende, hier ändert sich nichts mehr.",
    "en": "The evening is over, nothing changes any more.",
}

PLAIN: dict[Language, dict[str, str]] = {
    "de": {
        "desk": "Dein Browser ist zu alt für die Themenwand. Ein Thema einbringen oder Punkte geben kannst "
        "du am Helferpult: Dort hilft dir gern jemand. Den Stand siehst du hier; lade die Seite neu.",
        "plan": "Programm und Tische",
        "waiting": "Themen ohne Tisch",
        "none": "Noch nichts.",
        "table": "Tisch",
        "by": "lädt ein:",
    },
    "en": {
        "desk": "Your browser is too old for Themenwand. You can propose a topic or give points at the "
        "helper desk: somebody there is glad to help. This page shows how things stand; reload it.",
        "plan": "Programme and tables",
        "waiting": "Topics without a table",
        "none": "Nothing yet.",
        "table": "Table",
        "by": "host:",
    },
}
"""The words of the page without scripts."""


def in_words(rejection: Rejection, language: Language) -> str:
    """A rejection as a sentence that says what to do."""
    detail = dict(rejection.detail)
    if rejection.code == "gate_closed":
        if detail.get("gate") is None:
            return _CLOSED[language]
        detail["gate"] = _GATES[language][detail["gate"]]
    return _WORDS[language][rejection.code].format_map(_Gaps(detail))


def language_of(accept_language: str | None, otherwise: str) -> Language:
    """The first of German and English in an Accept-Language header by its weights, else the board's."""
    best: tuple[float, Language | None] = (0.0, None)
    for part in (accept_language or "").replace(" ", "").lower().split(","):
        tag, _, weight = part.partition(";q=")
        quality = float(weight) if weight.replace(".", "", 1).isdecimal() else 1.0
        for language in _WORDS:
            if tag.split("-")[0] == language and quality > best[0]:
                best = (quality, language)
    return best[1] or ("en" if otherwise == "en" else "de")


class _Gaps(dict[str, object]):
    """A detail that a message names and a rejection lacks is left blank."""

    def __missing__(self, key: str) -> str:
        return "…"
