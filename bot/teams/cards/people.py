"""People on a card: as a mention where their id is Teams', by their name where it is known.

Teams draws a mention as it is named, whoever it is of. Of an id nobody can read who it is, so none is shown.
"""

import re
from collections.abc import Mapping
from itertools import chain, count
from typing import Final

from microsoft_teams.cards import Mention, MentionedEntity

from bot.answers.legible import shortened, visible
from bot.answers.words import labels, statuses
from bot.desk.chat import AnswerCard, Drawing, HelpdeskCard
from bot.teams.cards.texts import STATUS, literal

_GUID: Final = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_PERSON: Final = re.compile(rf"29:[\w-]{{1,250}}|(?:8:orgid:)?{_GUID}", re.ASCII)
_NO_NAME: Final = re.compile(r"[^\w .,'()\u00b7’-]|_")
_LONGEST: Final = 80


def is_person(person: str | None) -> bool:
    """Whether this is a person's id as Teams writes them, so that it can be drawn as a mention."""
    return person is not None and _PERSON.fullmatch(person) is not None


def people_on(drawing: Drawing) -> list[str]:
    """The ids of those who are named on a card."""
    match drawing:
        case AnswerCard():
            named: tuple[str | None, ...] = (drawing.person,)
        case HelpdeskCard():
            named = (drawing.asker, drawing.claimed_by, drawing.resolved_by)
        case _:
            named = ()
    return [each for each in dict.fromkeys(named) if each is not None and is_person(each)]


class People:
    """What people are called on one card, and the mentions that come of it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._mentions: dict[str, Mention] = {}

    @property
    def mentions(self) -> list[Mention]:
        """Of all who were named so far."""
        return list(self._mentions.values())

    def named(self, person: str | None, *, first: bool = False) -> str:
        """A person, marked up; `first` in a sentence. What is no person's id is shown as it is."""
        name = self._name(person, first=first)
        if person is None or not is_person(person):
            return literal(name)
        text = self._free(name, person)
        self._mentions[text] = Mention(text=text, mentioned=MentionedEntity(id=person, name=name))
        return text

    def about(self, status: str, person: str | None) -> str:
        """A sentence of ours, marked up, in which `{person}` is drawn as a mention."""
        marked = literal(shortened(status, STATUS))
        if statuses.PERSON not in marked:
            return marked
        return marked.replace(statuses.PERSON, self.named(person, first=marked.startswith(statuses.PERSON)))

    def told(self, status: str, person: str | None) -> str:
        """The same without any markup."""
        name = self._name(person, first=status.startswith(statuses.PERSON))
        return visible(status).replace(statuses.PERSON, name)

    def _free(self, name: str, person: str) -> str:
        """The text of a mention that no other person's has: Teams finds the person by it."""
        others = {text for text, mention in self._mentions.items() if _of(mention) != person}
        texts = (f"<at>{name}{number}</at>" for number in chain([""], (f" ({number})" for number in count(2))))
        return next(text for text in texts if text not in others)

    def _name(self, person: str | None, *, first: bool) -> str:
        known = self._names.get(person or "") or ("" if is_person(person) else person or "")
        name = " ".join(_NO_NAME.sub(" ", shortened(visible(known), _LONGEST)).split())
        unknown = labels.COLLEAGUE
        return name or (unknown.capitalize() if first else unknown)


def _of(mention: Mention) -> str | None:
    return mention.mentioned.id if mention.mentioned else None
