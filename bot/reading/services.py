"""Events of sending services, as their webhooks and logs write them in JSON.

Source: the services' own pages on events: Amazon SES, SendGrid, Mailgun, Postmark, SparkPost, Mandrill, Brevo,
Mailjet. What a service says in words of its own ("bounceSubType: MailboxFull") is kept as text, for the rules.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.reading.codes import enhanced_status, reply_code
from bot.reading.errors import TooManyRecipientsError
from bot.reading.json_text import at, json_objects, list_at, text_at
from bot.reading.limits import Limits
from bot.reading.notification import Action, Failure, Kind, Notification

_COMPLAINT: Final = "complaint"
_CLASSES: Final = {
    **dict.fromkeys(("Permanent", "hard_bounce", "HardBounce"), "5.0.0"),
    **dict.fromkeys(("Transient", "soft_bounce", "SoftBounce"), "4.0.0"),
}
"""What the services call permanent and passing, as the status that says no more than that."""


@dataclass(frozen=True, slots=True)
class _Event:
    """`outcome` is an action, or a complaint; `said` holds the server's words first, then the service's own."""

    outcome: Action | str
    recipient: str
    said: tuple[str, ...] = ()
    status: str = ""
    subject: str = ""


def read_events(text: str, limits: Limits) -> Notification | None:
    """The events in a text as a notification, one failure per recipient; None where there are none.

    Raises:
        TooManyRecipientsError: more recipients than `limits.recipients`.
    """
    if "{" not in text or '"' not in text:
        return None
    last: dict[str, _Event] = {}
    for item in json_objects(text):
        for event in _events(item):
            last[event.recipient.lower()] = event
            if len(last) > limits.recipients:
                raise TooManyRecipientsError(limit=limits.recipients)
    if not last:
        return None
    kind = _kind({event.outcome for event in last.values()})
    told = [event for event in last.values() if _is_told(event.outcome, kind)]
    subject = next((event.subject for event in told if event.subject), None)
    return Notification(kind, text, tuple(_failure(event) for event in told), original_subject=subject)


def _kind(outcomes: set[Action | str]) -> Kind:
    if Action.FAILED in outcomes:
        return Kind.BOUNCE
    if Action.DELAYED in outcomes:
        return Kind.DELAY
    return Kind.FEEDBACK_REPORT if _COMPLAINT in outcomes else Kind.DELIVERED


def _is_told(outcome: Action | str, kind: Kind) -> bool:
    if kind in {Kind.BOUNCE, Kind.DELAY}:
        return outcome in {Action.FAILED, Action.DELAYED}
    return True


def _failure(event: _Event) -> Failure:
    said = "\n".join(dict.fromkeys(part for part in event.said if part)) or "-"
    return Failure(
        diagnostic=said,
        recipient=event.recipient or None,
        action=event.outcome if isinstance(event.outcome, Action) else None,
        status=enhanced_status(said) or event.status or None,
        reply=reply_code(said),
    )


def _events(item: dict[str, object]) -> Iterator[_Event]:
    for read in _READERS:
        found = list(read(item))
        if found:
            yield from found
            return


_Path = tuple[str, ...]
_AMAZON: Final[dict[str, tuple[Action | str, _Path, tuple[_Path, ...]]]] = {
    "Bounce": (
        Action.FAILED,
        ("bounce", "bouncedRecipients"),
        (("bounce", "bounceType"), ("bounce", "bounceSubType")),
    ),
    "DeliveryDelay": (
        Action.DELAYED,
        ("deliveryDelay", "delayedRecipients"),
        (("deliveryDelay", "delayType"),),
    ),
    "Reject": (Action.FAILED, ("mail", "destination"), (("reject", "reason"),)),
    "Complaint": (_COMPLAINT, ("complaint", "complainedRecipients"), ()),
    "Delivery": (Action.DELIVERED, ("delivery", "recipients"), ()),
}
"""By the kind of an event: its outcome, where its recipients stand, and the words of Amazon that go with it."""


def _amazon(item: dict[str, object]) -> Iterator[_Event]:
    known = _AMAZON.get(text_at(item, "eventType") or text_at(item, "notificationType"))
    if known is None:
        return
    outcome, recipients, words = known
    subject = text_at(item, "mail", "commonHeaders", "subject")
    own = [f"{path[-1]}: {text_at(item, *path)}" for path in words if text_at(item, *path)]
    for one in list_at(item, *recipients):
        address = one if isinstance(one, str) else text_at(one, "emailAddress")
        said = (text_at(one, "diagnosticCode"), *own)
        status = text_at(one, "status") or _CLASSES.get(text_at(item, "bounce", "bounceType"), "")
        yield _Event(outcome, address, said, status, subject)


_FAILED: Final = (
    "bounce, bounced, dropped, blocked, hard_bounce, soft_bounce, hardbounce, softbounce, invalid_email, reject"
    ", error"
)
_PLAIN_OUTCOMES: Final[dict[str, Action | str]] = {
    **dict.fromkeys(_FAILED.split(", "), Action.FAILED),
    **dict.fromkeys(("deferred", "deferral"), Action.DELAYED),
    **dict.fromkeys(("delivered", "sent"), Action.DELIVERED),
    **dict.fromkeys(("spamreport", "spam", "complaint", "complained"), _COMPLAINT),
}


def _sendgrid_and_likes(item: dict[str, object]) -> Iterator[_Event]:
    """SendGrid, Brevo, Mailjet and Mailgun's older form: one flat object with an event and an address."""
    outcome = _PLAIN_OUTCOMES.get(text_at(item, "event").lower())
    recipient = text_at(item, "email") or text_at(item, "recipient")
    if outcome is None or "@" not in recipient:
        return
    classified = text_at(item, "bounce_classification")
    said = (
        *(
            text_at(item, name)
            for name in ("reason", "response", "error", "comment", "notification", "description")
        ),
        f"bounce_classification: {classified}" if classified else "",
    )
    status = text_at(item, "status")
    if status.count(".") <= 1:
        status = _CLASSES.get(text_at(item, "event"), "")
    yield _Event(outcome, recipient, said, status, text_at(item, "subject"))


