"""Cards as Teams draws them: Microsoft's renderer in a real page, with the looks of Teams, light and dark."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

from playwright.async_api import Browser, Page

from tests import adaptivecards

Light = Literal["light", "dark"]

COLOURS: dict[Light, dict[str, str]] = {
    "light": {"page": "#f5f5f5", "card": "#ffffff", "edge": "#e0e0e0", "text": "#242424", "subtle": "#616161",
              "accent": "#5b5fc7", "button": "#ffffff", "emphasis": "#f0f0f0"},
    "dark": {"page": "#1f1f1f", "card": "#292929", "edge": "#3d3d3d", "text": "#ffffff", "subtle": "#adadad",
             "accent": "#7f85f5", "button": "#292929", "emphasis": "#333333"},
}  # fmt: skip

PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Teams</title><style>
body {{ margin: 0; padding: 12px; background: {page}; color: {text}; font: 14px "Segoe UI", sans-serif }}
#card {{ max-width: 720px; background: {card}; border: 1px solid {edge}; border-radius: 6px; padding: 4px }}
#card .ac-pushButton {{ font: 600 14px "Segoe UI", sans-serif; padding: 6px 12px; border-radius: 4px;
  color: {text}; background: {button}; border: 1px solid {edge}; cursor: pointer }}
#card .ac-pushButton.style-positive {{ background: {accent}; border-color: {accent}; color: #ffffff }}
.ac-textBlock p, .ac-textBlock ol {{ margin: 0 }} .ac-textBlock ol {{ padding-left: 24px }}
#card .ac-textInput {{ font: inherit; color: inherit; padding: 6px; background: {emphasis};
  border: 1px solid {edge} }}
#card a:link {{ color: {accent} }} .mention {{ color: {accent} }}
</style><div id="card"></div></html>"""

DRAW = """([content, host]) => {
  const { AdaptiveCard, HostConfig, SerializationContext, Version } = window.AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    // Mentions stand where the card names them; all else is Markdown, in which even bare addresses become links.
    const named = (content.msteams?.entities ?? []).map((each, at) => [`\\uE000${at}\\uE001`, each]);
    const marked = named.reduce((told, [place, each]) => told.replaceAll(each.text, place), text);
    const drawn = ({ id, name }) => `<span class="mention" data-id="${id}">${name}</span>`;
    const html = named.reduce((told, [place, each]) => told.replaceAll(place, drawn(each.mentioned)),
      window.markdownit({ html: false, linkify: true }).render(marked));
    result.outputHtml = html;
    result.didProcess = true;
  };
  const card = new AdaptiveCard();
  card.version = new Version(1, 5);
  card.hostConfig = new HostConfig(host);
  window.pressed = [];
  card.onExecuteAction = (action) => window.pressed.push(
    { type: action.getJsonTypeName(), verb: action.verb, data: action.data });
  const context = new SerializationContext(new Version(1, 5));
  card.parse(content, context);
  const wrong = [];
  for (let at = 0; at < context.eventCount; at++) wrong.push(context.getEventAt(at).message);
  for (const failure of card.validateProperties().validationEvents) wrong.push(failure.message);
  document.getElementById("card").replaceChildren(card.render());
  return wrong;
}"""


def looks(light: Light) -> dict[str, Any]:
    """A host config with Teams' sizes and colours."""
    colours = COLOURS[light]
    text = {
        name: {"default": colour, "subtle": colours["subtle"]}
        for name, colour in (("default", colours["text"]), ("accent", colours["accent"]))
    }
    return {
        "fontFamily": '"Segoe UI", sans-serif',
        "supportsInteractivity": True,
        "spacing": {"small": 8, "default": 12, "medium": 16, "large": 20, "extraLarge": 24, "padding": 16},
        "separator": {"lineThickness": 1, "lineColor": colours["edge"]},
        "fontSizes": {"small": 12, "default": 14, "medium": 14, "large": 18, "extraLarge": 24},
        "fontWeights": {"lighter": 200, "default": 400, "bolder": 600},
        "containerStyles": {
            "default": {"backgroundColor": colours["card"], "foregroundColors": text},
            "emphasis": {"backgroundColor": colours["emphasis"], "foregroundColors": text},
        },
        "actions": {
            "maxActions": 6,
            "spacing": "default",
            "buttonSpacing": 8,
            "actionsOrientation": "horizontal",
            "actionAlignment": "left",
        },
        "inputs": {"label": {"inputSpacing": "small", "optionalInputs": {"weight": "bolder"}}},
    }


@asynccontextmanager
async def window(browser: Browser, light: Light = "light", width: int = 800) -> AsyncIterator[Page]:
    """A page that can draw cards. A request fails the test, and so does an error."""
    context = await browser.new_context(viewport={"width": width, "height": 600}, color_scheme=light)
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.append(request.url))
    await page.set_content(PAGE.format(**COLOURS[light]))
    await page.add_style_tag(content=adaptivecards.STYLE.read_text())
    for script in adaptivecards.SCRIPTS:
        await page.add_script_tag(content=script.read_text())
    yield page
    await context.close()
    assert wrong == []


async def show(page: Page, content: dict[str, Any], light: Light = "light") -> list[str]:
    """Draw a card. Gives what the renderer finds wrong with it."""
    found: list[str] = await page.evaluate(DRAW, [content, looks(light)])
    return found
