"""References that are kept in memory."""

from bot.desk.references import Reference


class Remembered:
    """What the desk keeps in its database."""

    def __init__(self, *references: Reference) -> None:
        self.kept = {each.conversation: each for each in references}

    async def note(self, reference: Reference) -> None:
        self.kept.pop(reference.conversation, None)
        self.kept[reference.conversation] = reference

    async def reference(self, conversation: str) -> Reference | None:
        return self.kept.get(conversation)

    async def nearest(self, team: str, person: str) -> Reference | None:
        theirs = [each for each in reversed(self.kept.values()) if each.team == team]
        return next((each for each in theirs if each.person == person), next(iter(theirs), None))
