"""The command line: `run`, `explain`, `code`, `check`, `rules`, `playground`."""

from bot.cli.commands import main

__all__ = ["main"]
