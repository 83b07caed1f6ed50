"""`bouncewijzer check`: rules with their proofs, intents, settings, Slack, Teams; what is wrong, in a sentence."""

import asyncio
from pathlib import Path

from bot.answers import IntentError, load_intents
from bot.answers.code_files import FOLDER as MEANINGS
from bot.answers.code_files import load_meanings
from bot.cli import words
from bot.cli.complaints import complain
from bot.cli.inert import inert
from bot.cli.obstacles import obstacle
from bot.cli.teams_checking import is_known
from bot.diagnosis import RuleError, load_rules, prove
from bot.server import ServerError
from bot.settings import Mode, Settings, SettingsError, read_settings, strangers


def check() -> int:
    """Check everything, also after the first thing that is wrong. Gives the exit code: 1 where anything is."""
    try:
        settings = read_settings()
    except SettingsError as error:
        return complain(error)
    fine = [_rules(settings.rules), _intents(settings.intents, settings.rules / MEANINGS), _settings(settings)]
    if settings.with_slack:
        fine.append(asyncio.run(_slack(settings)))
    if settings.with_teams:
        fine.append(is_known(settings))
    if not all(fine):
        return 1
    print(words.ALL_WELL)
    return 0


def _rules(folder: Path) -> bool:
    try:
        rules = load_rules(folder)
    except RuleError as error:
        complain(error)
        return False
    if unproven := prove(rules):
        complain(RuleError(unproven))
        return False
    examples = sum(len(rule.examples) + len(rule.not_examples) for rule in rules.rules)
    print(words.rules_well(len(rules), examples))
    return True


def _intents(folder: Path, meanings: Path) -> bool:
    try:
        intents = load_intents(folder)
        load_meanings(meanings)
    except IntentError as error:
        complain(error)
        return False
    print(words.intents_well(len(intents)))
    return True


def _settings(settings: Settings) -> bool:
    for name in strangers():
        print(words.stranger(name))
    try:
        way = settings.way()
    except SettingsError as error:
        complain(error)
        return False
    if way is Mode.PLAYGROUND:
        print(words.IN_PLAYGROUND)
    elif settings.helpdesk_channel is None:
        print(words.NO_HELPDESK)
    elif settings.helpdesk_channel in settings.support_channels:
        print(words.HELPDESK_LISTENED_TO)
    return True


async def _slack(settings: Settings) -> bool:
    from bot.server.greeting import greet  # nothing of Slack is loaded where it is not set

    try:
        greeting = await greet(settings)
    except ServerError as error:
        complain(obstacle(error))
        return False
    print(words.slack_greets(inert(greeting.team), inert(greeting.name)))
    for channel in greeting.absent:
        complain(words.not_in(channel))
    return not greeting.absent
