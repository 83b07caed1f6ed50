"""Commands that are typed: a word in front of a message. Teams knows no other kind."""

import re
from typing import Final

from bot.teams.names import BOUNCE, HELP

_BOUNCE: Final = re.compile(rf"/?{BOUNCE}(?:\s*:\s*|\s+|\Z)", re.IGNORECASE)
_HELP: Final = re.compile(rf"/?{HELP}[.!?]?\s*\Z", re.IGNORECASE)


def without_command(text: str) -> str:
    """What a command is given. Nothing is given to "help", and none is answered with what can be asked."""
    said = text.lstrip()
    if _HELP.match(said):
        return ""
    command = _BOUNCE.match(said)
    return said[command.end() :] if command else text
