"""Findings and intents become an answer. Pure: the same answer every time."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.answers import sentences
from bot.answers.answer import Answer, Escalate, Evidence, Finding, Section
from bot.answers.code_sections import asks_after_code, code_section
from bot.answers.codebook import Codebook, codes_line
from bot.answers.intent import HELPDESK, Intent, IntentSet, Who
from bot.answers.telling import telling
from bot.diagnosis.taxonomy import CAUSES, QUESTIONS

SHOWN_RECIPIENTS: Final = 10
SHOWN_FINDINGS: Final = 4
"""How many addresses of one finding, and how many findings of one cause, are shown; the rest is counted."""

_UNAUTHENTICATED: Final = "sender-not-authenticated"
"""Its own explanation says already that the sender could not be checked."""

_STRENGTH: Final = tuple(Escalate)


def compose(findings: Sequence[Finding], intents: IntentSet, helpdesk: str) -> Answer:
    """The answer: one section per cause, in the order of the findings.

    Args:
        findings: at least one.
        intents: all of them.
        helpdesk: the helpdesk's name, as the sentences call it ("de Carerix Helpdesk").

    Raises:
        KeyError: a finding's cause is no id of the taxonomy.
        ValueError: no findings: there is nothing to answer.
    """
    if not findings:
        raise ValueError("no findings")
    groups: dict[str | Finding, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding if asks_after_code(finding) else finding.cause, []).append(finding)
    sections = tuple(
        code_section(group[0], intents, first=number == 0)
        if asks_after_code(group[0])
        else _section(group, intents, helpdesk)
        for number, group in enumerate(groups.values())
    )
    return Answer(
        sections=sections,
        findings=tuple(findings),
        escalate=max((section.escalate for section in sections), key=_STRENGTH.index),
        is_bounce=any(finding.cause in CAUSES for finding in findings),
        text=telling(sections),
    )


def _section(group: Sequence[Finding], intents: IntentSet, helpdesk: str) -> Section:
    intent = intents.intent(group[0].cause)
    permanences = {finding.permanent for finding in group}
    lasts = permanences == {True}

    def named(text: str | None) -> str | None:
        return text.replace(HELPDESK, helpdesk) if text is not None else None

    given_up = lasts and bool(intent.final_steps)
    who = Who.SENDER if given_up and intent.who is Who.NOBODY else intent.who
    return Section(
        cause=intent.id,
        title=intent.title.replace(HELPDESK, helpdesk),
        meaning=intent.meaning.replace(HELPDESK, helpdesk),
        steps=tuple(
            step.replace(HELPDESK, helpdesk) for step in (intent.final_steps if given_up else intent.steps)
        ),
        note=named(intent.note),
        who=named(sentences.WHO[who]) if who else None,
        lasting=sentences.lasting(permanences) if intent.id in CAUSES else None,
        retry=_retry(group, intent, lasts=lasts),
        also=named(_also(group, intents)),
        advice=named(sentences.ADVICE) if intent.escalate is Escalate.ADVISE else None,
        tell_recipient=named(intent.tell_recipient),
        meant=next((sentences.MEANT.format(address=finding.meant) for finding in group if finding.meant), None),
        evidence=tuple(_evidence(group, intent, intents.codes)),
        escalate=intent.escalate,
    )


def _retry(group: Sequence[Finding], intent: Intent, *, lasts: bool) -> str | None:
    """When to send again: where the server says until when it tries, that."""
    until = [finding.retry_until for finding in group if finding.retry_until]
    if until and len(until) == len(group):
        return sentences.retry_until(max(until))
    return sentences.retry(intent.retry, lasts=lasts) if intent.retry else None


def _also(group: Sequence[Finding], intents: IntentSet) -> str | None:
    other = next((finding.also for finding in group if finding.also), None)
    told = [sentences.ALSO.format(title=intents.intent(other).title)] if other else []
    if group[0].cause != _UNAUTHENTICATED and any(finding.looks_forged for finding in group):
        told.append(sentences.FORGED)
    return " ".join(told) or None


def _evidence(group: Sequence[Finding], intent: Intent, codebook: Codebook) -> Iterator[Evidence]:
    if intent.id in QUESTIONS:
        return
    for finding in group[:SHOWN_FINDINGS]:
        yield from _of_finding(finding, codebook)
    rest = group[SHOWN_FINDINGS:]
    recipients = sum(len(finding.recipients) + finding.more for finding in rest)
    if recipients:
        yield Evidence(label=sentences.AND_OTHERS, value=sentences.OTHER_RECIPIENTS.format(count=recipients))
    elif rest:
        yield Evidence(label=sentences.AND_OTHERS, value=sentences.OTHER_REPORTS.format(count=len(rest)))


def _of_finding(finding: Finding, codebook: Codebook) -> Iterator[Evidence]:
    count = len(finding.recipients) + finding.more
    if count:
        label = sentences.RECIPIENT if count == 1 else sentences.RECIPIENTS.format(count=count)
        yield Evidence(label=label, value=_addresses(finding, count))
    if finding.quote:
        yield Evidence(label=sentences.QUOTE, value=finding.quote)
    if finding.host:
        yield Evidence(label=sentences.HOST, value=finding.host)
    yield from _of_listing(finding)
    codes = codes_line(finding.status, finding.reply, codebook)
    if codes:
        label = sentences.CODES if finding.status and finding.reply else sentences.CODE
        yield Evidence(label=label, value=codes)


def _of_listing(finding: Finding) -> Iterator[Evidence]:
    listing = finding.listing
    if listing is None:
        return
    told = {sentences.LISTED: listing.name, sentences.BLOCKED: listing.blocked, sentences.LOOK_UP: listing.page}
    yield from (Evidence(label=label, value=value) for label, value in told.items() if value)


def _addresses(finding: Finding, count: int) -> str:
    shown = finding.recipients[:SHOWN_RECIPIENTS]
    if not shown:
        return sentences.NOT_SHOWN
    left = count - len(shown)
    return ", ".join(shown) + (f" {sentences.MORE.format(count=left)}" if left else "")
