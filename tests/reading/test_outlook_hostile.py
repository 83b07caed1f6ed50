"""Files of Outlook that are damaged, or made to hurt: an error of ours or what was legible, nothing else."""

import random
import struct
from collections.abc import Callable
from itertools import pairwise

import pytest

from bot.reading import read_file
from bot.reading.errors import (
    DamagedFileError,
    MailTooLargeError,
    ReadingError,
    TooDeepError,
    TooManyPartsError,
    TooManyRecipientsError,
)
from bot.reading.outlook.rich_text import decompressed
from tests.reading import outlook_maker as o
from tests.reading.compound_maker import END, Maker, Tree, compound

BODY, PROPERTIES = "__substg1.0_1000001F", "__properties_version1.0"


class Looped(Maker):
    """A body whose chain of sectors leads back to its beginning."""

    def put(self, content: bytes) -> tuple[int, int]:
        if content != b"looped":
            return super().put(content)
        start = self.stream(b"A" * 6000)
        self.table[start + 5] = start
        return start, 6000


class LoopedSmall(Maker):
    """The same among the small sectors."""

    to: int | None = None

    def put(self, content: bytes) -> tuple[int, int]:
        if content != b"looped":
            return super().put(content)
        start = self.small(b"A" * 640)
        self.mini_table[start + 5] = start if self.to is None else self.to
        return start, 640


class OutsideSmall(LoopedSmall):
    """A chain of small sectors that leads out of their table."""

    to = 4_000_000


class Short(Maker):
    """A body that claims more bytes than its chain has."""

    def put(self, content: bytes) -> tuple[int, int]:
        return (self.stream(b"A" * 6000), 7000) if content == b"looped" else super().put(content)


class Shared(Maker):
    """A thousand recipients whose names are one and the same million bytes."""

    start: int | None = None

    def put(self, content: bytes) -> tuple[int, int]:
        if content != b"shared":
            return super().put(content)
        if self.start is None:
            self.start = self.stream(b"A" * 1_000_000)
        return self.start, 1_000_000


class Circle(Maker):
    """Entries whose search tree runs in a circle."""

    def balanced(self, made: list[int]) -> int:
        top = super().balanced(made)
        if len(made) > 1:
            self.patch(made[0], left=top)
        return top


class Unbalanced(Maker):
    """Entries whose search tree is a list: as deep as there are entries."""

    def balanced(self, made: list[int]) -> int:
        for one, next_one in pairwise(made):
            self.patch(one, right=next_one)
        return made[0]


class Outside(Maker):
    """A body that begins far outside the file."""

    def put(self, content: bytes) -> tuple[int, int]:
        return (9_000_000, 5000) if content == b"shared" else super().put(content)


def recipients(count: int) -> Tree:
    return {
        f"__recip_version1.0_#{n:08X}": {PROPERTIES: bytes(8), "__substg1.0_39FE001F": b"shared"}
        for n in range(count)
    }


def report(**more: bytes | Tree) -> Tree:
    return {**o.message({o.CLASS: "REPORT.IPM.Note.NDR", o.BODY: "550 5.1.1 unknown"}), **more}


LOOPED: Tree = {PROPERTIES: bytes(32), BODY: b"looped"}


def table_in_circles() -> bytes:
    raw = bytearray(compound(report()))
    struct.pack_into("<I", raw, 68, 0)  # a chain of table sectors that is a stream of small sectors …
    raw[512:1024] = struct.pack("<128I", *([END] * 127), 0)  # … whose next is itself
    return bytes(raw)


def directory_in_circles() -> bytes:
    raw = bytearray(compound(report()))
    directory, table = struct.unpack_from("<I", raw, 48)[0], struct.unpack_from("<I", raw, 76)[0]
    struct.pack_into("<I", raw, (table + 1) * 512 + 4 * directory, directory)
    return bytes(raw)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Looped(512).file(LOOPED), id="chain-in-a-circle"),
        pytest.param(lambda: LoopedSmall(512).file(LOOPED), id="small-chain-in-a-circle"),
        pytest.param(lambda: Short(512).file(LOOPED), id="chain-that-ends-early"),
        pytest.param(lambda: OutsideSmall(512).file(LOOPED), id="small-chain-that-leads-outside"),
        pytest.param(lambda: Shared(512).file(report(**recipients(1000))), id="one-chain-shared-by-a-thousand"),
        pytest.param(lambda: Circle(512).file(report()), id="entries-in-a-circle"),
        pytest.param(lambda: Outside(512).file(report(**recipients(1))), id="stream-outside-the-file"),
        pytest.param(table_in_circles, id="table-in-a-circle"),
        pytest.param(directory_in_circles, id="directory-in-a-circle"),
        pytest.param(lambda: compound(report())[:512], id="header-alone"),
        pytest.param(lambda: compound(report())[:100], id="half-a-header"),
        pytest.param(lambda: compound({f"a{n}": b"" for n in range(70_000)}), id="seventy-thousand-entries"),
        pytest.param(lambda: o.ndr([], rtf=b"x" * 40), id="rich-text-of-no-known-sort"),
        pytest.param(
            lambda: o.ndr([], rtf=struct.pack("<4I", 20, 500, 0x75465A4C, 0) + b"\xff\x80\x00"),
            id="rich-text-from-nowhere",
        ),
    ],
)
def test_a_damaged_file_is_said_to_be_damaged(make: Callable[[], bytes]) -> None:
    with pytest.raises(DamagedFileError):
        read_file(make())


