"""Takes pictures of people's pages."""

from pathlib import Path
from typing import Literal

from tests.journeys.page import Person

SIZES = {"wide": (1280, 800), "narrow": (400, 800)}
LIGHTS: tuple[Literal["light", "dark"], ...] = ("light", "dark")

TO_THE_END = "document.querySelectorAll('.messages-scroll').forEach((list) => list.scrollTo(0, list.scrollHeight))"
"""What the page does of its own accord when something is opened; a change of its size is not that."""


class Camera:
    """Takes one picture a look: of what stands on a person's page, in every light and width.

    `called` is what the name of each of its pictures begins with.
    """

    def __init__(self, folder: Path, called: str = "") -> None:
        self._folder = folder
        self._called = called
        self._taken = 0

    async def shoot(self, person: Person, name: str) -> None:
        self._taken += 1
        page = person.page
        for width, (across, down) in SIZES.items():
            await page.set_viewport_size({"width": across, "height": down})
            await page.evaluate(TO_THE_END)
            for light in LIGHTS:
                await page.emulate_media(color_scheme=light, reduced_motion="reduce")
                await page.mouse.move(0, 0)
                path = self._folder / f"{self._called}{self._taken:02}-{name}.{width}.{light}.png"
                await page.screenshot(path=path, animations="disabled")
        across, down = SIZES["wide"]
        await page.set_viewport_size({"width": across, "height": down})
