"""The form of /bounce: where it was asked for, and what was pasted into it."""

import time
from dataclasses import dataclass
from typing import Self

from bot.desk.work import Manner, Shown
from bot.slack.keys import work_key
from bot.slack.names import AUDIENCE, BOUNCE, IN_CHANNEL
from bot.slack.payloads import Command, FormSent
from bot.slack.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Pasting:
    """What the form of /bounce carries: the conversation, the route of the command, and when it was opened."""

    conversation: str
    whisper: str
    opened: str

    @classmethod
    def of(cls, command: Command) -> Self:
        """For a command that came in now: Slack tells no time of its own."""
        return cls(command.channel_id, command.response_url, f"{time.time():.6f}")

    def in_form(self) -> str:
        """As private_metadata."""
        return f"{self.conversation}\n{self.opened}\n{self.whisper}"

    @classmethod
    def from_form(cls, metadata: str) -> Self:
        """Out of private_metadata."""
        conversation, opened, whisper = (*metadata.split("\n", 2), "", "")[:3]
        return cls(conversation, whisper, opened or "0")


def pasted(sent: FormSent, workplace: Workplace) -> Shown:
    """What was pasted, for the asker alone or for the whole conversation."""
    asked = Pasting.from_form(sent.view.private_metadata)
    for_all = sent.chosen(AUDIENCE) == IN_CHANNEL
    return Shown(
        key=work_key(asked.opened, workplace.identity.team, asked.conversation, "form", sent.view.id),
        person=sent.user.id,
        place=workplace.place(asked.conversation),
        manner=Manner.COMMAND,
        text=sent.text(BOUNCE),
        whisper=None if for_all else asked.whisper,
    )
