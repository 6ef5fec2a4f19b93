"""Every frame and body that crosses the network, with the only encoders and decoders (part 5)."""

from server.wire.frames import (
    BoardFrame,
    Frame,
    Gone,
    Hello,
    MeFrame,
    No,
    Ok,
    Outcome,
    Patch,
    Pong,
    Pulse,
    Set,
    Snapshot,
    encode,
)
from server.wire.reading import BadFrame, Order, Ping, read_frame, read_order

__all__ = [
    "BadFrame",
    "BoardFrame",
    "Frame",
    "Gone",
    "Hello",
    "MeFrame",
    "No",
    "Ok",
    "Order",
    "Outcome",
    "Patch",
    "Ping",
    "Pong",
    "Pulse",
    "Set",
    "Snapshot",
    "encode",
    "read_frame",
    "read_order",
]
