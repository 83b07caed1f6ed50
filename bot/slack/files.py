"""Files as the desk asks for them: found by their id where Slack told no address, e-mails put together again."""

from pydantic import ValidationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.chat import ChatRefusedError, FileRefusedError
from bot.desk.work import FileRef
from bot.slack.calling import calling
from bot.slack.contents import url_of
from bot.slack.downloading import Downloads
from bot.slack.emails import report_parts, source_of
from bot.slack.payloads import File


class Files:
    """Fetches files with our token."""

    def __init__(self, client: AsyncWebClient, downloads: Downloads) -> None:
        self._client = client
        self._downloads = downloads

    async def fetch(self, file: FileRef, limit: int) -> bytes:
        """The content of a file, `limit` bytes at most.

        Raises:
            FileRefusedError: gone, too large, not Slack's, or Slack refused it.
            ChatUnavailableError: not now.
        """
        if file.size is not None and file.size > limit:
            raise FileRefusedError("too_large")
        if file.text is not None:
            return _within(file.text.encode("utf-8", "replace"), limit)
        if file.is_email:
            return await self._email(file, limit)
        url = file.url or url_of(await self._info(file.id))
        if url is None:
            raise FileRefusedError("no_address")
        page = file.name.lower().endswith((".html", ".htm"))
        return await self._downloads.get(url, limit, page=page)

    async def _email(self, file: FileRef, limit: int) -> bytes:
        """A mail that Slack took apart; where it did not, its file."""
        described = await self._info(file.id)
        url = url_of(described)
        if described.plain_text is None and url is not None:
            return await self._downloads.get(url, limit)
        fetched = []
        for part in report_parts(described):
            try:
                content = await self._downloads.get(part.url or "", limit)
            except FileRefusedError:
                continue  # its text is still there
            fetched.append((part.mimetype or "", content))
        return _within(source_of(described, fetched), limit)

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
