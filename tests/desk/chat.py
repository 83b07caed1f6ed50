"""A small chat that the desk can talk to: it keeps what stands in it, and fails on request."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.desk.chat import AnswerCard, ChatError, Drawing, FileRefusedError, HelpdeskCard, Notice, RouteExpiredError
from bot.desk.work import FileRef, Place

T = TypeVar("T")
TEAM = "T1"
SUPPORT = "C-support"
HELPDESK = Place(platform="test", team=TEAM, conversation="C-helpdesk")
ANNA, BRAM, HELLA, HUGO = "anna", "bram", "hella", "hugo"


@dataclass
class Message:
    place: Place
    drawing: Drawing
    mark: str


@dataclass
class Trouble:
    """`method` fails `times` times with `error`; `done` lets it happen first, as a lost answer does."""

    method: str
    error: ChatError
    times: int = 1
    done: bool = False


@dataclass
class Chat:
    """What stands in the chat. `meanwhile` is called while the platform is asked to do something."""

    platform: str = "test"
    journal: Path | None = None
    messages: list[Message] = field(default_factory=list)
    whispers: dict[str, list[Drawing]] = field(default_factory=dict)
    notices: list[tuple[str, str]] = field(default_factory=list)
    helpdesk: set[str] = field(default_factory=lambda: {HELLA, HUGO})
    names: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)
    last: int = 1000

    async def post(self, place: Place, drawing: Drawing, mark: str) -> Place:
        def do() -> Place:
            self.last += 1
            stands = place.model_copy(update={"message": f"m{self.last}"})
            self.messages.append(Message(stands, drawing, mark))
            self._write(stands, mark)
            return stands

        return self._doing("post", do)

    async def find(self, place: Place, mark: str) -> Place | None:
        def do() -> Place | None:
            standing = [*self.messages, *self.journaled()]
            return next(
                (
                    one.place
                    for one in standing
                    if one.mark == mark
                    and one.place.conversation == place.conversation
                    and one.place.thread == place.thread
                ),
                None,
            )

        return self._doing("find", do)

    async def update(self, place: Place, drawing: Drawing) -> None:
        def do() -> None:
            for one in self.messages:
                if one.place == place:
                    one.drawing = drawing

        await self._slowly("update")
        self._doing("update", do)

    async def delete(self, place: Place) -> None:
        def do() -> None:
            self.messages = [one for one in self.messages if one.place != place]

        self._doing("delete", do)

    async def whisper(self, route: str, drawing: Drawing, *, replace: bool) -> None:
        def do() -> None:
            if route.startswith("expired"):
                raise RouteExpiredError("expired_url")
            heard = self.whispers.setdefault(route.partition("/")[0], [])
            if replace:
                heard[-1:] = [drawing]
            else:
                heard.append(drawing)

        self._doing("whisper", do)

    async def whisper_in(self, place: Place, person: str, notice: Notice) -> None:
        del place
        self._doing("whisper_in", lambda: self.notices.append((person, notice.text)))

    async def direct(self, team: str, person: str) -> Place:
        return self._doing("direct", lambda: Place(platform=self.platform, team=team, conversation=f"D-{person}"))

    async def link(self, place: Place) -> str | None:
        return self._doing("link", lambda: f"https://chat.example/{place.conversation}/{place.message}")

    async def name(self, place: Place, person: str) -> str | None:
        del place
        return self._doing("name", lambda: self.names.get(person))

    async def fetch(self, file: FileRef, limit: int) -> bytes:
        def do() -> bytes:
            self.fetched.append(file.id)
            if file.id not in self.files:
                raise FileRefusedError("file_not_found")
            return self.files[file.id][:limit]

        return self._doing("fetch", do)

    async def is_member(self, place: Place, person: str) -> bool:
        return self._doing("is_member", lambda: place == HELPDESK and person in self.helpdesk)

    def trouble(self, method: str, error: ChatError, *, times: int = 1, done: bool = False) -> None:
        self.troubles.append(Trouble(method, error, times, done))

    def cards(self, conversation: str = SUPPORT, thread: str | None = None) -> list[AnswerCard]:
        """The answer cards that stand in a conversation, or in one thread of it."""
        return [
            one.drawing
            for one in self.messages
            if one.place.conversation == conversation
            and thread in {None, one.place.thread}
            and isinstance(one.drawing, AnswerCard)
        ]

    def said(self, conversation: str = SUPPORT) -> list[str]:
        """The plain sentences that stand in a conversation."""
        return [
            one.drawing.text
            for one in self.messages
            if one.place.conversation == conversation and isinstance(one.drawing, Notice)
        ]

    def escalated(self) -> list[HelpdeskCard]:
        """The cards in the helpdesk's channel."""
        return [one.drawing for one in self.messages if isinstance(one.drawing, HelpdeskCard)]

    def _doing(self, method: str, do: Callable[[], T]) -> T:
        if method in self.meanwhile:
            self.meanwhile[method]()
        trouble = next((one for one in self.troubles if one.method == method and one.times), None)
        if trouble is None:
            return do()
        trouble.times -= 1
        if trouble.done:
            do()
        raise trouble.error

    async def _slowly(self, method: str) -> None:
        """The first of these calls waits until its gate is opened."""
        if method in self.gates:
            await self.gates.pop(method).wait()

    def _write(self, place: Place, mark: str) -> None:
        if self.journal is not None:
            with self.journal.open("a") as file:
                file.write(json.dumps({"place": place.model_dump(), "mark": mark}) + "\n")

    def journaled(self) -> list[Message]:
        """What was posted by all processes that share the journal, in order."""
        if self.journal is None or not self.journal.exists():
            return []
        rows = [json.loads(line) for line in self.journal.read_text().splitlines()]
        return [Message(Place.model_validate(row["place"]), Notice(""), row["mark"]) for row in rows]
