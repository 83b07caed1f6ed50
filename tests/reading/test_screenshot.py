"""Pictures: what their headers claim, the order of their words, and a process that nobody can hurt."""

import os
import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.reading import Limits, read_file
from bot.reading.errors import (
    DamagedFileError,
    EmptyError,
    NotAMailError,
    PicturesNotReadError,
    PictureTooLargeError,
    PictureTooSlowError,
    ReadingError,
)
from bot.reading.screenshot import read_screenshot
from bot.reading.screenshot.header import size_of
from bot.reading.screenshot.layout import text_of
from bot.reading.screenshot.process import PictureProcess, Word
from bot.reading.screenshot.repair import repaired


def saved(size: tuple[int, int], form: str, mode: str = "RGB", **options: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "white").save(out, form, **options)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(saved((321, 45), "PNG"), id="png"),
        pytest.param(saved((321, 45), "JPEG"), id="jpeg"),
        pytest.param(saved((321, 45), "JPEG", progressive=True), id="progressive-jpeg"),
        pytest.param(saved((321, 45), "JPEG", comment=b"\xff\xc0" * 20), id="jpeg-with-a-frame-in-a-comment"),
        pytest.param(saved((321, 45), "WEBP"), id="webp"),
        pytest.param(saved((321, 45), "WEBP", lossless=True), id="lossless-webp"),
        pytest.param(saved((321, 45), "WEBP", mode="RGBA", exif=b"Exif\0\0MM\0*"), id="extended-webp"),
    ],
)
def test_a_header_tells_the_size(picture: bytes) -> None:
    assert size_of(picture) == (321, 45)


class NeverAsked(PictureProcess):
    """Fails whoever lets a picture come this far."""

    def words(self, picture: bytes, pixels: int) -> tuple[Word, ...]:
        pytest.fail(f"a picture of {len(picture)} bytes was to be decoded, {pixels} pixels")


