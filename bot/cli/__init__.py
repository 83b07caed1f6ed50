"""The command line: `run`, `explain`, `check`, `playground`."""

from bot.cli.commands import main

__all__ = ["main"]
