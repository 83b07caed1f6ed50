"""Slack's payloads, as far as we read them. Whatever has another shape stops here.

Everything else in a payload is ignored: Slack adds fields whenever it likes.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Named(_Payload):
    """Something of which we read the id only: a user, a team, a channel."""

    id: str


class Address(_Payload):
    """A sender or recipient of an e-mail file, as it was written."""

    original: str = ""
    address: str = ""


class MailPart(_Payload):
    """An attachment of an e-mail file."""

    filename: str | None = None
    mimetype: str | None = None
    url: str | None = None
    size: int | None = None


class MailHeaders(_Payload):
    """The headers of an e-mail file that Slack tells."""

    date: str | None = None
    message_id: str | None = None


class File(_Payload):
    """A file of a message. Of some Slack tells nothing yet but the id: it wants to be asked (files.info)."""

    id: str
    name: str | None = None
    title: str | None = None
    mimetype: str | None = None
    filetype: str | None = None
    mode: str | None = None
    size: int | None = None
    url_private: str | None = None
    url_private_download: str | None = None
    plain_text: str | None = None
    subject: str | None = None
    sender: tuple[Address, ...] | None = Field(default=None, alias="from")
    to: tuple[Address, ...] | None = None
    headers: MailHeaders | None = None
    attachments: tuple[MailPart, ...] | None = None

    @property
    def is_email(self) -> bool:
        """Whether Slack took it for an e-mail and read it already."""
        return self.filetype == "email" or self.mode == "email"


class Share(_Payload):
    """An attachment of a message: a forwarded message where `is_share`, else a preview or decoration."""

    is_share: bool = False
    text: str | None = None
    fallback: str | None = None
    message_blocks: tuple[dict[str, Any], ...] | None = None
    files: tuple[File, ...] | None = None


class Message(_Payload):
    """A message as people see it."""

    ts: str
    user: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    text: str | None = None
    thread_ts: str | None = None
    blocks: tuple[dict[str, Any], ...] | None = None
    files: tuple[File, ...] | None = None
    attachments: tuple[Share, ...] | None = None


class Edit(_Payload):
    """When a message was edited, by Slack's clock."""

    ts: str


class ChangedMessage(Message):
    """A message that was changed; `edited` is missing where no person did it."""

    edited: Edit | None = None


class MessageEvent(Message):
    """A `message` or `app_mention` event."""

    channel: str
    channel_type: str | None = None
    event_ts: str | None = None
    hidden: bool = False

    @property
    def is_direct(self) -> bool:
        """Whether it was said to us alone."""
        return self.channel_type == "im"


class ChangeEvent(_Payload):
    """A `message` event about a message that stands there: message_changed."""

    channel: str
    channel_type: str | None = None
    event_ts: str
    message: ChangedMessage
    previous_message: Message | None = None

    @property
    def is_direct(self) -> bool:
        """Whether it stands in a direct conversation with us."""
        return self.channel_type == "im"


class DeletionEvent(_Payload):
    """A `message` event about a message that is gone: message_deleted."""

    channel: str
    channel_type: str | None = None
    event_ts: str
    deleted_ts: str
    previous_message: Message | None = None


class HomeOpened(_Payload):
    """Someone opened our App Home. `channel` is their direct conversation with us."""

    user: str
    channel: str
    tab: str = "home"


class Membership(_Payload):
    """Someone joined or left a channel."""

    user: str
    channel: str


class Command(_Payload):
    """A slash command."""

    trigger_id: str
    response_url: str
    channel_id: str
    user_id: str
    text: str = ""


class MessageAction(_Payload):
    """A message shortcut. `message` is what stands in the channel, as far as Slack tells it."""

    trigger_id: str
    response_url: str
    action_ts: str
    channel: Named
    user: Named
    message_ts: str
    message: Message


class Action(_Payload):
    """A pressed button."""

    action_id: str
    action_ts: str
    value: str = ""


class Container(_Payload):
    """Where a button stands."""

    type: str
    channel_id: str | None = None
    message_ts: str | None = None
    is_ephemeral: bool = False


class ButtonPress(_Payload):
    """A press on a button in a message or in App Home."""

    trigger_id: str
    user: Named
    container: Container
    actions: tuple[Action, ...] = Field(min_length=1)
    response_url: str | None = None

    @property
    def action(self) -> Action:
        """The button. Slack sends one at a time."""
        return self.actions[0]


class Choice(_Payload):
    """A chosen option."""

    value: str


class FieldValue(_Payload):
    """What was filled in or chosen."""

    value: str | None = None
    selected_option: Choice | None = None
    selected_options: tuple[Choice, ...] | None = None


class ViewState(_Payload):
    """What a form holds: block id, then action id."""

    values: dict[str, dict[str, FieldValue]]


class SentView(_Payload):
    """A form as it was sent."""

    id: str
    private_metadata: str = ""
    state: ViewState


class FormSent(_Payload):
    """A view submission."""

    user: Named
    view: SentView

    def text(self, name: str) -> str:
        """What was typed into a field; empty where it was left so."""
        return (self._field(name).value or "").strip()

    def chosen(self, name: str) -> str | None:
        """The chosen one of several options."""
        option = self._field(name).selected_option
        return option.value if option else None

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self._field(name).selected_options)

    def _field(self, name: str) -> FieldValue:
        return self.view.state.values.get(name, {}).get(name) or FieldValue()