def test_a_search_tree_that_is_a_list_is_read_all_the_same() -> None:
    many = {f"__substg1.0_{n:04X}001F": b"x" for n in range(0x4000, 0x5000)}
    assert read_file(Unbalanced(512).file(report(**many))).text == "550 5.1.1 unknown"


def test_a_file_too_large_for_the_table_in_its_header_is_read() -> None:
    picture = o.attached_file("foto.jpg", "image/jpeg", b"x" * 9_000_000)
    tree = o.message({o.CLASS: "IPM.Note", o.BODY: "550 5.1.1 unknown " * 900}, [], [picture])
    assert len(read_file(o.msg(tree)).text) == 18 * 900


def nested(depth: int) -> Tree:
    inner = o.message({o.CLASS: "IPM.Note", o.BODY: "550 5.1.1 unknown"}, header=24)
    for _ in range(depth):
        inner = o.message(
            {o.CLASS: "IPM.Note", o.BODY: "Zie bijlage."}, [], [o.attached_message(inner)], header=24
        )
    return inner


def matryoshka(depth: int) -> bytes:
    raw = o.msg(o.message({o.CLASS: "IPM.Note", o.BODY: "550 5.1.1 unknown"}))
    for _ in range(depth):
        raw = o.msg(o.message({o.CLASS: "IPM.Note", o.BODY: "x"}, [], [o.attached_file("a.msg", "", raw)]))
    return raw


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(lambda: o.msg(nested(30)), TooDeepError, id="messages-in-messages"),
        pytest.param(lambda: o.msg(nested(300)), TooDeepError, id="so-many-that-python-would-give-up"),
        pytest.param(lambda: matryoshka(30), TooDeepError, id="files-in-files"),
        pytest.param(
            lambda: o.msg(o.message({o.BODY: "x"}, [], [o.attached_file("a.png", "image/png", b"x")] * 600)),
            TooManyPartsError,
            id="attachments",
        ),
        pytest.param(lambda: o.ndr([{o.SMTP_ADDRESS: "a@b.nl"}] * 300), TooManyRecipientsError, id="recipients"),
        pytest.param(lambda: o.ndr([], body="A" * 14 * 2**20), MailTooLargeError, id="bytes"),
    ],
)
def test_limits_hold(make: Callable[[], bytes], error: type[ReadingError]) -> None:
    with pytest.raises(error):
        read_file(make())


def test_compressed_text_grows_no_further_than_a_text_may() -> None:
    # One literal, then copies of the last 17 characters for ever: some 8 times its size.
    packed = b"\0" + b"{\\rtf1 A" + (b"\xff" + struct.pack(">8H", *([0xFF] * 8))) * 3000
    assert len(decompressed(struct.pack("<4I", 0, 2**31, 0x75465A4C, 0) + packed, 5000)) == 5000


@pytest.mark.parametrize("seed", range(12))
def test_mutations_raise_nothing_but_our_own(seed: int) -> None:
    random_one = random.Random(seed)  # noqa: S311 — to be repeated
    sound = o.msg(
        o.message(
            {o.CLASS: "REPORT.IPM.Note.NDR", o.BODY: "550 5.1.1 unknown " * 400, o.HTML: "<p>x</p>"},
            [{o.SMTP_ADDRESS: "jan@voorbeeld.nl", o.SUPPLEMENT: "<mx #5.1.1 smtp;550 no>", o.STATUS: 511}],
            [o.attached_message(nested(2)), o.attached_file("a.eml", "message/rfc822", b"Subject: x\n\nhallo")],
        ),
        random_one.choice([512, 4096]),
    )
    for _ in range(150):
        raw = bytearray(sound)
        for _ in range(random_one.choice([1, 3, 20])):
            at = random_one.randrange(len(raw))
            raw[at : at + random_one.choice([1, 4])] = random_one.choice(
                [b"\0", b"\xff", b"\xff\xff\xff\xff", b"\1\0\0\0"]
            )
        if random_one.random() < 0.3:
            del raw[random_one.randrange(len(raw)) :]
        try:
            read_file(bytes(raw))
        except ReadingError:
            continue
