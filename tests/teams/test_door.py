"""The door that Teams calls: who is let in, and what they hear."""

import base64
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, make_mocked_request
from cryptography.hazmat.primitives import serialization

from bot.desk.work import Place
from bot.teams import anonymous
from bot.teams.answered import Answered
from bot.teams.cloud import CLOUDS, Cloud
from bot.teams.connection import connected
from bot.teams.door import LONGEST, Door
from bot.teams.guard import Guard, TokenRefusedError
from bot.teams.origins import Origins
from bot.teams.sdk import through_sdk
from tests.teams.counterpart import ANNA, APP, CHANNEL, CREDENTIALS, DIRECT, TENANT, Counterpart, private_key
from tests.teams.drawn import plainly
from tests.teams.remembered import Remembered


@dataclass
class Ear:
    """What is heard is kept; `answered` is what it says, or raises."""

    answered: Answered | Exception | None = None
    heard: list[dict[str, Any]] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    async def hear(self, activity: dict[str, Any]) -> Answered | None:
        self.heard.append(activity)
        self.meanwhile()
        if isinstance(self.answered, Exception):
            raise self.answered
        return self.answered


@dataclass
class Opened:
    """A door that is open, and who knocks there."""

    url: str
    session: aiohttp.ClientSession
    ear: Ear
    refused: Counter[str]
    references: Remembered

    async def knock(
        self, activity: Any, token: str | None = None, headers: Any = (), **more: Any
    ) -> tuple[int, str]:
        data = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        named = [*dict(headers).items()]
        if token is not None:
            named.append(("Authorization", f"Bearer {token}"))
        async with self.session.post(self.url, data=data, headers=named, **more) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def opened(
    teams: Counterpart,
    *,
    anonymous: bool = False,
    registered: bool = True,
    cloud: Cloud | None = None,
    **more: Any,
) -> AsyncIterator[Opened]:
    ear, refused, references = Ear(), Counter[str](), Remembered()
    who = CREDENTIALS if registered else None
    async with connected(who, references, teams.cloud, plainly, anonymous=anonymous) as (_, keyring):
        door = Door(
            through_sdk(ear.hear),
            guard=Guard(keyring, teams.cloud.issuer, APP) if registered else None,
            origins=Origins(cloud or teams.cloud, loopback=anonymous),
            references=references,
            anonymous=anonymous,
            refused=lambda reason: refused.update([reason]),
            **more,
        )
        app = web.Application()
        app.router.add_post("/api/messages", door.handle)
        async with TestServer(app) as server, aiohttp.ClientSession() as session:
            yield Opened(str(server.make_url("/api/messages")), session, ear, refused, references)


@pytest.fixture
async def door(teams: Counterpart) -> AsyncIterator[Opened]:
    async with opened(teams) as door:
        yield door


async def test_a_message_of_teams_is_let_in(door: Opened, teams: Counterpart) -> None:
    activity = teams.activity(channelData={"tenant": {"id": TENANT}}, unknown=[1, None])
    assert await door.knock(activity, teams.token()) == (202, "")
    assert door.ear.heard == [activity]
    assert door.refused == {}


def _unsigned(teams: Counterpart) -> str:
    return jwt.encode(_claims(teams), "", "none", headers={"kid": "current"})


def _claims(teams: Counterpart) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(teams.token(), options={"verify_signature": False})
    return claims


