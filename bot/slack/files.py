"""Files as the desk asks for them: found by their id where Slack told no address, e-mails put together again."""

from collections.abc import AsyncIterator
from typing import Final

import structlog
from pydantic import ValidationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.chat import ChatBarredError, ChatError, ChatRefusedError, FileRefusedError
from bot.desk.work import FileRef
from bot.slack.calling import calling
from bot.slack.contents import url_of
from bot.slack.downloading import Downloads
from bot.slack.emails import report_parts, source_of
from bot.slack.payloads import File

_NOT_LET_IN: Final = frozenset({"not_signed_in", "http_401", "http_403"})

log = structlog.get_logger()


class Files:
    """Fetches files with our token."""

    def __init__(self, client: AsyncWebClient, downloads: Downloads) -> None:
        self._client = client
        self._downloads = downloads

    async def fetch(self, file: FileRef, limit: int) -> bytes:
        """The content of a file, `limit` bytes at most.

        Raises:
            FileRefusedError: gone, too large, not Slack's, or Slack refused it.
            ChatUnavailableError: not now; ChatBarredError where it is our token that is refused, not this file.
        """
        if file.is_email:
            return await self._email(file, limit)
        if file.text is not None:
            return _within(file.text.encode("utf-8", "replace"), limit)
        if file.size is not None and file.size > limit:
            raise FileRefusedError("too_large")
        url = file.url or url_of(await self._info(file.id))
        if url is None:
            raise FileRefusedError("no_address")
        try:
            return await self._downloads.get(url, limit, page=file.name.lower().endswith((".html", ".htm")))
        except FileRefusedError as error:
            if error.code in _NOT_LET_IN:
                await self._ask_who_we_are()
            raise

    async def _email(self, file: FileRef, limit: int) -> bytes:
        """A mail that Slack took apart: put together with the parts that tell most, as far as they can be had."""
        try:
            described = await self._info(file.id)
            url = url_of(described)
            if described.plain_text is None and url is not None:
                return await self._downloads.get(url, limit)
        except FileRefusedError:
            if file.text is None:
                raise
            return _within(file.text.encode("utf-8", "replace"), limit)
        parts = [part async for part in self._parts(described, limit)]
        return _within(source_of(described, parts), limit)

    async def _parts(self, file: File, limit: int) -> AsyncIterator[tuple[str, bytes]]:
        for part in report_parts(file):
            try:
                yield part.mimetype or "", await self._downloads.get(part.url or "", limit)
            except FileRefusedError as error:
                log.info("slack_mail_part_refused", code=error.code)

    async def _ask_who_we_are(self) -> None:
        """Slack's file hosts do not say why they refuse; its Web API does. Raises ChatBarredError."""
        try:
            with calling():
                await self._client.auth_test()
        except ChatBarredError:
            raise
        except ChatError as error:
            log.info("slack_token_not_doubted", code=error.code)

    async def _info(self, file_id: str) -> File:
        try:
            with calling():
                answer = await self._client.files_info(file=file_id)
            return File.model_validate(answer.get("file"))
        except ChatRefusedError as error:
            raise FileRefusedError(error.code) from error
        except ValidationError as error:
            raise FileRefusedError("unreadable_answer") from error


def _within(content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        raise FileRefusedError("too_large")
    return content
