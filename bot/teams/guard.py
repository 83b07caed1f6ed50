"""Whether a request is Microsoft's: the token that comes with every activity.

Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jwt

from bot.teams.keyring import Keyring

LEEWAY: Final = 300.0
"""Seconds that clocks may differ."""
_LONGEST: Final = 6_000
_BEARER: Final = "bearer"
_NEEDED: Final = ["exp", "nbf", "iss", "aud"]


_REASONS: Final = {
    jwt.ExpiredSignatureError: "expired",
    jwt.ImmatureSignatureError: "not_yet",
    jwt.InvalidAudienceError: "audience",
    jwt.InvalidIssuerError: "issuer",
    jwt.InvalidSignatureError: "signature",
    jwt.MissingRequiredClaimError: "claims",
}


class TokenRefusedError(Exception):
    """A token is missing or no good. `reason` is one of a few words, to be counted by."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a good token vouches for: the service that an activity came from, and the channels it may name."""

    service: str
    channels: frozenset[str]

    def check(self, activity: Mapping[str, Any]) -> None:
        """Raises TokenRefusedError where an activity says that it came from elsewhere."""
        service, channel = activity.get("serviceUrl"), activity.get("channelId")
        if not isinstance(service, str) or service.rstrip("/") != self.service:
            raise TokenRefusedError("service_url")
        if self.channels and not (isinstance(channel, str) and channel in self.channels):
            raise TokenRefusedError("channel")


class Guard:
    """Checks tokens that are meant for one registration, signed by one cloud's issuer."""

    def __init__(self, keyring: Keyring, issuer: str, app_id: str) -> None:
        self._keyring = keyring
        self._issuer = issuer
        self._app_id = app_id

    async def check(self, authorization: str) -> Vouched:
        """What the token in an Authorization header vouches for.

        Raises:
            TokenRefusedError: there is none, or it is forged, damaged, out of its time or meant for someone else.
            KeysUnavailableError: that cannot be said now.
        """
        token = _token(authorization)
        key = await self._keyring.key(_kid(token))
        if key is None:
            raise TokenRefusedError("unknown_key")
        try:
            claims = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                issuer=self._issuer,
                audience=self._app_id,
                leeway=LEEWAY,
                options={"require": _NEEDED, "strict_aud": True},
            )
        except jwt.InvalidTokenError as error:
            raise TokenRefusedError(_reason(error)) from error
        service = claims.get("serviceurl", claims.get("serviceUrl"))
        if not isinstance(service, str) or not service:
            raise TokenRefusedError("service_url")
        return Vouched(service.rstrip("/"), key.endorsed)


def _token(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    if not authorization:
        raise TokenRefusedError("missing")
    if scheme.lower() != _BEARER or not token or len(token) > _LONGEST:
        raise TokenRefusedError("malformed")
    return token


def _kid(token: str) -> str:
    """The key that a token says it is signed with; nothing else of it is believed yet."""
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.InvalidTokenError, ValueError, RecursionError) as error:
        raise TokenRefusedError("malformed") from error
    if header.get("alg") != "RS256":
        raise TokenRefusedError("algorithm")
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise TokenRefusedError("malformed")
    return kid


def _reason(error: jwt.InvalidTokenError) -> str:
    return next((reason for kind, reason in _REASONS.items() if isinstance(error, kind)), "malformed")
