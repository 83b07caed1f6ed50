"""What people ask of us outright, as work of the desk: the message extension "Leg deze bounce uit"."""

from bot.desk.work import Manner, Shown
from bot.teams.contents import files_shown, text_shown
from bot.teams.keys import milliseconds, work_key
from bot.teams.payloads import ExtensionUse
from bot.teams.workplace import Workplace


def by_extension(use: ExtensionUse, workplace: Workplace) -> Shown:
    """The message extension on a message, answered in its thread; where we may not speak there, to the asker."""
    tenant, conversation = workplace.tenant(use), use.conversation.bare
    message, at = use.value.message_payload, milliseconds(use.timestamp)
    return Shown(
        key=work_key(at, tenant, conversation, "shortcut", message.id, use.person),
        event_id=use.id,
        person=use.person,
        place=workplace.place_of(use, message.id, message.reply_to_id or None),
        manner=Manner.SHORTCUT,
        text=text_shown(message),
        files=files_shown(message),
    )
