"""The first schema: intake, cases with their places and failures, postings, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "intake",
        sa.Column("key", sa.String(520), primary_key=True),
        sa.Column("event_id", sa.String(200)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("manner", sa.String(20)),
        sa.Column("partition_key", sa.String(520), nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("text_mac", sa.String(64)),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("error", sa.String(100)),
        _moment("created_at"),
        _moment("done_at", nullable=True),
    )
    op.create_index("ix_intake_outcome", "intake", ["outcome"])
    op.create_table(
        "cases",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("key", sa.String(520), nullable=False, unique=True),
        sa.Column("made_by", sa.String(520), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("person", sa.String(100), nullable=False),
        sa.Column("manner", sa.String(20), nullable=False),
        sa.Column("whispered", sa.Boolean, nullable=False),
        sa.Column("text_mac", sa.String(64), nullable=False),
        sa.Column("findings", sa.Text),
        sa.Column("remark", sa.Text),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("automatic", sa.Boolean, nullable=False),
        sa.Column("message_deleted", sa.Boolean, nullable=False),
        sa.Column("decided_by", sa.String(100)),
        sa.Column("claimed_by", sa.String(100)),
        sa.Column("resolved_by", sa.String(100)),
        sa.Column("resolution_reason", sa.String(40)),
        sa.Column("resolution_sentence", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        _moment("created_at"),
        _moment("changed_at"),
    )
    op.create_index("ix_cases_state", "cases", ["state"])
    op.create_index("ix_cases_text_mac", "cases", ["text_mac"])
    op.create_index("ix_cases_changed_at", "cases", ["changed_at"])
    op.create_table(
        "case_places",
        sa.Column("case_id", sa.String(40), sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role", sa.String(20), primary_key=True),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("team", sa.String(100), nullable=False),
        sa.Column("conversation", sa.String(200), nullable=False),
        sa.Column("thread", sa.String(200)),
        sa.Column("message", sa.String(200)),
    )
    op.create_index("ix_case_places_message", "case_places", ["conversation", "message"])
    op.create_table(
        "case_failures",
        sa.Column("case_id", sa.String(40), sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("cause", sa.String(60), nullable=False),
        sa.Column("rule", sa.String(120)),
        sa.Column("domain", sa.String(255)),
        sa.Column("permanent", sa.Boolean),
    )
    op.create_index("ix_case_failures_cause", "case_failures", ["cause"])
    op.create_table(
        "postings",
        sa.Column("key", sa.String(520), primary_key=True),
        sa.Column("slot", sa.String(40), primary_key=True),
        sa.Column("place", sa.JSON),
        _moment("attempted_at"),
        _moment("done_at", nullable=True),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("key", sa.String(520), nullable=False),
        sa.Column("move", sa.String(40), nullable=False),
        sa.Column("was", sa.String(20)),
        sa.Column("became", sa.String(20)),
        sa.Column("person", sa.String(100)),
        _moment("at"),
    )
    op.create_index("ix_audit_case_id", "audit", ["case_id"])
    op.create_index("ix_audit_work", "audit", ["case_id", "key", "move"], unique=True)


def downgrade() -> None:
    """Take all tables away."""
    for table in ("audit", "postings", "case_failures", "case_places", "cases", "intake"):
        op.drop_table(table)
