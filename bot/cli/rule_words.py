"""The sentences of `bouncewijzer rules`."""

from typing import Final

from bot.diagnosis.auditing import Flaw, Weakness
from bot.diagnosis.mutating import Mutant
from bot.diagnosis.ruleset import Place

FLAWS: Final = {
    Weakness.UNREACHABLE: "wint geen van zijn eigen voorbeelden",
    Weakness.SHADOWED: "zegt niets wat een andere regel met dezelfde oorzaak niet ook zegt",
    Weakness.REPEATED: "heeft een aanwijzing die een andere regel met dezelfde oorzaak ook heeft",
    Weakness.TIED: "wint dit voorbeeld alleen door de volgorde van de bestanden",
    Weakness.UNSHOWN: "heeft een aanwijzing die in geen van zijn voorbeelden staat",
    Weakness.SLOW: "heeft een patroon zonder vast stuk tekst: het wordt op elke tekst geprobeerd",
}
UNNOTICED: Final = "kan weg zonder dat een voorbeeld het merkt"

FOUND_IN: Final = "Staat in"
CAUSE: Final = "Oorzaak"
TRUST: Final = "Vertrouwen"
SOURCE: Final = "Bron"
CODES: Final = "Codes ernaast"
CLUES: Final = "Herkent"
EXAMPLES: Final = "Voorbeelden"
CHAT_EXAMPLES: Final = "Voorbeelden in een gesprek"
NEIGHBOURS: Final = "Buren die hij niet mag winnen"
WINS_FROM: Final = "wint van"
SHOWN_BY: Final = "voorbeeld"
NOBODY: Final = "geen regel"
ALONE: Final = "Beslist ook in een gesprek zonder ander teken van een bounce."

UNKNOWN: Final = "Niet herkend"
UNREADABLE: Final = "Niet te lezen"
DECIDED: Final = "Regels die beslisten"
CAUSES: Final = "Oorzaken"
BY_FORM: Final = "(door de vorm van het bericht)"
TALK: Final = "Geen bounce"


def flaw(found: Flaw) -> str:
    """One flaw, with its place."""
    other = f" ({found.other})" if found.other else ""
    return f'{_at(found.place, found.rule, found.field)}: "{found.there}" {FLAWS[found.weakness]}{other}'


def survivor(mutant: Mutant) -> str:
    """A clue that no example needs."""
    return f'{_at(mutant.place, mutant.rule, mutant.field)}: "{mutant.lost}" {UNNOTICED}'


def well(rules: int, examples: int) -> str:
    """Nothing is weak."""
    return f"Regels: {rules} geladen, {examples} voorbeelden kloppen, geen zwakke plekken."


def mutated(count: int, survivors: int) -> str:
    """How many clues were taken away, and how many nobody missed."""
    return f"Weggehaald: {count} aanwijzingen, één voor één; {survivors} keer merkte geen voorbeeld het."


def weak(count: int) -> str:
    """How many flaws there are."""
    return f"{count} {'zwakke plek' if count == 1 else 'zwakke plekken'}."


def no_such_rule(name: str, near: str | None) -> str:
    """There is no rule of that id."""
    return f'Er is geen regel met het id "{name}".' + (f" Bedoelt u {near}?" if near else "")


def no_such_folder(name: str) -> str:
    """The folder is not there."""
    return f"De map {name} bestaat niet."


def no_mails(name: str) -> str:
    """The folder holds nothing to read."""
    return f"In de map {name} staan geen mails (.eml, .msg of .txt)."


def covered(mails: int, recipients: int, unknown: int, rules: int, all_rules: int) -> str:
    """The sum of it all."""
    return (
        f"{mails} mails, {recipients} uitkomsten, waarvan {unknown} niet herkend; "
        f"{rules} van de {all_rules} regels beslisten."
    )


def _at(place: Place, rule: str, field: str) -> str:
    return f"{place.file}:{place.line}: {rule}: {field}"
