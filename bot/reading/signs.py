"""The signs by which a text shows that it is a notification: words of mail systems, not of people."""

import re

from bot.reading.speech import is_spoken


def _wrapping(pattern: str) -> re.Pattern[str]:
    """A pattern over small letters whose blanks may be line breaks: people paste wrapped lines."""
    return re.compile(pattern.replace(" ", r"\s{1,4}"), re.MULTILINE)


_STRUCTURE = _wrapping(
    r"^[\x20\t>]{0,8}<[^<>\s@]{1,100}@[^<>\s]{1,253}>:\s|<[^<>\s@]{1,100}@[^<>\s]{1,253}>\.\.\.\x20?\w"
    r"|final-recipient:|diagnostic-code:"
    r"|reporting-mta:"
    r"|in reply to (?:end of )?(?:rcpt to|mail from|data|ehlo"
    r"|helo)"
    r"|delivery has failed to these recipients|did not reach (?:some or all of the"
    r"|the following) (?:intended )?recipient"
    r"|qmail-send program|permanent (?:fatal )?errors?[ -]|smtp error from remote|remote host said"
    r"|delivery to the following recipients? (?:has |have )?(?:been )?(?:failed|delayed)"
    r"|address(?:es)? (?:that )?failed"
    r"|could not be delivered to (?:one or more|the following)|sorry to have to inform you that"
    r"|wasn't delivered to|couldn't be delivered|diagnostic information for administrators|x-failed-recipients:"
    r"|generating server:|remote server returned|transcript of session follows"
    r"|this is an automatically generated delivery"
    r"|message generated response:|blocked using [a-z0-9-]{1,60}\.[a-z0-9.-]{2,80}"
    r"|while attempting to deliver a message"
    r"|delayed for more than \d+ \w+ for the following"
    r"|transcript of the attempts to send"
    r"|an? (?:e-?mail|message) that you (?:sent|attempted to send) .{0,60}could not be delivered"
    r"|following addresses? had"
    r"|error delivering your mail to|(?:the )?following (?:recipient|address)(?:es|s|\(s\)|\(es\))? (?:failed"
    r"|could not|was not|were not|has|have)"
    r"|^[\x20\t>]{0,8}rcpt to:\x20?<?\S+@|bezorging (?:aan|van|is mislukt)|kan niet worden (?:bezorgd|afgeleverd)"
    r"|is niet bezorgd bij"
    r"|niet te bestellen|diagnostische gegevens voor beheerders|uw bericht heeft .{0,60}niet bereikt"
    r"|mislukt bij deze geadresseerden"
    r"|konnte nicht (?:zugestellt|an den folgenden)|nicht zugestellt werden"
    r"|konnte die folgenden empfänger nicht|diagnoseinformationen für"
    r"|échec de la remise|n'a pas pu être remis|informations de diagnostic pour les|no se pudo entregar"
    r"|no se ha podido entregar"
    r"|información de diagnóstico para|non è stato possibile recapitare|impossibile recapitare"
    r"|informazioni di diagnostica"
    r"|não foi possível entregar|informações de diagnóstico|kunne ikke leveres|kunde inte levereras"
    r"|nie można dostarczyć"
    r"|не удалось доставить|не было доставлено"
    r"|送信できませんでした|配信できませんでした|配信に失敗|送信に失敗しました"
    r"|無法傳送|无法投递|投递失败|退信原因|전달되지",
)
_NAMES = _wrapping(
    r"undelivered mail returned to sender|delivery status notification|mail delivery (?:failed|failure"
    r"|subsystem|system|error)"
    r"|delivery (?:failure|has failed|failed|notification|report)\b|returned mail|address not found"
    r"|message not delivered|mail system error"
    r"|message (?:delivery )?(?:blocked|undeliverable)|(?:unable|failed) to deliver (?:\w+ ){0,2}(?:message"
    r"|mail|e-?mail)|undeliver(?:able|ed)"
    r"|(?:was|were|been|be|is|are|has) not (?:be |been |yet )*deliver(?:ed|able)|(?:could not|cannot|couldn't"
    r"|can't|can not) be (?:delivered|sent|processed)"
    r"|not (?:be )?able to (?:deliver|send)|unable to (?:deliver|send|relay)|did not get (?:through|delivered)"
    r"|(?:delivery|sending) (?:to|of|for) .{1,120} failed"
    r"|failed to (?:deliver|send)|delivery attempt|invalid (?:final delivery|user address)"
    r"|requested action not taken"
    r"|(?:the|to|for) following (?:e-?mail )?(?:recipient|address(?! book)|user)(?:s|es|\(s\)|\(es\))?\b"
    r"|failed addresses follow"
    r"|failure reasons?[\x20-]{1,8}|message log follows|user mailbox exceeds|group you tried to contact"
    r"|(?:your|the) (?:message|mail|post|posting|e-?mail) (?:\S{1,60} ){0,6}(?:was|has been|is"
    r"|is being) (?:rejected"
    r"|refused|blocked|returned|held)\b"
    r"|only (?:list )?(?:members|subscribers) (?:may|can|are allowed to) (?:post|send|write)"
    r"|are not (?:a )?(?:member|subscriber) of (?:this|the) (?:mailing )?list"
    r"|failure notice|onbestelbaar:|unzustellbar|non remis|adres niet gevonden|unsent message|nondeliverable"
    r"|non-delivery report",
)
_REPLY_AND_STATUS = re.compile(r"(?<![\w.])[45][0-5]\d[\s\-:;]{1,3}\(?#?[45]\.[0-7]\.\d{1,3}(?!\d)")
_REPLY_TO_ADDRESS = re.compile(
    r"\b(?:said|replied|responded|says|reply was|returned):?[\s'\"]{1,4}[45][0-5]\d[\s-]"
    r"|(?<![\w.])[45][0-5]\d[\s-]{1,3}<[^<>\s@]{1,100}@[^<>\s]{1,253}>"
)
_QUOTED_REPLY = re.compile(r"\s['\"](?:42[12]|45[0-4]|55[0-7])[ -](?=[A-Za-z])[^'\"\n]{4,300}['\"](?:\W|$)")
"""A colleague quotes a reply. In code the quote follows a bracket."""

