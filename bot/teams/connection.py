"""A connection to Teams: one session for all calls, in which nothing is ever said twice behind our back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from bot.teams.calling import SECONDS
from bot.teams.cloud import Cloud
from bot.teams.connector import Connector
from bot.teams.credentials import Credentials
from bot.teams.downloading import Downloads
from bot.teams.keyring import Keyring
from bot.teams.origins import Origins
from bot.teams.port import Draw, TeamsPort
from bot.teams.references import References
from bot.teams.tokens import Tokens
from bot.teams.ways import Ways


@asynccontextmanager
async def connected(
    credentials: Credentials | None,
    references: References,
    cloud: Cloud,
    draw: Draw,
    *,
    anonymous: bool = False,
) -> AsyncIterator[tuple[TeamsPort, Keyring]]:
    """A port to Teams and the keys of its tokens; both work until it is left.

    Args:
        credentials: As whom; None where we have no registration and nobody but this machine is spoken to.
        references: How conversations are reached.
        cloud: Whose.
        draw: What turns the desk's drawings into cards.
        anonymous: Services on this machine may be called too.
    """
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with aiohttp.ClientSession(
        timeout=timeout,
        trust_env=cloud.home is None and credentials is not None,
        cookie_jar=aiohttp.DummyCookieJar(),
    ) as session:
        origins = Origins(cloud, loopback=anonymous)
        tokens = Tokens(session, credentials, cloud) if credentials is not None else None
        keyring = Keyring(session, cloud)
        port = TeamsPort(
            connector=Connector(session, tokens, origins),
            downloads=Downloads(session, tokens, origins),
            ways=Ways(references, cloud, credentials),
            draw=draw,
            web=cloud.web,
        )
        try:
            yield port, keyring
        finally:
            await keyring.close()
