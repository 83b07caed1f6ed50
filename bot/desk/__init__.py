"""The desk: the life of a case, from what a colleague shows to what the helpdesk resolves. Knows no platform."""

from bot.desk.case import Move
from bot.desk.clock import Clock, SystemClock
from bot.desk.desk import Desk, Health, OpenCase

__all__ = ["Clock", "Desk", "Health", "Move", "OpenCase", "SystemClock"]
