"""The content of a file that someone sent.

| `FileRef.id` begins with | what `url` is | what is shown there |
|---|---|---|
| `download:` | a pre-signed address at which the file lies | nothing: whoever has the address has the file |
| `picture:` | a picture pasted into a message, kept by Teams' service | our token |
"""

import asyncio
import re
from typing import Final
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from bot.desk.chat import ChatBarredError, ChatError, ChatUnavailableError, FileRefusedError
from bot.desk.work import FileRef
from bot.teams.calling import calling, meaning
from bot.teams.contents import PICTURE
from bot.teams.origins import Origins
from bot.teams.tokens import Tokens

SECONDS: Final = 60.0
"""That a whole download may take."""

_TIME: Final = aiohttp.ClientTimeout(total=SECONDS)
_CHUNK: Final = 65_536
_MOST_HOPS: Final = 4
_KEPT: Final = re.compile(r"(?:/[\w-]+)*/v3/attachments/[^/]+(?:/[^/]+)*", re.ASCII)
"""Where Teams' service keeps pictures: our token goes to no other address of it."""
_OK: Final = 200
_ELSEWHERE: Final = frozenset({301, 302, 303, 307, 308})


class Downloads:
    """Fetches from Microsoft's own addresses only."""

    def __init__(self, session: aiohttp.ClientSession, tokens: Tokens | None, origins: Origins) -> None:
        self._session = session
        self._tokens = tokens
        self._origins = origins

    async def fetch(self, file: FileRef, limit: int) -> bytes:
        """The content of a file, `limit` bytes at most.

        A redirect is followed among addresses that hold files; a picture's is not: there goes our token.

        Raises:
            FileRefusedError: foreign_host, too_large, gone and the like.
            ChatUnavailableError: not now.
        """
        if file.url is None:
            raise FileRefusedError("no_address")
        if file.size is not None and file.size > limit:
            raise FileRefusedError("too_large")
        with calling():
            async with asyncio.timeout(SECONDS):
                if file.id.startswith(PICTURE):
                    return await self._picture(file.url, limit)
                return await self._file(file.url, limit)

    async def _picture(self, url: str, limit: int) -> bytes:
        if not self._origins.may_be_called(url) or not _is_picture(url):
            raise FileRefusedError("foreign_host")
        token = None
        if self._tokens is not None and self._origins.may_have_token(url):
            token = await self._tokens.token()
        outcome = await self._hop(url, limit, {"Authorization": f"Bearer {token}"} if token else {})
        if isinstance(outcome, bytes):
            return outcome
        raise FileRefusedError("redirected")

    async def _file(self, url: str, limit: int) -> bytes:
        for _ in range(_MOST_HOPS):
            if not self._origins.may_hold_file(url) or not _is_address(url):
                raise FileRefusedError("foreign_host")
            outcome = await self._hop(url, limit, {})
            if isinstance(outcome, bytes):
                return outcome
            url = outcome
        raise FileRefusedError("too_many_redirects")

    async def _hop(self, url: str, limit: int, headers: dict[str, str]) -> bytes | str:
        """The content, or the address that it is said to be at."""
        # A signed address holds only as it was written.
        async with self._session.get(
            URL(url, encoded=True), headers=headers, timeout=_TIME, allow_redirects=False
        ) as answer:
            if answer.status in _ELSEWHERE:
                return urljoin(url, answer.headers.get("Location", ""))
            if answer.status != _OK:
                raise _meaning(answer)
            return await _read(answer, limit)


def _meaning(answer: aiohttp.ClientResponse) -> ChatError:
    """A file's address that lets nobody in is no matter of ours: it has had its time."""
    error = meaning(answer.status, answer.headers)
    passes = isinstance(error, ChatUnavailableError) and not isinstance(error, ChatBarredError)
    return error if passes else FileRefusedError(error.code)


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


def _is_address(url: str) -> bool:
    """Whether a host could have that name: one that could not is nobody's absence."""
    try:
        host = URL(url).host or ""
        host.encode("idna")
    except (ValueError, UnicodeError):
        return False
    return True


def _is_picture(url: str) -> bool:
    """Whether an address is one of a picture that Teams' service keeps."""
    try:
        path = URL(url).path
    except ValueError:
        return False
    return ".." not in path and _KEPT.fullmatch(path) is not None