def _with_the_public_key_as_secret(teams: Counterpart) -> str:
    pem = (
        private_key()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    header, claims = ({"alg": "HS256", "typ": "JWT", "kid": "current"}, _claims(teams))
    signed = b".".join(_part(json.dumps(each).encode()) for each in (header, claims))
    signature = jwt.get_algorithm_by_name("HS256").sign(signed, pem)
    return (signed + b"." + _part(signature)).decode()


def _part(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def _changed(teams: Counterpart) -> str:
    """Another service under the signature of a good token."""
    header, _, signature = teams.token().split(".")
    claims = _part(json.dumps({**_claims(teams), "exp": int(time.time()) + 99_999}).encode()).decode()
    return f"{header}.{claims}.{signature}"


def _with_a_key_of_its_own(teams: Counterpart) -> str:
    own = jwt.algorithms.RSAAlgorithm.to_jwk(private_key("foreign").public_key(), as_dict=True)
    header = {"kid": "current", "jwk": own, "jku": f"{teams.origin}/v1/foreign"}
    return teams.token(key="foreign", header=header)


FORGED: dict[str, tuple[str, Callable[[Counterpart], str]]] = {
    "no-jwt": ("malformed", lambda _: "token"),
    "empty": ("malformed", lambda _: ""),
    "cut-off": ("malformed", lambda teams: teams.token()[:-9]),
    "without-its-signature": ("signature", lambda teams: teams.token().rpartition(".")[0] + "."),
    "changed": ("signature", _changed),
    "unsigned": ("algorithm", _unsigned),
    "the-public-key-as-secret": ("algorithm", _with_the_public_key_as_secret),
    "another-algorithm-of-the-key": (
        "algorithm",
        lambda teams: jwt.encode(_claims(teams), private_key(), "RS512", headers={"kid": "current"}),
    ),
    "a-foreign-key": ("signature", lambda teams: teams.token(key="foreign", header={"kid": "current"})),
    "a-key-of-its-own": ("signature", _with_a_key_of_its_own),
    "an-unknown-key": ("unknown_key", lambda teams: teams.token(key="foreign")),
    "a-key-that-is-too-short": ("unknown_key", lambda teams: teams.token(key="short")),
    "a-key-that-is-no-name": ("malformed", lambda teams: teams.token(header={"kid": ""})),
    "expired": ("expired", lambda teams: teams.token(exp=int(time.time()) - 301)),
    "of-tomorrow": ("not_yet", lambda teams: teams.token(nbf=int(time.time()) + 400)),
    "made-tomorrow": ("not_yet", lambda teams: teams.token(iat=int(time.time()) + 400)),
    "for-ever": ("claims", lambda teams: teams.token(exp=None)),
    "of-no-time": ("claims", lambda teams: teams.token(nbf=None)),
    "for-another-bot": ("audience", lambda teams: teams.token(aud="00000000-2222-3333-4444-555555555555")),
    "for-many": ("audience", lambda teams: teams.token(aud=[APP, "another"])),
    "for-nobody": ("claims", lambda teams: teams.token(aud=None)),
    "of-another-issuer": ("issuer", lambda teams: teams.token(iss="https://sts.windows.net/x/")),
    "of-microsoft-itself": ("issuer", lambda teams: teams.token(iss="https://api.botframework.com")),
    "of-nobody": ("claims", lambda teams: teams.token(iss=None)),
    "of-another-service": ("service_url", lambda teams: teams.token(serviceurl=f"{teams.origin}/apac/")),
    "of-no-service": ("service_url", lambda teams: teams.token(serviceurl=None)),
    "of-a-service-that-is-no-text": (
        "service_url",
        lambda teams: teams.token(serviceurl=[f"{teams.origin}/emea/"]),
    ),
    "too-long": ("malformed", lambda teams: teams.token(padding="x" * 5000)),
    "twice": ("signature", lambda teams: teams.token() + teams.token().rpartition(".")[2]),
}


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(("reason", "forge"), FORGED.values(), ids=FORGED)
async def test_what_is_forged_or_damaged_is_refused_and_counted(
    door: Opened, teams: Counterpart, reason: str, forge: Callable[[Counterpart], str]
) -> None:
    teams.keys.append("short")
    assert await door.knock(teams.activity(), forge(teams)) == (401, "")
    assert door.refused == {reason: 1}
    assert (door.ear.heard, door.references.kept) == ([], {})
    assert (await door.knock(teams.activity(), teams.token()))[0] == 202


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        pytest.param([], "missing", id="nothing"),
        pytest.param([("Authorization", "Basic dXNlcjpwYXNz")], "malformed", id="another-scheme"),
        pytest.param([("Authorization", "Bearer")], "malformed", id="no-token"),
        pytest.param([("Authorization", "Bearer \u00e9.\u00e9.\u00e9")], "malformed", id="no-ascii"),
    ],
)
async def test_a_header_that_is_none_is_refused(
    door: Opened, teams: Counterpart, headers: list[tuple[str, str]], reason: str
) -> None:
    assert await door.knock(teams.activity(), headers=headers) == (401, "")
    assert door.refused == {reason: 1}


@pytest.mark.parametrize(
    ("changes", "status", "reason"),
    [
        pytest.param(
            {"serviceUrl": "https://smba.trafficmanager.net/emea/"}, 401, "service_url", id="of-elsewhere"
        ),
        pytest.param({"serviceUrl": None}, 401, "service_url", id="of-nowhere"),
        pytest.param({"channelId": "webchat"}, 401, "channel", id="of-a-channel-that-the-key-is-not-for"),
        pytest.param({"channelId": ["msteams"]}, 401, "channel", id="of-a-channel-that-is-none"),
    ],
)
async def test_an_activity_comes_from_where_its_token_says(
    door: Opened, teams: Counterpart, changes: dict[str, Any], status: int, reason: str
) -> None:
    assert await door.knock(teams.activity(**changes), teams.token()) == (status, "")
    assert door.refused == {reason: 1}
    assert (door.ear.heard, door.references.kept) == ([], {})


