"""Whether a text asks what a code means, and nothing else: "5.7.1", "wat betekent foutcode 550?"."""

import re
from typing import Final

from bot.answers.codebook import Codebook

LONGEST: Final = 120
"""Code points; a longer text is a bounce, or about something else."""

MOST_CODES: Final = 4

_STATUS: Final = r"[245]\.(?:\d{1,3}|x)\.(?:\d{1,3}|x)"
_REPLY: Final = r"[2345]\d\d"
_CODE: Final = re.compile(rf"(?<![\w.,]){_STATUS}(?![\w-]|[.,]\w)|(?<![\w.,]){_REPLY}(?![\w-]|[.,]\w)", re.ASCII)
_WORD: Final = re.compile(r"[^\W_]+")
_BESIDE: Final = re.compile(r"[\w\s?!.,:;'\"`“”‘’()\[\]#*_/-]*")
"""What may stand beside the codes; a currency or a percentage is no mail."""

_MEANING: Final = (
    "betekent betekenen betekend betekenis bedoelt bedoeld houdt uitleg uitleggen verklaar verklaren"
    " mean means meaning explain"
)
_OF_MAIL: Final = (
    "code codes foutcode foutcodes statuscode bouncecode mailcode antwoordcode smtp bounce foutmelding"
)
_ASKING: Final = "wat what"
_OTHER: Final = (
    "is de het een dat dit die deze en of in van bij met voor nou nu ook dan precies eigenlijk alweer ik u je mij"
    " me kan kun kunt weet iemand even eens fout error melding status mail e mailserver server hoi hallo hi hey"
    " dag goedemorgen goedemiddag vraag vraagje aub svp nummer a an the this that does do you can could anyone"
    " know please and or"
)
MEANING, OF_MAIL, ASKING, OTHER = (frozenset(words.split()) for words in (_MEANING, _OF_MAIL, _ASKING, _OTHER))
"""What a question about a code is made of, besides the code."""


def asked_codes(text: str, codes: Codebook, *, asked: bool) -> tuple[str, ...]:
    """The codes that a text asks after, enhanced ones first; empty where it is about anything else.

    `asked` says that it was put to us (a command, a direct message): then a code alone is a question. Among
    colleagues only a question is, in words, with an enhanced status code or the word for a code in it: 550 may
    be a room, and 5.1.1 a version.
    """
    if len(text) > LONGEST:
        return ()
    found = tuple(dict.fromkeys(match.group() for match in _CODE.finditer(text.lower())))
    rest = _CODE.sub(" ", text.lower())
    words = frozenset(_WORD.findall(rest))
    if (
        not found
        or len(found) > MOST_CODES
        or not words <= MEANING | OF_MAIL | ASKING | OTHER
        or not _BESIDE.fullmatch(rest)
    ):
        return ()
    enhanced = tuple(code for code in found if "." in code)
    replies = tuple(code for code in found if "." not in code)
    of_mail = bool(enhanced) or bool(words & OF_MAIL)
    if asked:
        return (*enhanced, *replies) if of_mail or all(map(codes.knows, replies)) else ()
    question = bool(words & MEANING) or (bool(words & ASKING) and bool(words & OF_MAIL))
    return (*enhanced, *replies) if question and of_mail else ()
