"""Someone showed something: a card in the thread, a whisper, an apology, or silence."""

from dataclasses import dataclass
from typing import Final

from bot.answers import Answer, Escalate
from bot.answers.words import notices
from bot.desk import following, ledger
from bot.desk.case import case_id
from bot.desk.chat import ChatRefusedError, Drawing, Notice, RouteExpiredError
from bot.desk.drawing import answer_card
from bot.desk.escalating import hand_over
from bot.desk.means import Means
from bot.desk.patience import LIMIT, patiently, within
from bot.desk.tables import Outcome, Role
from bot.desk.telling import tell
from bot.desk.thinking import Thought, think
from bot.desk.work import Edited, Manner, Place, Shown

MENTION: Final = ":mention"
"""What the key of a mention ends with when the same post came as a plain message before."""

ANSWER: Final = "answer"
APOLOGY: Final = "apology"
_BY_ITSELF: Final = frozenset({Manner.WATCHED, Manner.MENTION, Manner.DIRECT})


async def shown(work: Shown, means: Means) -> Outcome:
    """Answer what was shown, in its thread or along its whisper; silence where there is nothing to say."""
    port = means.port(work.place)
    key = work.key.removesuffix(MENTION)
    standing = await ledger.load(means, case_id(key))
    if standing is not None and standing.made_by != work.key:
        return Outcome.SILENT  # an edit, or the same post under its other name, was first
    if work.manner is Manner.SHORTCUT and await ledger.explained(means, work.place, but=work.key):
        await tell(work, notices.ANSWERED_ALREADY, means)
        return Outcome.SILENT  # nobody reads two cards under one message
    thought = await think(means, port, text=work.text, files=work.files, manner=work.manner)
    if thought.answer is not None:
        await answer(work, thought.answer, means, key=key, whisper=work.whisper)
        return Outcome.ANSWERED
    return await apologise(work, thought, means, key=key, whisper=work.whisper)


async def answer(
    work: Shown | Edited, answer: Answer, means: Means, *, key: str, whisper: str | None = None
) -> None:
    """Make the case of `key`, say its answer, and hand it over where its cause asks for that."""
    causes = [section.cause for section in answer.sections]
    following.decided(causes)
    automatic = goes_by_itself(work, answer, means)
    case = await ledger.make(work, answer, means, key=key, automatic=automatic)
    if case.place(Role.CARD) is None:
        card = answer_card(case, answer.findings, means)
        place = await _Saying(work, key, whisper).say(card, ANSWER, means)
        await ledger.stands(means, case.id, Role.CARD, place)
        following.told(causes)
    if case.automatic:
        await hand_over(case.id, means, work=work.key)


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
    await _Saying(work, key, whisper).say(Notice(thought.apology), APOLOGY, means)
    return Outcome.ANSWERED


@dataclass(frozen=True, slots=True)
class _Saying:
    """Where what is said about a piece of work goes: a command whispers where it has a route."""

    work: Shown | Edited
    key: str
    whisper: str | None

    async def say(self, drawing: Drawing, slot: str, means: Means) -> Place | None:
        """Give the place where it stands; None for a whisper, which stands nowhere.

        Where the bot is not let in (a shortcut in someone else's conversation) it whispers too. A command to speak
        there, which left no route, is answered by direct message, and so is a whisper whose route has expired.
        """
        if self.work.manner is Manner.COMMAND and self.whisper is not None:
            return await self._whispered(self.whisper, drawing, slot, means)
        port, place = means.port(self.work.place), below(self.work.place)
        try:
            return await means.postings.post(port, place, drawing, key=self.key, slot=slot, work=self.work.key)
        except ChatRefusedError:
            if self.whisper is not None:
                return await self._whispered(self.whisper, drawing, slot, means)
            if self.work.manner is not Manner.COMMAND:
                raise
            return await self._direct(drawing, slot, means)

    async def _whispered(self, route: str, drawing: Drawing, slot: str, means: Means) -> Place | None:
        port = means.port(self.work.place)
        try:
            await means.postings.whisper(port, route, drawing, key=self.key, slot=f"{slot}-whisper")
        except RouteExpiredError:
            return await self._direct(drawing, slot, means)
        return None

    async def _direct(self, drawing: Drawing, slot: str, means: Means) -> Place:
        port, team, person = means.port(self.work.place), self.work.place.team, self.work.person
        direct = await patiently(means.clock, lambda: within(LIMIT, port.direct(team, person)))
        return await means.postings.post(
            port, direct, drawing, key=self.key, slot=f"{slot}-direct", work=self.work.key
        )


def below(place: Place) -> Place:
    """The thread under a message; the conversation where nothing is there to hang on."""
    return place.model_copy(update={"thread": place.thread or place.message, "message": None})
