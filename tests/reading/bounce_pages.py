"""Bounces as three programs show them: Outlook on a desk, Gmail in a browser, a phone; light and dark."""

import asyncio
import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from playwright.async_api import async_playwright

from tests import browser as real_browser

Program = Literal["outlook", "gmail", "phone"]


@dataclass(frozen=True, slots=True)
class Look:
    """Where a bounce is read and how the picture of it is made."""

    program: Program
    dark: bool
    scale: int

    def __str__(self) -> str:
        return f"{self.program}-{'dark' if self.dark else 'light'}-{self.scale}x"


@dataclass(frozen=True, slots=True)
class Bounce:
    cause: str
    subject: str
    text: str


LOOKS = [
    Look(program, dark, scale)
    for program in ("outlook", "gmail", "phone")
    for dark in (False, True)
    for scale in (1, 2)
]

BOUNCES = [
    Bounce(**written)
    for written in yaml.safe_load((Path(__file__).parents[1] / "data/screenshots/bounces.yml").read_text())
]

_COLOURS = {
    "outlook": (("#242424", "#ffffff", "#605e5c"), ("#f3f2f1", "#292827", "#a19f9d")),
    "gmail": (("#222222", "#ffffff", "#5f6368"), ("#e8eaed", "#1f1f1f", "#9aa0a6")),
    "phone": (("#000000", "#ffffff", "#8e8e93"), ("#ffffff", "#000000", "#98989f")),
}
_WIDTHS = {"outlook": 860, "gmail": 780, "phone": 390}
_STYLE = """
* {{ box-sizing: border-box; margin: 0; }}
body {{ background: {ground}; color: {ink}; padding: 16px; width: {width}px; overflow-wrap: anywhere; }}
.faint {{ color: {faint}; font-size: 12px; }}
.bar {{ display: flex; justify-content: space-between; padding: 4px 12px 12px; }}
.sender {{ display: flex; gap: 12px; align-items: center; margin: 12px 0; }}
.face {{ width: 36px; height: 36px; border-radius: 18px; background: #8764b8; color: #fff; padding: 9px 12px; }}
.box {{ border: 1px solid {faint}; border-radius: 8px; padding: 20px; }}
.body {{ white-space: pre-wrap; }}
.outlook {{ font: 14.67px/1.35 Calibri, Carlito, "DejaVu Sans Condensed", sans-serif; }}
.gmail {{ font: 14px/1.5 Arial, "Liberation Sans", sans-serif; }}
.phone {{ font: 17px/1.3 Roboto, "DejaVu Sans", sans-serif; }}
"""
_SENDER = "<div class=sender><div class=face>M</div><div>{name}<div class=faint>{about}</div></div></div>"
_FRAMES = {
    "outlook": "<h3>{subject}</h3>"
    + _SENDER.format(name="Microsoft Outlook", about="Aan: Eva de Boer &nbsp; di 11-3-2025 09:14")
    + "<div class=body>{text}</div>",
    "gmail": "<h2>{subject}</h2>"
    + _SENDER.format(name="<b>Mail Delivery Subsystem</b>", about="aan mij &#9662; &nbsp; 09:14 (2 uur geleden)")
    + '<div class="box body">{text}</div>',
    "phone": "<div class=bar><b>9:41</b><span>5G 87%</span></div>"
    "<div class=bar><span>&lt; Inkomend</span><span>&#8943;</span></div><b>Mail Delivery System</b>"
    "<div class=faint>Aan: mij &nbsp; 09:14</div><h3>{subject}</h3><hr><div class=body>{text}</div>",
}


def page(bounce: Bounce, look: Look) -> str:
    """The HTML of a bounce."""
    ink, ground, faint = _COLOURS[look.program][look.dark]
    style = _STYLE.format(ink=ink, ground=ground, faint=faint, width=_WIDTHS[look.program])
    frame = _FRAMES[look.program].format(subject=html.escape(bounce.subject), text=html.escape(bounce.text))
    return f"<!doctype html><style>{style}</style><body class={look.program}>{frame}"


def pictures(wanted: Mapping[str, tuple[Bounce, Look]], kind: Literal["jpeg", "png"] = "jpeg") -> dict[str, bytes]:
    """Pictures as a browser takes them; a JPEG keeps 60 % of its quality."""
    return asyncio.run(_pictures(wanted, kind))


async def _pictures(wanted: Mapping[str, tuple[Bounce, Look]], kind: Literal["jpeg", "png"]) -> dict[str, bytes]:
    path = real_browser.find()
    assert path, "no browser: `make browser` gets one"
    taken = {}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(real_browser.ARGUMENTS))
        for name, (bounce, look) in wanted.items():
            tab = await browser.new_page(
                viewport={"width": _WIDTHS[look.program], "height": 500}, device_scale_factor=look.scale
            )
            await tab.set_content(page(bounce, look))
            quality = 60 if kind == "jpeg" else None
            taken[name] = await tab.screenshot(full_page=True, type=kind, quality=quality)
            await tab.close()
        await browser.close()
    return taken
