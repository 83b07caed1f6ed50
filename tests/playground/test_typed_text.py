"""What Slack makes of what a person types."""

import pytest

from tests.playground.conftest import Ear, Json, Person

pytestmark = pytest.mark.usefixtures("connected")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("a < b > c & d", "a &lt; b &gt; c &amp; d", id="escapes"),
        pytest.param("<!channel> <@U0ANNA>", "&lt;!channel&gt; &lt;@U0ANNA&gt;", id="typed-markup-is-text"),
        pytest.param("&lt;b&gt;", "&amp;lt;b&amp;gt;", id="typed-escapes-are-text"),
        pytest.param("jan@klant.example", "<mailto:jan@klant.example|jan@klant.example>", id="address"),
        pytest.param(
            "<jan@klant.example>:", "&lt;<mailto:jan@klant.example|jan@klant.example>&gt;:", id="in-angles"
        ),
        pytest.param("zie https://x.test/a?b=1&c=2.", "zie <https://x.test/a?b=1&amp;c=2>.", id="url"),
        pytest.param("van carerix.com, dus", "van <http://carerix.com|carerix.com>, dus", id="bare-domain"),
        pytest.param("550 5.1.1 mx.klant.example zei", "550 5.1.1 mx.klant.example zei", id="no-domain"),
        pytest.param("@anna en @ANNA", "<@U0ANNA> en <@U0ANNA>", id="people"),
        pytest.param("@niemand", "@niemand", id="nobody"),
        pytest.param("#support en #nergens", "<#C0SUPPORT|support> en #nergens", id="channels"),
        pytest.param("@here", "<!here>", id="everybody"),
        pytest.param("> gezegd\n> meer\ngewoon", "&gt; gezegd\n&gt; meer\ngewoon", id="quote"),
        pytest.param("```\n550 <a@b.nl>\n```", "```550 &lt;<mailto:a@b.nl|a@b.nl>&gt;```", id="fence"),
        pytest.param("voor `<b>` na", "voor `&lt;b&gt;` na", id="code"),
        pytest.param("een\r\ntwee", "een\ntwee", id="line-ends"),
        pytest.param("\u202e\u200btekst\x00", "\u202e\u200btekst\x00", id="invisible-characters-stay"),
    ],
)
async def test_text_is_made_as_slack_makes_it(anna: Person, ear: Ear, raw: str, text: str) -> None:
    await anna.posts(raw)
    assert (await ear.event("message"))["text"] == text


@pytest.mark.parametrize(
    ("raw", "elements"),
    [
        pytest.param(
            "> gezegd\ngewoon",
            [
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "gezegd"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "gewoon"}]},
            ],
            id="quote",
        ),
        pytest.param(
            "kijk\n```550 <a>```",
            [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "kijk"}]},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "550 <a>"}]},
            ],
            id="fence",
        ),
        pytest.param(
            "@Proefapp `x`",
            [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "user", "user_id": "U0BOT"},
                        {"type": "text", "text": " "},
                        {"type": "text", "text": "x", "style": {"code": True}},
                    ],
                }
            ],
            id="mention-and-code",
        ),
    ],
)
async def test_the_same_stands_in_rich_text(anna: Person, ear: Ear, raw: str, elements: list[Json]) -> None:
    await anna.posts(raw)
    assert (await ear.event("message"))["blocks"][0]["elements"] == elements


@pytest.mark.parametrize(
    "piece", ["a", "a.", "-", "a@", "`", "```", ">\n", "http://", "@", "<", "_", "x@x-", "\\"]
)
async def test_a_hostile_text_comes_through_whole(anna: Person, ear: Ear, piece: str) -> None:
    raw = (piece * 4000)[:4000].strip("\n")
    await anna.posts(raw)
    event = await ear.event("message")
    plain = "".join(
        inner.get("text", inner.get("url", ""))
        for part in event["blocks"][0]["elements"]
        for inner in part["elements"]
    )
    marks = str.maketrans("", "", "> \n`")
    assert plain.translate(marks) == raw.translate(marks)
