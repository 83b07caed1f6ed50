"""The key of a work: the same for every delivery of one thing, and in the order of time.

`{time stamp}:slack:{team}:{conversation}:{kind}:{rest}`; the time stamp is Slack's own, padded so that keys
sort as they happened. Slack sends some things without any time: their keys carry the time at which we opened
the form they were sent from, or none at all (a command), and sort before all others.
"""

from typing import Final

from bot.slack.names import PLATFORM

NO_TIME: Final = "0"
_SECONDS: Final = 10
_FRACTION: Final = 6


def padded(ts: str) -> str:
    """A Slack time stamp ("1795424345.0001") with ten digits of seconds and six of a fraction."""
    seconds, _, fraction = ts.partition(".")
    return f"{seconds.zfill(_SECONDS)}.{fraction[:_FRACTION].ljust(_FRACTION, '0')}"


def work_key(ts: str, team: str, conversation: str, kind: str, *rest: str) -> str:
    """The key of a work that was done at `ts`."""
    return ":".join((padded(ts), PLATFORM, team, conversation, kind, *rest))


def message_key(team: str, conversation: str, ts: str) -> str:
    """The key of a message; its `message` and `app_mention` events share it."""
    return work_key(ts, team, conversation, "message", ts)
