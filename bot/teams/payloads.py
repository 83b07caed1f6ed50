"""What Teams sends, as far as we read it. What has another shape, or ids longer than the desk keeps, stops here.

Everything else in an activity is ignored: Teams adds fields whenever it likes.
"""

from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

_PERSONAL: Final = "personal"
_THREAD: Final = ";messageid="
_PERSON: Final = 100
_PLACE: Final = 200
"""How long the ids of persons and tenants, of conversations and messages may be."""


class _Payload(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", hide_input_in_errors=True, alias_generator=to_camel, populate_by_name=True
    )


class Tenant(_Payload):
    """The organisation in which something happens."""

    id: str = Field(max_length=_PERSON)


class Account(_Payload):
    """A person, a bot, or whatever else can be mentioned or added."""

    id: str


class Sender(Account):
    """Who did something: a person or a bot."""

    id: str = Field(max_length=_PERSON)
    role: str | None = None


class Conversation(_Payload):
    """Where something happens. In a channel the id also names the message that the thread hangs on."""

    id: str = Field(min_length=1, max_length=_PLACE)
    conversation_type: str | None = None
    tenant_id: str | None = Field(default=None, max_length=_PERSON)
    is_group: bool | None = None

    @property
    def bare(self) -> str:
        """The id of the conversation without its thread."""
        return self.id.partition(_THREAD)[0]

    @property
    def thread(self) -> str | None:
        """The message that the thread hangs on; None outside of a channel."""
        return self.id.partition(_THREAD)[2] or None

    @property
    def is_direct(self) -> bool:
        """Whether it is a conversation with us alone."""
        if self.conversation_type is None:
            return not self.is_group and not self.id.startswith("19:")
        return self.conversation_type == _PERSONAL


class ChannelData(_Payload):
    """What Teams adds to the protocol's own fields."""

    tenant: Tenant | None = None
    event_type: str | None = None


class Attachment(_Payload):
    """The text as HTML, a file, or a picture."""

    id: str | None = None
    content_type: str | None = None
    content_url: str | None = None
    content: Any = None
    name: str | None = None


class FileDownload(_Payload):
    """The content of an attachment that is a file in a personal chat."""

    download_url: str
    unique_id: str = ""
    file_type: str | None = None


class Entity(_Payload):
    """Something in the text: whom it mentions, where `type` says so."""

    type: str | None = None
    mentioned: Account | None = None


class Activity(_Payload):
    """Something that happened, whatever it is."""

    type: str
    id: str | None = Field(default=None, max_length=_PLACE)
    timestamp: datetime | None = None
    sender: Sender | None = Field(default=None, alias="from")
    recipient: Account | None = None
    conversation: Conversation
    channel_data: ChannelData | None = None
    reply_to_id: str | None = Field(default=None, max_length=_PLACE)

    @property
    def event_type(self) -> str | None:
        """Teams' own word for what happened."""
        return self.channel_data.event_type if self.channel_data else None

    @property
    def tenant(self) -> str | None:
        """The tenant in which it happened."""
        if self.channel_data is not None and self.channel_data.tenant is not None:
            return self.channel_data.tenant.id
        return self.conversation.tenant_id

    @property
    def person(self) -> str:
        """Who did it; empty where nobody is named."""
        return self.sender.id if self.sender else ""


class Message(Activity):
    """A message as it was posted, edited or deleted. `value` is what a pressed Action.Submit carries."""

    id: str = Field(min_length=1, max_length=_PLACE)
    text: str | None = None
    attachments: tuple[Attachment, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    value: Any = None


class MembersChanged(Activity):
    """Someone was added to a conversation."""

    members_added: tuple[Account, ...] | None = None


class PressedAction(_Payload):
    """An Action.Execute, with what was filled in among its data."""

    verb: str = ""
    data: dict[str, Any] = Field(default_factory=dict)


class PressValue(_Payload):
    """What an Action.Execute brings."""

    action: PressedAction


class Press(Activity):
    """A pressed Action.Execute; `reply_to_id` is the message that the card stands in."""

    value: PressValue


class Body(_Payload):
    """The text of a message on which the message extension was used."""

    content_type: str = "text"
    content: str | None = None


class ShownMessage(_Payload):
    """A message on which the message extension was used."""

    id: str = Field(min_length=1, max_length=_PLACE)
    reply_to_id: str | None = Field(default=None, max_length=_PLACE)
    body: Body = Field(default_factory=Body)
    attachments: tuple[Attachment, ...] | None = None


class ExtensionValue(_Payload):
    """What the message extension brings."""

    command_id: str
    message_payload: ShownMessage


class ExtensionUse(Activity):
    """The message extension was used on a message."""

    value: ExtensionValue


class Filled(_Payload):
    """What was filled in: the data of a form's action, by the ids of its fields."""

    model_config = ConfigDict(alias_generator=None)

    missing: str | None = None
    also_helpdesk: str | bool | None = None
    remark: str | None = None
    urgency: str | None = None
