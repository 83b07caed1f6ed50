"""All parts of Teams' side, for those who serve its doors."""

from dataclasses import dataclass

from bot.playground.keeping import Keeper
from bot.playground.pace import Pace
from bot.playground.teams.activities import Activities
from bot.playground.teams.app import TeamsApp
from bot.playground.teams.delivery import Delivery
from bot.playground.teams.issuer import Issuer
from bot.playground.teams.store import Store
from bot.playground.trouble import Troubles


@dataclass(frozen=True, slots=True)
class TeamsWorld:
    """The parts, put together once."""

    app: TeamsApp
    store: Store
    keeper: Keeper
    issuer: Issuer
    activities: Activities
    delivery: Delivery
    pace: Pace
    troubles: Troubles
