"""Blocks of headers inside a text: "Van: … Verzonden: … Aan: … Onderwerp: …" above another mail."""

import re
from dataclasses import dataclass

from bot.reading.addresses import addresses, is_machine

_BY_KIND = {
    "other": "cc, bcc, kopie, reply-to, return-path, received, message-id, mime-version, content-type, x-mailer"
    ", sender, importance, attachments, bijlagen, content-transfer-encoding, user-agent, references"
    ", in-reply-to, prioriteit, urgentie, priority, delivered-to, envelope-to, dkim-signature, thread-topic"
    ", thread-index, list-id, precedence, auto-submitted, received-spf, authentication-results"
    ", content-language, accept-language, organization, envelope-from, delivery-date, list-unsubscribe",
    "date": "date, datum, sent, verzonden, verzonden op, gesendet, envoyé, enviado, enviado el, inviato, data"
    ", skickat, sendt, дата, отправлено, 日時, 送信日時, 发送时间, fecha, wysłano",
    "subject": "subject, onderwerp, betreff, objet, asunto, oggetto, assunto, ämne, emne, тема, 件名, 主题, temat",
    "to": "to, aan, an, à, a, para, til, till, destinataire, кому, 宛先, 收件人, do",
    "from": "from, van, von, de, da, från, fra, afzender, expéditeur, от, 差出人, 发件人, od",
}
_NAMES = {name: kind for kind, names in _BY_KIND.items() for name in names.split(", ")}
_LINE = re.compile(r"[ \t>*_|]{0,16}([^\W\d_][\w \-]{0,28}?)[ \t\xa0*_]{0,3}[:：][ \t*_]{0,4}(.{0,2000})")
_AROUND = " \t\xa0>*_|"
_FEWEST = 3
_FEWEST_TELLING = 2
_MACHINE = re.compile(
    r"postmaster|mailer-daemon|mail ?delivery|maildelivery|microsoft outlook|mail-daemon|beheerder"
    r"|system administrator"
    r"|systemadministrator|administrateur|administrador|undeliverable|mail server|mailserver|post_master",
    re.IGNORECASE,
)

_BOUNCED = re.compile(
    r"^(?:undeliver|returned mail|onbestelbaar|unzustellbar|non remis|delivery status|mail delivery"
    r"|delivery failure"
    r"|failure notice|mail system error|undelivered)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Lines `[start, end)` are headers: who wrote, to whom, about what. `by_machine`: a mail system wrote."""

    start: int
    end: int
    sender: str
    to: tuple[str, ...]
    subject: str | None

    @property
    def by_machine(self) -> bool:
        """Whether a mail system wrote the mail below."""
        return bool(_MACHINE.search(self.sender) or (self.subject and _BOUNCED.search(self.subject)))


def headings(lines: list[str]) -> list[Heading]:
    """The blocks of at least three headers, two of them from, to, subject or date, in their order."""
    likely = [at for at, line in enumerate(lines) if _opens(line)]
    if len(likely) < _FEWEST_TELLING:
        return []
    found: list[Heading] = []
    end = 0
    for at in likely:
        if at < end:
            continue
        block, end = _block(lines, at)
        kinds = {kind for kind, _ in block}
        if len(block) >= _FEWEST and len(kinds - {"other"}) >= _FEWEST_TELLING:
            found.append(_heading(block, at, end))
    return found


def _opens(line: str) -> bool:
    """Whether a line may be the first of a block: a known name stands before its first colon."""
    head, colon, _ = line.replace("：", ":").partition(":")
    return bool(colon) and head.strip(_AROUND).lower() in _NAMES


def _block(lines: list[str], start: int) -> tuple[list[tuple[str, str]], int]:
    block: list[tuple[str, str]] = []
    at = start
    while at < len(lines):
        line = lines[at]
        named = _LINE.match(line)
        kind = _NAMES.get(named[1].strip().lower()) if named else None
        if kind is None and named and (named[1][:2].lower() == "x-" or "-" in named[1]) and block:
            kind = "other"
        if named and kind:
            block.append((kind, named[2].strip()))
        elif block and not named and line[:1] in " \t" and line.strip():  # a folded header
            kind, value = block[-1]
            block[-1] = (kind, f"{value} {line.strip()}"[:2000])
        else:
            break
        at += 1
    return block, at


def _heading(block: list[tuple[str, str]], start: int, end: int) -> Heading:
    first = dict(reversed(block))
    to = tuple(address for address in addresses(first.get("to", "")) if not is_machine(address))
    return Heading(start, end, first.get("from", ""), to, first.get("subject") or None)
