"""The count sees each thing that can go wrong, and nothing where all is well."""

import pytest

from tests.crash.asked import Ask, Asked, Stand
from tests.crash.counting import count
from tests.crash.page import ANNA, GENERAL, HELLA, HELPDESK, SUPPORT, Json

TOKEN = "vol1@ontvanger.example"
CLAIMED = Stand.CLAIMED.value
DIRECT = "D0ANNA"


def card(*says: str, ts: str = "9.1", thread: str | None = "1.1", whispered: bool = False) -> Json:
    return {"ts": ts, "thread_ts": thread, "text": " ".join(says), "blocks": [], "ephemeral": whispered}


def link(ts: str) -> str:
    return f"/archives/{SUPPORT}/p{ts.replace('.', '')}"


@pytest.mark.parametrize(
    ("stand", "support", "helpdesk", "wrong"),
    [
        pytest.param(Stand.ANSWERED, [card(TOKEN)], [], {}, id="well"),
        pytest.param(Stand.ANSWERED, [], [], {"lost"}, id="no-answer"),
        pytest.param(Stand.ANSWERED, [card(TOKEN), card(TOKEN, ts="9.2")], [], {"doubled"}, id="two-answers"),
        pytest.param(Stand.ANSWERED, [card(TOKEN), card(ts="9.2")], [], {"doubled"}, id="one-in-an-old-form"),
        pytest.param(Stand.ANSWERED, [card(TOKEN, thread="2.2")], [], {"lost", "doubled"}, id="elsewhere"),
        pytest.param(Stand.FOUND, [card(TOKEN)], [], {"stale"}, id="a-press-that-got-lost"),
        pytest.param(Stand.GONE, [card(TOKEN)], [], {"stale"}, id="an-answer-to-what-was-deleted"),
        pytest.param(Stand.GONE, [], [], {}, id="gone"),
        pytest.param(
            Stand.CLAIMED, [card(TOKEN, CLAIMED)], [card(TOKEN, "pakt dit op", ts="8.1")], {}, id="claimed"
        ),
        pytest.param(Stand.CLAIMED, [card(TOKEN, CLAIMED)], [], {"lost"}, id="not-at-the-helpdesk"),
        pytest.param(
            Stand.CLAIMED,
            [card(TOKEN, CLAIMED)],
            [card(TOKEN, "pakt dit op", ts="8.1"), card(link("9.1"), "pakt dit op", ts="8.2")],
            {"doubled"},
            id="twice-at-the-helpdesk",
        ),
        pytest.param(
            Stand.CLAIMED,
            [card(TOKEN, CLAIMED)],
            [card(TOKEN, "Nog niemand heeft dit opgepakt", ts="8.1")],
            {"stale"},
            id="two-cards-that-disagree",
        ),
        pytest.param(
            Stand.ANSWERED, [card(TOKEN)], [card(TOKEN, ts="8.1")], {"doubled"}, id="nobody-asked-for-help"
        ),
    ],
)
def test_an_answer(stand: Stand, support: list[Json], helpdesk: list[Json], wrong: set[str]) -> None:
    asked = Asked([Ask(TOKEN, SUPPORT, "1.1", ANNA, "1.1", frozenset({stand}))])
    counted = count(asked, {(HELLA, SUPPORT): support, (HELLA, HELPDESK): helpdesk})
    assert {name for name, each in counted.wrong().items() if each} == set(wrong)


@pytest.mark.parametrize(
    ("stand", "whispers", "direct", "wrong", "again"),
    [
        pytest.param(Stand.ANSWERED, [card(TOKEN, whispered=True)], [], {}, 0, id="well"),
        pytest.param(Stand.ANSWERED, [card(TOKEN, whispered=True)] * 2, [], {}, 1, id="seen-twice"),
        pytest.param(Stand.ANSWERED, [], [], {"lost"}, 0, id="never-seen"),
        pytest.param(
            Stand.ESCALATED,
            [card(TOKEN, whispered=True)],
            [card(TOKEN, Stand.ESCALATED)],
            {"stale"},
            0,
            id="does-not-say-where-it-goes-on",
        ),
        pytest.param(Stand.ESCALATED, [card(TOKEN, whispered=True)], [], {"stale"}, 0, id="goes-on-nowhere"),
    ],
)
def test_a_whisper(stand: Stand, whispers: list[Json], direct: list[Json], wrong: set[str], again: int) -> None:
    ask = Ask(TOKEN, GENERAL, None, ANNA, may=frozenset({stand}))
    helpdesk = [card(TOKEN, "Nog niemand heeft dit opgepakt", ts="8.1")] if direct else []
    seen = {(ANNA, GENERAL): whispers, (ANNA, DIRECT): direct, (HELLA, HELPDESK): helpdesk}
    counted = count(Asked([ask]), seen)
    assert {name for name, each in counted.wrong().items() if each} == set(wrong)
    assert counted.whispered_again == again


def test_order_in_a_thread_and_silence_on_talk() -> None:
    asks = [Ask(f"{name}@x.example", SUPPORT, "1.1", ANNA) for name in ("een", "twee")]
    said = [card("twee@x.example", ts="8.1"), card("een@x.example", ts="8.2"), card(ts="8.3", thread="2.2")]
    counted = count(Asked(asks, talk=["2.2"]), {(HELLA, SUPPORT): said, (HELLA, HELPDESK): []})
    assert {name for name, each in counted.wrong().items() if each} == {
        "out of order",
        "spoken where silence was right",
    }
