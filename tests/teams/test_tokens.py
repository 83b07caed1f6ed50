"""Our own token, and the keys of others': asked for once, and kept while nobody answers."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import structlog

from bot.desk.chat import ChatUnavailableError
from bot.teams.keyring import FRESH, KEPT, REST, Keyring, KeysUnavailableError
from bot.teams.tokens import Tokens
from tests.teams.counterpart import CREDENTIALS, SECRET, Counterpart


class Watch:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        yield session


@pytest.fixture
def tokens(session: aiohttp.ClientSession, teams: Counterpart, watch: Watch) -> Tokens:
    return Tokens(session, CREDENTIALS, teams.cloud, watch)


@pytest.fixture
async def keyring(session: aiohttp.ClientSession, teams: Counterpart, watch: Watch) -> AsyncIterator[Keyring]:
    keyring = Keyring(session, teams.cloud, watch)
    yield keyring
    await keyring.close()


async def test_many_who_ask_at_once_ask_once(tokens: Tokens, teams: Counterpart) -> None:
    assert await asyncio.gather(*(tokens.token() for _ in range(20))) == ["token-1"] * 20
    assert teams.tokens == 1


@pytest.mark.parametrize(
    ("life", "after", "asked"),
    [
        pytest.param(3600, 3299, 1, id="fresh"),
        pytest.param(3600, 3301, 2, id="soon-over"),
        pytest.param("3600", 3301, 2, id="in-words"),
        pytest.param(1, 59, 1, id="short-lived"),
        pytest.param(-1, 61, 2, id="over-before-it-began"),
        pytest.param("soon", 59, 1, id="no-number"),
    ],
)
async def test_a_token_is_used_until_shortly_before_its_end(
    tokens: Tokens, teams: Counterpart, watch: Watch, *, life: Any, after: int, asked: int
) -> None:
    teams.life = life
    await tokens.token()
    watch.at += after
    await tokens.token()
    assert teams.tokens == asked


async def test_a_token_that_was_not_taken_is_not_used_again(tokens: Tokens) -> None:
    first = await tokens.token()
    tokens.spent("an older one")
    assert await tokens.token() == first
    tokens.spent(first)
    assert await tokens.token() == "token-2"


@pytest.mark.parametrize("said", ["no json", "{}", '{"access_token": "x"}', '{"expires_in": 3600}'])
async def test_an_answer_without_a_token(tokens: Tokens, teams: Counterpart, said: str) -> None:
    teams.trouble("POST", 200, said)
    with pytest.raises(ChatUnavailableError):
        await tokens.token()
    assert await tokens.token() == "token-1"


async def test_a_secret_is_not_shown(tokens: Tokens, teams: Counterpart) -> None:
    teams.trouble("POST", 500, {"error": "server_error", "error_description": SECRET})
    with pytest.raises(ChatUnavailableError) as raised:
        await tokens.token()
    assert raised.value.code == "server_error"
    assert SECRET not in repr((raised.value, CREDENTIALS))


async def test_keys_are_fetched_once_a_day(keyring: Keyring, teams: Counterpart, watch: Watch) -> None:
    keys = await asyncio.gather(*(keyring.key("current") for _ in range(20)))
    assert all(keys)
    assert teams.fetched == 1
    watch.at += FRESH - 1
    assert await keyring.key("current")
    assert teams.fetched == 1
    watch.at += 1
    assert await keyring.key("current")
    await _until(lambda: teams.fetched == 2)


async def test_a_new_key_is_known_at_once_and_one_that_went_soon_is_not(
    keyring: Keyring, teams: Counterpart, watch: Watch
) -> None:
    await keyring.key("current")
    watch.at += REST
    teams.keys = ["next"]
    assert await keyring.key("next")
    assert await keyring.key("current") is None


async def test_unknown_keys_do_not_make_us_ask_each_time(
    keyring: Keyring, teams: Counterpart, watch: Watch
) -> None:
    await keyring.key("current")
    for number in range(50):
        assert await keyring.key(f"made-up-{number}") is None
    assert teams.fetched == 1
    watch.at += REST
    for number in range(50):
        assert await keyring.key(f"made-up-{number}") is None
    assert teams.fetched == 2


async def test_known_keys_are_good_for_days_while_nobody_answers(
    keyring: Keyring, teams: Counterpart, watch: Watch
) -> None:
    await keyring.key("current")
    teams.offline = True
    watch.at += KEPT - 1
    with structlog.testing.capture_logs() as logs:
        assert await keyring.key("current")
        await _until(lambda: logs)
    assert (logs[0]["event"], logs[0]["code"]) == ("teams_keys_not_fetched", "http_503")
    watch.at += REST
    with pytest.raises(KeysUnavailableError):
        await keyring.key("new since")
    with pytest.raises(KeysUnavailableError):
        await keyring.key("current")
    teams.offline = False
    watch.at += REST
    assert await keyring.key("current")


@pytest.mark.parametrize(
    "said",
    ["no json", "[]", '{"keys": []}', '{"keys": [7]}', '{"keys": [{"kty": "RSA", "kid": "x", "n": "!", "e": 1}]}'],
)
async def test_what_is_no_set_of_keys_replaces_none(
    keyring: Keyring, teams: Counterpart, watch: Watch, said: str
) -> None:
    await keyring.key("current")
    watch.at += REST
    teams.trouble("GET", 200, {"jwks_uri": f"{teams.origin}/v1/keys"})
    teams.trouble("GET", 200, said)
    with pytest.raises(KeysUnavailableError):
        await keyring.key("other")
    assert await keyring.key("current")


async def _until(true: Any) -> None:
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 — what is waited for is in another task
            await asyncio.sleep(0.01)
