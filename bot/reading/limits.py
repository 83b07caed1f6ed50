"""How much of what a stranger sends is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one notification. Sizes in bytes (mail), code points (text) and pixels (a picture)."""

    mail_bytes: int = 25 * 2**20
    text_chars: int = 2**20
    parts: int = 500
    depth: int = 20
    recipients: int = 200
    pixels: int = 24_000_000
