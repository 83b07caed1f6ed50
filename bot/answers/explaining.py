"""From a text or a file to its answer: read, diagnose, compose. Stores nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.answer import Answer, Finding
from bot.answers.code_question import asked_codes
from bot.answers.code_sections import code_findings
from bot.answers.composing import compose
from bot.answers.finding import findings
from bot.answers.knowledge import Known
from bot.diagnosis import Diagnosis, diagnose
from bot.reading import Limits, read_file, read_text
from bot.reading.notification import Notification


@dataclass(frozen=True, slots=True)
class Explanation:
    """What came in, what the rules concluded, and the answer; None for ordinary talk, where silence is right."""

    notification: Notification
    diagnoses: tuple[Diagnosis, ...]
    answer: Answer | None


def explain_text(
    text: str,
    known: Known,
    limits: Limits = Limits(),  # noqa: B008 — frozen
    *,
    asked: bool = False,
) -> Explanation:
    """Explain what someone typed or pasted: a bounce, or what a code means. Raises ReadingError.

    `asked` says that it was put to us (a command, a direct message), so that a code alone is a question too.
    """
    notification = read_text(text, limits)
    codes = asked_codes(notification.text, known.intents.codes, asked=asked)
    if codes:
        return Explanation(notification, (), answer_for_codes(codes, known))
    return _explained(notification, known)


def explain_file(raw: bytes, known: Known, limits: Limits = Limits()) -> Explanation:  # noqa: B008 — frozen
    """Explain a file that someone dropped. Raises ReadingError."""
    return _explained(read_file(raw, limits), known)


def answer_for(cause: str, known: Known) -> Answer:
    """The answer to a bare id of the taxonomy: "help", "not-a-bounce". Raises KeyError for any other."""
    return compose((Finding(cause=cause),), known.intents, known.helpdesk)


def answer_for_codes(codes: Sequence[str], known: Known) -> Answer:
    """What codes mean, in their order. Raises ValueError where there are none."""
    return compose(code_findings(codes, known.rules), known.intents, known.helpdesk)


def _explained(notification: Notification, known: Known) -> Explanation:
    diagnoses = diagnose(notification, known.rules)
    answer = compose(findings(diagnoses), known.intents, known.helpdesk) if diagnoses else None
    return Explanation(notification, diagnoses, answer)
