"""What can be wrong in this room. The messages are for the log and for whoever edits the files."""

from collections.abc import Sequence

from bot.diagnosis.errors import Mistake


class IntentError(Exception):
    """A folder of intents that cannot be used; `mistakes` holds all that is wrong with it."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


class UnreadableFindingsError(ValueError):
    """What should be packed findings is none, or speaks of a cause that is no more."""