def _mailgun(item: dict[str, object]) -> Iterator[_Event]:
    data = at(item, "event-data") or item
    recipient, kind = text_at(data, "recipient"), text_at(data, "event").lower()
    lasting = text_at(data, "severity") != "temporary"
    outcome: Action | str | None = {
        "failed": Action.FAILED if lasting else Action.DELAYED,
        "rejected": Action.FAILED,
        "complained": _COMPLAINT,
        "delivered": Action.DELIVERED,
    }.get(kind)
    if outcome is None or "@" not in recipient or not (at(data, "delivery-status") or at(data, "reason")):
        return
    told = at(data, "delivery-status")
    code = text_at(told, "code")
    words = text_at(told, "message") or text_at(told, "description")
    said = (
        words if words.startswith(code) else f"{code} {words}",
        text_at(told, "description"),
        text_at(data, "reject", "reason"),
    )
    yield _Event(
        outcome, recipient, said, text_at(told, "enhanced-code"), text_at(data, "message", "headers", "subject")
    )


def _postmark(item: dict[str, object]) -> Iterator[_Event]:
    outcome: Action | str | None = {
        "Bounce": Action.FAILED,
        "SpamComplaint": _COMPLAINT,
        "Delivery": Action.DELIVERED,
    }.get(text_at(item, "RecordType") or ("Bounce" if text_at(item, "TypeCode") else ""))
    recipient = text_at(item, "Email") or text_at(item, "Recipient")
    if outcome is None or "@" not in recipient:
        return
    kind = text_at(item, "Type")
    if kind in {"Transient", "SMTPApiError"} and outcome is Action.FAILED:
        outcome = Action.DELAYED
    said = (text_at(item, "Details"), f"Type: {kind}")
    yield _Event(outcome, recipient, said, _CLASSES.get(kind, ""), text_at(item, "Subject"))


def _sparkpost(item: dict[str, object]) -> Iterator[_Event]:
    event = at(item, "msys", "message_event") or at(item, "message_event")
    kind, recipient = text_at(event, "type"), text_at(event, "rcpt_to")
    outcome: Action | str | None = {
        "bounce": Action.FAILED,
        "out_of_band": Action.FAILED,
        "policy_rejection": Action.FAILED,
        "generation_rejection": Action.FAILED,
        "delay": Action.DELAYED,
        "spam_complaint": _COMPLAINT,
        "delivery": Action.DELIVERED,
    }.get(kind)
    if outcome is None or "@" not in recipient:
        return
    said = (
        text_at(event, "raw_reason") or text_at(event, "reason"),
        f"bounce_class: {text_at(event, 'bounce_class')}",
    )
    yield _Event(outcome, recipient, said, "", text_at(event, "subject"))


def _mandrill(item: dict[str, object]) -> Iterator[_Event]:
    outcome = _PLAIN_OUTCOMES.get(text_at(item, "event").lower())
    recipient = text_at(item, "msg", "email")
    if outcome is None or "@" not in recipient:
        return
    described = text_at(item, "msg", "bounce_description")
    said = (text_at(item, "msg", "diag"), f"bounce_description: {described}" if described else "")
    status = _CLASSES.get(text_at(item, "event"), "")
    yield _Event(outcome, recipient, said, status, text_at(item, "msg", "subject"))


_READERS: Final[tuple[Callable[[dict[str, object]], Iterator[_Event]], ...]] = (
    _amazon,
    _postmark,
    _sparkpost,
    _mandrill,
    _mailgun,
    _sendgrid_and_likes,
)
