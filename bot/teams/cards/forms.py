"""Forms: what a button shows to whoever pressed it, in the place of the answer's card."""

from typing import Any, Final

from microsoft_teams.cards import ActionSet, CardElement, Choice, ChoiceSetInput, TextInput, ToggleInput

from bot.answers.words import forms
from bot.teams import names
from bot.teams.cards.buttons import button
from bot.teams.cards.card import rendered
from bot.teams.cards.texts import heading, line, words
from bot.teams.carried import Carried

_NO: Final = "no"
"""What comes back of a tick that was taken away."""


def not_found_form(carried: Carried) -> dict[str, Any]:
    """What is missing in an answer, and whether the helpdesk gets it (where there is one)."""
    fields = _text_field(names.MISSING, forms.MISSING_LABEL, forms.MISSING_HINT, forms.MISSING_EXAMPLE)
    if carried.helpdesk:
        tick = ToggleInput(
            id=names.ALSO_HELPDESK,
            label=forms.HELPDESK_LABEL,
            title=forms.HELPDESK_TICK,
            value=names.YES,
            value_on=names.YES,
            value_off=_NO,
            wrap=True,
        )
        fields += [tick, _hint(forms.HELPDESK_TICK_HINT)]
    return _form(names.NOT_FOUND_FORM, forms.NOT_FOUND_TITLE, fields, carried)


def helpdesk_form(carried: Carried) -> dict[str, Any]:
    """A remark for the helpdesk, and how urgent it is."""
    urgency = ChoiceSetInput(
        id=names.URGENCY,
        label=forms.URGENCY_LABEL,
        style="expanded",
        value=names.NORMAL,
        choices=[
            Choice(title=forms.URGENCY_NORMAL, value=names.NORMAL),
            Choice(title=forms.URGENCY_URGENT, value=names.URGENT),
        ],
    )
    text = _text_field(names.REMARK, forms.REMARK_LABEL, forms.REMARK_HINT, forms.REMARK_EXAMPLE)
    return _form(names.HELPDESK_FORM, forms.TO_HELPDESK_TITLE, [*text, urgency], carried)


def _form(verb: str, title: str, fields: list[CardElement], carried: Carried) -> dict[str, Any]:
    send = button(forms.SEND, verb, carried, primary=True)
    cancel = button(forms.CANCEL, names.CANCEL, carried, inputs=False)
    return rendered([heading(title), *fields, ActionSet(actions=[send, cancel])])


def _text_field(name: str, label: str, hint: str, example: str) -> list[CardElement]:
    field = TextInput(id=name, label=label, is_multiline=True, max_length=forms.MOST_REMARK, placeholder=example)
    return [field, _hint(hint)]


def _hint(text: str) -> CardElement:
    return line(words(text, small=True), tight=True)
