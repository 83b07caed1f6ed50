"""The content of a file that Slack keeps."""

import asyncio
from typing import Final
from urllib.parse import urljoin

import aiohttp

from bot.desk.chat import ChatUnavailableError, FileRefusedError
from bot.slack.calling import unavailable
from bot.slack.origins import Origins

SECONDS: Final = 60.0
"""That a whole download may take."""
_CHUNK: Final = 65_536
_MOST_HOPS: Final = 4
_OK: Final = 200
_ELSEWHERE: Final = frozenset({301, 302, 303, 307, 308})


class Downloads:
    """Fetches with our token, from Slack's own addresses only."""

    def __init__(self, session: aiohttp.ClientSession, origins: Origins, token: str) -> None:
        self._session = session
        self._origins = origins
        self._headers = {"Authorization": f"Bearer {token}"}

    async def get(self, url: str, limit: int, *, page: bool = False) -> bytes:
        """The content of a file, `limit` bytes at most. Redirects are followed among Slack's own addresses.

        `page` says that the file itself is a web page; otherwise a page is Slack's way of asking to sign in.

        Raises:
            FileRefusedError: foreign_host, not_signed_in, too_large, http_404 and the like.
            ChatUnavailableError: not now.
        """
        try:
            async with asyncio.timeout(SECONDS):
                for _ in range(_MOST_HOPS):
                    if not self._origins.may_have_token(url):
                        raise FileRefusedError("foreign_host")
                    outcome = await self._hop(url, limit, page=page)
                    if isinstance(outcome, bytes):
                        return outcome
                    url = outcome
        except TimeoutError as error:
            raise ChatUnavailableError("timeout") from error
        except (aiohttp.ClientError, OSError) as error:
            raise ChatUnavailableError("no_connection") from error
        raise FileRefusedError("too_many_redirects")

    async def _hop(self, url: str, limit: int, *, page: bool) -> bytes | str:
        """The content, or the address that it is said to be at."""
        async with self._session.get(url, headers=self._headers, allow_redirects=False) as answer:
            if answer.status in _ELSEWHERE:
                return urljoin(url, answer.headers.get("Location", ""))
            _check(answer, page=page)
            return await _read(answer, limit)


def _check(answer: aiohttp.ClientResponse, *, page: bool) -> None:
    not_now = unavailable(answer.status, answer.headers)
    if not_now is not None:
        raise not_now
    if answer.status != _OK:
        raise FileRefusedError(f"http_{answer.status}")
    if answer.content_type == "text/html" and not page:
        raise FileRefusedError("not_signed_in")


async def _read(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    """The body as far as `limit` goes; compressed or not, what counts is what comes out."""
    if answer.content_length is not None and answer.content_length > limit:
        raise FileRefusedError("too_large")
    content = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK):
        content += chunk
        if len(content) > limit:
            raise FileRefusedError("too_large")
    return bytes(content)
