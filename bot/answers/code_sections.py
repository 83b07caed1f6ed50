"""What a code means, as an answer: a section per code. A code alone decides nothing, and the answer says so."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.answers.answer import Escalate, Finding, Section
from bot.answers.codebook import Codebook
from bot.answers.intent import IntentSet
from bot.diagnosis import RuleSet
from bot.diagnosis.taxonomy import CAUSES, QUESTIONS
from bot.reading.notification import Failure

QUESTION: Final = "what-is-a-bounce"
"""A question about a code is one about bounces; its finding carries the code."""

TITLE: Final = "Code {code}: {short}"
BARE_TITLE: Final = "Code {code}"
UNKNOWN: Final = "Deze code staat in geen van de bekende lijsten."
OF_PROVIDER: Final = "Bij {provider}: {meaning}"
USUALLY: Final = "Meestal hoort deze code bij: “{title}”."
PASTE: Final = (
    "Een code alleen zegt niet alles. Plak de hele melding, dan leest u wat er in uw geval aan de hand is "
    "en wat u kunt doen."
)


def code_findings(codes: Sequence[str], rules: RuleSet) -> tuple[Finding, ...]:
    """A finding for each code, with the cause that rules read from it, if any, as `also`."""
    return tuple(_finding(code, rules) for code in codes)


def asks_after_code(finding: Finding) -> bool:
    """Whether a finding is a question about a code: it carries one, and nothing of a bounce."""
    bare = not finding.quote and not finding.recipients
    return bare and finding.cause in QUESTIONS and (finding.status or finding.reply) is not None


def code_section(finding: Finding, intents: IntentSet, *, first: bool) -> Section:
    """What the code of a finding means. Under the first of several stands what to do."""
    code = finding.status or finding.reply or ""
    codes = intents.codes
    kind, short = codes.kind(code), codes.in_short(code)
    failed = code[0] in "45"
    return Section(
        cause=finding.cause,
        title=TITLE.format(code=code, short=_of_title(code, codes)) if short else BARE_TITLE.format(code=code),
        meaning="\n\n".join(_told(code, codes)),
        lasting=kind.meaning if kind and codes.standard(code) is not kind else None,
        also=USUALLY.format(title=intents.intent(finding.also).title) if finding.also else None,
        steps=(PASTE,) if failed and first else (),
        escalate=Escalate.NEVER,
    )


def _finding(code: str, rules: RuleSet) -> Finding:
    matches = rules.matches(Failure(diagnostic=code)) if "x" not in code else ()
    also = next((match.cause for match in matches if match.cause in CAUSES), None)
    is_status = "." in code
    return Finding(
        cause=QUESTION, also=also, status=code if is_status else None, reply=None if is_status else code
    )


def _of_title(code: str, codes: Codebook) -> str | None:
    """One meaning only: the standard's, else a mail system's, else the subject."""
    meaning = codes.standard(code) or next(iter(codes.providers(code)), None) or codes.subject(code)
    return meaning.short if meaning else None


def _told(code: str, codes: Codebook) -> Iterator[str]:
    standard = codes.standard(code)
    if standard is not None:
        yield standard.meaning
    for meaning in codes.providers(code):
        yield OF_PROVIDER.format(provider=meaning.provider, meaning=meaning.meaning)
    if not codes.knows(code):
        yield UNKNOWN
        if (subject := codes.subject(code)) is not None:
            yield subject.meaning
