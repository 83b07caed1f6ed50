import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.conftest import Ear, Person


@pytest.mark.usefixtures("connected")
async def test_a_post_is_heard_and_its_answer_shows(anna: Person, slack: AsyncWebClient, ear: Ear) -> None:
    ts = await anna.posts("550 5.1.1 <jan@klant.example>: user unknown")
    event = await ear.event("message")
    assert event["ts"] == ts
    assert event["text"] == "550 5.1.1 &lt;<mailto:jan@klant.example|jan@klant.example>&gt;: user unknown"
    answered = await slack.chat_postMessage(channel=event["channel"], thread_ts=ts, text="Het adres bestaat niet.")
    question, answer = await anna.reads()
    assert (question["thread_ts"], answer["thread_ts"]) == (ts, ts)
    assert (answer["ts"], answer["user"], answer["text"]) == (answered["ts"], "U0BOT", "Het adres bestaat niet.")
