"""Microsoft Teams: what people do there becomes work of the desk, and what the desk wants drawn is drawn there."""

from bot.teams.cloud import cloud_of
from bot.teams.connection import connected
from bot.teams.credentials import Credentials
from bot.teams.door import Door
from bot.teams.hearing import Hearing
from bot.teams.keyring import Keyring
from bot.teams.port import TeamsPort
from bot.teams.workplace import Identity, Workplace

__all__ = [
    "Credentials",
    "Door",
    "Hearing",
    "Identity",
    "Keyring",
    "TeamsPort",
    "Workplace",
    "cloud_of",
    "connected",
]
