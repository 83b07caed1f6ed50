"""The sentences of `bouncewijzer code`."""

from typing import Final

NO_CODE: Final = "Noem een code van een mailserver. Voorbeelden: 5.7.1, 4.2.2, 550."


def no_code(text: str) -> str:
    """What was typed is no code of a mail server."""
    return f'"{text}" is geen code van een mailserver. Voorbeelden: 5.7.1, 4.2.2, 550.'
