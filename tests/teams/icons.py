"""The app's two icons, drawn anew by `python -m tests.teams.icons`: a tray whose letter leaves it again.

The colour icon fills its square and keeps the drawing within the middle 96 × 96; the outline icon is white on
nothing. Source: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons
"""

import math
import struct
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "bot" / "teams" / "package"

Point = tuple[float, float]
Colour = tuple[int, int, int, int]
Line = tuple[Sequence[Point], float, Colour]
"""A line through points, with round ends and joints: its points, its width, its colour."""

BLUE: Colour = (0x1D, 0x4F, 0xD7, 0xFF)
YELLOW: Colour = (0xFF, 0xC9, 0x33, 0xFF)
WHITE: Colour = (0xFF, 0xFF, 0xFF, 0xFF)
NOTHING: Colour = (0xFF, 0xFF, 0xFF, 0x00)

TRAY: Sequence[Point] = (
    (7, 12.5),
    *((9 - 2 * math.cos(turn), 21.5 + 2 * math.sin(turn)) for turn in (step * math.pi / 16 for step in range(9))),
    *((23 + 2 * math.sin(turn), 21.5 + 2 * math.cos(turn)) for turn in (step * math.pi / 16 for step in range(9))),
    (25, 17.5),
)
FLAP: Sequence[Point] = ((7.4, 12.7), (15, 18.2), (17, 16.9))
SHAFT: Sequence[Point] = ((18.2, 13.8), (24.6, 7.4))
HEAD: Sequence[Point] = ((18.6, 7), (25, 7), (25, 13.4))
CENTRE: Point = (16, 15.25)


def drawn(size: int, scale: float, ground: Colour, lines: Sequence[Line]) -> bytes:
    """Lines on a ground, as the bytes of a square's pixels: red, green, blue, opacity."""
    pixels = bytearray()
    for y in range(size):
        for x in range(size):
            at = ((x + 0.5 - size / 2) / scale + CENTRE[0], (y + 0.5 - size / 2) / scale + CENTRE[1])
            pixel = ground
            for points, width, colour in lines:
                away = min(distance(at, *ends) for ends in pairwise(points))
                pixel = over(pixel, colour, min(1.0, max(0.0, (width / 2 - away) * scale + 0.5)))
            pixels += bytes(pixel)
    return bytes(pixels)


def distance(at: Point, start: Point, end: Point) -> float:
    """How far a point is from the line between two others."""
    along, aside = end[0] - start[0], end[1] - start[1]
    way = ((at[0] - start[0]) * along + (at[1] - start[1]) * aside) / (along**2 + aside**2)
    way = min(1.0, max(0.0, way))
    return math.hypot(at[0] - start[0] - way * along, at[1] - start[1] - way * aside)


def over(under: Colour, colour: Colour, cover: float) -> Colour:
    """A colour over another, as far as it covers it."""
    red, green, blue, solid = (round(a + (b - a) * cover) for a, b in zip(under, colour, strict=True))
    return red, green, blue, solid


def png(size: int, pixels: bytes) -> bytes:
    """Pixels as a PNG file."""
    row = size * 4
    rows = b"".join(b"\0" + pixels[start : start + row] for start in range(0, len(pixels), row))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def color() -> tuple[int, bytes]:
    """The size and the pixels of the colour icon."""
    lines: Sequence[Line] = (
        (TRAY, 2.4, WHITE),
        (FLAP, 2.4, WHITE),
        (SHAFT, 2.6, YELLOW),
        (HEAD, 2.6, YELLOW),
    )
    return 192, drawn(192, 4.6, BLUE, lines)


def outline() -> tuple[int, bytes]:
    """The size and the pixels of the outline icon."""
    lines = [(points, 2.0, WHITE) for points in (TRAY, FLAP, SHAFT, HEAD)]
    return 32, drawn(32, 1.5, NOTHING, lines)


ICONS: dict[str, Callable[[], tuple[int, bytes]]] = {"color.png": color, "outline.png": outline}

if __name__ == "__main__":
    for name, icon in ICONS.items():
        (FOLDER / name).write_bytes(png(*icon()))
