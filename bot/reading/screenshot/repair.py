"""Codes and addresses in the text of a picture, as they must have been.

Their form leaves no doubt: an enhanced status code is three numbers between dots, a reply code three digits that
open what a server says. What a reader takes for a letter there was a digit.
"""

import re
from typing import Final

_DIGITS: Final = str.maketrans("OoQDlI|i!", "000011111")
_AS_DIGIT: Final = r"[0-9OoQDlI|i!]"
_STATUS: Final = re.compile(
    rf"(?<![\w.])([245])[ ]?\.[ ]?({_AS_DIGIT}{{1,3}})[ ]?\.[ ]?({_AS_DIGIT}{{1,3}})(?![\w]|\.\w)"
)
_REPLY: Final = re.compile(rf"(?<![\w.])([45]{_AS_DIGIT}{{2}})(?=[ -][245]\.\d{{1,3}}\.\d{{1,3}}(?!\w))")
_BROKEN_ADDRESS: Final = re.compile(r"(?<=[\w.-]) ?@ ?(?=[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?!\w))")
_CAPITAL_I: Final = re.compile(r"(?<=[a-z])[I|](?=[a-z])")
_ADDRESS: Final = re.compile(r"[\w.+|-]{1,64}@[\w.|-]{1,253}")


def repaired(text: str) -> str:
    """The text with its codes and addresses as they must have been."""
    text = _STATUS.sub(lambda code: ".".join(part.translate(_DIGITS) for part in code.groups()), text)
    text = _REPLY.sub(lambda code: code[0].translate(_DIGITS), text)
    text = _BROKEN_ADDRESS.sub("@", text)
    return _ADDRESS.sub(lambda address: _CAPITAL_I.sub("l", address[0]), text)
