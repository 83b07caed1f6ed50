"""Buttons: which there are, and what they carry."""

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, PlainTextObject

from bot.answers.words import labels
from bot.desk.chat import AnswerCard, State
from bot.slack.carried import Carried
from bot.slack.names import ANSWER_FOUND, CLAIM, NOT_FOUND, RESOLVE, TO_HELPDESK


def button(label: str, name: str, value: str, *, primary: bool = False) -> ButtonElement:
    """One button. `value` comes back with a press."""
    text = PlainTextObject(text=label, emoji=False)
    return ButtonElement(text=text, action_id=name, value=value, style="primary" if primary else None)


def answer_buttons(card: AnswerCard) -> ActionsBlock | None:
    """What the asker can do about an answer; None when nothing is left to do."""
    helpdesk = card.offers_helpdesk
    value = Carried(card.case, card.packed, helpdesk).in_button()
    ways: list[ButtonElement] = []
    if card.state is State.ANSWERED:
        ways = [
            button(labels.ANSWER_FOUND, ANSWER_FOUND, value, primary=not card.advises_helpdesk),
            button(labels.NOT_FOUND, NOT_FOUND, value),
        ]
    if helpdesk:
        first = card.advises_helpdesk
        way = button(labels.TO_HELPDESK, TO_HELPDESK, value, primary=first)
        ways = [way, *ways] if first else [*ways, way]
    return ActionsBlock(elements=ways) if ways else None


def helpdesk_buttons(case: str, state: State) -> ActionsBlock | None:
    """What the helpdesk can do about a case; None when it is done."""
    value = Carried(case).in_button()
    resolve = button(labels.RESOLVE, RESOLVE, value)
    match state:
        case State.ESCALATED:
            return ActionsBlock(elements=[button(labels.CLAIM, CLAIM, value, primary=True), resolve])
        case State.CLAIMED:
            return ActionsBlock(elements=[button(labels.RESOLVE, RESOLVE, value, primary=True)])
        case _:
            return None
