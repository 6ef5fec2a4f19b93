"""The tables. Alembic's migrations make them; this is how the program speaks of them."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _board() -> Column[int]:
    return Column("board", Integer, ForeignKey("boards.id"), primary_key=True)


boards = Table(
    "boards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("code", Text, nullable=False, unique=True),
    Column("epoch", Text, nullable=False),
)
"""One row a board; all else about it is in its log."""

entries = Table(
    "entries",
    metadata,
    _board(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Integer),
    Column("acting_for", Integer),
    Column("command", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("events", LargeBinary, nullable=False),
    Column("result", LargeBinary, nullable=False),
    UniqueConstraint("board", "actor", "command"),
)
"""The log (L1); `events` and `result` are JSON. Two writers of one seq cannot both win."""

tokens = Table(
    "tokens",
    metadata,
    _board(),
    Column("hash", LargeBinary, primary_key=True),
    Column("person", Integer, nullable=False),
    Index(None, "board", "person"),
)
"""The SHA-256 of each device's cookie (P2)."""

keys = Table(
    "keys",
    metadata,
    _board(),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("board", "hash"),
)
"""The SHA-256 of each link's secret (P3); role, label and revoking are in the log."""

codes = Table(
    "codes",
    metadata,
    _board(),
    Column("hash", LargeBinary, primary_key=True),
    Column("person", Integer, nullable=False),
    Column("expires", Text, nullable=False),
)
"""The SHA-256 of each code for another device that was not used yet (P7)."""

erased = Table("erased", metadata, Column("command", Text, primary_key=True))
"""The ids of the entries by which people came who were erased since: an import must not bring them back."""
