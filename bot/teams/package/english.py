"""The manifest's words for who has Teams in English. Answers are in Dutch, whatever language Teams is in."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.answers.words import introduction as dutch
from bot.teams.names import BOUNCE, HELP
from bot.teams.package.manifest import VERSION

_ENGLISH: Final[Mapping[str, str]] = {
    dutch.NAME: dutch.NAME,
    dutch.LONG_NAME: "Bouncewijzer: returned e-mail explained",
    dutch.SHORT: "Explains in plain Dutch why an e-mail came back.",
    dutch.LONG: (
        "Did your e-mail come back with a message that you do not understand? Paste all of it into a chat "
        "with Bouncewijzer, or mention Bouncewijzer together with the message in a channel or a group chat."
        " The answer, in Dutch, says what happened, who has to act and what you can do now. In a chat with "
        "Bouncewijzer alone the file of the e-mail (.eml or .msg) is read too. What that does not solve "
        "goes to the helpdesk with everything that is known."
    ),
    dutch.EXPLAIN: "Explain this bounce",
    dutch.EXPLAIN_HINT: "Explains in plain Dutch why this e-mail came back",
    dutch.BOUNCE_HINT: "Put the message behind it, and read what it means",
    dutch.HELP_HINT: "Shows what you can ask",
    BOUNCE: BOUNCE,
    HELP: HELP,
}
"""What is typed is the same in every language: it is a chosen title that is sent to us."""


def english(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The file of translations, by where each text stands in the manifest."""
    return {
        "$schema": (
            f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/MicrosoftTeams.Localization.schema.json"
        ),
        **{path: _ENGLISH[text] for path, text in _texts(manifest)},
    }


def _texts(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What people read, and where it stands."""
    for whole in ("name", "description"):
        for part, text in manifest[whole].items():
            yield f"{whole}.{part}", text
    (bot,), (extension,) = manifest["bots"], manifest["composeExtensions"]
    for at, commands in enumerate(bot["commandLists"]):
        yield from _commands(f"bots[0].commandLists[{at}]", commands)
    yield from _commands("composeExtensions[0]", extension)


def _commands(where: str, whole: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for at, command in enumerate(whole["commands"]):
        for part in ("title", "description"):
            yield f"{where}.commands[{at}].{part}", command[part]
