"""Codes and addresses in the text of a picture, as they must have been.

Their form leaves no doubt: an enhanced status code is three numbers between dots, a reply code three digits that
open what a server says. What a reader takes for a letter there was a digit, and a space that it lost stood there.
"""

import re
from collections import Counter
from typing import Final

from bot.reading.screenshot.looks import look_of

_DIGITS: Final = str.maketrans("OoQDlI|i!", "000011111")
_AS_DIGIT: Final = r"[0-9OoQDlI|i!]"
_STATUS: Final = re.compile(
    rf"(?<![\w.])([45]{_AS_DIGIT}{{2}})?( ?-? ?#?)"
    rf"([245])[ ]?\.[ ]?({_AS_DIGIT}{{1,3}})[ ]?\.[ ]?({_AS_DIGIT}{{1,3}})(?!\d|\.\w)"
)
_OPENING: Final = re.compile(
    rf"^([ \t'\"<>*-]{{0,6}})([45][0-5O]{_AS_DIGIT})(?=[ -]?[A-Za-z<#(][A-Za-z<#(@.]|$)", re.MULTILINE
)
_BROKEN_ADDRESS: Final = re.compile(r"(?<=[\w.-]) ?@ ?(?=[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?!\w))")
_CAPITAL_I: Final = re.compile(r"(?<=[a-z])[I|](?=[a-z])")
_ADDRESS: Final = re.compile(r"[\w.+|-]{1,64}@[\w.|-]{1,253}")


def repaired(text: str) -> str:
    """The text with its codes and addresses as they must have been."""
    text = _STATUS.sub(_status, text)
    text = _OPENING.sub(_opening, text)
    text = _BROKEN_ADDRESS.sub("@", text)
    text = _ADDRESS.sub(lambda address: _CAPITAL_I.sub("l", address[0]), text)
    meant = _meant(_ADDRESS.findall(text))
    return _ADDRESS.sub(lambda address: meant[look_of(address[0])], text)


def _meant(addresses: list[str]) -> dict[str, str]:
    """One spelling for all addresses that look the same: the one read most, and of two the longer."""
    meant: dict[str, str] = {}
    for address, _ in sorted(Counter(addresses).items(), key=lambda read: (read[1], len(read[0]))):
        meant[look_of(address)] = address
    return meant


def _status(code: re.Match[str]) -> str:
    reply, between, *numbers = code.groups("")
    told = ".".join(number.translate(_DIGITS) for number in numbers)
    before = f"{reply.translate(_DIGITS)}{between or ' '}" if reply else between
    return f"{before}{told}{_space(code)}"


def _opening(code: re.Match[str]) -> str:
    return f"{code[1]}{code[2].translate(_DIGITS)}{_space(code)}"


def _space(code: re.Match[str]) -> str:
    """The space between a code and a word, where it was lost."""
    return " " if code.string[code.end() : code.end() + 1].isalpha() else ""
