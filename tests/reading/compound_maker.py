"""Writes compound files (MS-CFB): a tree of folders (dicts) and streams (bytes) becomes a file."""

import struct
from typing import Union

Tree = dict[str, Union[bytes, "Tree"]]

FREE, END, TABLE, CHAINED = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
CUTOFF, MINI = 4096, 64


def compound(tree: Tree, sector: int = 512) -> bytes:
    """A whole file of version 3 (sectors of 512 bytes) or 4 (4096)."""
    return Maker(sector).file(tree)


class Maker:
    """Makes one file; a subclass makes a bad one."""

    def __init__(self, sector: int) -> None:
        self.size = sector
        self.sectors: list[bytes] = []
        self.table: list[int] = []
        self.mini = b""
        self.mini_table: list[int] = []
        self.entries: list[bytearray] = []

    def file(self, tree: Tree) -> bytes:
        self.entry("Root Entry", 5)
        child = self.folder(tree)
        self.patch(0, child=child, start=self.stream(self.mini), size=len(self.mini))
        directory = self.stream(b"".join(bytes(entry) for entry in self.entries))
        minis = self.numbers(self.mini_table)
        mini_start = self.stream(minis) if minis else END
        places, more_places = self.write_table()
        header = struct.pack(
            "<8s16sHHHHH6xIIIIIIIII",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"",
            0x3E,
            3 if self.size == 512 else 4,
            0xFFFE,
            self.size.bit_length() - 1,
            6,
            0,
            len(places),
            directory,
            0,
            CUTOFF,
            mini_start,
            len(minis) // self.size,
            more_places,
            0 if more_places == END else 1,
        ) + struct.pack("<109I", *(places + [FREE] * 109)[:109])
        return header.ljust(self.size, b"\0") + b"".join(self.sectors)

    def write_table(self) -> tuple[list[int], int]:
        """Writes the table of sectors; gives its places, and where the chain of the further ones begins."""
        per = self.size // 4
        needed, chained = 1, 0
        while len(self.sectors) + needed + chained > needed * per:
            needed += 1
            chained = -(-max(0, needed - 109) // (per - 1))
        first = len(self.sectors)
        places = list(range(first, first + needed))
        self.table += [TABLE] * needed + [CHAINED] * chained
        block = self.numbers(self.table)
        self.sectors += [block[at : at + self.size] for at in range(0, len(block), self.size)]
        for number in range(chained):
            part = places[109 + number * (per - 1) :][: per - 1]
            following = first + needed + number + 1 if number + 1 < chained else END
            self.sectors.append(struct.pack(f"<{per}I", *part, *[FREE] * (per - 1 - len(part)), following))
        return places, first + needed if chained else END

    def numbers(self, values: list[int]) -> bytes:
        values = values + [FREE] * (-len(values) % (self.size // 4))
        return struct.pack(f"<{len(values)}I", *values)

    def stream(self, content: bytes) -> int:
        """Writes content into a chain of sectors; gives the first."""
        if not content:
            return END
        pieces = [content[at : at + self.size].ljust(self.size, b"\0") for at in range(0, len(content), self.size)]
        start = len(self.sectors)
        self.sectors += pieces
        self.table += [*range(start + 1, start + len(pieces)), END]
        return start

    def small(self, content: bytes) -> int:
        if not content:
            return END
        pieces = -(-len(content) // MINI)
        start = len(self.mini_table)
        self.mini += content.ljust(pieces * MINI, b"\0")
        self.mini_table += [*range(start + 1, start + pieces), END]
        return start

    def entry(self, name: str, kind: int) -> int:
        wide = name.encode("utf-16-le")
        fields = (wide, len(wide) + 2, kind, 1, FREE, FREE, FREE, b"", 0, b"", 0, 0)
        self.entries.append(bytearray(struct.pack("<64sHBB3I16sI16sIQ", *fields)))
        return len(self.entries) - 1

    def patch(self, at: int, **fields: int) -> None:
        for name, value in fields.items():
            offset, form = {
                "left": (68, "<I"),
                "right": (72, "<I"),
                "child": (76, "<I"),
                "start": (116, "<I"),
                "size": (120, "<Q"),
            }[name]
            struct.pack_into(form, self.entries[at], offset, value)

    def folder(self, tree: Tree) -> int:
        """Writes what a folder holds; gives the entry at the top of its search tree."""
        made: list[int] = []
        for name, content in sorted(tree.items(), key=lambda item: (len(item[0]), item[0].upper())):
            if isinstance(content, dict):
                at = self.entry(name, 1)
                self.patch(at, child=self.folder(content))
            else:
                at = self.entry(name, 2)
                start, size = self.put(content)
                self.patch(at, start=start, size=size)
            made.append(at)
        return self.balanced(made)

    def put(self, content: bytes) -> tuple[int, int]:
        """Writes a stream; gives where it begins and its size."""
        return self.small(content) if len(content) < CUTOFF else self.stream(content), len(content)

    def balanced(self, made: list[int]) -> int:
        if not made:
            return FREE
        middle = len(made) // 2
        self.patch(made[middle], left=self.balanced(made[:middle]), right=self.balanced(made[middle + 1 :]))
        return made[middle]
