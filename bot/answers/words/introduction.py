"""How we are introduced in a catalogue of apps, and what our commands are said to do.

Catalogues cut: a name has 30 characters at most, its long form 100, the short description 80, a title 32, a
hint 128.
"""

from typing import Final

NAME: Final = "Bouncewijzer"
LONG_NAME: Final = "Bouncewijzer: uitleg bij teruggekomen e-mail"
SHORT: Final = "Legt in gewoon Nederlands uit waarom een e-mail terugkwam."
LONG: Final = (
    "Kwam uw e-mail terug met een onduidelijke Engelse melding? Plak de hele melding in een privébericht aan "
    "Bouncewijzer, of noem Bouncewijzer met de melding erbij in een kanaal of een groepschat. Het antwoord zegt "
    "wat er gebeurd is, wie er iets moet doen en wat u nu kunt doen. In een privébericht leest Bouncewijzer ook "
    "het bestand van de e-mail (.eml of .msg). Komt u er niet uit, dan gaat uw vraag met alle gegevens naar de "
    "helpdesk."
)
EXPLAIN: Final = "Leg deze bounce uit"
EXPLAIN_HINT: Final = "Legt in gewoon Nederlands uit waarom deze e-mail terugkwam"
BOUNCE_HINT: Final = "Zet de melding erachter, en u leest wat die betekent"
HELP_HINT: Final = "Toont wat u kunt vragen"
