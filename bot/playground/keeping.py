"""Keeping the workspace: one JSON file, written whole and put in place at once, beside the files' contents."""

import asyncio
import contextlib
import json
import os
from pathlib import Path
from typing import Any, Protocol

from bot.playground.errors import UnreadableWorkspaceError


class Kept(Protocol):
    """What is kept: it says when it changes, and can be written and read whole."""

    origin: str
    revision: int

    async def changed_since(self, revision: int) -> int:
        """Wait until there is something newer than a revision; gives the present one."""
        ...

    def dump(self) -> dict[str, Any]:
        """All of it, as JSON."""
        ...

    def load(self, kept: dict[str, Any]) -> None:
        """Take up what was kept. Raises ValueError, KeyError, TypeError or AttributeError where it is none."""
        ...


class Keeper:
    """Writes a workspace to its file after each change, several changes in one go, off the event loop.

    `name` is what its file and its folder of files are called by.
    """

    def __init__(self, workspace: Kept, folder: Path, name: str = "playground", *, writes: bool = True) -> None:
        self._workspace = workspace
        self._writes = writes
        self._path = folder / f"{name}.json"
        self._files = folder / f"{name}-files"
        self._written = 0
        self._failure: OSError | None = None
        self._progress = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Read what was kept, if anything was, and begin to keep.

        Raises:
            UnreadableWorkspaceError: the file is there but is no workspace. It is left as it is.
            OSError: the folder cannot be made or read.
        """
        await asyncio.to_thread(self._files.mkdir, parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            content = await asyncio.to_thread(self._path.read_bytes)
            try:
                self._workspace.load(_moved(content.decode(), self._workspace.origin))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise UnreadableWorkspaceError(self._path, f"{type(error).__name__}: {error}") from error
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Write what is still unwritten, and end.

        Raises:
            OSError: it could not be written.
        """
        if self._task is None:
            return
        try:
            await self.settled()
        finally:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def settled(self) -> None:
        """Wait until everything up to now stands on disk.

        Raises:
            OSError: it could not be written.
        """
        revision = self._workspace.revision
        async with self._progress:
            await self._progress.wait_for(lambda: self._written >= revision)
        if self._failure is not None:
            raise self._failure

    async def put_file(self, file_id: str, content: bytes) -> None:
        """Keep a file's content."""
        await asyncio.to_thread((self._files / file_id).write_bytes, content)

    def file(self, file_id: str) -> Path:
        """Where a file's content is kept."""
        return self._files / file_id

    async def _keep(self) -> None:
        while True:
            revision = await self._workspace.changed_since(self._written)
            try:
                if self._writes:
                    text = json.dumps(self._workspace.dump())
                    await asyncio.to_thread(self._replace, text)
                self._failure = None
            except OSError as error:
                # Whoever waits for this change is told; the next change tries again.
                self._failure = error
            async with self._progress:
                self._written = revision
                self._progress.notify_all()

    def _replace(self, text: str) -> None:
        new = self._path.with_suffix(".json.new")
        new.write_text(text, "utf-8")
        os.replace(new, self._path)  # noqa: PTH105 — Path.replace is the same call under a vaguer name


def _moved(text: str, origin: str) -> dict[str, Any]:
    """What was kept, with the addresses in it at the present origin: the port may be another one now."""
    kept: dict[str, Any] = json.loads(text)
    if kept["origin"] != origin:
        kept = json.loads(text.replace(f"{kept['origin']}/", f"{origin}/"))
    return kept
