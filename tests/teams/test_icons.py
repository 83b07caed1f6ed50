"""The app's icons: as they are drawn, of the sizes and colours that Teams asks for."""

import struct
import zlib
from collections.abc import Iterator

import pytest

from tests.teams.icons import BLUE, FOLDER, ICONS, Colour


def read(name: str) -> tuple[int, int, bytes]:
    """Width, height and pixels of an icon as our own script writes it: 8 bits a channel, no filters."""
    data = (FOLDER / name).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, *sort = struct.unpack(">IIBBBBB", data[16:29])
    assert sort == [8, 6, 0, 0, 0]
    rows = zlib.decompress(data[41:-16])
    row = width * 4 + 1
    assert set(rows[::row]) == {0}
    return width, height, b"".join(rows[start + 1 : start + row] for start in range(0, len(rows), row))


def pixels(name: str) -> Iterator[tuple[int, int, Colour]]:
    width, _, content = read(name)
    for at, pixel in enumerate(struct.iter_unpack("BBBB", content)):
        red, green, blue, solid = pixel
        yield at % width, at // width, (red, green, blue, solid)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_what_the_script_draws(name: str) -> None:
    size, drawn = ICONS[name]()
    assert read(name) == (size, size, drawn), "python -m tests.teams.icons draws it anew"


def test_the_sizes_are_those_that_teams_asks_for() -> None:
    assert {name: read(name)[:2] for name in ICONS} == {"color.png": (192, 192), "outline.png": (32, 32)}


def test_the_colour_icon_fills_its_square_and_draws_in_the_middle() -> None:
    for x, y, colour in pixels("color.png"):
        assert colour[3] == 255
        assert colour == BLUE or (48 <= x < 144 and 48 <= y < 144), (x, y)


def test_the_outline_is_white_on_nothing() -> None:
    colours = [colour for _, _, colour in pixels("outline.png")]
    assert {colour[:3] for colour in colours} == {(255, 255, 255)}
    assert {0, 255} <= {colour[3] for colour in colours}
    assert sum(colour[3] == 0 for colour in colours) > len(colours) / 2