async def test_a_service_that_is_not_microsofts_is_refused_with_a_good_token_too(teams: Counterpart) -> None:
    async with opened(teams, cloud=CLOUDS["public"]) as door:
        assert await door.knock(teams.activity(), teams.token()) == (403, "")
        assert door.refused == {"foreign_service": 1}
        assert (door.ear.heard, door.references.kept) == ([], {})


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"{", 400, id="half"),
        pytest.param(b"[" * 100_000, 400, id="deep"),
        pytest.param(b"[]", 400, id="a-list"),
        pytest.param(b'{"type": 7}', 400, id="of-no-type"),
        pytest.param(b"\xff\xfe", 400, id="no-text"),
        pytest.param(b" " * (LONGEST + 1), 413, id="too-large"),
    ],
)
async def test_what_is_no_activity(door: Opened, teams: Counterpart, body: bytes, status: int) -> None:
    assert (await door.knock(body, teams.token()))[0] == status
    assert door.ear.heard == []
    assert (await door.knock(teams.activity(), teams.token()))[0] == 202


async def test_a_stranger_is_refused_before_what_they_send_is_read(door: Opened) -> None:
    assert (await door.knock(b"[" * 100_000))[0] == 401


@pytest.mark.parametrize(
    ("type_", "answered", "heard"),
    [
        pytest.param("message", None, (202, ""), id="a-message"),
        pytest.param("invoke", None, (501, ""), id="an-invoke-that-nobody-knew"),
        pytest.param("invoke", Answered(), (200, ""), id="an-invoke"),
        pytest.param("invoke", Answered(400, {"a": "é"}), (400, '{"a": "\\u00e9"}'), id="an-invoke-with-a-body"),
    ],
)
async def test_what_is_answered(
    door: Opened, teams: Counterpart, type_: str, answered: Answered | None, heard: tuple[int, str]
) -> None:
    door.ear.answered = answered
    assert await door.knock(teams.activity(type=type_), teams.token()) == heard


@pytest.mark.parametrize(
    ("conversation", "channel_data", "team"),
    [
        ({"tenantId": "a"}, {"tenant": {"id": "b"}}, "a"),
        ({}, {"tenant": {"id": "b"}}, "b"),
        ({}, None, "ours"),
        ({"tenantId": 7}, {"tenant": "b"}, "ours"),
    ],
)
async def test_whose_teams_a_conversation_is_of(
    teams: Counterpart, conversation: dict[str, Any], channel_data: Any, team: str
) -> None:
    async with opened(teams, tenant="" if team in {"a", "b"} else "ours") as door:
        activity = teams.activity(conversation={"id": CHANNEL, **conversation}, channelData=channel_data)
        await door.knock(activity, teams.token())
        assert door.references.kept == {CHANNEL: teams.reference(CHANNEL, team=team)}


@pytest.mark.parametrize(
    "of_another",
    [
        {"conversation": {"id": CHANNEL, "tenantId": "another"}},
        {"channelData": {"tenant": {"id": "another"}}, "conversation": {"id": CHANNEL}},
    ],
    ids=["conversation", "channel-data"],
)
async def test_who_is_of_another_tenant_is_not_heard(teams: Counterpart, of_another: dict[str, Any]) -> None:
    async with opened(teams, tenant=TENANT) as door:
        assert (await door.knock(teams.activity(**of_another), teams.token()))[0] == 403
        assert (door.ear.heard, dict(door.refused), door.references.kept) == ([], {"tenant": 1}, {})
        assert (await door.knock(teams.activity(), teams.token()))[0] == 202


async def test_an_invoke_is_answered_before_the_way_back_is_noted(door: Opened, teams: Counterpart) -> None:
    kept_when_heard: list[int] = []
    door.ear.meanwhile = lambda: kept_when_heard.append(len(door.references.kept))
    for kind in ("invoke", "message"):
        door.references.kept.clear()
        await door.knock(teams.activity(type=kind), teams.token())
        assert len(door.references.kept) == 1
    assert kept_when_heard == [0, 1]


async def test_what_could_not_be_stored_is_for_teams_to_send_again(door: Opened, teams: Counterpart) -> None:
    door.ear.answered = OSError("jan@klant.example")
    status, said = await door.knock(teams.activity(), teams.token())
    assert status == 500
    assert "klant" not in said


