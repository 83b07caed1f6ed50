"""Counting: what was lost, said twice, out of order, left in an old form, or said where silence was right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from tests.crash.asked import MOVED, WITH_THE_HELPDESK, Ask, Asked, Stand, View, at_helpdesk, stand_of
from tests.crash.page import HELPDESK, Json, Page, names

Sight = Mapping[View, list[Json]]
"""What the bot said, by who sees it where."""


@dataclass(slots=True)
class Count:
    """What went wrong, by the place where it did."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    spoke: list[str] = field(default_factory=list)
    asked: int = 0
    whispered_again: int = 0

    def __str__(self) -> str:
        wrong = ", ".join(f"{len(each)} {name}" for name, each in self.wrong().items())
        return f"{wrong}; {self.asked} asked, {self.whispered_again} whispered again"

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def wrong(self) -> Mapping[str, list[str]]:
        """What went wrong, by its kind."""
        return {
            "lost": self.lost,
            "doubled": self.doubled,
            "out of order": self.out_of_order,
            "stale": self.stale,
            "spoken where silence was right": self.spoke,
        }

    @property
    def is_complete(self) -> bool:
        """Whether everything stands as it should: what is there too often, or in another order, stays so."""
        return not (self.lost or self.stale)

    @property
    def is_clean(self) -> bool:
        return not any(self.wrong().values())


async def look(page: Page, asked: Asked, views: Iterable[View] = ()) -> Sight:
    """See everything that the bot said: where it was asked, where whispered cases go on, at the helpdesk."""
    wanted = {("U0HELLA", HELPDESK), *views}
    for ask in asked.asks:
        wanted |= {ask.view, *((ask.moved_view,) if ask.whispered else ())}
    return {view: await page.said(*view) for view in wanted}


def count(asked: Asked, sight: Sight) -> Count:
    """Compare what stands there with what was asked."""
    counted = Count(asked=len(asked.asks))
    seen: set[tuple[str, str]] = set()
    places: dict[str, list[str]] = {}
    helpdesk = sight["U0HELLA", HELPDESK]
    for ask in asked.asks:
        cards = _cards(ask, sight, counted, seen)
        stand = _stand(ask, cards, counted)
        if ask.thread is not None and cards:
            places.setdefault(f"{ask.conversation} {ask.thread}", []).append(cards[0]["ts"])
        _at_helpdesk(ask, cards, stand, helpdesk, counted, seen)
    counted.out_of_order += [thread for thread, order in places.items() if order != sorted(order)]
    for (_, conversation), said in sight.items():
        for message in said:
            if (conversation, message["ts"]) in seen or message["ephemeral"]:
                continue
            seen.add((conversation, message["ts"]))
            what = f"{conversation} {message['thread_ts']}: {message['text'][:60]!r}"
            (counted.spoke if message["thread_ts"] in asked.talk else counted.doubled).append(what)
    return counted


def _cards(ask: Ask, sight: Sight, counted: Count, seen: set[tuple[str, str]]) -> list[Json]:
    """The cards of an ask; one that was whispered and went to the helpdesk has its card where it went on."""
    said = sight[ask.view]
    if ask.thread is not None:
        cards = [
            each
            for each in said
            if each["thread_ts"] == ask.thread and (each["ts"] == ask.bare if ask.bare else names(each, ask.token))
        ]
        seen |= {(ask.conversation, each["ts"]) for each in cards}
        return cards
    whispers = [each for each in said if each["ephemeral"] and names(each, ask.token)]
    moved = [each for each in sight[ask.moved_view] if names(each, ask.token)]
    seen |= {(ask.moved_view[1], each["ts"]) for each in moved}
    counted.whispered_again += max(len(whispers) - 1, 0)
    if not moved:
        told = [each for each in whispers if stand_of(each) in ask.may]
        return told[:1] or whispers[:1]
    if not any(names(each, MOVED) for each in whispers):
        counted.stale.append(f"{ask.token}: the whispered card does not say where it goes on")
    return moved


def _stand(ask: Ask, cards: list[Json], counted: Count) -> Stand:
    if not cards:
        if Stand.GONE not in ask.may:
            counted.lost.append(ask.token)
        return Stand.GONE
    counted.doubled += [ask.token] * (len(cards) - 1)
    stand = stand_of(cards[0])
    if stand not in ask.may:
        counted.stale.append(f"{ask.token} is {stand.name}, not {' or '.join(each.name for each in ask.may)}")
    return stand


def _at_helpdesk(  # noqa: PLR0917 — all that there is to compare
    ask: Ask, cards: list[Json], stand: Stand, helpdesk: list[Json], counted: Count, seen: set[tuple[str, str]]
) -> None:
    links = [f"/p{card['ts'].replace('.', '')}" for card in cards]
    mine = [
        each
        for each in helpdesk
        if (ask.is_bounce and names(each, ask.token)) or any(names(each, link) for link in links)
    ]
    seen |= {(HELPDESK, each["ts"]) for each in mine}
    wanted = 1 if stand in WITH_THE_HELPDESK else 0
    what = f"{ask.token} at the helpdesk"
    counted.lost += [what] * (wanted - len(mine))
    counted.doubled += [what] * (len(mine) - wanted)
    for card in mine[:wanted]:
        if at_helpdesk(card) is not stand:
            counted.stale.append(f"{what} is {at_helpdesk(card).name}, not {stand.name}")


def problems(counts: Count) -> list[str]:
    """Each thing that went wrong, as one line."""
    return [f"  {name}: {what}" for name, each in counts.wrong().items() for what in each]
