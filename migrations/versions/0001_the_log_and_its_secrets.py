"""The log, and the secrets that are not in it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _board() -> sa.Column[int]:
    return sa.Column("board", sa.Integer, sa.ForeignKey("boards.id", name="fk_board"), nullable=False)


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "boards",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("slug", sa.Text, nullable=False, unique=True),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        sa.Column("epoch", sa.Text, nullable=False),
    )
    op.create_table(
        "entries",
        _board(),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Integer),
        sa.Column("acting_for", sa.Integer),
        sa.Column("command", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("events", sa.LargeBinary, nullable=False),
        sa.Column("result", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("board", "seq"),
        sa.UniqueConstraint("board", "actor", "command"),
    )
    op.create_table(
        "tokens",
        _board(),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("person", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("board", "hash"),
    )
    op.create_index("ix_tokens_board_person", "tokens", ["board", "person"])
    op.create_table(
        "keys",
        _board(),
        sa.Column("key", sa.Integer, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("board", "key"),
        sa.UniqueConstraint("board", "hash"),
    )
    op.create_table(
        "codes",
        _board(),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("person", sa.Integer, nullable=False),
        sa.Column("expires", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("board", "hash"),
    )


def downgrade() -> None:
    """Remove all tables."""
    for table in ("codes", "keys", "tokens", "entries", "boards"):
        op.drop_table(table)
