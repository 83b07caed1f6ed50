"""The rules and intents in force: what changes on disk counts at once, what is broken there never does."""

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final

from bot.answers.code_files import FOLDER, load_meanings
from bot.answers.errors import IntentError
from bot.answers.intent import IntentSet
from bot.answers.loading import load_intents
from bot.diagnosis import Mistake, RuleError, RuleSet, load_rules

Print = tuple[tuple[str, int, int, int], ...]
"""A folder's fingerprint: of each file its name, when it changed (ns), its size (bytes), its inode."""

GONE: Final = (-1, -1, -1)


@dataclass(frozen=True, slots=True)
class Known:
    """What answers are made of, at one moment. `helpdesk` is the helpdesk's name."""

    rules: RuleSet
    intents: IntentSet
    helpdesk: str


class Knowledge:
    """The current rules and intents. May be asked and refreshed from any thread.

    Raises:
        RuleError, IntentError: the folders cannot be used; there is no last good set yet.
    """

    def __init__(self, rules: Path, intents: Path, helpdesk: str) -> None:
        self._rules, self._intents, self._codes = rules, intents, rules / FOLDER
        self._prints = {folder: fingerprint(folder) for folder in (self._rules, self._intents, self._codes)}
        told = load_intents(intents).with_codes(load_meanings(self._codes))
        self._known = Known(load_rules(rules), told, helpdesk)
        self._mistaken: set[Path] = set()
        self._lock = Lock()

    def current(self) -> Known:
        """The last good set. Never blocks."""
        return self._known

    @property
    def is_stale(self) -> bool:
        """Whether what stands on disk is not in force, because there is a mistake in it."""
        return bool(self._mistaken)

    def refresh(self) -> tuple[Mistake, ...]:
        """Load what changed on disk since the last look; cheap where nothing did.

        Gives what is wrong with what changed; the last good set of that folder stays in force. A mistake
        is told once, and again only when its folder changes again. Reads files: not for the event loop.
        """
        with self._lock:
            return (*self._refresh_rules(), *self._refresh_intents(), *self._refresh_codes())

    def _refresh_rules(self) -> tuple[Mistake, ...]:
        if not self._changed(self._rules):
            return ()
        try:
            self._known = replace(self._known, rules=load_rules(self._rules))
        except RuleError as error:
            return self._not_taken(self._rules, error.mistakes)
        return self._taken(self._rules)

    def _refresh_intents(self) -> tuple[Mistake, ...]:
        if not self._changed(self._intents):
            return ()
        try:
            told = load_intents(self._intents).with_codes(self._known.intents.codes)
        except IntentError as error:
            return self._not_taken(self._intents, error.mistakes)
        self._known = replace(self._known, intents=told)
        return self._taken(self._intents)

    def _refresh_codes(self) -> tuple[Mistake, ...]:
        if not self._changed(self._codes):
            return ()
        try:
            told = self._known.intents.with_codes(load_meanings(self._codes))
        except IntentError as error:
            return self._not_taken(self._codes, error.mistakes)
        self._known = replace(self._known, intents=told)
        return self._taken(self._codes)

    def _taken(self, folder: Path) -> tuple[Mistake, ...]:
        self._mistaken.discard(folder)
        return ()

    def _not_taken(self, folder: Path, mistakes: tuple[Mistake, ...]) -> tuple[Mistake, ...]:
        self._mistaken.add(folder)
        return mistakes

    def _changed(self, folder: Path) -> bool:
        """Noted before the files are read: what changes while they are is seen at the next look."""
        now = fingerprint(folder)
        changed = now != self._prints[folder]
        self._prints[folder] = now
        return changed


def fingerprint(folder: Path) -> Print:
    """How the *.yml files of a folder stand on disk; empty for a folder that is not there."""
    return tuple((path.name, *_stood(path)) for path in sorted(folder.glob("*.yml")))


def _stood(path: Path) -> tuple[int, int, int]:
    try:
        stat = path.stat()
    except OSError:
        return GONE
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
