"""What is asked of a bot wherever it runs: a bounce, and its answer in the thread."""

from tests.crash.page import SUPPORT, Json, Page, names, said_by_bot

FULL = "552 5.2.2 <{}@ontvanger.example>: mailbox is full"
PATIENCE = 300.0


async def answered(page: Page, whose: str) -> None:
    """Post a bounce of someone's mailbox, and wait until its answer stands."""
    ts = await page.posts(FULL.format(whose))

    def stands(state: Json) -> bool:
        return any(each["thread_ts"] == ts and names(each, whose) for each in said_by_bot(state, SUPPORT))

    assert await page.until(stands, PATIENCE), f"{whose} was not answered"
