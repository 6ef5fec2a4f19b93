"""Who was erased stays erased, also when an older export is imported."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table("erased", sa.Column("command", sa.Text, nullable=False, primary_key=True))


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("erased")
