"""Outlook's own file of a message (.msg): bytes become a mail, so that a report is read as every other is."""

from bot.reading.outlook.compound import SIGNATURE
from bot.reading.outlook.writing import as_mail

__all__ = ["SIGNATURE", "as_mail"]
