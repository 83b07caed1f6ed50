"""Reading: bytes of a mail, or text from a chat, become a Notification. Knows mail, knows no rule."""

from bot.reading.file import read_file
from bot.reading.limits import Limits
from bot.reading.mail import read_mail
from bot.reading.text import as_bounce, read_text

__all__ = ["Limits", "as_bounce", "read_file", "read_mail", "read_text"]
