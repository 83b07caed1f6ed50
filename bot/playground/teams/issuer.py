"""Who vouches here: signs the tokens of activities, publishes the key for them, and signs the app in.

The key is made anew by each process. Nobody but who was told of this issuer believes it.
"""

import base64
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from aiohttp import web

from bot.playground.teams.facts import APP_ID, SECRET, TENANT, Json

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

LIFE: Final = 3600.0
"""Seconds that a token is good for."""
_KID: Final = "playground"
_BITS: Final = 2048
_TENANTS: Final = frozenset({TENANT, "botframework.com"})
_LONGEST: Final = 10_000


@dataclass(slots=True)
class Issuer:
    """`origin` gives the server's own address: its name as an issuer, too. `clock` are seconds that pass."""

    origin: Callable[[], str]
    clock: Callable[[], float]
    _key: "RSAPrivateKey" = field(init=False)
    _given: dict[str, float] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Make the key."""
        from cryptography.hazmat.primitives.asymmetric import (
            rsa,
        )  # comes with the app's extra for Teams: see below

        self._key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)

    def signed(self, service: str) -> str:
        """A token for an activity that comes from a service URL."""
        import jwt  # comes with the app's extra for Teams: who has no such app does not need it

        now = int(time.time())
        claims = {
            "iss": self.origin(),
            "aud": APP_ID,
            "nbf": now - 60,
            "exp": now + int(LIFE),
            "serviceurl": service,
        }
        return jwt.encode(claims, self._key, "RS256", headers={"kid": _KID})

    def let_in(self, request: web.BaseRequest) -> bool:
        """Whether a request of the app carries a token that was given here and is still good."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._given.get(token, 0.0) > self.clock()

    async def metadata(self, _request: web.Request) -> web.StreamResponse:
        """OpenID's description of this issuer."""
        said = {
            "issuer": self.origin(),
            "jwks_uri": f"{self.origin()}/v1/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }
        return web.json_response(said)

    async def keys(self, _request: web.Request) -> web.StreamResponse:
        """The public key."""
        public = self._key.public_key().public_numbers()
        key = {"kty": "RSA", "use": "sig", "kid": _KID, "n": _written(public.n), "e": _written(public.e)}
        return web.json_response({"keys": [{**key, "endorsements": ["msteams"]}]})

    async def sign_in(self, request: web.Request) -> web.StreamResponse:
        """A token for the app, by OAuth's client credentials."""
        if request.content_type != "application/x-www-form-urlencoded":
            return _refusal("invalid_request", 400)
        asked = dict(parse_qsl((await request.content.read(_LONGEST)).decode("utf-8", "replace")))
        if request.match_info["tenant"] not in _TENANTS:
            return _refusal("invalid_request", 400)
        if asked.get("grant_type") != "client_credentials":
            return _refusal("unsupported_grant_type", 400)
        if asked.get("scope") != f"{self.origin()}/.default":
            return _refusal("invalid_scope", 400)
        secret = asked.get("client_secret", "").encode()
        if asked.get("client_id") != APP_ID or not secrets.compare_digest(secret, SECRET.encode()):
            return _refusal("invalid_client", 401)
        now, token = self.clock(), secrets.token_urlsafe(32)
        self._given = {each: until for each, until in self._given.items() if until > now}
        self._given[token] = now + LIFE
        return web.json_response({"token_type": "Bearer", "expires_in": int(LIFE), "access_token": token})


def _written(number: int) -> str:
    content = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _refusal(error: str, status: int) -> web.Response:
    said: Json = {"error": error, "error_description": "refused by the playground"}
    return web.json_response(said, status=status)