def huge_webp() -> bytes:
    size = (16_383 - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + size + size


@pytest.mark.parametrize(
    ("picture", "error"),
    [
        pytest.param(png(60_000, 60_000), PictureTooLargeError, id="png-of-60000-by-60000"),
        pytest.param(png(1, 2**31 - 1), PictureTooLargeError, id="png-of-one-column"),
        pytest.param(
            b"\xff\xd8\xff\xc2\0\x11\x08" + struct.pack(">HH", 65_535, 65_535), PictureTooLargeError, id="jpeg"
        ),
        pytest.param(huge_webp(), PictureTooLargeError, id="webp"),
        pytest.param(png(0, 10), DamagedFileError, id="no-width"),
        pytest.param(png(10_000_000, 2), EmptyError, id="a-line"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", DamagedFileError, id="no-more-than-a-signature"),
        pytest.param(b"\xff\xd8" + b"\xff" * 100_000, DamagedFileError, id="jpeg-of-markers-without-end"),
        pytest.param(b"\xff\xd8\xff" + b"\xd0\xff" * 100_000, DamagedFileError, id="jpeg-of-restarts"),
        pytest.param(
            b"\xff\xd8\xff\xe0\0\x02\xff\xda\0\x02" + b"a" * 500, DamagedFileError, id="jpeg-without-a-frame"
        ),
        pytest.param(b"RIFF\0\0\0\0WEBPVP8 ", DamagedFileError, id="webp-cut-off"),
        pytest.param(b"RIFF\0\0\0\0WEBPALPH" + bytes(40), DamagedFileError, id="webp-of-no-known-sort"),
    ],
)
def test_a_bad_header_is_refused_before_anything_is_decoded(picture: bytes, error: type[ReadingError]) -> None:
    with pytest.raises(error):
        read_screenshot(picture, process=NeverAsked())


def test_without_the_extra_a_picture_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(PicturesNotReadError):
        read_file(saved((40, 40), "PNG"))


@pytest.mark.parametrize("opening", [b"GIF89a", b"RIFF\0\0\0\0WAVE", b"%PDF-1.7"])
def test_other_files_are_no_pictures(opening: bytes) -> None:
    with pytest.raises(NotAMailError):
        read_file(opening + bytes(100))


def words(*placed: tuple[str, float, float, float]) -> list[Word]:
    """Words of 20 pixels high: text, left, top, width."""
    return [Word(text, left, top, left + width, top + 20) for text, left, top, width in placed]


@pytest.mark.parametrize(
    ("placed", "text"),
    [
        pytest.param([("b", 0, 25, 9), ("a", 0, 0, 9)], "a\nb", id="lines-from-the-top"),
        pytest.param([("world", 60, 2, 50), ("hello", 0, 0, 50)], "hello world", id="words-from-the-left"),
        pytest.param([("a", 0, 0, 9), ("b", 0, 60, 9)], "a\n\nb", id="a-gap-parts-paragraphs"),
        pytest.param([("Aan:", 0, 0, 40), ("Eva", 200, 1, 40)], "Aan:\tEva", id="a-gap-parts-columns"),
        pytest.param([("a", 0, 0, 90), ("b", 0, 9, 90)], "a\nb", id="overlapping-lines-stay-apart"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_words_become_text(placed: list[tuple[str, float, float, float]], text: str) -> None:
    assert text_of(words(*placed)) == text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("55O 5.l.1 User unknown", "550 5.1.1 User unknown"),
        ("(#5.7.I)", "(#5.7.1)"),
        ("5505.2.OMessage rejected", "550 5.2.0 Message rejected"),
        ("550-5.7.l not our customer", "550-5.7.1 not our customer"),
        ("55Ospam detected", "550 spam detected"),
        ("45l Try again later", "451 Try again later"),
        ("50x slower, 5Oplus", "50x slower, 5Oplus"),
        ("4 .4 .1 timed out", "4.4.1 timed out"),
        ("S50 5.1.1 unknown", "S50 5.1.1 unknown"),
        ("jan @voorbeeld.nl", "jan@voorbeeld.nl"),
        ("jan.jansen@voorbeeId.nl", "jan.jansen@voorbeeld.nl"),
        ("Ikea@Ikea.nl", "Ikea@Ikea.nl"),
        ("<jan@concern.nl> jan@concem.nl", "<jan@concern.nl> jan@concern.nl"),
        ("jo@l.nl to jo@1.nl and jo@1.nl", "jo@1.nl to jo@1.nl and jo@1.nl"),
        ("jan@concern.nl piet@concem.nl", "jan@concern.nl piet@concem.nl"),
        ("versie 5.OO.l", "versie 5.00.1"),
        ("server 4.Oll", "server 4.Oll"),
        ("10.5.1.1 and v5.1.1", "10.5.1.1 and v5.1.1"),
        ("meet @ noon", "meet @ noon"),
    ],
)
def test_codes_and_addresses_are_what_they_must_have_been(read: str, meant: str) -> None:
    assert repaired(read) == meant


def two_frames() -> bytes:
    """A JPEG whose second frame header claims far more than its first."""
    small = saved((64, 64), "JPEG")
    at = small.index(b"\xff\xc0")
    frame = bytearray(small[at : at + 19])
    frame[5:9] = struct.pack(">HH", 60_000, 60_000)
    return small[: at + 19] + bytes(frame) + small[at + 19 :]


@pytest.mark.parametrize(
    ("picture", "error"),
    [
        pytest.param(png(200, 200, b"\0" * 26 * 200), EmptyError, id="nothing-in-it"),
        pytest.param(png(4000, 4000, b"\0" * 10), DamagedFileError, id="less-data-than-claimed"),
        pytest.param(png(50, 50, b"\0" * 200_000_000), EmptyError, id="a-thousand-times-the-data-claimed"),
        pytest.param(saved((300, 300), "JPEG")[:-300], DamagedFileError, id="cut-off"),
        pytest.param(two_frames(), DamagedFileError, id="two-sizes"),
        pytest.param(saved((200, 200), "WEBP")[:60] + bytes(200), DamagedFileError, id="noise"),
    ],
)
def test_a_bad_picture_costs_one_error_and_nothing_else(picture: bytes, error: type[ReadingError]) -> None:
    with pytest.raises(error):
        read_file(picture)


def test_a_picture_larger_than_its_header_said_is_not_decoded() -> None:
    process = PictureProcess()
    try:
        with pytest.raises(DamagedFileError):
            process.words(saved((300, 300), "PNG"), 300 * 299)
    finally:
        process.close()


def test_who_takes_too_long_is_ended_and_the_next_is_served() -> None:
    process = PictureProcess(seconds=0.01)
    try:
        with pytest.raises(PictureTooSlowError):
            process.words(saved((300, 300), "PNG"), Limits().pixels)
        process = PictureProcess()
        assert process.words(saved((300, 300), "PNG"), Limits().pixels) == ()
    finally:
        process.close()


@pytest.mark.skipif(sys.platform != "linux", reason="tells what a process may do in /proc")
def test_the_process_is_poor_and_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    process = PictureProcess()
    try:
        assert process.words(saved((300, 300), "PNG"), Limits().pixels) == ()
        pid = process.pid
        assert pid is not None
        assert b"xoxb" not in Path(f"/proc/{pid}/environ").read_bytes()
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert f"Max address space         {3 * 2**30}" in limits
        assert "Max file size             0" in limits
        os.kill(pid, 9)
        assert process.words(saved((300, 300), "PNG"), Limits().pixels) == (), "a new one was to be begun"
    finally:
        process.close()
