"""The line of a diagnostic text that decided, short enough to show. A stranger's words stay as they are."""

import re
from typing import Final

from bot.diagnosis.codes import first_reply, statuses
from bot.diagnosis.diagnosis import Diagnosis, Evidence

LONGEST: Final = 300
"""Code points of a quote."""

LOOKED_AT: Final = 20_000
"""Code points in which a telling line is looked for where nothing decided."""

_UNSEEN: Final = re.compile(r"[\s\x00-\x1f\x7f]+")
_BEFORE: Final = LONGEST // 3


def quote_of(diagnosis: Diagnosis) -> str | None:
    """The deciding line; where no words decided, the first line that carries a code, else the first line."""
    text = diagnosis.failure.diagnostic
    evidence = _evidence(diagnosis)
    if evidence is not None:
        return deciding_line(text, evidence)
    lines = [one_line(line) for line in text[:LOOKED_AT].splitlines()]
    told = next((line for line in lines if statuses(line) or first_reply(line)), None)
    return shortened(told or next(filter(None, lines), ""), LONGEST) or None


def deciding_line(text: str, evidence: Evidence) -> str:
    """The whole line around the evidence, on one line, at most LONGEST long with the evidence inside."""
    start = max(text.rfind("\n", 0, evidence.start) + 1, evidence.start - LONGEST)
    newline = text.find("\n", evidence.end)
    stop = min(len(text) if newline < 0 else newline, evidence.end + LONGEST)
    line = one_line(text[start:stop])
    if len(line) <= LONGEST:
        return line
    before = _UNSEEN.sub(" ", text[start : evidence.start]).lstrip()
    if len(before) > _BEFORE:
        before = "…" + before[1 - _BEFORE :]
    return shortened(one_line(before + text[evidence.start : stop]), LONGEST)


def one_line(text: str) -> str:
    """White space and control characters as single spaces; half of a pair of surrogates as a question mark."""
    return _UNSEEN.sub(" ", text).strip().encode("utf-8", "replace").decode()


def shortened(text: str, most: int) -> str:
    """At most so many code points, with an ellipsis where something was left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _evidence(diagnosis: Diagnosis) -> Evidence | None:
    matches = ([diagnosis.won] if diagnosis.won else []) + list(diagnosis.lost)
    return next((match.evidence for match in matches if match.evidence.end > match.evidence.start), None)
