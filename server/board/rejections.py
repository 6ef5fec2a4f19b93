"""Why a command was refused (part 4 of the specification)."""

from typing import Any, Literal

Code = Literal[
    "bad_request",
    "not_joined",
    "not_allowed",
    "gate_closed",
    "unknown",
    "too_long",
    "too_short",
    "no_votes_left",
    "too_many_topics",
    "table_taken",
    "host_busy",
    "slot_not_open",
    "in_use",
    "conflict",
    "blocked",
    "merged",
    "withdrawn",
    "too_fast",
]


class Rejection(Exception):
    """A command that the rules refuse; it changes nothing.

    `code` is one of part 4's codes and `detail` its object: what a program needs to go on. The words for
    people are made at the edge, in the reader's language.
    """

    def __init__(self, code: Code, detail: dict[str, Any] | None = None) -> None:
        super().__init__(code, detail)
        self.code: Code = code
        self.detail: dict[str, Any] = detail or {}


def unknown(kind: str, number: object) -> Rejection:
    """The rejection for an id that the board does not have, or does not show to this person."""
    return Rejection("unknown", {kind: number})
