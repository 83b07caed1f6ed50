"""What the codes of a mail server mean. They are often misused: shown and explained, and not trusted.

The meanings are data, in rules/meanings/*.yml.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

CODE_FORM: Final = r"^((x|[245])\.(\d{1,3}|x)\.(\d{1,3}(-\d{1,3})?|x)|[2345](\d\d|xx))$"
"""`5.7.1`, `x.7.1` for all three classes, `5.7.606-649` for all of them, `x.7.x`, `5.x.x`; `550`, `5xx`."""


def _digits(code: object) -> object:
    """YAML reads a bare 550 as a number; that is what was meant."""
    return str(code) if isinstance(code, int) and not isinstance(code, bool) else code


def _text(most: int) -> StringConstraints:
    return StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=most)


class Meaning(BaseModel):
    """What a code means.

    `name` is what the standard calls it, `provider` the mail system that means this by it where no standard
    does, `short` a few Dutch words, `meaning` one or two Dutch sentences, `source` the page that says so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, BeforeValidator(_digits), StringConstraints(pattern=CODE_FORM)]
    name: Annotated[str, _text(120)] | None = None
    provider: Annotated[str, _text(40)] | None = None
    short: Annotated[str, _text(60)]
    meaning: Annotated[str, _text(300)]
    source: Annotated[str, StringConstraints(strict=True, pattern=r"^https?://\S+$")]


class Codebook:
    """Meanings by code. An empty one knows none, and codes are shown bare."""

    def __init__(self, meanings: Iterable[Meaning] = ()) -> None:
        self._standard: dict[str, Meaning] = {}
        self._providers: dict[str, list[Meaning]] = {}
        for meaning in meanings:
            for code in _codes(meaning.code):
                if meaning.provider is None:
                    self._standard.setdefault(code, meaning)
                else:
                    self._providers.setdefault(code, []).append(meaning)

    def __len__(self) -> int:
        """How many codes have a meaning."""
        return len({*self._standard, *self._providers})

    def standard(self, code: str) -> Meaning | None:
        """What the standards mean by a code such as `5.7.1` or `550`; None where they do not know it."""
        return self._standard.get(code) or self._standard.get(_any_class(code))

    def providers(self, code: str) -> tuple[Meaning, ...]:
        """What mail systems of their own mean by it."""
        return (*self._providers.get(code, ()), *self._providers.get(_any_class(code), ()))

    def subject(self, code: str) -> Meaning | None:
        """What the second number of an enhanced status code is about."""
        _, _, rest = code.partition(".")
        return self._standard.get(f"x.{rest.partition('.')[0]}.x") if rest else None

    def kind(self, code: str) -> Meaning | None:
        """What the first digit says: done, for now, for good."""
        return self._standard.get(f"{code[0]}.x.x" if "." in code else f"{code[0]}xx")

    def knows(self, code: str) -> bool:
        """Whether the code itself has a meaning, and not only its first numbers."""
        return self.standard(code) is not None or bool(self.providers(code))

    def in_short(self, code: str) -> str | None:
        """A few words: the code's own, also a mail system's where it has another; else what it is about."""
        standard = self.standard(code)
        told = [standard.short] if standard else []
        for other in self.providers(code):
            if other.short not in told:
                told.append(f"{other.provider}: {other.short}")
        if not told and (subject := self.subject(code)) is not None:
            told = [subject.short]
        return "; ".join(told) or None


def codes_line(status: str | None, reply: str | None, codes: Codebook) -> str | None:
    """Both codes with their meanings on one line; None where there is neither.

    Of a reply code only whether it lasts: what it is about says the text beside it, and often otherwise.
    """
    told = []
    if status:
        told.append(_with_meaning(status, codes.in_short(status)))
    if reply:
        kind = codes.kind(reply)
        told.append(_with_meaning(reply, kind.short if kind else None))
    return ", ".join(told) or None


def _with_meaning(code: str, meaning: str | None) -> str:
    return f"{code} ({meaning})" if meaning else code


def _any_class(code: str) -> str:
    return f"x.{code.partition('.')[2]}" if "." in code else code


def _codes(written: str) -> Iterator[str]:
    """The codes of an entry: of a range each one."""
    head, dash, last = written.partition("-")
    if not dash:
        yield written
        return
    front, _, first = head.rpartition(".")
    for number in range(int(first), int(last) + 1):
        yield f"{front}.{number}"
