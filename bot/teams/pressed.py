"""Pressed buttons as work of the desk."""

from bot.desk.work import Claim, Found, Resolve
from bot.teams.carried import Carried
from bot.teams.keys import milliseconds, work_key
from bot.teams.payloads import Activity
from bot.teams.workplace import Workplace


def found(press: Activity, carried: Carried, workplace: Workplace) -> Found:
    """The button "Antwoord gevonden"."""
    return Found(
        key=press_key(press, "found", workplace),
        event_id=press.id,
        person=press.person,
        case=carried.case,
        packed=carried.packed,
    )


def claim(press: Activity, carried: Carried, workplace: Workplace) -> Claim:
    """The button "Ik pak dit op"."""
    return Claim(
        key=press_key(press, "claim", workplace),
        event_id=press.id,
        person=press.person,
        case=carried.case,
        place=workplace.place_of(press, press.reply_to_id),
    )


def resolve(press: Activity, carried: Carried, workplace: Workplace) -> Resolve:
    """The button "Opgelost"."""
    return Resolve(
        key=press_key(press, "resolve", workplace),
        event_id=press.id,
        person=press.person,
        case=carried.case,
        place=workplace.place_of(press, press.reply_to_id),
    )


def press_key(press: Activity, kind: str, workplace: Workplace) -> str:
    """The key of what was pressed: by its time, its id and who did it."""
    tenant, conversation = workplace.tenant(press), press.conversation.bare
    return work_key(milliseconds(press.timestamp), tenant, conversation, kind, press.id or "", press.person)
