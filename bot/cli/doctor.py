"""`bouncewijzer doctor`: how an installation is, on one page; what is wrong says what to do.

Each part looks in a thread of its own and may take so long and no longer: a database or a Slack that hangs costs
its part, never the page.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from threading import Thread
from time import monotonic
from typing import Final

from bot.cli import doctor_words as words
from bot.cli.doctor_database import database
from bot.cli.doctor_fact import Fact
from bot.cli.doctor_machine import data_folder, knowledge, settings_of, versions
from bot.cli.inert import inert
from bot.cli.teams_checking import wrong_with_registration
from bot.settings import Settings, SettingsError, read_settings

_PATIENCE: Final = 25.0
"""Seconds for all parts together."""

_SCHEMA: Final = 1
"""Goes up when a field of the JSON changes its meaning or leaves."""

_LATE: Final = [Fact("answers", words.NOT_IN_TIME, advice=words.HANGS)]

Part = Callable[[], list[Fact]]


def doctor(*, as_json: bool, patience: float = _PATIENCE) -> int:
    """Print the page. Gives the exit code: 1 where anything on it is wrong."""
    parts = _parts()
    found = _looked(parts, patience)
    page = {name: found.get(name, _LATE) for name in parts}
    well = not any(fact.is_wrong for facts in page.values() for fact in facts)
    if as_json:
        print(json.dumps({"schema": _SCHEMA, "well": well, **_as_json(page)}, ensure_ascii=False, indent=2))
    else:
        print(inert("\n".join(_told(page, well=well))))
    sys.stdout.flush()
    if len(found) < len(parts):
        os._exit(1)  # what still hangs, and be it in the resolver, is not waited for
    return 0 if well else 1


def _parts() -> dict[str, Part]:
    parts: dict[str, Part] = {"versions": versions}
    try:
        settings = read_settings()
    except SettingsError as error:
        wrong = error
        return {**parts, "settings": lambda: settings_of(wrong)}
    return {
        **parts,
        "settings": lambda: settings_of(settings),
        "data": lambda: data_folder(settings),
        "knowledge": lambda: knowledge(settings),
        "database": lambda: database(settings),
        "slack": lambda: _slack(settings),
        "teams": lambda: _teams(settings),
    }


def _slack(settings: Settings) -> list[Fact]:
    """What Slack says, where there is a token to ask it with; else nothing of Slack is loaded."""
    if not settings.with_slack:
        return [Fact("asked", words.yes(true=False), note=words.NO_TOKEN)]
    from bot.cli.doctor_slack import slack

    return slack(settings)


def _teams(settings: Settings) -> list[Fact]:
    """What Microsoft says of the registration."""
    if settings.teams_app_id is None:
        return [Fact("asked", words.yes(true=False), note=words.NO_REGISTRATION)]
    wrong = wrong_with_registration(settings)
    return [Fact("registration", words.WRONG if wrong else words.WORKS, advice=wrong or "")]


def _looked(parts: Mapping[str, Part], patience: float) -> dict[str, list[Fact]]:
    """What each part found that was done in time."""
    found: dict[str, list[Fact]] = {}

    def look(name: str, part: Part) -> None:
        found[name] = part()

    threads = {name: Thread(target=look, args=(name, part), daemon=True) for name, part in parts.items()}
    until = monotonic() + patience
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        thread.join(max(until - monotonic(), 0))
    return dict(found)


def _told(page: Mapping[str, list[Fact]], *, well: bool) -> Iterator[str]:
    width = max(len(words.label(fact.name)) for facts in page.values() for fact in facts) + 1
    for name, facts in page.items():
        yield words.PARTS[name]
        for fact in facts:
            mark = "!" if fact.is_wrong else " "
            yield f"{mark} {words.label(fact.name) + ':':{width}} {fact.value}".rstrip()
            if fact.advice or fact.note:
                yield f"  {'':{width}} {'→ ' if fact.advice else ''}{fact.advice or fact.note}"
        yield ""
    yield words.WELL if well else words.ILL


def _as_json(page: Mapping[str, list[Fact]]) -> dict[str, object]:
    return {name: {fact.name: fact.as_json() for fact in facts} for name, facts in page.items()}
