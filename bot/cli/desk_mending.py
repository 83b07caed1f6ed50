"""`bouncewijzer desk retry`, `desk forget` and `desk sweep`."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from bot.cli import desk_words as words
from bot.cli.complaints import complain
from bot.cli.desk_books import urls, with_settings
from bot.desk.books import opened
from bot.desk.erasing import both
from bot.desk.erasing import forget as forget_all
from bot.desk.failed import retry as retry_work
from bot.desk.retention import sweep_now
from bot.desk.searching import compact
from bot.settings import Settings

_USAGE: Final = 2
_PERSON: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,98}")
_ADDRESS: Final = re.compile(r"[^\s@<>\"\\]+@[^\s@<>\"\\]+")


def retry(works: Sequence[str], *, every: bool) -> int:
    """Let failed work wait again. Gives the exit code: 1 where some of it cannot be done again."""
    if every == bool(works):
        return complain(words.WHICH_WORK, _USAGE)

    def do(settings: Settings) -> int:
        with opened(urls(settings)[0]) as engine:
            done = retry_work(engine, None if every else works)
        for each, waits in done.items():
            if waits:
                print(words.waits_again(each))
            else:
                complain(words.cannot_be_retried(each))
        if not done:
            print(words.nothing(waiting=False))
        return 0 if all(done.values()) else 1

    return with_settings(do)


def forget(person: str | None, address: str | None) -> int:
    """Forget someone and prove it. Gives the exit code: 1 where something is left."""
    wanted = (person or address or "").strip()
    if (person is None) == (address is None):
        return complain(words.WHOM, _USAGE)
    if not (_PERSON if address is None else _ADDRESS).fullmatch(wanted):
        return complain(words.NO_PERSON if address is None else words.NO_ADDRESS, _USAGE)

    def do(settings: Settings) -> int:
        cases, engine = urls(settings)
        erased = forget_all(cases, engine, wanted)
        print("\n".join(words.erased(erased.counts())))
        if erased.left:
            for place, count in {**erased.left.tables, **erased.left.files}.items():
                complain(words.left(place, count))
            return complain(words.AGAIN)
        if not erased.anew:
            return complain(words.KEPT_FOR_OTHERS)
        print(words.NOTHING_LEFT if cases != engine else words.NOTHING_LEFT_IN_TABLES)
        return 0

    return with_settings(do)


def sweep() -> int:
    """Forget what was kept long enough, also in the files. Gives the exit code."""

    def do(settings: Settings) -> int:
        with both(*urls(settings)) as (cases, engine):
            swept = sweep_now(cases, datetime.now(UTC), days=settings.retention_days)
            anew = compact(dict.fromkeys(filter(None, (cases, engine))))
        print(words.swept(swept, settings.retention_days))
        return 0 if anew else complain(words.KEPT_FOR_OTHERS)

    return with_settings(do)
