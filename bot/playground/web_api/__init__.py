"""Slack's Web API: one module per family of methods."""

from bot.playground.web_api.door import WebApi

__all__ = ["WebApi"]
