"""The content of a file that Slack keeps."""

from typing import Final

import aiohttp

from bot.desk.chat import ChatUnavailableError, FileRefusedError
from bot.slack.calling import unavailable
from bot.slack.origins import Origins

SECONDS: Final = 60.0
"""That a whole download may take."""
_CHUNK: Final = 65_536
_OK: Final = 200


class Downloads:
    """Fetches with our token, from Slack's own addresses only."""

    def __init__(self, session: aiohttp.ClientSession, origins: Origins, token: str) -> None:
        self._session = session
        self._origins = origins
        self._headers = {"Authorization": f"Bearer {token}"}

    async def get(self, url: str, limit: int, *, page: bool = False) -> bytes:
        """The content of a file, `limit` bytes at most; no redirect is followed.

        `page` says that the file itself is a web page; otherwise a page is Slack's way of asking to sign in.

        Raises:
            FileRefusedError: foreign_host, redirected, not_signed_in, too_large, http_404 and the like.
            ChatUnavailableError: not now.
        """
        if not self._origins.may_have_token(url):
            raise FileRefusedError("foreign_host")
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        try:
            async with self._session.get(
                url, headers=self._headers, allow_redirects=False, timeout=timeout
            ) as answer:
                _check(answer, page=page)
                return await _read(answer, limit)
        except TimeoutError as error:
            raise ChatUnavailableError("timeout") from error
        except (aiohttp.ClientError, OSError) as error:
            raise ChatUnavailableError("no_connection") from error


def _check(answer: aiohttp.ClientResponse, *, page: bool) -> None:
    not_now = unavailable(answer.status, answer.headers)
    if not_now is not None:
        raise not_now
    if answer.status in {301, 302, 303, 307, 308}:
        raise FileRefusedError("redirected")
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
