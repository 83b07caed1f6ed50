"""One process that reads pictures, begun when the first one comes and kept warm for a while.

Beginning costs as much as reading: it loads a neural network. So it stays for a minute after the last picture and
then gives its memory back. Whoever takes longer than allowed is ended, and the next picture gets a new one.
"""

import atexit
import importlib.util
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from bot.reading.errors import DamagedFileError, PicturesNotReadError, PictureTooSlowError
from bot.reading.screenshot.worker import ASKED, LENGTH

SECONDS: Final = 60.0
"""How long a picture may take, beginning included. On an idle machine it takes two."""

_MOST_REPLY: Final = 8 * 2**20
_NEEDED: Final = ("rapidocr", "onnxruntime")
_KEPT: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT", "PYTHONPATH", "LD_LIBRARY_PATH")
"""All that the process gets of our environment: no token, no address of a database."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of words in a picture, and its place in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class PictureProcess:
    """Reads one picture at a time; others wait for it, no longer than one may take."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None

    def words(self, picture: bytes, pixels: int) -> tuple[Word, ...]:
        """The words in a PNG, JPEG or WebP of at most `pixels` pixels, in no order to rely on.

        Raises:
            PicturesNotReadError: the extra that reads pictures is not installed.
            PictureTooSlowError: it took longer than allowed.
            DamagedFileError: it cannot be decoded.
        """
        if not is_installed():
            raise PicturesNotReadError
        if not self._lock.acquire(timeout=self._seconds):
            raise PictureTooSlowError(seconds=self._seconds)
        try:
            return _words_in(self._asked(picture, pixels))
        finally:
            self._lock.release()

    @property
    def pid(self) -> int | None:
        """The number of the process while one runs."""
        return self._running.pid if self._running is not None and self._is_running() else None

    def close(self) -> None:
        """End the process, if there is one."""
        running, self._running = self._running, None
        if running is not None:
            running.kill()
            running.wait()
            _close(running)

    def _asked(self, picture: bytes, pixels: int) -> bytes:
        was_warm = self._is_running()
        reply = self._tried(picture, pixels)
        if reply is None and was_warm:  # it may have ended by itself just when it was asked
            reply = self._tried(picture, pixels)
        if reply is None:
            raise DamagedFileError("picture")
        return reply

    def _tried(self, picture: bytes, pixels: int) -> bytes | None:
        process, late = self._process(), threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(self._seconds, give_up)
        watch.start()
        try:
            reply = _exchange(process, picture, pixels)
        finally:
            watch.cancel()
        if reply is None:
            self.close()
            if late.is_set():
                raise PictureTooSlowError(seconds=self._seconds)
        return reply

    def _is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def _process(self) -> subprocess.Popen[bytes]:
        if self._running is None or not self._is_running():
            self.close()
            self._running = subprocess.Popen(  # noqa: S603 — our own module, by our own interpreter
                [sys.executable, "-P", str(Path(__file__).with_name("worker.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT if name in os.environ}
                | {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "1"},
            )
            atexit.register(self.close)
        return self._running


def is_installed() -> bool:
    """Whether the extra that reads pictures is there."""
    return all(importlib.util.find_spec(name) is not None for name in _NEEDED)


def _exchange(process: subprocess.Popen[bytes], picture: bytes, pixels: int) -> bytes | None:
    """The reply to a picture, None where the process ended."""
    asked, answers = process.stdin, process.stdout
    if asked is None or answers is None:
        return None
    try:
        asked.write(ASKED.pack(len(picture), pixels) + picture)
        asked.flush()
    except OSError:
        return None
    head = answers.read(LENGTH.size)
    size = LENGTH.unpack(head)[0] if len(head) == LENGTH.size else _MOST_REPLY + 1
    reply = answers.read(size) if size <= _MOST_REPLY else b""
    return reply if len(reply) == size else None


def _words_in(reply: bytes) -> tuple[Word, ...]:
    found = json.loads(reply)
    if "problem" in found:
        raise DamagedFileError(f"picture: {found['problem']}")
    return tuple(Word(word["text"], *word["box"]) for word in found["words"])


def _close(process: subprocess.Popen[bytes]) -> None:
    streams: tuple[IO[bytes] | None, ...] = (process.stdin, process.stdout)
    for stream in streams:
        if stream is not None:
            try:
                stream.close()
            except OSError:  # what was still to be written goes nowhere
                continue
