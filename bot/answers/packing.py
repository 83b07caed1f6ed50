"""Findings small enough for a button, so that its card can be drawn again without the text being kept.

What does not fit goes, least needed first: long quotes, hosts, recipients beyond a few (they are still
counted), differences within one cause, quotes, recipients, codes; at last the last findings.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answers.answer import Finding
from bot.answers.errors import UnreadableFindingsError
from bot.answers.quoting import shortened
from bot.diagnosis.listing import Listing
from bot.diagnosis.taxonomy import TAXONOMY

Findings = tuple[Finding, ...]


class _Short(BaseModel):
    """A finding under names of one letter."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    cause: str = Field(alias="c")
    permanent: bool | None = Field(default=None, alias="p")
    also: str | None = Field(default=None, alias="a")
    rule: str | None = Field(default=None, alias="u")
    recipients: tuple[str, ...] = Field(default=(), alias="r")
    more: int = Field(default=0, ge=0, alias="m")
    status: str | None = Field(default=None, alias="s")
    reply: str | None = Field(default=None, alias="y")
    host: str | None = Field(default=None, alias="h")
    quote: str | None = Field(default=None, alias="q")
    meant: str | None = Field(default=None, alias="e")
    listing: Listing | None = Field(default=None, alias="l")
    retry_until: date | None = Field(default=None, alias="t")
    looks_forged: bool = Field(default=False, alias="f")


class _Packed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    findings: tuple[_Short, ...] = Field(alias="f", min_length=1)


def pack(findings: Sequence[Finding], limit: int = 1900) -> str:
    """Findings as compact JSON of at most `limit` characters, however a platform counts them.

    Raises:
        ValueError: there are none, or not even one bare finding fits.
    """
    if not findings:
        raise ValueError("no findings")
    packed = ""
    for smaller in _ever_smaller(tuple(findings)):
        packed = _packed(smaller)
        if _length(packed) <= limit:
            return packed
    raise ValueError(f"{_length(packed)} characters for one bare finding, limit {limit}")


def unpack(packed: str) -> Findings:
    """What `pack` packed.

    Raises:
        UnreadableFindingsError: it is something else, or names a cause that is no more.
    """
    try:
        short = _Packed.model_validate_json(packed).findings
    except ValidationError as error:
        raise UnreadableFindingsError("no packed findings") from error
    for one in short:
        if one.cause not in TAXONOMY or (one.also or one.cause) not in TAXONOMY:
            raise UnreadableFindingsError("a cause that is no more")
    return tuple(Finding(**one.model_dump()) for one in short)


def _packed(findings: Findings) -> str:
    short = tuple(_Short(**finding.model_dump()) for finding in findings)
    return _Packed(f=short).model_dump_json(by_alias=True, exclude_defaults=True)


def _length(text: str) -> int:
    """Characters as JavaScript counts them, which are never fewer than code points."""
    return len(text.encode("utf-16-le")) // 2


def _ever_smaller(findings: Findings) -> Iterator[Findings]:
    yield findings
    for step in _STEPS:
        findings = step(findings)
        yield findings
    for count in range(len(findings) - 1, 0, -1):
        yield findings[:count]


def _each(change: Callable[[Finding], dict[str, object]]) -> Callable[[Findings], Findings]:
    return lambda findings: tuple(finding.model_copy(update=change(finding)) for finding in findings)


def _quote(most: int) -> Callable[[Findings], Findings]:
    return _each(lambda finding: {"quote": shortened(finding.quote, most) if finding.quote else finding.quote})


def _recipients(most: int) -> Callable[[Findings], Findings]:
    return _each(
        lambda finding: {
            "recipients": finding.recipients[:most],
            "more": finding.more + len(finding.recipients[most:]),
        }
    )


def _merged(shared: Callable[[Finding], object]) -> Callable[[Findings], Findings]:
    """Findings of which the same holds as one, with the first one's quote; all their recipients are counted."""

    def merge(findings: Findings) -> Findings:
        merged: dict[object, Finding] = {}
        for finding in findings:
            key = shared(finding)
            merged[key] = _both(merged[key], finding) if key in merged else finding
        return tuple(merged.values())

    return merge


def _both(first: Finding, other: Finding) -> Finding:
    return first.model_copy(
        update={
            "permanent": first.permanent if first.permanent == other.permanent else None,
            "also": first.also if first.also == other.also else None,
            "meant": first.meant or other.meant,
            "listing": first.listing or other.listing,
            "looks_forged": first.looks_forged and other.looks_forged,
            "retry_until": max(filter(None, (first.retry_until, other.retry_until)), default=None),
            "recipients": (*first.recipients, *other.recipients),
            "more": first.more + other.more,
        }
    )


def _but_for_people(finding: Finding) -> Finding:
    return finding.model_copy(update={"recipients": (), "more": 0, "quote": None, "meant": None})


_STEPS: Final = (
    _quote(200),
    _quote(120),
    _each(lambda _: {"host": None}),
    _merged(_but_for_people),
    _recipients(8),
    _recipients(3),
    _quote(60),
    _merged(lambda finding: finding.cause),
    _recipients(3),
    _each(lambda _: {"quote": None}),
    _recipients(1),
    _recipients(0),
    _each(lambda _: {"listing": None, "meant": None}),
    _each(lambda _: {"status": None, "reply": None, "rule": None}),
    _each(lambda _: {"also": None}),
)
