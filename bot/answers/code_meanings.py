"""What the codes of a mail server mean, in a few Dutch words. They are often misused: shown, and not trusted.

Source: RFC 3463, sections 3.2 to 3.8; RFC 5248's registry for the details that came later; RFC 5321, 4.2.1.
"""

from collections.abc import Mapping
from typing import Final

SUBJECTS: Final[Mapping[str, str]] = {
    "1": "iets met een adres",
    "2": "iets met de mailbox",
    "3": "iets met de server van de ontvanger",
    "4": "iets met de verbinding of de route",
    "5": "de servers begrepen elkaar niet",
    "6": "iets met de inhoud van het bericht",
    "7": "beveiliging of beleid",
}
DETAILS: Final[Mapping[str, str]] = {
    "0.0": "zonder nadere reden",
    "1.1": "adres bestaat niet",
    "1.2": "domein bestaat niet",
    "1.3": "adres is niet goed geschreven",
    "1.4": "adres is niet eenduidig",
    "1.6": "ontvanger is verhuisd",
    "1.7": "afzenderadres is niet goed geschreven",
    "1.8": "domein van de afzender klopt niet",
    "1.10": "domein ontvangt geen e-mail",
    "2.1": "mailbox staat uit",
    "2.2": "mailbox is vol",
    "2.3": "bericht is te groot voor de mailbox",
    "2.4": "probleem met een verzendlijst",
    "3.1": "opslag van de server is vol",
    "3.2": "server neemt nu geen berichten aan",
    "3.3": "server kan iets niet wat nodig is",
    "3.4": "bericht is te groot voor de server",
    "3.5": "server is niet goed ingesteld",
    "4.1": "server geeft geen antwoord",
    "4.2": "verbinding is verbroken",
    "4.3": "opzoeken van de server is mislukt",
    "4.4": "route naar het domein is niet te vinden",
    "4.5": "server heeft het te druk",
    "4.6": "bericht blijft rondgaan",
    "4.7": "bericht heeft te lang gewacht",
    "5.3": "te veel ontvangers in één bericht",
    "6.1": "soort inhoud wordt niet aangenomen",
    "7.1": "geweigerd door beveiliging of beleid",
    "7.2": "versturen naar deze lijst is niet toegestaan",
    "7.13": "account is uitgeschakeld",
    "7.20": "handtekening van de afzender klopt niet",
    "7.23": "server mag niet namens dit domein versturen",
    "7.25": "verzendende server heeft geen vaste naam",
    "7.26": "controle van de afzender is mislukt",
    "7.27": "domein van de afzender ontvangt geen e-mail",
    "7.28": "ongewoon veel berichten",
}
REPLIES: Final[Mapping[str, str]] = {
    "2": "aangenomen",
    "4": "voorlopig geweigerd",
    "5": "definitief geweigerd",
}


def codes_line(status: str | None, reply: str | None) -> str | None:
    """Both codes with their meanings on one line; None where there is neither."""
    told = [
        _with_meaning(code, meaning)
        for code, meaning in ((status, _of_status(status)), (reply, REPLIES.get((reply or "")[:1])))
        if code
    ]
    return ", ".join(told) or None


def _with_meaning(code: str, meaning: str | None) -> str:
    return f"{code} ({meaning})" if meaning else code


def _of_status(status: str | None) -> str | None:
    """A detail where it is known, else its subject."""
    _, _, rest = (status or "").partition(".")
    return DETAILS.get(rest) or SUBJECTS.get(rest.partition(".")[0])
