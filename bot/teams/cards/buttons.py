"""Buttons: which there are, and what they carry."""

from microsoft_teams.cards import ActionSet, ExecuteAction, SubmitAction

from bot.answers.words import labels
from bot.desk.chat import AnswerCard, State
from bot.teams.carried import Carried
from bot.teams.names import ANSWER_FOUND, CLAIM, NOT_FOUND, RESOLVE, TO_HELPDESK

VERB = "verb"
"""Where the data of an Action.Submit, which has no verb, says the verb."""


def button(
    label: str, verb: str, carried: Carried, *, primary: bool = False, inputs: bool = True
) -> ExecuteAction:
    """One button. What it carries comes back with a press, with what was filled in unless `inputs` is False.

    A client that does not know Action.Execute draws an Action.Submit, without the findings: a card has to hold
    everything twice then.
    """
    style = "positive" if primary else None
    with_inputs = None if inputs else "none"
    bare = Carried(carried.case, helpdesk=carried.helpdesk, opened=carried.opened).in_action()
    submit = SubmitAction(title=label, style=style, associated_inputs=with_inputs, data={**bare, VERB: verb})
    return ExecuteAction(
        title=label,
        verb=verb,
        style=style,
        associated_inputs=with_inputs,
        data=carried.in_action(),
        fallback=submit,
    )


def answer_buttons(card: AnswerCard, *, packed: bool = True) -> list[ActionSet]:
    """What the asker can do about an answer, and what is carried: the findings too if `packed`.

    Two rows: on a phone three labels would be cut to fit into one.
    """
    carried = Carried(card.case, card.packed if packed else "", card.offers_helpdesk)
    first = card.advises_helpdesk
    feedback, helpdesk = [], []
    if card.state is State.ANSWERED:
        feedback = _row(
            button(labels.ANSWER_FOUND, ANSWER_FOUND, carried, primary=not first),
            button(labels.NOT_FOUND, NOT_FOUND, carried),
        )
    if card.offers_helpdesk:
        helpdesk = _row(button(labels.TO_HELPDESK, TO_HELPDESK, carried, primary=first))
    rows = [*helpdesk, *feedback] if first else [*feedback, *helpdesk]
    for row in rows[1:]:
        row.spacing = "Small"
    return rows


def helpdesk_buttons(case: str, state: State) -> list[ActionSet]:
    """What the helpdesk can do about a case; nothing when it is done."""
    carried = Carried(case)
    match state:
        case State.ESCALATED:
            claim = button(labels.CLAIM, CLAIM, carried, primary=True)
            return _row(claim, button(labels.RESOLVE, RESOLVE, carried))
        case State.CLAIMED:
            return _row(button(labels.RESOLVE, RESOLVE, carried, primary=True))
        case _:
            return []


def _row(*ways: ExecuteAction) -> list[ActionSet]:
    return [ActionSet(actions=list(ways))]
