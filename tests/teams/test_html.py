"""Teams' HTML, read as a person reads it."""

import time
from pathlib import Path

import pytest

from bot.answers import Knowledge
from bot.answers.explaining import explain_text
from bot.teams.html import attachments_in, html_to_text

ROOT = Path(__file__).parents[2]
MENTION = '<span itemtype="http://schema.skype.com/Mention" itemscope itemid="0">Bouncewijzer</span>'
REPLY = (
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1795424300000">'
    '<strong itemprop="mri" itemid="{who}">Bram</strong><span itemprop="time" itemid="1795424300000"></span>'
    '<p itemprop="preview">550 5.2.2 mailbox is full</p></blockquote>'
)
OUTLOOK = """
<table border="0" cellspacing="0"><tbody>
<tr><td width="80"><p><strong>Van:</strong></p></td><td><p>postmaster@klant.example</p></td></tr>
<tr><td><p><strong>Fout:</strong></p></td>
    <td><p>550 5.1.10
      RecipientNotFound</p></td></tr>
</tbody></table><p>Groet</p>
"""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("<div><div>een <strong>vet</strong> woord</div>\n</div>", "een vet woord", id="one-line"),
        pytest.param("<p>een</p><p>twee</p>", "een\ntwee", id="a-line-for-each-paragraph"),
        pytest.param("<p>een</p>\n<p>&nbsp;</p>\n<p>twee</p>", "een\n\ntwee", id="an-empty-paragraph"),
        pytest.param("een<br>twee<br/>\n<br />drie", "een\ntwee\n\ndrie", id="breaks"),
        pytest.param("<div>a\n   b\t c</div>", "a b c", id="blanks-run-together"),
        pytest.param(
            "a&nbsp;&nbsp;b &lt;jan@klant.example&gt; &amp;amp;", "a  b <jan@klant.example> &amp;", id="entities"
        ),
        pytest.param(f"<div>{MENTION}&nbsp;help</div>", " help", id="a-mention"),
        pytest.param('<div><at id="0">Bouncewijzer</at> help</div>', "help", id="a-mention-as-at"),
        pytest.param("<at>nooit dicht <b>help</b>", "nooit dicht help", id="a-mention-that-never-ends"),
        pytest.param('<span style="x">woord</span>', "woord", id="any-other-span"),
        pytest.param("<pre><code>a  b\n  c</code></pre><p>d</p>", "a  b\n  c\nd", id="code-as-it-stands"),
        pytest.param("<codeblock><code>a<br>b</code></codeblock>", "a\nb", id="a-code-block"),
        pytest.param("<ul><li>een</li><li>twee</li></ul>", "een\ntwee", id="a-list"),
        pytest.param("<h2>Kop</h2>tekst<hr>meer", "Kop\ntekst\nmeer", id="headings-and-rules"),
        pytest.param(
            OUTLOOK, "Van:\tpostmaster@klant.example\nFout:\t550 5.1.10 RecipientNotFound\nGroet", id="outlook"
        ),
        pytest.param("<table><tr><td></td><td>b</td></tr></table>", "b", id="an-empty-cell-in-front"),
        pytest.param("<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a\nb\tc", id="a-break-within-a-cell"),
        pytest.param("<blockquote><p>550 vol</p></blockquote><p>help</p>", "550 vol\nhelp", id="a-quote"),
        pytest.param("a<!-- weg -->b<script>x()</script>c<style>p{}</style>d", "abcd", id="what-nobody-sees"),
        pytest.param("a<!-- nooit dicht", "a nooit dicht", id="a-comment-that-never-ends"),
        pytest.param("<jan@klant.example>: vol", "<jan@klant.example>: vol", id="an-address-is-no-tag"),
        pytest.param("5 < 6 en <", "5 < 6 en <", id="no-tags-at-all"),
        pytest.param(
            '<a href="https://x.example/a?b&amp;c">https://x.example/a?b&amp;c</a>.',
            "https://x.example/a?b&c.",
            id="a-link",
        ),
        pytest.param(
            '<a href="https://x.example/a">hier</a>', "hier https://x.example/a", id="a-link-behind-a-word"
        ),
        pytest.param(
            '<a href="http://mx.klant.example">mx.klant.example</a>', "mx.klant.example", id="a-host-made-a-link"
        ),
        pytest.param(
            '<a href="mailto:jan@klant.example?subject=x">Jan</a> vol',
            "Jan <jan@klant.example> vol",
            id="a-mail-link",
        ),
        pytest.param(
            '<a href="mailto:jan@klant.example">jan@klant.example</a>',
            "jan@klant.example",
            id="an-address-made-a-link",
        ),
        pytest.param('<a href="javascript:x()">hier</a></a><a>daar</a>', "hierdaar", id="no-links"),
        pytest.param("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";", id="a-number-beyond-all-characters"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_html(source: str, text: str) -> None:
    assert html_to_text(source) == text


@pytest.mark.parametrize(
    ("who", "quotes", "text"),
    [
        pytest.param("8:orgid:bram", True, "Bram\n550 5.2.2 mailbox is full\nhelp", id="of-a-colleague"),
        pytest.param("8:orgid:bram", False, "help", id="of-a-colleague-where-it-was-seen"),
        pytest.param("28:0a1b2c3d", True, "help", id="of-a-bot"),
    ],
)
def test_a_message_that_is_replied_to(who: str, text: str, *, quotes: bool) -> None:
    assert html_to_text(REPLY.format(who=who) + "<p>help</p>", quotes=quotes) == text


def test_a_quote_that_never_ends_hides_nothing() -> None:
    assert html_to_text(REPLY.format(who="28:bot").removesuffix("</blockquote>"), quotes=False).endswith("full")


def test_what_a_message_holds_beside_its_text() -> None:
    source = '<p>zie</p><attachment id="9f1c"></attachment><attachment id="1795424300000"></attachment>'
    assert attachments_in(source) == ("9f1c", "1795424300000")


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a",
        "<a ",
        "<a>",
        "</a>",
        '<a href="',
        '<a href="x">x',
        "<!--",
        "<script>",
        "<at>",
        "<at >x",
        "<p>",
        "<td>",
        "<tr><td>",
        "<pre>",
        "&",
        "&#",
        "&lt",
        "\xa0",
        " ",
        "\n",
        "x",
        '<attachment id="',
        "<br>",
        f"<span {'schema.skype.com/' * 20}",
        "<span schema.skype.com/Mention>",
        "<blockquote schema.skype.com/Reply>",
        '<blockquote schema.skype.com/Reply>itemid="28:',
        "<b>x</b> ",
        "<" + "a" * 31,
        "<a" + " b" * 1990,
    ],
)
def test_a_hostile_megabyte_costs_less_than_a_second(piece: str) -> None:
    source = piece * (2**20 // len(piece))
    for ended in (source, source + "</blockquote></a>-->"):
        began = time.process_time()
        html_to_text(ended)
        attachments_in(ended)
        assert time.process_time() - began < 1.0


def test_what_is_read_is_understood() -> None:
    knowledge = Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk")
    source = "<table><tr><td><p>jan@klant.example</p></td><td>550 5.2.2 mailbox is full</td></tr></table>"
    answer = explain_text(html_to_text(source), knowledge.current()).answer
    assert answer is not None
    assert [section.cause for section in answer.sections] == ["mailbox-full"]
