"""What facilitators and organisers look up: keys, people, acts (P3, F6)."""

from typing import Any

from litestar import Request, Router, delete, get, post
from litestar.di import Provide
from msgspec import Struct

from server.api.caller import Caller, base_of, find_caller
from server.api.people import new_id
from server.archive.record import Record, record_of
from server.board.arrivals import KeyMake, KeyRevoke
from server.board.commands.shapes import KeyRole, Role
from server.board.entry import Act, Actor
from server.board.instants import Instant
from server.board.questions import role_of
from server.links import key_link, key_secret
from server.store.secrets import put_key


class ListedKey(Struct):
    """A link that is not revoked; `used` null: nobody came in by it yet."""

    id: int
    role: KeyRole
    label: str
    used: Instant | None


class ListedPerson(Struct):
    """Someone on the board, for organisers."""

    id: int
    name: str | None
    affiliation: str
    group: str | None
    role: Role
    device: bool
    blocked: bool


class KeyList(Struct):
    """All links that are good."""

    keys: list[ListedKey]


class PeopleList(Struct):
    """Everybody who has not been erased."""

    people: list[ListedPerson]


class ActList(Struct):
    """What helpers, facilitators and organisers did, the oldest first (F6)."""

    acts: list[Act]


class NewKey(Struct, forbid_unknown_fields=True):
    """A link to be made."""

    role: KeyRole
    label: str


class MadeKey(Struct):
    """A link, told this once."""

    id: int
    role: KeyRole
    label: str
    url: str


@get("/keys")
async def keys(caller: Caller) -> KeyList:
    """For organisers."""
    caller.needs("organiser")
    good = [key for key in caller.room.board.keys.values() if not key.revoked]
    return KeyList([ListedKey(key.id, key.role, key.label, key.used) for key in good])


@post("/keys")
async def make_key(request: Request[Any, Any, Any], caller: Caller, data: NewKey) -> MadeKey:
    """A new link for a role, by an organiser (P3)."""
    row, settings = caller.room.row, caller.hall.settings
    done = await caller.room.submit(
        KeyMake(data.role, data.label),
        new_id(),
        Actor(caller.state.id),
        lambda result: [put_key(row.id, result["key"], key_secret(settings, row, result["key"]))],
    )
    key = caller.room.board.keys[done.result["key"]]
    url = key_link(base_of(request, caller.hall), row, key.role, key_secret(settings, row, key.id))
    return MadeKey(key.id, key.role, key.label, url)


@delete("/keys/{number:int}", status_code=204)
async def revoke_key(caller: Caller, number: int) -> None:
    """Revoke one link; whoever came in by it loses the role and their connections (P3)."""
    await caller.room.submit(KeyRevoke(number), new_id(), Actor(caller.state.id))


@get("/people")
async def people(caller: Caller) -> PeopleList:
    """For organisers."""
    caller.needs("organiser")
    board = caller.room.board
    return PeopleList(
        [
            ListedPerson(p.id, p.name, p.affiliation, p.group, role_of(board, p), p.device, p.blocked)
            for p in board.people.values()
            if not p.erased
        ]
    )


@get("/acts")
async def acts(caller: Caller) -> ActList:
    """For facilitators."""
    caller.needs("facilitator", "organiser")
    return ActList(caller.room.board.acts)


@get("/privacy-record")
async def privacy_record(caller: Caller) -> Record:
    """For organisers."""
    caller.needs("organiser")
    entries = await caller.room.log.read(caller.room.row.id)
    return record_of(caller.room.board, entries, caller.hall.settings.retention_days)


router = Router(
    "/api/boards/{slug:str}",
    route_handlers=[keys, make_key, revoke_key, people, acts, privacy_record],
    dependencies={"caller": Provide(find_caller)},
)
