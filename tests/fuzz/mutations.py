"""A mail as an accident or an attacker would change it."""

import random
from collections.abc import Sequence
from typing import Final

TOKENS: Final = (
    *(b"\r\n\r\n", b"\n" * 500, b"--", b"\0", b"\xff", b"<", b">", b"@", b'"', b";", b"\x1b$B", b"a" * 5000),
    *(b"=?utf-8?b?", b"?=", b'boundary="', b"Content-Type: multipart/mixed\n", b"Content-Type: text/html\n"),
    *(b"Content-Type: message/rfc822\n\n", b"Content-Type: multipart/digest; boundary=b\n\n--b\n\n"),
    *(b"charset=utf-16", b"charset=punycode", b"charset=unicode_escape", b"charset=utf-7", b"charset=x-unknown"),
    *(
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: uuencode\n",
        b"format=flowed; delsp=yes",
    ),
    *(
        b"Final-Recipient: rfc822; ",
        b"Action: failed\n",
        b"Will-Retry-Until: Fri, 27 Nov 99999 9:9:9\n",
        b"550 5.1.1 ",
    ),
    *(b'{"event":"bounce","email":"a@b.c"}', b"&#x110000;", b"<!--", b"\xe2\x80\xae", b"\xed\xa0\x80"),
)
"""What makes a reader change its mind."""

_CHANGES: Final = (1, 2, 5, 20)
_MOST_CUT: Final = 200
_MOST_COPIED: Final = 3000


def mutated(raw: bytes, others: Sequence[bytes], dice: random.Random) -> bytes:
    """The mail with some changes: bytes lost, changed, moved or doubled, tokens put in, pieces of others."""
    mail = bytearray(raw)
    for _ in range(dice.choice(_CHANGES)):
        start = dice.randrange(len(mail) + 1)
        end = min(len(mail), start + dice.randrange(1, _MOST_CUT))
        match dice.randrange(7):
            case 0:
                del mail[start:end]
            case 1:
                mail[start:start] = dice.choice(TOKENS)
            case 2:
                mail[start:start] = _piece(mail, dice)
            case 3:
                mail[start : start + 1] = bytes([dice.randrange(256)])
            case 4:
                mail[start:end] = _piece(dice.choice(others), dice)
            case 5:
                mail = mail[:start] + mail[end:] + mail[start:end]
            case _:
                lines = bytes(mail).split(b"\n")
                del lines[dice.randrange(len(lines))]
                mail = bytearray(b"\n".join(lines))
    return bytes(mail)


def _piece(raw: bytes | bytearray, dice: random.Random) -> bytes:
    start = dice.randrange(len(raw) + 1)
    return bytes(raw[start : start + dice.randrange(1, _MOST_COPIED)])
