"""An answer in the terminal: with colour and a frame where a person looks, as plain lines in a pipe."""

import sys
from collections.abc import Iterator, Sequence

from bot.answers.answer import Answer, Section
from bot.cli import words
from bot.cli.inert import inert, one_line
from bot.diagnosis import Diagnosis, Match


def show(answer: Answer, diagnoses: Sequence[Diagnosis], *, name: str | None, why: bool) -> None:
    """Print an answer, under the name of its file where there are several, and on request why it is so."""
    if sys.stdout.isatty():
        _show_rich(answer, diagnoses, name, why=why)
        return
    if name is not None:
        print(f"== {inert(name)}")
    print("\n\n".join("\n".join((section.title, *_lines(section))) for section in answer.sections))
    if why:
        print(f"\n{words.WHY}")
        print("\n".join(_reasons(diagnoses)))
    if name is not None:
        print()


def _show_rich(answer: Answer, diagnoses: Sequence[Diagnosis], name: str | None, *, why: bool) -> None:
    from rich.console import Console
    from rich.panel import Panel
    from rich.rule import Rule
    from rich.text import Text

    console = Console(highlight=False)
    if name is not None:
        console.print(Rule(Text(inert(name))))
    for section in answer.sections:
        body = Text("\n".join(_lines(section)))
        console.print(Panel(body, title=Text(section.title, "bold"), title_align="left", padding=(1, 2)))
    if why:
        console.print(Text(words.WHY, "bold"))
        console.print(Text("\n".join(_reasons(diagnoses))))


def _lines(section: Section) -> Iterator[str]:
    """What a section says under its title, in the order in which it is needed."""
    yield from filter(None, (section.who, section.lasting))
    yield ""
    yield section.meaning
    yield from filter(None, (one_line(section.meant or ""), section.also))
    if section.steps:
        yield ""
        yield from (f"{number}. {step}" for number, step in enumerate(section.steps, 1))
    for also in filter(None, (section.note, section.retry)):
        yield ""
        yield also
    if section.tell_recipient:
        yield ""
        yield f"{words.TO_COPY}: {section.tell_recipient}"
    if section.advice:
        yield ""
        yield section.advice
    if section.evidence:
        yield ""
        yield from (f"{evidence.label}: {one_line(evidence.value, 500)}" for evidence in section.evidence)


def _reasons(diagnoses: Sequence[Diagnosis]) -> Iterator[str]:
    """Per recipient: the rule that decided, the characters that it decided on, and what lost to it."""
    for diagnosis in diagnoses:
        yield f"{words.RECIPIENT}: {one_line(diagnosis.failure.recipient or words.NO_RECIPIENT)}"
        also = f" ({words.ALSO}: {diagnosis.also})" if diagnosis.also else ""
        yield f"  {words.CAUSE}: {diagnosis.cause}{also}"
        if diagnosis.won is not None:
            yield f"  {words.RULE}: {_match(diagnosis.won)}"
        else:
            nothing = diagnosis.cause == "unknown-bounce"
            yield f"  {words.RULE}: {words.NOTHING_WON if nothing else words.FROM_FORM}"
        yield from (f"  {words.LOST}: {_match(match)}" for match in diagnosis.lost)
    if not diagnoses:
        yield f"  {words.NOTHING_WON}"


def _match(match: Match) -> str:
    evidence = match.evidence
    provider = f", {match.provider}" if match.provider else ""
    place = f" [{evidence.start}-{evidence.end}]" if evidence.text else ""
    shown = f' "{one_line(evidence.text)}"{place}' if evidence.text else f" {words.CODE_ONLY}"
    return f"{match.rule} ({match.cause}; {words.trust(match.trust)}{provider}){shown}"
