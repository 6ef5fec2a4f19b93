"""All that is stored about oneself, to be taken along ("Meine Daten herunterladen")."""

from typing import Any

import msgspec
from litestar import Response, Router, get
from litestar.di import Provide

from server.api.caller import Caller, find_caller
from server.board import events as e
from server.board.entry import Entry


@get("/me/data")
async def my_data(caller: Caller) -> Response[dict[str, Any]]:
    """All that is stored about oneself, and nothing about others' points or presence (P4)."""
    person = caller.state
    board = caller.room.board
    entries = await caller.room.log.read(caller.room.row.id)
    data = {
        "me": caller.me(),
        "devices": await caller.hall.secrets.devices(caller.room.row.id, person.id),
        "keys": [board.keys[key].label for key in person.keys],
        "commitments": [board.commitments[number] for number in person.commitments],
        "entries": [_own(entry, person.id) for entry in entries if _is_about(entry, person.id)],
    }
    return Response(data, headers={"Cache-Control": "no-store"})


def _is_about(entry: Entry, person: int) -> bool:
    """Whether an entry was made by or for a person, or says something of them, as their coming in does."""
    said = (getattr(event, "person", None) for event in entry.events)
    return person in (entry.actor, entry.acting_for, *said)


def _own(entry: Entry, person: int) -> Entry:
    """The entry without what it says of other people's points and presence, as a restored topic's does."""
    kinds = e.PointGiven | e.PointTaken | e.HereSetTo | e.HereCleared
    kept = [event for event in entry.events if not isinstance(event, kinds) or event.person == person]
    return msgspec.structs.replace(entry, events=kept)


router = Router(
    "/api/boards/{slug:str}", route_handlers=[my_data], dependencies={"caller": Provide(find_caller)}
)
