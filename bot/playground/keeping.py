"""Keeping the workspace: one JSON file, written whole and put in place at once, beside the files' contents."""

import asyncio
import contextlib
import json
import os
from pathlib import Path

from bot.playground.workspace import Workspace


class Keeper:
    """Writes the workspace to its file after each change, several changes in one go, off the event loop."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self._workspace = workspace
        self._path = folder / "playground.json"
        self._files = folder / "playground-files"
        self._written = 0
        self._progress = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Read what was kept, if anything was, and begin to keep.

        Raises:
            ValueError: the file is there but is no workspace. It is left as it is.
        """
        await asyncio.to_thread(self._files.mkdir, parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            text = await asyncio.to_thread(self._path.read_text, "utf-8")
            try:
                self._workspace.load(json.loads(text))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"{self._path} is not a playground's workspace: {error}") from error
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Write what is still unwritten, and end."""
        if self._task is None:
            return
        await self.settled()
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def settled(self) -> None:
        """Wait until everything up to now stands on disk."""
        revision = self._workspace.revision
        async with self._progress:
            await self._progress.wait_for(lambda: self._written >= revision or self._ended)

    async def put_file(self, file_id: str, content: bytes) -> None:
        """Keep a file's content."""
        await asyncio.to_thread((self._files / file_id).write_bytes, content)

    def file(self, file_id: str) -> Path:
        """Where a file's content is kept."""
        return self._files / file_id

    @property
    def _ended(self) -> bool:
        return self._task is None or self._task.done()

    async def _keep(self) -> None:
        while True:
            revision = await self._workspace.changed_since(self._written)
            text = json.dumps(self._workspace.dump(), ensure_ascii=False)
            await asyncio.to_thread(self._replace, text)
            async with self._progress:
                self._written = revision
                self._progress.notify_all()

    def _replace(self, text: str) -> None:
        new = self._path.with_suffix(".json.new")
        new.write_text(text, "utf-8", errors="surrogatepass")
        os.replace(new, self._path)  # noqa: PTH105 — Path.replace is the same call under a vaguer name
