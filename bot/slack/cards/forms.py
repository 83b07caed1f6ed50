"""Forms: the modals that a button or the command opens."""

from slack_sdk.models.blocks import (
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.answers.words import forms, home
from bot.slack import names
from bot.slack.cards.texts import plain
from bot.slack.carried import Carried


def not_found_form(carried: Carried) -> View:
    """What is missing in an answer, and whether the helpdesk gets it (where there is one)."""
    blocks = [_text_field(names.MISSING, forms.MISSING_LABEL, forms.MISSING_HINT, forms.MISSING_EXAMPLE)]
    if carried.helpdesk:
        tick = Option(value=names.YES, text=plain(forms.HELPDESK_TICK))
        boxes = CheckboxesElement(action_id=names.ALSO_HELPDESK, options=[tick], initial_options=[tick])
        blocks.append(_field(names.ALSO_HELPDESK, forms.HELPDESK_LABEL, boxes, hint=forms.HELPDESK_TICK_HINT))
    return _form(names.NOT_FOUND_FORM, forms.NOT_FOUND_TITLE, forms.SEND, blocks, carried.in_form())


def helpdesk_form(carried: Carried) -> View:
    """A remark for the helpdesk, and how urgent it is."""
    normal = Option(value=names.NORMAL, text=plain(forms.URGENCY_NORMAL))
    urgent = Option(value=names.URGENT, text=plain(forms.URGENCY_URGENT))
    choice = RadioButtonsElement(action_id=names.URGENCY, options=[normal, urgent], initial_option=normal)
    blocks = [
        _text_field(names.REMARK, forms.REMARK_LABEL, forms.REMARK_HINT, forms.REMARK_EXAMPLE),
        _field(names.URGENCY, forms.URGENCY_LABEL, choice, optional=False),
    ]
    return _form(names.HELPDESK_FORM, forms.TO_HELPDESK_TITLE, forms.SEND, blocks, carried.in_form())


def bounce_form(metadata: str) -> View:
    """A bounce to paste, and who gets to see the answer."""
    me = Option(value=names.ONLY_ME, text=plain(forms.AUDIENCE_ME))
    channel = Option(value=names.IN_CHANNEL, text=plain(forms.AUDIENCE_CHANNEL))
    text = PlainTextInputElement(
        action_id=names.BOUNCE,
        multiline=True,
        max_length=forms.MOST_TEXT,
        placeholder=plain(forms.BOUNCE_EXAMPLE),
        focus_on_load=True,
    )
    audience = RadioButtonsElement(action_id=names.AUDIENCE, options=[me, channel], initial_option=me)
    blocks = [
        _field(names.BOUNCE, forms.BOUNCE_LABEL, text, hint=forms.BOUNCE_HINT, optional=False),
        _field(names.AUDIENCE, forms.AUDIENCE_LABEL, audience, optional=False),
    ]
    return _form(names.BOUNCE_FORM, forms.BOUNCE_TITLE, forms.BOUNCE_SEND, blocks, metadata)


def told_view(sentence: str) -> View:
    """A sentence in the place of a form."""
    return View(type="modal", title=_label(home.TITLE), blocks=[SectionBlock(text=plain(sentence))])


def _form(name: str, title: str, send: str, blocks: list[InputBlock], metadata: str) -> View:
    return View(
        type="modal",
        callback_id=name,
        title=_label(title),
        submit=_label(send),
        close=_label(forms.CANCEL),
        blocks=blocks,
        private_metadata=metadata,
    )


def _text_field(name: str, label: str, hint: str, example: str) -> InputBlock:
    element = PlainTextInputElement(
        action_id=name, multiline=True, max_length=forms.MOST_REMARK, placeholder=plain(example, 150)
    )
    return _field(name, label, element, hint=hint)


def _field(
    name: str,
    label: str,
    element: PlainTextInputElement | CheckboxesElement | RadioButtonsElement,
    *,
    hint: str | None = None,
    optional: bool = True,
) -> InputBlock:
    return InputBlock(
        block_id=name,
        label=plain(label),
        element=element,
        hint=plain(hint) if hint else None,
        optional=optional,
    )


def _label(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)
