"""What Slack refuses: messages, blocks, views. Each finding is worded and pointed at as Slack does."""

from bot.playground.validation.message import check_message
from bot.playground.validation.refusal import RefusedError
from bot.playground.validation.views import check_view

__all__ = ["RefusedError", "check_message", "check_view"]
