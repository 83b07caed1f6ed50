"""What the desk keeps. Texts stand in four columns only, all marked `text of people`: retention empties them."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, DateTime, Dialect, Enum, ForeignKey, Index, String, Table, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, attribute_keyed_dict, mapped_column, relationship

from bot.desk.chat import State
from bot.desk.work import Manner, Place


class Moment(TypeDecorator[datetime]):
    """A time in UTC, also where the database forgets time zones (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give it its zone back."""
        del dialect
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _words(kind: type[StrEnum]) -> Enum:
    """An enum stored by its values, as plain text: a new member needs no migration."""
    return Enum(
        kind, native_enum=False, create_constraint=False, length=20, values_callable=lambda e: [m.value for m in e]
    )


class Outcome(StrEnum):
    """What became of a piece of work. WAITING until it is done; FAILED can be run again."""

    WAITING = "waiting"
    ANSWERED = "answered"
    SILENT = "silent"
    REFUSED = "refused"
    FAILED = "failed"


class Base(DeclarativeBase):
    """All of the desk's tables."""

    type_annotation_map: ClassVar = {
        datetime: Moment(),
        State: _words(State),
        Manner: _words(Manner),
        Outcome: _words(Outcome),
    }


def rows_of(kind: type[Base]) -> Table:
    """The table itself, for what is done to each event: past the objects it costs half."""
    return Base.metadata.tables[kind.__tablename__]


class Intake(Base):
    """Work as it came in. `payload` (text of people) is the work as JSON, gone as soon as it is done."""

    __tablename__ = "intake"

    key: Mapped[str] = mapped_column(String(520), primary_key=True)
    event_id: Mapped[str | None] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    manner: Mapped[Manner | None]
    partition: Mapped[str] = mapped_column("partition_key", String(520))
    payload: Mapped[str | None] = mapped_column(Text)
    text_mac: Mapped[str | None] = mapped_column(String(64))
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.WAITING, index=True)
    error: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Role(StrEnum):
    """What stands at a place of a case."""

    ASKED = "asked"
    CARD = "card"
    HELPDESK = "helpdesk"


class Case(Base):
    """One question of a colleague and its life.

    `key` is the work that showed its message, `made_by` the one that made it (that work, or an edit of the
    message that made talk a bounce). `findings` and `remark` (texts of people) are kept only where the case is
    with the helpdesk or its cause is unknown. `whispered`: only the asker sees the card, which stands nowhere.
    `revision` counts what changes its cards.
    """

    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(520), unique=True)
    made_by: Mapped[str] = mapped_column(String(520))
    state: Mapped[State] = mapped_column(index=True)
    person: Mapped[str] = mapped_column(String(100))
    manner: Mapped[Manner]
    whispered: Mapped[bool] = mapped_column(default=False)
    text_mac: Mapped[str] = mapped_column(String(64), index=True)
    findings: Mapped[str | None] = mapped_column(Text)
    remark: Mapped[str | None] = mapped_column(Text)
    urgent: Mapped[bool] = mapped_column(default=False)
    automatic: Mapped[bool] = mapped_column(default=False)
    message_deleted: Mapped[bool] = mapped_column(default=False)
    decided_by: Mapped[str | None] = mapped_column(String(100))
    claimed_by: Mapped[str | None] = mapped_column(String(100))
    resolved_by: Mapped[str | None] = mapped_column(String(100))
    resolution_reason: Mapped[str | None] = mapped_column(String(40))
    resolution_sentence: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)

    spots: Mapped[dict[str, "Spot"]] = relationship(
        collection_class=attribute_keyed_dict("role"), cascade="all, delete-orphan", lazy="selectin"
    )
    failures: Mapped[list["CaseFailure"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CaseFailure.position"
    )

    @property
    def is_private(self) -> bool:
        """Whether its card stands where only the asker reads: in a direct conversation."""
        asked, card = self.place(Role.ASKED), self.place(Role.CARD)
        moved = asked is not None and card is not None and asked.conversation != card.conversation
        return self.manner is Manner.DIRECT or moved

    def place(self, role: Role) -> Place | None:
        """Where that stands, if it stands anywhere."""
        spot = self.spots.get(role.value)
        return spot.place if spot else None

    def put(self, role: Role, place: Place | None) -> None:
        """Note where that stands now, or that it stands nowhere any more."""
        if place is None:
            self.spots.pop(role.value, None)
        else:
            self.spots[role.value] = Spot(case_id=self.id, role=role.value, **place.model_dump())


class Spot(Base):
    """Where a case's message, its card and the helpdesk's card stand."""

    __tablename__ = "case_places"
    __table_args__ = (Index("ix_case_places_message", "conversation", "message"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    platform: Mapped[str] = mapped_column(String(20))
    team: Mapped[str] = mapped_column(String(100))
    conversation: Mapped[str] = mapped_column(String(200))
    thread: Mapped[str | None] = mapped_column(String(200))
    message: Mapped[str | None] = mapped_column(String(200))

    @property
    def place(self) -> Place:
        """As a Place."""
        return Place(
            platform=self.platform,
            team=self.team,
            conversation=self.conversation,
            thread=self.thread,
            message=self.message,
        )


class CaseFailure(Base):
    """One failure of a case: its cause, its rule, and of the recipient the domain only."""

    __tablename__ = "case_failures"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    cause: Mapped[str] = mapped_column(String(60), index=True)
    rule: Mapped[str | None] = mapped_column(String(120))
    domain: Mapped[str | None] = mapped_column(String(255))
    permanent: Mapped[bool | None]


class Posting(Base):
    """One thing to say, once. The row is the attempt mark; `place` is noted when it stands, `done_at` with it."""

    __tablename__ = "postings"

    key: Mapped[str] = mapped_column(String(520), primary_key=True)
    slot: Mapped[str] = mapped_column(String(40), primary_key=True)
    place: Mapped[dict[str, str | None] | None] = mapped_column(JSON)
    attempted_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Turn(Base):
    """When a conversation will be at rest again: replicas take turns in posting by it. Empty on SQLite."""

    __tablename__ = "turns"

    conversation: Mapped[str] = mapped_column(String(300), primary_key=True)
    at_rest: Mapped[datetime]


class ConversationReference(Base):
    """How a conversation is reached again; see `references.py`. `person` is whose direct conversation it is."""

    __tablename__ = "conversation_references"
    __table_args__ = (Index("ix_conversation_references_team", "platform", "team", "person"),)

    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(300), primary_key=True)
    team: Mapped[str] = mapped_column(String(100))
    service: Mapped[str] = mapped_column(String(500))
    bot: Mapped[str] = mapped_column(String(200))
    person: Mapped[str | None] = mapped_column(String(200))
    noted_at: Mapped[datetime]


class Audit(Base):
    """One change of a case: which move, by whom, under which work. `person` is None for the desk itself."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_work", "case_id", "key", "move", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(String(40), index=True)
    key: Mapped[str] = mapped_column(String(520))
    move: Mapped[str] = mapped_column(String(40))
    was: Mapped[str | None] = mapped_column(String(20))
    became: Mapped[str | None] = mapped_column(String(20))
    person: Mapped[str | None] = mapped_column(String(100))
    at: Mapped[datetime]


class Installation(Base):
    """A fact of this installation, by its name; see `installation.py`."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
