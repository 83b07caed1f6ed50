"""Pressed buttons as work of the desk."""

from bot.desk.work import Claim, Found, Place, Resolve
from bot.slack.carried import Carried
from bot.slack.keys import work_key
from bot.slack.payloads import ButtonPress
from bot.slack.workplace import Workplace


def found(press: ButtonPress, workplace: Workplace) -> Found:
    """The button "Antwoord gevonden"."""
    case = carried(press)
    return Found(
        key=_key(press, workplace, "found"),
        person=press.user.id,
        case=case.case,
        packed=case.packed,
        whisper=case.whisper,
    )


def claim(press: ButtonPress, workplace: Workplace) -> Claim:
    """The button "Ik pak dit op"."""
    return Claim(
        key=_key(press, workplace, "claim"),
        person=press.user.id,
        case=carried(press).case,
        place=_place(press, workplace),
        whisper=press.response_url,
    )


def resolve(press: ButtonPress, workplace: Workplace) -> Resolve:
    """The button "Opgelost"."""
    return Resolve(
        key=_key(press, workplace, "resolve"),
        person=press.user.id,
        case=carried(press).case,
        place=_place(press, workplace),
        whisper=press.response_url,
    )


def carried(press: ButtonPress) -> Carried:
    """What the button carries, with the route back where only the presser sees the card."""
    route = press.response_url if press.container.is_ephemeral else None
    return Carried.from_button(press.action.value).into_form(press.action.action_ts, route)


def _key(press: ButtonPress, workplace: Workplace, kind: str) -> str:
    conversation = press.container.channel_id or ""
    return work_key(press.action.action_ts, workplace.identity.team, conversation, kind, press.user.id)


def _place(press: ButtonPress, workplace: Workplace) -> Place:
    return workplace.place(press.container.channel_id or "", press.container.message_ts)
