"""`bouncewijzer teams package`: the zip that is uploaded to Teams."""

import re
from importlib.metadata import version
from pathlib import Path
from typing import Final

from bot.cli import teams_words as words
from bot.cli.complaints import complain
from bot.cli.inert import inert
from bot.settings import SettingsError, read_settings

_DOMAIN: Final = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
_NOWHERE: Final = "bouncewijzer.example"


def package(out: Path, app_id: str | None, domain: str | None, maker: str, *, reads_along: bool) -> int:
    """Write the package. Gives the exit code: 1 where there is none."""
    try:
        app_id = app_id or read_settings().teams_app_id
    except SettingsError as error:
        return complain(error)
    if app_id is None:
        return complain(words.NO_APP_ID)
    if domain is not None and not _DOMAIN.fullmatch(domain.lower()):
        return complain(words.BAD_DOMAIN)
    try:
        from bot.teams.package import App, PackageError, packed
    except ModuleNotFoundError:
        return complain(words.NO_EXTRA)
    app = App(app_id, version("bouncewijzer"), (domain or _NOWHERE).lower(), maker, reads_along)
    try:
        content = packed(app)
    except PackageError as error:
        return complain(words.refused(error.places))
    return _written(out, content, words.NO_DOMAIN if domain is None else None)


def _written(out: Path, content: bytes, note: str | None) -> int:
    try:
        out.write_bytes(content)
    except OSError:
        return complain(words.unwritable(str(out)))
    print(inert(words.written(str(out))))
    if note:
        print(note)
    return 0
