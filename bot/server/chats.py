"""What the server asks of a chat platform, beside the port that the desk has of it."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.desk import Desk
from bot.desk.chat import ChatPort
from bot.desk.work import Place
from bot.server.http import Door

IsConnected = Callable[[], Awaitable[bool]]


class Chat(Protocol):
    """A platform that we are connected to. `helpdesk` is the helpdesk's conversation, if it is there."""

    @property
    def port(self) -> ChatPort:
        """The desk's port to it."""
        ...

    @property
    def helpdesk(self) -> Place | None:
        """The helpdesk's conversation."""
        ...

    def hearing(self, desk: Desk, door: Door) -> AbstractAsyncContextManager[IsConnected]:
        """Give what happens there to the desk as long as this is entered. Gives whether the chat can reach us."""
        ...


async def always() -> bool:
    """Over HTTP nothing has to stand but our own address."""
    return True
