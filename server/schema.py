"""The JSON schema of the wire, from which the web client's types are generated: `python -m server.schema`."""

import sys

import msgspec

from server import wire
from server.board.commands import AnyCommand
from server.board.me import Me

Frames = wire.Hello | wire.BoardFrame | wire.Patch | wire.MeFrame | wire.Pulse | wire.Ok | wire.No | wire.Pong


def schema() -> dict[str, object]:
    """One schema whose definitions are every frame, command and entity of part 5."""
    types = [Frames, AnyCommand, Me, wire.Snapshot, wire.Outcome]
    (frames, command, me, snapshot, outcome), definitions = msgspec.json.schema_components(
        types, ref_template="#/definitions/{name}"
    )
    properties = {"frames": frames, "command": command, "me": me, "snapshot": snapshot, "outcome": outcome}
    return {"title": "Wire", "type": "object", "properties": properties, "definitions": definitions}


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(schema()), indent=2))
