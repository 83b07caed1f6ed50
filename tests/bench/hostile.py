"""Text made to hurt, 1 MB and 25 MB of it: the time may grow with the length and no faster."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from bot.diagnosis import RuleSet, diagnose
from bot.reading import read_mail
from bot.reading.errors import ReadingError
from bot.reading.notification import Failure, Kind, Notification
from tests.bench.figure import Figure

SMALL, LARGE = 2**20, 25 * 2**20 - 1000
SECOND = 1.0
GROWTH = 30.0
HEAD = b"From: MAILER-DAEMON@example.nl\r\nTo: anna@example.nl\r\nSubject: Returned mail\r\n\r\n"
TEXTS: dict[str, str] = {
    "blanks": " ",
    "a phrase of a rule": "user unknown ",
    "codes": "550-5.1.1 ",
    "addresses": "<jan@example.nl> ",
    "half an address": "a.a.a.a@",
    "lines": "\r\n",
    "almost a block": "your host mail.example.nl has been temporarily bloc ",
    "headers": "Subject: Re: ",
    "no ASCII": "é",
}


def hostile_figures(rules: RuleSet) -> Iterator[Figure]:
    def judged(text: str) -> None:
        diagnose(Notification(Kind.BOUNCE, text, (Failure(text),)), rules)

    def read_and_judged(text: str) -> None:
        with suppress(ReadingError):
            diagnose(read_mail(HEAD + text.encode()), rules)

    for how, work in (("judged", judged), ("read and judged", read_and_judged)):
        worst = {name: (_seconds(work, unit, SMALL), _seconds(work, unit, LARGE)) for name, unit in TEXTS.items()}
        slowest = max(worst, key=lambda name: worst[name][0])
        steepest = max(worst, key=lambda name: worst[name][1] / worst[name][0])
        small, large = worst[steepest]
        yield Figure(f"1 MB of hostile text {how}: {slowest}", worst[slowest][0], "s", most=SECOND)
        yield Figure(f"  25 MB, times as long: {steepest}", large / small, "", most=GROWTH)


def _seconds(work: Callable[[str], None], unit: str, size: int) -> float:
    text = unit * (size // len(unit.encode()))
    least = float("inf")
    for _ in range(3 if size == SMALL else 1):
        start = time.process_time()
        work(text)
        least = min(least, time.process_time() - start)
    return least