_REPLY_LINE = re.compile(
    r"^[\W_]{0,8}(?:(?:error|fout(?:melding)?|code)[: ]{1,3}|#)?"
    r"(?:42[12]|432|45[0-5]|471|50[124]|51[0-5]|52[1-5]|53[0458]|54[1-6]|55[0-7]"
    r"|571)(?:[ -][245]\.\d{1,3}\.\d{1,3})?[ -]{1,3}(?P<said>\D.{0,160})",
    re.MULTILINE,
)
_SERVER_WORD = re.compile(
    r"<[^<>\s@]{1,80}@[^<>\s]{1,200}>|\b(?:reject(?:ed|ing|ion)?|refus(?:ed|ing)|denied|block(?:ed)?|bounced?"
    r"|(?:black|block)[ -]?list(?:ed)?"
    r"|recipient|mailbox|user|sender|address|domain|relay(?:ing)?|spam|message|mail|e-?mail|host|connection"
    r"|service|server|command"
    r"|syntax|quota|unknown|invalid|unavailable|temporar(?:y|ily)|greylist(?:ed|ing)?|authentication|dns|smtp"
    r"|policy|error|failed|sorry"
    r"|no such|try again|not (?:allowed|found|accepted|permitted|exist|available|authori[sz]ed)|access|account"
    r"|helo|rbl|transaction)\b"
    r"|\bBL\d{4,}|\b[A-Z]{2,5}\d{3,}",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"^(?:misdirected|bad gateway|gateway time|service (?:temporarily )?unavailable|internal server"
    r"|not implemented$)"
)
"""What a web server says behind the same numbers."""

_DELAY = re.compile(
    r"has not (?:yet )?been delivered|will (?:keep trying|be retried|continue to (?:be )?tr)"
    r"|still being retried|delivery (?:is |has been )?delayed"
    r"|warning message only|you do not need to re-?send|delivery attempts? will continue"
    r"|could not send message for|delayed for more than"
    r"|delivery is delayed|temporary problem delivering|wordt later opnieuw|bezorging .{0,40}vertraagd"
    r"|has been delayed|delivery incomplete"
    r"|only a temporary failure report|nog niet bezorgd|er wordt nog steeds geprobeerd|noch nicht zugestellt"
    r"|pas encore été remis"
    r"|still trying to deliver|will try again|continue trying to deliver|has not been able to deliver .{0,60}yet",
)
_FINAL = re.compile(
    r"permanent(?:ly)? (?:fail|error|fatal)|giving up|failed permanently|i've given up|will not be retried"
    r"|delivery failed"
    r"|message could not be delivered|too long|undeliverable",
)
_DELIVERED = re.compile(
    r"successful mail delivery|success(?:fully)? (?:delivered|relayed)|has been successfully"
    r"|was successfully delivered"
    r"|your message was delivered|^(?:delivered|relayed|read|gelezen|bezorgd|ontvangen|lu|gelesen):"
    r"|return receipt",
    re.IGNORECASE | re.MULTILINE,
)
LOOKED_AT = 100_000
"""Code points in which signs are looked for."""

_OPENING_WORDS = 6


def is_structured(text: str) -> bool:
    """Whether a mail system's own words or codes stand in a text.

    What only names a bounce ("Mail delivery failed") counts where no person says it.
    """
    text = text[:LOOKED_AT]
    small = text.lower()
    return bool(
        _STRUCTURE.search(small)
        or _REPLY_AND_STATUS.search(text)
        or _REPLY_TO_ADDRESS.search(text)
        or _QUOTED_REPLY.search(text)
        or any(_is_reply(found["said"]) for found in _REPLY_LINE.finditer(text))
        or any(not is_spoken(_line_around(small, found.start())) for found in _NAMES.finditer(small))
    )


def _is_reply(said: str) -> bool:
    opening = " ".join(said.split()[:_OPENING_WORDS])
    return _SERVER_WORD.search(said) is not None and not is_spoken(opening) and _WEB.search(said.lower()) is None


def _line_around(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[max(start, at - 500) : min(end if end >= 0 else len(text), at + 500)]


def tells_delay(text: str) -> bool:
    """Whether a text says that delivery will be tried again, and not that it was given up."""
    small = text[:LOOKED_AT].lower()
    return _DELAY.search(small) is not None and _FINAL.search(small) is None


def tells_delivery(text: str) -> bool:
    """Whether a text says that the mail arrived."""
    return _DELIVERED.search(text[:LOOKED_AT]) is not None