@pytest.mark.parametrize(
    ("conversation", "conversation_id", "person"),
    [
        pytest.param(
            {"id": f"{CHANNEL};messageid=17", "conversationType": "channel", "tenantId": TENANT},
            CHANNEL,
            None,
            id="of-a-channel",
        ),
        pytest.param(
            {"id": DIRECT, "conversationType": "personal", "tenantId": TENANT}, DIRECT, ANNA, id="of-a-person"
        ),
    ],
)
async def test_the_way_back_is_noted_and_renewed(
    door: Opened, teams: Counterpart, conversation: dict[str, str], conversation_id: str, person: str | None
) -> None:
    await door.knock(teams.activity(conversation=conversation), teams.token())
    assert door.references.kept == {conversation_id: teams.reference(conversation_id, person)}
    moved = f"{teams.origin}/apac"
    await door.knock(teams.activity(conversation=conversation, serviceUrl=moved), teams.token(serviceurl=moved))
    assert door.references.kept[conversation_id].service == moved


@pytest.mark.parametrize(
    "changes",
    [{"conversation": "x"}, {"conversation": {"id": 7}}, {"recipient": None}, {"recipient": {"id": ""}}],
    ids=str,
)
async def test_an_activity_of_no_conversation_leads_nowhere(
    door: Opened, teams: Counterpart, changes: dict[str, Any]
) -> None:
    assert (await door.knock(teams.activity(**changes), teams.token()))[0] == 202
    assert door.references.kept == {}


@pytest.mark.parametrize("registered", [True, False], ids=["registered", "not-registered"])
@pytest.mark.parametrize(
    ("changes", "headers", "outcome"),
    [
        pytest.param({}, {}, None, id="an-emulator"),
        pytest.param({"serviceUrl": "http://localhost:56150"}, {}, None, id="of-another-port"),
        pytest.param({}, {"Host": "evil.example"}, "foreign_page", id="a-name-that-leads-here"),
        pytest.param({}, {"Origin": "https://evil.example"}, "foreign_page", id="a-page-of-a-stranger"),
        pytest.param({}, {"X-Forwarded-For": "192.0.2.7"}, "forwarded", id="through-a-proxy"),
        pytest.param(
            {"serviceUrl": "https://smba.trafficmanager.net/emea/"}, {}, "foreign_service", id="answers-elsewhere"
        ),
        pytest.param({"serviceUrl": "http://127.0.0.1@evil.example/"}, {}, "foreign_service", id="disguised"),
        pytest.param({"serviceUrl": 7}, {}, "foreign_service", id="answers-nowhere"),
    ],
)
async def test_anonymous_is_this_machine_only(
    teams: Counterpart,
    *,
    registered: bool,
    changes: dict[str, Any],
    headers: dict[str, str],
    outcome: str | None,
) -> None:
    async with opened(teams, anonymous=True, registered=registered) as door:
        status, _ = await door.knock(teams.activity(**changes), headers=headers)
        assert door.refused == ({outcome: 1} if outcome else {})
        assert (status == 202) is (outcome is None)
        assert bool(door.ear.heard) is (outcome is None)


def _calling_from(remote: str) -> web.BaseRequest:
    return make_mocked_request("POST", "/api/messages", {"Host": "localhost:3978"}).clone(remote=remote)


@pytest.mark.parametrize("remote", ["127.0.0.1", "127.9.9.9", "::1"])
def test_who_calls_from_here_may_be_anonymous(remote: str) -> None:
    anonymous.check_caller(_calling_from(remote))


@pytest.mark.parametrize("remote", ["192.0.2.7", "10.0.0.1", "2001:db8::1", ""])
def test_who_calls_from_elsewhere_may_not(remote: str) -> None:
    with pytest.raises(TokenRefusedError) as refused:
        anonymous.check_caller(_calling_from(remote))
    assert refused.value.reason == "not_local"


async def test_where_someone_is_registered_a_token_is_checked_in_anonymous_mode_too(teams: Counterpart) -> None:
    async with opened(teams, anonymous=True) as door:
        assert (await door.knock(teams.activity(), teams.token(aud="another")))[0] == 401
        assert (await door.knock(teams.activity(), teams.token()))[0] == 202


async def test_without_registration_nobody_is_let_in(teams: Counterpart) -> None:
    async with opened(teams, registered=False) as door:
        assert (await door.knock(teams.activity(), teams.token()))[0] == 401
        assert (await door.knock(teams.activity()))[0] == 401
        assert door.refused == {"no_registration": 2}


async def test_while_keys_are_out_of_reach_teams_tries_again(teams: Counterpart) -> None:
    teams.offline = True
    async with opened(teams) as door:
        assert (await door.knock(teams.activity(), teams.token()))[0] == 503
        assert door.refused == {}


async def test_answers_to_an_emulator_carry_no_token(teams: Counterpart) -> None:
    references = Remembered(teams.reference())
    public = CLOUDS["public"]
    place = Place(platform="teams", team=TENANT, conversation=CHANNEL)
    async with connected(CREDENTIALS, references, public, plainly, anonymous=True) as (port, _):
        assert not await port.is_member(place, "29:1stranger")
    assert [call.token for call in teams.calls] == [None]
