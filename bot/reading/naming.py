"""How a line names a recipient: it leads the line, a sentence is about it, or it merely stands there."""

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.reading.addresses import Found, found_addresses

WIDTH = 2000
"""Code points of a line that are looked at."""


class Naming(IntEnum):
    """How plainly; a higher one decides."""

    PRESENT = 1
    SENTENCE = 2
    LEADING = 3


@dataclass(frozen=True, slots=True)
class Named:
    """The recipients that a line names, as written."""

    how: Naming
    addresses: tuple[str, ...]


_LABEL = re.compile(
    r"^(?:(?:\d{1,3}[.)][ \t]*)?(?:to|aan|an|à|pour|para|recipients?|failed recipients?|intended recipients?"
    r"|final[- ]recipient"
    r"|original[- ]recipient|x-failed-recipients|(?:recipient|original)(?: e-?mail)? address(?:es)?"
    r"|e-?mail(?: address)?"
    r"|address(?:es)?|addressed to"
    r"|(?:envelope|smtp|mailbox) recipient|undeliverable address|delivery to|delivery failed to"
    r"|failed addresses?|failed for|forwarded to"
    r"|ontvangers?|geadresseerden?|e-?mailadres|empf(?:ä|ae)nger(?:adresse)?|adressat|destinataires?"
    r"|destinatarios?|destinatari[oa]?|mottagare"
    r"|modtager|mottaker|adresat|odbiorca|получател[ьи]|адресат"
    r"|кому|宛先|送信先|收件人|收件人地址|받는 사람|수신자"
    r"|(?:invalid final delivery |unknown )?user(?:id| ?name)?|mailbox|account|rcpt to|unknown (?:user"
    r"|recipient|address)"
    r"|invalid (?:user|recipient|address)|no such user|user'?s mailbox is full)[ \t]*(?:[:=：][ \t]*)?)"
    r"(?:rfc822[ \t]*;[ \t]*|utf-8[ \t]*;[ \t]*|smtp:|mailto:)?[<'\"(\[]{0,3}(?:mailto:|smtp:)?$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?<![^\s<>()\[])([^\s<>()@]{1,100}+@[^\s<>()@]{1,253}+)([)>]?)[ \t]?[<\[](?:mailto:)?\1[>\]]",
    re.IGNORECASE,
)
"""An address said twice, as Outlook does: Jan Smit (jan@x.nl)<mailto:jan@x.nl>."""

_OPENING = re.compile(
    r"^(?:[ \t>*•·–|-]{0,24}|>?[ \t]{0,8}\d{1,3}[.)][ \t]*)?[<'\"(\[„“]{0,3}(?:mailto:|smtp:|rfc822;)?$",
    re.IGNORECASE,
)
_BARE_END = re.compile(
    r"^[>'\")\]”,;]{0,4}[ \t]*(?:$|[:,;.]?[ \t]*$|:|\.\.\.|[-–—][ \t]|\(|\[|<mailto:|(?:on|op|am|le|el|il|em"
    r"|den|kl\.?)[ \t]+\w)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^[ \t>*•·–|-]{0,24}['\"]?[\w .,'&/()-]{1,60}['\"]?[ \t]*[<(\[](?:mailto:|smtp:)?$", re.IGNORECASE
)
_WRITTEN_BY = re.compile(
    r"(?:sent|written|submitted|received|message|mail) (?:by|from)[ :]{0,3}$|\b(?:from|van):?$", re.IGNORECASE
)
_OF_THE_SENDER = re.compile(
    r"[>\"')]{0,3}[: ]{1,3}(?:sender|client host|helo|from address|envelope sender)", re.IGNORECASE
)
_PUT = re.compile(
    r"(?:\brcpt to[ \t]*:?|\b(?:to|t|rcpt)=|\bdelivered to|\bdelivering \S.{0,40} to|\bfor <)[ \t]*[<\[]?$",
    re.IGNORECASE,
)
_WRITTEN_BY_WIDTH = 40
_CLOSED = re.compile(r"^[>)\]]{1,2}[ \t]*[.:,;]?[ \t]*$")
_CONTEXT = re.compile(
    r"rcpt to|deliver|undeliverable|did not reach|not reach|n[o']t reached|could not be (?:found|sent|reached)"
    r"|recipient|addressee"
    r"|(?:unknown|no such|invalid|bad|unavailable) (?:user|address|mailbox|account|e-?mail)|(?:user|mailbox"
    r"|account|address)(?: address)?"
    r"(?: is| was| has been)? (?:unknown|rejected|not |invalid|full|unavailable|disabled|over|in)|does(?: not"
    r"|n't) exist|mailbox|reason:"
    r"|could not be found|couldn't be found|failed|failure|rejected|send(?:ing)? (?:mail |your message "
    r"|a message |it )?to|sent to|envoy[ée]"
    r"|bezorg|bezorgen|aflever|ontvanger|geadresseerde|zugestellt|zustell|empfänger|destinataire|destinatari"
    r"|remis|entregar|entrega|consegn"
    r"|leverera|levere|dostarcz|доставлен|доставить|получател|送信|配信|宛先|投递|收件|退信|전송|수신|배달"
    r"|^[ \t>]{0,8}(?:>>> )?[45]\d\d[ -]|<<< [45]\d\d|said: [45]\d\d|the following|to:",
)
_ELSE = re.compile(
    r"^[ \t>*]{0,8}(?:hello|hi|dear|hallo|hoi|beste|geachte|bonjour|hola)[ ,]|^[ \t>*]{0,8}(?:from|van|von|de"
    r"|reply-to|sender|return-path|message-id|received|cc|kopie"
    r"|x-(?!failed)[a-z-]{1,40}|references|in-reply-to"
    r"|envelope-from|dkim-signature|list-[a-z]{1,20}|content-id)[ \t*]{0,4}:"
    r"|mail from|sender|afzender|absender|expéditeur|remitente|mittente|\bid[=:]|contact|help ?desk|support"
    r"|postmaster"
    r"|please (?:mail|send|forward|e-?mail|write|report)|(?:generated|expanded|ultimately generated"
    r"|originally sent|redirected) (?:from|by)"
    r"|visit |https?://|www\.|message was created|reporting-mta|generating server|\bf=[\[<]|\bfrom[=:<]",
)


