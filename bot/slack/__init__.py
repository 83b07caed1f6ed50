"""Slack: what people do there becomes work of the desk, and what the desk wants drawn is drawn there."""

from bot.slack.app import build_app
from bot.slack.connection import connected
from bot.slack.http import events_handler
from bot.slack.port import SlackPort
from bot.slack.socket import SocketMode, socket_mode
from bot.slack.workplace import Identity, Workplace

__all__ = [
    "Identity",
    "SlackPort",
    "SocketMode",
    "Workplace",
    "build_app",
    "connected",
    "events_handler",
    "socket_mode",
]
