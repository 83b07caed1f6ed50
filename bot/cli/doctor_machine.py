"""What the doctor sees without asking anyone: versions, settings, the data folder, rules and intents."""

import os
import platform
import shutil
import sqlite3
import tempfile
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from bot.answers import IntentError, Knowledge
from bot.cli import doctor_words as words
from bot.cli import words as all_words
from bot.cli.doctor_fact import Fact
from bot.diagnosis import RuleError
from bot.reading.screenshot import is_installed
from bot.settings import Mode, Settings, SettingsError, strangers

_PACKAGES: Final = ("bouncewijzer", "slack-bolt", "slack-sdk", "dbos", "sqlalchemy", "psycopg")
_OLD_SQLITE: Final = (3, 42, 0)
_MB: Final = 2**20
_LEAST_FREE: Final = 200 * _MB
_KINDS: Final = ("xoxb-", "xoxp-", "xoxe-", "xapp-")


def versions() -> list[Fact]:
    """What runs here."""
    old = sqlite3.sqlite_version_info < _OLD_SQLITE
    return [
        *(Fact(name, _version(name)) for name in _PACKAGES[:1]),
        Fact("python", platform.python_version()),
        Fact("sqlite", sqlite3.sqlite_version, note=words.OLD_SQLITE if old else ""),
        *(Fact(name, _version(name)) for name in _PACKAGES[1:]),
        Fact("ocr", words.yes(is_installed()), note="" if is_installed() else words.NO_OCR),
    ]


def settings_of(settings: Settings | SettingsError) -> list[Fact]:
    """What is set, without a secret; or what is wrong with it."""
    if isinstance(settings, SettingsError):
        return [Fact(settings.name, words.WRONG, advice=all_words.setting(settings))]
    facts = [_way(settings)]
    for field, described in type(settings).model_fields.items():
        value = getattr(settings, field)
        if value is not None and value != ():
            facts.append(Fact(str(described.validation_alias), _shown(value)))
    if settings.helpdesk_channel is None and (settings.with_slack or settings.with_teams):
        facts.append(Fact("BOUNCEWIJZER_HELPDESK_CHANNEL", words.NOT_SET, note=all_words.NO_HELPDESK))
    facts += (Fact(name, words.WRONG, note=all_words.stranger(name)) for name in strangers())
    return facts


def data_folder(settings: Settings) -> list[Fact]:
    """Where it keeps its things, whether it can write there, and how much room there is."""
    folder = settings.data.absolute()
    standing = next(each for each in (folder, *folder.parents) if os.path.exists(each))  # noqa: PTH110 — never raises
    can = _can_write(standing)
    free = shutil.disk_usage(standing).free
    return [
        Fact("folder", str(folder), note="" if folder.exists() else words.NO_FOLDER_YET),
        Fact("writable", words.yes(can), advice="" if can else words.no_writing(standing)),
        Fact("free", words.megabytes(free // _MB), advice=words.FULL if free < _LEAST_FREE else ""),
    ]


def knowledge(settings: Settings) -> list[Fact]:
    """Whether rules and intents load."""
    try:
        known = Knowledge(settings.rules, settings.intents, settings.helpdesk_name).current()
    except (RuleError, IntentError) as error:
        which = "rules" if isinstance(error, RuleError) else "intents"
        return [Fact(which, words.mistakes(len(error.mistakes)), advice=words.CHECK)]
    return [Fact("rules", str(len(known.rules))), Fact("intents", str(len(known.intents)))]


def _way(settings: Settings) -> Fact:
    try:
        way = settings.way()
    except SettingsError as error:
        return Fact("mode", words.WRONG, advice=all_words.setting(error))
    return Fact("mode", way.value, note=all_words.IN_PLAYGROUND if way is Mode.PLAYGROUND else "")


def _shown(value: object) -> str:
    """A setting as it may be seen: of a secret only that it is there, and its kind."""
    match value:
        case SecretStr():
            secret = value.get_secret_value()
            kind = next((kind for kind in _KINDS if secret.startswith(kind)), "")
            return words.secret(f"{kind}…" if kind else secret.partition("://")[0] if "://" in secret else "")
        case tuple():
            return ",".join(map(str, value))
        case _:
            return str(value)


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _version(package: str) -> str:
    try:
        return version_of(package)
    except PackageNotFoundError:
        return words.NOT_THERE
