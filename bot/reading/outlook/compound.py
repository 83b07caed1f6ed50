"""A compound file: a small file system of storages and streams inside one file, under limits.

Sectors form chains that a table links, and entries form trees; a hostile file makes both run in circles or lets a
thousand streams share one chain. So a chain is followed for as many sectors as the file has, a tree visits each
entry once and without recursion, and all streams together give no more bytes than a sound file could hold.

Source: MS-CFB.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.reading.errors import DamagedFileError

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MOST_ENTRIES: Final = 65_536
"""Storages and streams; a message to 200 people with all that Outlook notes of each has some 10,000."""

_SECTOR_SIZES: Final = {9: 512, 12: 4096}
_HEADER: Final = 512
_MINI: Final = 64
_CUTOFF: Final = 4096
_ENDS: Final = 0xFFFFFFFA
_NOBODY: Final = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_ENTRY: Final = struct.Struct("<64sHBB3I16sI16sIQ")
_IN_HEADER: Final = 109


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


@dataclass(slots=True)
class Storage:
    """A folder of the file: its folders and streams by name, in lower case."""

    file: "Compound"
    storages: dict[str, "Storage"] = field(default_factory=dict)
    _streams: dict[str, _Entry] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        """The bytes of a stream, None where there is none. Raises DamagedFileError."""
        entry = self._streams.get(name.lower())
        return None if entry is None else self.file.content(entry.start, entry.size)


class Compound:
    """The storages of a file; streams are read when they are asked for.

    Raises:
        DamagedFileError: no sound compound file.
    """

    def __init__(self, raw: bytes) -> None:
        shift, mini_shift = struct.unpack_from("<HH", raw, 30) if len(raw) >= _HEADER else (0, 0)
        if not raw.startswith(SIGNATURE) or shift not in _SECTOR_SIZES or 1 << mini_shift != _MINI:
            raise DamagedFileError("header")
        self._raw, self._size = raw, _SECTOR_SIZES[shift]
        self._sectors = max(0, (len(raw) - 1) // self._size)
        self._left_to_read = 4 * len(raw)
        directory, mini_table = struct.unpack_from("<I8xI", raw, 48)
        self._table = self._numbers(b"".join(self._sector(at) for at in self._table_sectors()))
        entries = self._entries(self._chain(directory))
        root = entries[0]
        self._mini_stream = self._chain(root.start) if root.size else b""
        self._mini_table = self._numbers(self._chain(mini_table))
        self.root = self._tree(entries)

    def content(self, start: int, size: int) -> bytes:
        """The bytes of a stream."""
        found = self._chain(start, size) if size >= _CUTOFF else b"".join(self._mini(start, size))
        if len(found) < size:
            raise DamagedFileError("a stream ends early")
        return found[:size]

    def _sector(self, at: int) -> bytes:
        found = self._raw[(at + 1) * self._size : (at + 2) * self._size]
        if not found:
            raise DamagedFileError("a sector outside the file")
        return self._within_bounds(found)

    def _within_bounds(self, found: bytes) -> bytes:
        """What was read, unless that makes more than a sound file holds."""
        self._left_to_read -= len(found)
        if self._left_to_read < 0:
            raise DamagedFileError("more to read than there is")
        return found

    def _chain(self, start: int, size: int | None = None) -> bytes:
        """The sectors from one on, to the end of the chain or until there are `size` bytes."""
        most = None if size is None else -(-size // self._size)
        return b"".join(self._sector(at) for at in _followed(self._table, start, most))

    def _mini(self, start: int, size: int) -> Iterator[bytes]:
        for at in _followed(self._mini_table, start, -(-size // _MINI)):
            yield self._within_bounds(self._mini_stream[at * _MINI : (at + 1) * _MINI])

    def _table_sectors(self) -> list[int]:
        """The sectors that hold the table: named in the header, and in a chain of their own."""
        found = [at for at in struct.unpack_from(f"<{_IN_HEADER}I", self._raw, 76) if at < _ENDS]
        at, seen = struct.unpack_from("<I", self._raw, 68)[0], set()
        while at < _ENDS:
            if at in seen or len(found) > self._sectors:
                raise DamagedFileError("a chain without an end")
            seen.add(at)
            *more, at = self._numbers(self._sector(at).ljust(self._size, b"\xff"))
            found += [sector for sector in more if sector < _ENDS]
        return found

    @staticmethod
    def _numbers(block: bytes) -> tuple[int, ...]:
        return struct.unpack_from(f"<{len(block) // 4}I", block)

    def _entries(self, directory: bytes) -> list[_Entry]:
        count = len(directory) // _ENTRY.size
        if not count or count > MOST_ENTRIES:
            raise DamagedFileError("directory")
        entries = []
        for name, length, kind, _, left, right, child, _, _, _, start, size in _ENTRY.iter_unpack(
            directory[: count * _ENTRY.size]
        ):
            text = name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
            # In small-sectored files the upper half of a size may be anything.
            size_told = size & 0xFFFFFFFF if self._size == _SECTOR_SIZES[9] else size
            if kind == _STREAM and size_told > len(self._raw):
                raise DamagedFileError("a stream larger than the file")
            entries.append(_Entry(text, kind, left, right, child, start, size_told))
        return entries

    def _tree(self, entries: list[_Entry]) -> Storage:
        root = Storage(self)
        pending = [(entries[0].child, root)]
        seen = {0}
        while pending:
            at, parent = pending.pop()
            if at == _NOBODY:
                continue
            if at in seen or at >= len(entries):
                raise DamagedFileError("entries in a circle")
            seen.add(at)
            entry = entries[at]
            pending += [(entry.left, parent), (entry.right, parent)]
            if entry.kind == _STORAGE:
                inner = parent.storages.setdefault(entry.name, Storage(self))
                pending.append((entry.child, inner))
            elif entry.kind == _STREAM:
                parent._streams.setdefault(entry.name, entry)  # noqa: SLF001 — filled here only
        return root


def _followed(table: tuple[int, ...], start: int, most: int | None) -> Iterator[int]:
    """The sectors of a chain, to its end or `most` of them."""
    at, seen = start, set[int]()
    while at < _ENDS and (most is None or len(seen) < most):
        if at in seen or at >= len(table):
            raise DamagedFileError("a chain without an end")
        seen.add(at)
        yield at
        at = table[at]
