"""Someone showed something: a card in the thread, a whisper, an apology, or silence."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from bot.answers import Answer, Escalate
from bot.answers.words import notices
from bot.desk import following, ledger
from bot.desk.case import case_id
from bot.desk.chat import ChatRefusedError, Drawing, Notice, RouteExpiredError
from bot.desk.drawing import answer_card
from bot.desk.escalating import hand_over
from bot.desk.marking import Marking
from bot.desk.means import Means
from bot.desk.patience import LIMIT, patiently, within
from bot.desk.posting import Noting, nothing_more
from bot.desk.tables import Outcome, Role
from bot.desk.telling import tell
from bot.desk.thinking import Thought, think
from bot.desk.work import Edited, Manner, Place, Shown

MENTION: Final = ":mention"
"""What the key of a mention ends with when the same post came as a plain message before."""

ANSWER: Final = "answer"
APOLOGY: Final = "apology"
_ASKED_OF_US: Final = frozenset({Manner.COMMAND, Manner.SHORTCUT})
_BY_ITSELF: Final = frozenset({Manner.WATCHED, Manner.MENTION, Manner.DIRECT})


async def shown(work: Shown, means: Means) -> Outcome:
    """Answer what was shown, in its thread or along its whisper; silence where there is nothing to say."""
    port = means.port(work.place)
    key = work.key.removesuffix(MENTION)
    if work.manner is Manner.SHORTCUT and await ledger.explained(means, work.place, but=work.key):
        await tell(work, notices.ANSWERED_ALREADY, means)
        return Outcome.SILENT  # nobody reads two cards under one message
    thought = await think(means, port, text=work.text, files=work.files, manner=work.manner)
    if thought.answer is not None:
        mine = await answer(work, thought.answer, means, key=key, whisper=work.whisper)
        return Outcome.ANSWERED if mine else Outcome.SILENT
    standing = await ledger.load(means, case_id(key)) if thought.apology else None
    if standing is not None and standing.made_by != work.key:
        return Outcome.SILENT  # an edit, or the same post under its other name, was first
    return await apologise(work, thought, means, key=key, whisper=work.whisper)


async def answer(
    work: Shown | Edited, answer: Answer, means: Means, *, key: str, whisper: str | None = None
) -> bool:
    """Make the case of `key`, say its answer, and hand it over where its cause asks for that.

    False where other work has made that case: an edit, or the same post under its other name, was first.
    """
    causes = [section.cause for section in answer.sections]
    following.decided(causes)
    automatic = goes_by_itself(work, answer, means)
    marking = means.postings.marking(key, ANSWER, work.key)
    saying = _Saying(work, marking, whisper, ledger.noting(case_id(key), Role.CARD))
    case = await ledger.make(work, answer, means, key=key, automatic=automatic, beside=saying.mark)
    if case.made_by != work.key:
        return False
    if case.place(Role.CARD) is None:
        await saying.say(answer_card(case, answer.findings, means), means)
        following.told(causes)
    if case.automatic:
        await hand_over(case.id, means, work=work.key)
    return True


def goes_by_itself(work: Shown | Edited, answer: Answer, means: Means) -> bool:
    """Whether a case goes to the helpdesk without a click."""
    return answer.escalate is Escalate.ALWAYS and means.helpdesk is not None and work.manner in _BY_ITSELF


async def apologise(
    work: Shown | Edited, thought: Thought, means: Means, *, key: str, whisper: str | None = None
) -> Outcome:
    """Say why what was shown cannot be read, if that is to be said."""
    following.decided(())
    if thought.apology is None:
        return Outcome.SILENT
    marking = means.postings.marking(key, APOLOGY, work.key)
    await _Saying(work, marking, whisper, nothing_more).say(Notice(thought.apology), means)
    return Outcome.ANSWERED


@dataclass(frozen=True, slots=True)
class _Saying:
    """Where what is said about a piece of work goes: a command whispers where it has a route.

    `noting` writes down where it stands; a whisper stands nowhere.
    """

    work: Shown | Edited
    marking: Marking
    whisper: str | None
    noting: Noting

    def mark(self, session: Session) -> None:
        """Put the mark of what will be posted. A whisper is marked when it was said: nobody can look for it."""
        if self._route is None:
            self.marking.put(session)

    async def say(self, drawing: Drawing, means: Means) -> None:
        """Say it.

        Where the bot is not let in (a shortcut in someone else's conversation) it whispers too. A shortcut there,
        or a command to speak there, that left no route is answered by direct message, and so is a whisper whose
        route has expired.
        """
        if self._route is not None:
            await self._whispered(self._route, drawing, means)
            return
        try:
            await self._post(below(self.work.place), drawing, self.marking, means)
        except ChatRefusedError:
            if self.whisper is not None:
                await self._whispered(self.whisper, drawing, means)
            elif self.work.manner in _ASKED_OF_US:
                await self._direct(drawing, means)
            else:
                raise

    @property
    def _route(self) -> str | None:
        return self.whisper if self.work.manner is Manner.COMMAND else None

    async def _whispered(self, route: str, drawing: Drawing, means: Means) -> None:
        port, key, slot = means.port(self.work.place), self.marking.key, f"{self.marking.slot}-whisper"
        try:
            await means.postings.whisper(port, route, drawing, key=key, slot=slot, noting=self.noting)
        except RouteExpiredError:
            await self._direct(drawing, means)

    async def _direct(self, drawing: Drawing, means: Means) -> None:
        port, team, person = means.port(self.work.place), self.work.place.team, self.work.person
        direct = await patiently(means.clock, lambda: within(LIMIT, port.direct(team, person)))
        marking = means.postings.marking(self.marking.key, f"{self.marking.slot}-direct", self.work.key)
        await self._post(direct, drawing, marking, means)

    async def _post(self, place: Place, drawing: Drawing, marking: Marking, means: Means) -> None:
        await means.postings.post(means.port(self.work.place), place, drawing, marking, noting=self.noting)


def below(place: Place) -> Place:
    """The thread under a message; the conversation where nothing is there to hang on."""
    return place.model_copy(update={"thread": place.thread or place.message, "message": None})
