"""What Outlook keeps of a delivery report in properties, written again as a message/delivery-status.

Source: MS-OXCMAIL, 2.1.3.6.1 (what a field is made of) and 2.2.3.7.1 (what a property is made of).
"""

import re
from typing import Final

from bot.reading.errors import TooManyRecipientsError
from bot.reading.limits import Limits
from bot.reading.outlook import message as number
from bot.reading.outlook.message import Message, address_of
from bot.reading.outlook.properties import Properties

_ACTIONS: Final = (
    (".ndr", "failed"),
    (".delayed.dr", "delayed"),
    (".relayed.dr", "relayed"),
    (".expanded.dr", "expanded"),
    (".dr", "delivered"),
)
_SUPPLEMENT: Final = re.compile(
    r"<?(?:(?P<host>[^\s#<>]{1,255}) )?#(?P<status>[245]\.\d{1,3}\.\d{1,3})(?: (?P<said>.*))?", re.DOTALL
)
_BY_DIAGNOSTIC: Final = {
    3: "5.4.6",
    5: "4.4.7",
    7: "5.2.3",
    29: "5.7.1",
    30: "5.2.4",
    32: "5.1.3",
    35: "5.1.1",
    38: "5.2.1",
    40: "5.1.6",
    48: "5.1.2",
}
"""Enhanced status codes of the diagnostic codes that have one meaning."""

_SAID: Final = 20_000
_WRITTEN: Final = re.compile(r"[a-z]{1,40}[ ]?;", re.IGNORECASE)


def action_of(kind: str) -> str | None:
    """The action that a message class reports; None where it is no delivery report."""
    if not kind.startswith("report."):
        return None
    return next((action for ending, action in _ACTIONS if kind.endswith(ending)), None)


def delivery_status(message: Message, action: str, limits: Limits) -> str:
    """The body of the part that the report came from.

    Raises:
        TooManyRecipientsError: more recipients than `limits.recipients`.
    """
    blocks = [[f"Reporting-MTA: dns;{message.short(number.REPORTING_HOST)}"]]
    for recipient in message.recipients():
        if len(blocks) > limits.recipients:
            raise TooManyRecipientsError(limit=limits.recipients)
        blocks.append(_fields(recipient, action))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _fields(recipient: Properties, action: str) -> list[str]:
    supplement = " ".join(recipient.text(number.SUPPLEMENT, _SAID).split())
    found = _SUPPLEMENT.match(supplement)
    said = (found["said"] or "").removesuffix(">") if found else supplement
    status = found["status"] if found else _status(recipient)
    host = recipient.text(number.REMOTE_HOST, _SAID) or (found["host"] if found else "")
    more = " ".join(recipient.text(number.REPORT_TEXT, _SAID).split())
    said = " ".join(text for text in (said, more if more not in said else "") if text)
    fields = {
        "Final-Recipient": f"rfc822;{address_of(recipient)}",
        "Action": action,
        "Status": status,
        "Remote-MTA": host and f"dns;{' '.join(host.split())}",
        "Diagnostic-Code": said if not said or _WRITTEN.match(said) else f"smtp;{said}",
    }
    return [f"{name}: {value}" for name, value in fields.items() if value]


def _status(recipient: Properties) -> str | None:
    code = recipient.integer(number.STATUS) or 0
    if code // 100 in (2, 4, 5):
        return f"{code // 100}.{code // 10 % 10}.{code % 10}"
    return _BY_DIAGNOSTIC.get(recipient.integer(number.DIAGNOSTIC) or -1)
