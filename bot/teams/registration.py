"""Whether our registration is one that Microsoft knows."""

import aiohttp

from bot.teams.calling import SECONDS
from bot.teams.cloud import Cloud
from bot.teams.credentials import Credentials
from bot.teams.tokens import Tokens


async def try_registration(credentials: Credentials, cloud: Cloud) -> None:
    """Sign in once, and say nothing.

    Raises:
        ChatBarredError: the id, the secret or the tenant is not known; the code is that of OAuth.
        ChatUnavailableError: nobody answers.
    """
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=cloud.home is None) as session:
        await Tokens(session, credentials, cloud).token()
