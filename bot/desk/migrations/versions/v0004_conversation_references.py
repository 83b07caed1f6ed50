"""How conversations are reached again where a platform gives them no lasting address."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "conversation_references",
        sa.Column("platform", sa.String(20), primary_key=True),
        sa.Column("conversation", sa.String(300), primary_key=True),
        sa.Column("team", sa.String(100), nullable=False),
        sa.Column("service", sa.String(500), nullable=False),
        sa.Column("bot", sa.String(200), nullable=False),
        sa.Column("person", sa.String(200)),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_conversation_references_team", "conversation_references", ["platform", "team", "person"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("conversation_references")