def named_in(line: str, before: str) -> Named | None:
    """Whom a line names; `before` is the end of the text before it. None where nobody stands."""
    line = line[:WIDTH]
    if "@" not in line:
        return None
    if line.count("@") > 1:
        line = _AGAIN.sub(r"\1\2", line)
    found = list(found_addresses(line))
    if not found:
        return None
    if _WRITTEN_BY.search(before[-_WRITTEN_BY_WIDTH:]):
        return None
    if _leads(line, found[0]):
        return Named(Naming.LEADING, _run(line, found))
    bare = _without(line, found).lower()
    if _ELSE.search(bare):
        about = [one for one in found if _right_after(line, one)]
        return Named(Naming.SENTENCE, (about[0].address,)) if about else None
    how = Naming.SENTENCE if _CONTEXT.search(f"{before[-200:].lower()} {bare}") else Naming.PRESENT
    return Named(how, _run(line, found))


def _leads(line: str, first: Found) -> bool:
    head, tail = line[: first.start], line[first.end :]
    if _OF_THE_SENDER.match(tail):
        return False
    if head.lstrip().startswith((">>>", "<<<")) or tail.startswith(">..."):  # a transcript
        return False
    if _LABEL.match(head.lstrip(" \t>*•·–|-")):
        return True
    if _OPENING.match(head):
        return head.rstrip().endswith("<") or _BARE_END.match(tail) is not None
    return _NAME.match(head) is not None and _CLOSED.match(tail) is not None and not _ELSE.search(head.lower())


def _without(line: str, found: list[Found]) -> str:
    """The line without its addresses: "support@" is no word about help."""
    pieces, at = [], 0
    for one in found:
        pieces.append(line[at : one.start])
        at = one.end
    return "@".join([*pieces, line[at:]])


def _right_after(line: str, one: Found) -> bool:
    """An address that stands where the protocol puts a recipient, also in a line about something else."""
    return _PUT.search(line[: one.start]) is not None


def _run(line: str, found: list[Found]) -> tuple[str, ...]:
    """The first address, and those that follow it in a list; one named twice over ("a@b.nl <a@b.nl>") once."""
    run = [found[0]]
    for one in found[1:]:
        gap = line[run[-1].end : one.start]
        if gap.strip() in {"<", "<mailto:"}:  # an address as the name of an address
            run[-1] = one
            continue
        between = gap.strip(" \t<>'\"()[],;").lower()
        if between not in {"", "and", "en", "und", "et", "mailto:", "|", "smtp:"}:
            break
        run.append(one)
    return tuple(dict.fromkeys(one.address for one in run))
