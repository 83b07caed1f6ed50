"""What the doctor hears from Slack: who we are, what we may, where we are, and what time it is there."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import yaml

from bot.cli import doctor_words as words
from bot.cli import words as all_words
from bot.cli.doctor_fact import Fact
from bot.cli.obstacles import obstacle
from bot.desk.chat import ChatBarredError, ChatError, ChatRefusedError
from bot.server.errors import ServerError, SlackRefusedError, SlackSilentError
from bot.server.greeting import api_url_of, is_in, try_app_token
from bot.settings import Platform, Settings, plain, shipped
from bot.slack import SlackPort, connected
from bot.slack.calling import calling

_SKEW: Final = 60
"""Seconds that our clock may differ: Slack refuses, and we refuse, what is signed five minutes off."""


def slack(settings: Settings) -> list[Fact]:
    """What Slack says. There has to be a token to ask it with."""
    return asyncio.run(_slack(settings))


async def _slack(settings: Settings) -> list[Fact]:
    async with connected(plain(settings.slack_bot_token), api_url_of(settings)) as port:
        try:
            with calling():
                said = await port.client.auth_test()
        except ChatError as error:
            return [Fact("bot_token", error.code, advice=_advice(error, settings))]
        headers = {name.lower(): value for name, value in said.headers.items()}
        return [
            Fact("bot_token", words.works(str(said.get("team", "")), str(said.get("user", "")))),
            await _app_token(port, settings),
            _scopes(headers),
            _clock(headers),
            *await _channels(port, settings),
        ]


async def _app_token(port: SlackPort, settings: Settings) -> Fact:
    if settings.slack_app_token is None:
        return Fact("app_token", words.NOT_SET)
    try:
        await try_app_token(port, settings)
    except ChatError as error:
        return Fact("app_token", error.code, advice=_advice(error, settings))
    return Fact("app_token", words.WORKS)


def _scopes(headers: Mapping[str, Any]) -> Fact:
    if "x-oauth-scopes" not in headers:
        return Fact("scopes", words.NOT_SAID)
    given = {scope.strip() for scope in str(headers["x-oauth-scopes"]).split(",")}
    manifest = yaml.safe_load(shipped("app_manifest.yml").read_text("utf-8"))
    missing = sorted(set(manifest["oauth_config"]["scopes"]["bot"]) - given)
    return Fact("scopes", words.missing(missing), advice=words.REINSTALL if missing else "")


def _clock(headers: Mapping[str, Any]) -> Fact:
    try:
        theirs = parsedate_to_datetime(str(headers.get("date", "")))
    except ValueError:
        return Fact("clock", words.NOT_SAID)
    skew = round((datetime.now(UTC) - theirs.astimezone(UTC)).total_seconds())
    return Fact("clock", words.seconds(skew), advice=words.SET_THE_CLOCK if abs(skew) > _SKEW else "")


async def _channels(port: SlackPort, settings: Settings) -> list[Fact]:
    facts = []
    for channel in settings.channels_in(Platform.SLACK):
        try:
            inside = await is_in(port, channel)
        except ChatError as error:
            facts.append(Fact(channel, error.code, advice=_advice(error, settings)))
        else:
            facts.append(Fact(channel, words.inside(inside), advice="" if inside else all_words.not_in(channel)))
    return facts


def _advice(error: ChatError, settings: Settings) -> str:
    wrong: ServerError
    if isinstance(error, ChatRefusedError | ChatBarredError):
        wrong = SlackRefusedError(error.code)
    else:
        wrong = SlackSilentError(api_url_of(settings))
    return obstacle(wrong)
