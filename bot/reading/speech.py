"""Whether a line was said by a person: Dutch words, or somebody who says "I".

Mail systems write English around an address, or whole sentences of their own that are known as such. What a
colleague says about a mail is Dutch, with perhaps some words of the server in between.
"""

import re

_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]{1,2})?")
_DUTCH_WORDS = (
    "aan altijd allemaal alvast bedankt bij bijna deze dit dus een eens elke euro eigenlijk even geen "
    "gisteren goedemiddag goedemorgen graag groet groeten heb hebben heeft het hij hoe hoi iemand iets ik "
    "jij jullie kan klant klanten kreeg krijg krijgen kun kunnen maar maken meer met mij mijn moet moeten "
    "morgen naar niet niets nog nooit ons onze ook staan staat straks sturen stuur stuurt toch tot uit "
    "vandaag van vanaf vanmiddag vanochtend veel verstuurd volgens voor waar waarom wat weer wel welke "
    "werkt wij wil willen wordt worden zegt zei zelf zich zij zijn zit zonder zou gaat gaan gekregen "
    "ontvangen komt kost krijgt doet sinds zaal"
)
_DUTCH = frozenset(_DUTCH_WORDS.split())
_FIRST_PERSON = frozenset({"i", "i'm", "i've", "i'll", "my", "anyone", "guys", "hey", "thanks"})
LOOKED_AT = 2000
"""Code points of a line that are looked at."""


def is_spoken(line: str) -> bool:
    """Whether a person speaks in a line."""
    words = {word.lower() for word in _WORD.findall(line[:LOOKED_AT].replace("’", "'"))}
    return bool(words & _DUTCH) or bool(words & _FIRST_PERSON)
