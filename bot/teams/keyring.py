"""The keys that Microsoft signs its tokens with: fetched once a day, and kept while nobody answers.

Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError

from bot.desk.chat import ChatError
from bot.teams.calling import called, named, told
from bot.teams.cloud import Cloud

FRESH: Final = 86_400.0
"""Seconds after which the keys are asked for anew."""
KEPT: Final = 5 * 86_400.0
"""Seconds that keys are good for where nobody answers: Microsoft's own libraries keep them so long."""
REST: Final = 60.0
"""Seconds between two times of asking: anyone can send a token that names an unknown key."""
_MOST: Final = 100
_LEAST_BITS: Final = 2048

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and the channels that tokens of it may speak for; empty where that is not said."""

    public: RSAPublicKey
    endorsed: frozenset[str]


class KeysUnavailableError(Exception):
    """Nobody can be checked now: the keys could not be fetched."""


class Keyring:
    """The keys of a cloud's issuer, by their ids. Closed by `close`."""

    def __init__(
        self, session: aiohttp.ClientSession, cloud: Cloud, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._session = session
        self._cloud = cloud
        self._now = now
        self._lock = asyncio.Lock()
        self._keys: dict[str, Key] = {}
        self._fetched = float("-inf")
        self._asked = float("-inf")
        self._renewing: asyncio.Task[None] | None = None

    async def key(self, kid: str) -> Key | None:
        """The key of that id; None where the issuer has none. Who has a known one does not wait.

        Raises KeysUnavailableError where it cannot be said now.
        """
        if kid in self._keys and self._age < KEPT:
            if self._age >= FRESH and (self._renewing is None or self._renewing.done()):
                self._renewing = asyncio.create_task(self._refresh())
            return self._keys[kid]
        await self._refresh()
        if self._age >= KEPT or (kid not in self._keys and self._fetched < self._asked):
            raise KeysUnavailableError
        return self._keys.get(kid)

    async def close(self) -> None:
        """Stop fetching."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.wait([self._renewing])

    @property
    def _age(self) -> float:
        return self._now() - self._fetched

    async def _refresh(self) -> None:
        """Ask, unless somebody did a moment ago."""
        async with self._lock:
            if self._now() - self._asked < REST:
                return
            self._asked = self._now()
            try:
                self._keys = await self._fetch()
            except ChatError as error:
                log.warning("teams_keys_not_fetched", code=error.code, known=len(self._keys))
            else:
                self._fetched = self._asked

    async def _fetch(self) -> dict[str, Key]:
        async with called(self._session, "GET", self._cloud.metadata) as answer:
            where = named(await told(answer), "jwks_uri")
            if self._cloud.home is None and not where.startswith("https://"):
                raise ValueError("the keys are offered in the open")
        async with called(self._session, "GET", where) as answer:
            keys = dict(_usable(await told(answer)))
            if not keys:
                raise ValueError("no usable key in the answer")
            return keys


def _usable(said: Any) -> Iterator[tuple[str, Key]]:
    """The RSA keys for signatures in a key set; anything else in it is passed over."""
    offered = said.get("keys") if isinstance(said, Mapping) else None
    for each in offered[:_MOST] if isinstance(offered, list) else ():
        if not isinstance(each, dict) or each.get("kty") != "RSA" or each.get("use", "sig") != "sig":
            continue
        kid, endorsements = each.get("kid"), each.get("endorsements")
        try:
            public = RSAAlgorithm.from_jwk(each)
        except (InvalidKeyError, ValueError, TypeError):
            continue
        if isinstance(kid, str) and isinstance(public, RSAPublicKey) and public.key_size >= _LEAST_BITS:
            named_channels = endorsements if isinstance(endorsements, list) else ()
            yield kid, Key(public, frozenset(filter(_is_text, named_channels)))


def _is_text(value: object) -> bool:
    return isinstance(value, str)
