"""`bouncewijzer code 5.7.1`: what a code means, and which page says so."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import code_words as words

if TYPE_CHECKING:
    from bot.answers.codebook import Codebook


def code(
    codes: Annotated[
        list[str] | None, typer.Argument(help="Codes, bijvoorbeeld 5.7.1 of 550.", show_default=False)
    ] = None,
) -> None:
    """Leg uit wat een code van een mailserver betekent."""
    raise typer.Exit(explain_codes(codes or []))


def explain_codes(texts: Sequence[str]) -> int:
    """Print what codes mean, and where that is documented. Gives the exit code: 2 where one is no code."""
    from bot.answers import IntentError, Knowledge, answer_for_codes
    from bot.answers.code_question import asked_codes
    from bot.cli.complaints import complain
    from bot.cli.inert import one_line
    from bot.cli.showing import show
    from bot.diagnosis import RuleError
    from bot.settings import SettingsError, read_settings

    if not texts:
        return complain(words.NO_CODE, code=2)
    try:
        settings = read_settings()
        known = Knowledge(settings.rules, settings.intents, settings.helpdesk_name).current()
    except (SettingsError, RuleError, IntentError) as error:
        return complain(error)
    codebook = known.intents.codes
    asked: dict[str, None] = {}
    for text in texts:
        found = asked_codes(f"code {text}", codebook, asked=True)
        if not found:
            return complain(words.no_code(one_line(text, 60)), code=2)
        asked.update(dict.fromkeys(found))
    show(answer_for_codes(tuple(asked), known), (), name=None, why=False)
    print()
    for each in asked:
        print("\n".join(_sources(each, codebook)))
    return 0


def _sources(code: str, codebook: "Codebook") -> Iterator[str]:
    """What the standard calls it, and every page that says what it means."""
    standard = codebook.standard(code)
    meanings = ([standard] if standard else []) + list(codebook.providers(code))
    kind = codebook.kind(code)
    for meaning in meanings or ([kind] if kind else []):
        called = meaning.provider or meaning.name or ""
        yield f"{code}: {called}. {meaning.source}"
