"""What people ask of us outright, as work of the desk: by command, by shortcut, by the example of App Home."""

from bot.answers.words import home
from bot.desk.work import Manner, Shown
from bot.slack.contents import files_in, text_in
from bot.slack.keys import NO_TIME, work_key
from bot.slack.payloads import ButtonPress, Command, MessageAction
from bot.slack.workplace import Workplace


def by_command(command: Command, workplace: Workplace) -> Shown:
    """/bounce with a text: the answer is for the asker alone. Slack tells no time of a command."""
    return Shown(
        key=work_key(NO_TIME, workplace.identity.team, command.channel_id, "command", command.trigger_id),
        person=command.user_id,
        place=workplace.place(command.channel_id),
        manner=Manner.COMMAND,
        text=command.text,
        whisper=command.response_url,
    )


def by_shortcut(action: MessageAction, workplace: Workplace) -> Shown:
    """The shortcut on a message. The route is for where we may not speak in its thread."""
    team, person, message = workplace.identity.team, action.user.id, action.message
    return Shown(
        key=work_key(action.action_ts, team, action.channel.id, "shortcut", action.message_ts, person),
        person=person,
        place=workplace.place(action.channel.id, action.message_ts, message.thread_ts),
        manner=Manner.SHORTCUT,
        text=text_in(message),
        files=files_in(message),
        whisper=action.response_url,
    )


def by_example(press: ButtonPress, workplace: Workplace) -> Shown:
    """The example of App Home, answered where the button says: in the person's direct conversation with us."""
    conversation, person = press.action.value, press.user.id
    team = workplace.identity.team
    return Shown(
        key=work_key(press.action.action_ts, team, conversation, "example", person),
        person=person,
        place=workplace.place(conversation),
        manner=Manner.COMMAND,
        text=home.EXAMPLE,
    )
