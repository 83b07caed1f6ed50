"""The signs by which a text shows that it is a notification: words of mail systems, not of people."""

import re

_STRUCTURE = re.compile(
    r"undelivered mail returned to sender|final-recipient:|diagnostic-code:|reporting-mta:|in reply to (?:end of )?"
    r"(?:rcpt to|mail from|data|ehlo|helo)|delivery has failed to these recipients|delivery status notification"
    r"|did not reach (?:some or all of the|the following) (?:intended )?recipient|mail delivery (?:failed|subsystem|system)"
    r"|qmail-send program|permanent (?:fatal )?errors?[ -]|smtp error from remote|remote host said|returned mail:"
    r"|delivery to the following recipients? (?:has |have )?(?:been )?(?:failed|delayed)|address(?:es)? (?:that )?failed"
    r"|could not be delivered to (?:one or more|the following)|i'm sorry to have to inform you that|address not found"
    r"|wasn't delivered to|couldn't be delivered|diagnostic information for administrators|x-failed-recipients:"
    r"|generating server:|remote server returned|transcript of session follows|this is an automatically generated delivery"
    r"|bezorging (?:aan|van|is mislukt)|kan niet worden (?:bezorgd|afgeleverd)|is niet bezorgd bij|onbestelbaar:|niet te bestellen"
    r"|diagnostische gegevens voor beheerders|uw bericht heeft .{0,60}niet bereikt|mislukt bij deze geadresseerden",
    re.IGNORECASE,
)
_REPLY_AND_STATUS = re.compile(r"(?<![\w.])[45][0-5]\d[ \-:;]{1,3}\(?#?[45]\.[0-7]\.\d{1,3}(?!\d)")
_DELAY = re.compile(
    r"has not (?:yet )?been delivered|will (?:keep trying|be retried|continue to (?:be )?tr)|still being retried|delivery (?:is |has been )?delayed"
    r"|warning message only|you do not need to resend|delivery attempts? will continue|could not send message for"
    r"|delivery is delayed|temporary problem delivering|wordt later opnieuw|bezorging .{0,40}vertraagd|has been delayed|delivery incomplete",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"permanent(?:ly)? (?:fail|error|fatal)|giving up|failed permanently|i've given up|will not be retried|delivery failed"
    r"|message could not be delivered|too long|undeliverable",
    re.IGNORECASE,
)
_DELIVERED = re.compile(
    r"successful mail delivery|success(?:fully)? (?:delivered|relayed)|has been successfully|was successfully delivered"
    r"|your message was delivered|^(?:delivered|relayed|read|gelezen|bezorgd|ontvangen|lu|gelesen):|return receipt",
    re.IGNORECASE | re.MULTILINE,
)


def is_structured(text: str) -> bool:
    """Whether a mail system's own words or codes stand in a text."""
    return _STRUCTURE.search(text) is not None or _REPLY_AND_STATUS.search(text) is not None


def tells_delay(text: str) -> bool:
    """Whether a text says that delivery will be tried again, and not that it was given up."""
    return _DELAY.search(text) is not None and _FINAL.search(text) is None


def tells_delivery(text: str) -> bool:
    """Whether a text says that the mail arrived."""
    return _DELIVERED.search(text) is not None
