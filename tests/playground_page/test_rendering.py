"""What stands on the page is what was sent, and nothing of it comes alive."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.playground_page.app import plain

pytestmark = pytest.mark.browser

RENDER = """async (blocks) => {
  const { renderBlocks } = await import("/static/blocks.js");
  return renderBlocks(blocks, { press() {}, input() {} }).innerHTML;
}"""
MRKDWN = """async (text) => {
  const { mrkdwn } = await import("/static/mrkdwn.js");
  const box = document.createElement("div");
  box.append(...mrkdwn(text));
  return [...box.querySelectorAll("strong, em, s, code, pre, a, blockquote, .mention")]
    .map((each) => `${each.localName}:${each.textContent}`);
}"""
TEXT = """async (text) => {
  const { mrkdwn } = await import("/static/mrkdwn.js");
  const box = document.createElement("div");
  box.append(...mrkdwn(text));
  return box.textContent;
}"""


MARKS = {
    "styles": ("*vet* en _schuin_ en ~weg~", ["strong:vet", "em:schuin", "s:weg"]),
    "not-within-words": ("2*3*4 en snake_case_naam", []),
    "not-around-spaces": ("* geen * lijst", []),
    "not-unclosed": ("*open eind", []),
    "code-is-verbatim": ("`*geen vet*`", ["code:*geen vet*"]),
    "fence": ("```\n*een*\n<http://x.test|twee>\n```", ["pre:*een*\ntwee"]),
    "open-fence": ("```open *vet*", ["strong:vet"]),
    "quote": ("&gt; gezegd\ngewoon", ["blockquote:gezegd"]),
    "quote-to-the-end": ("&gt;&gt;&gt; een\ntwee", ["blockquote:eentwee"]),
    "link": ("<https://x.test/a?b=1&amp;c=2|hier>", ["a:hier"]),
    "address": ("<mailto:a@b.test|a@b.test>", ["a:a@b.test"]),
    "no-script-link": ("<javascript:alert(1)|hier>", []),
    "people": ("<@U0ANNA> en <@U0NIEMAND>", ["span:@Anna", "span:@U0NIEMAND"]),
    "channels": ("<#C0SUPPORT> en <#C9|weg>", ["a:#support", "span:#weg"]),
    "everybody": ("<!channel>", ["span:@channel"]),
    "bare-address-becomes-a-link": ("zie https://x.test/a_b*c?d=1&amp;e. Of", ["a:https://x.test/a_b*c?d=1&e"]),
    "bare-address-within-a-word": ("xhttps://y.test", []),
    "no-address": ("https:// en http", []),
    "escaped-mentions": ("&lt;!channel&gt; &lt;@U0ANNA&gt;", []),
}


async def test_mrkdwn_marks(page: Page) -> None:
    seen = {name: await page.evaluate(MRKDWN, text) for name, (text, _) in MARKS.items()}
    assert seen == {name: marked for name, (_, marked) in MARKS.items()}


WORDS = {
    "escapes-once": ("&lt;b&gt; &amp;amp; &amp;lt;", "<b> &amp; &lt;"),
    "tags-are-text": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "unsafe-link-is-its-label": ("<javascript:alert(1)|hier>", "hier"),
    "emoji": (":warning: :bestaat_niet:", "⚠️ :bestaat_niet:"),
}


async def test_mrkdwn_words(page: Page) -> None:
    seen = {name: await page.evaluate(TEXT, text) for name, (text, _) in WORDS.items()}
    assert seen == {name: shown for name, (_, shown) in WORDS.items()}


async def test_a_long_hostile_text_is_drawn(page: Page) -> None:
    pieces = ["https://", "http://a.", "*a ", "<", "`a ", "```x", "_~*", "&gt; ", "<@", "x\n> "]
    drawn = [await page.evaluate(TEXT, piece * (40_000 // len(piece))) for piece in pieces]
    assert [len(each) > 5_000 for each in drawn] == [True] * len(pieces)


HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> *vet* <!channel> <@U0ANNA> `x`'


@pytest.mark.parametrize(
    "block",
    [
        pytest.param({"type": "header", "text": plain(HOSTILE)}, id="header"),
        pytest.param({"type": "section", "text": plain(HOSTILE)}, id="section"),
        pytest.param({"type": "section", "fields": [plain(HOSTILE)]}, id="field"),
        pytest.param({"type": "context", "elements": [plain(HOSTILE)]}, id="context"),
        pytest.param(
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": HOSTILE}]},
                ],
            },
            id="rich-text",
        ),
    ],
)
async def test_plain_text_stays_text(page: Page, block: dict[str, Any]) -> None:
    script = (
        f"async (blocks) => {{ const html = await ({RENDER})(blocks); const box = document.createElement('div');"
    )
    script += " box.innerHTML = html; const alive = box.querySelectorAll('img, script, strong, code, .mention');"
    script += " return [box.textContent, alive.length]; }"
    assert await page.evaluate(script, [block]) == [HOSTILE, 0]


@pytest.mark.parametrize(
    ("block", "says"),
    [
        pytest.param({"type": "hologram"}, "Dit onderdeel (hologram) kan deze pagina niet tonen.", id="block"),
        pytest.param(
            {"type": "actions", "elements": [{"type": "lever"}]},
            "Dit onderdeel (lever) kan deze pagina niet tonen.",
            id="element",
        ),
        pytest.param({"type": "image", "alt_text": "Een grafiek"}, "Een grafiek", id="image"),
    ],
)
async def test_what_cannot_be_shown_says_so(page: Page, block: dict[str, Any], says: str) -> None:
    assert says in await page.evaluate(RENDER, [block])
