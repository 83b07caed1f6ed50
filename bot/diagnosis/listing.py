"""Which list a server stands on, what of it stands there, and where that can be looked up."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final


@dataclass(frozen=True, slots=True)
class Listing:
    """`name` of the list; `blocked` is the listed IP address or domain, `page` where to look it up."""

    name: str
    blocked: str | None = None
    page: str | None = None


LOOKED_AT: Final = 20_000
"""Code points of a diagnostic text that are looked at."""

_SPAMHAUS: Final = "https://check.spamhaus.org/"
_BARRACUDA: Final = "https://www.barracudacentral.org/lookups"
_MICROSOFT: Final = "https://sender.office.com/"
_TREND_MICRO: Final = "https://servicecentral.trendmicro.com/"
_LISTS: Final = tuple(
    (name, re.compile(words, re.IGNORECASE), page)
    for name, words, page in (
        ("Spamhaus DBL", r"dbl\.spamhaus|spamhaus dbl", _SPAMHAUS),
        ("Spamhaus PBL", r"pbl\.spamhaus|spamhaus pbl|query/pbl|/pbl/", _SPAMHAUS),
        ("Spamhaus XBL", r"xbl\.spamhaus|spamhaus xbl|cbl\.abuseat|abuseat\.org", _SPAMHAUS),
        ("Spamhaus CSS", r"css\.spamhaus|spamhaus css|sbl ?css", _SPAMHAUS),
        ("Spamhaus SBL", r"(?:^|[^-\w])sbl\.spamhaus|spamhaus sbl|query/sbl|/sbl/", _SPAMHAUS),
        ("Spamhaus ZEN", r"zen\.(?:dq\.)?spamhaus|spamhaus zen", _SPAMHAUS),
        ("Spamhaus", r"spamhaus", _SPAMHAUS),
        ("Barracuda", r"barracudacentral|barracudanetworks\.com/reputation|barracuda reputation", _BARRACUDA),
        ("SpamCop", r"spamcop", "https://www.spamcop.net/bl.shtml"),
        ("SORBS", r"sorbs\.net|\bsorbs\b", None),
        ("UCEPROTECT", r"uceprotect", "https://www.uceprotect.net/en/rblcheck.php"),
        (
            "Proofpoint",
            r"proofpoint\.com|pphosted\.com|\bpdr\b.{0,40}proofpoint",
            "https://ipcheck.proofpoint.com/",
        ),
        ("Cloudmark", r"cloudmark", "https://csi.cloudmark.com/en/reset/"),
        ("Outlook.com", r"\bS31[45]0\b|olcsupport\.office", "https://olcsupport.office.com/"),
        ("Microsoft", r"sender\.office\.com|banned sending ip|5\.7\.60[6-9]|5\.7\.6[1-4]\d|5\.7\.511", _MICROSOFT),
        ("Trend Micro", r"trend ?micro|mail-abuse\.(?:com|org)|\bERS-(?:RBL|DUL|QIL)", _TREND_MICRO),
        ("Cisco Talos", r"senderbase\.org|talosintelligence", "https://talosintelligence.com/reputation_center"),
        ("Abusix", r"abusix|mail\.abusix\.zone", "https://lookup.abusix.com/"),
        ("Sender Score", r"senderscore", "https://senderscore.org/"),
        ("SURBL", r"surbl\.org|\bsurbl\b", "https://surbl.org/surbl-analysis"),
        ("URIBL", r"uribl\.com|\buribl\b", "https://lookup.uribl.com/"),
        ("Invaluement", r"invaluement|ivmsip", "https://www.invaluement.com/lookup/"),
        ("PSBL", r"psbl\.surriel|psbl\.org", "https://psbl.org/"),
        ("SpamRATS", r"spamrats", "https://www.spamrats.com/lookup.php"),
        ("DroneBL", r"dronebl", "https://dronebl.org/lookup"),
        ("Mailspike", r"mailspike", "https://mailspike.org/"),
        ("KPN", r"blacklist\.kpnmail|kpnmail\.nl.{0,60}blacklist", None),
        ("T-Online", r"t-online\.de", None),
        ("GMX/Web.de", r"postmaster\.(?:gmx|web)\.(?:net|de)", "https://postmaster.gmx.net/"),
        ("Yahoo", r"\[(?:TSS?|BL|RL|GL)\d\d\]|postmaster\.yahooinc", "https://senders.yahooinc.com/"),
        ("Apple", r"postmaster\.apple|support\.apple\.com", None),
    )
)
"""By name, the words that name it, and its page: the narrower list before the wider. Lists that closed, or have
no page to look at, have none."""

_IP = r"((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\d.:]|\]?(?::\d+)? ?(?:said|refused))"
_BLOCKED_IP = re.compile(
    r"(?:client(?: host| ip)?|\bip(?: address)?|from|host|source|server|sender|query/ip/|[?&]ip=|[?&]ip_address=)"
    rf"[^\w\n]{{0,6}}{_IP}"
    rf"|\[{_IP}\][^\n]{{0,30}}(?:block|list|reject|ban|poor|reputation)"
    rf"|{_IP}[^\n]{{0,40}}(?:is |are |was |has been |has )?(?:block|list|black|banned|poor)",
    re.IGNORECASE,
)
_BLOCKED_DOMAIN = re.compile(
    r"(?:domain|dbl|sender|url|uri|link)[^\w\n]{1,4}((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})\b"
    r"|\[((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})\] (?:blocked|listed)",
    re.IGNORECASE,
)


def listing_in(text: str) -> Listing | None:
    """The list that a text names; None where it names none that is known here."""
    text = text[:LOOKED_AT]
    for name, words, page in _LISTS:
        if words.search(text):
            return Listing(name, _ip(text) or _domain(text), page)
    blocked = _ip(text)
    return None if blocked is None else Listing("", blocked)


def _ip(text: str) -> str | None:
    for found in _BLOCKED_IP.finditer(text):
        written = next((group for group in found.groups() if group), "")
        try:
            address = ip_address(written)
        except ValueError:
            continue
        if not (address.is_loopback or address.is_unspecified):
            return str(address)
    return None


def _domain(text: str) -> str | None:
    for found in _BLOCKED_DOMAIN.finditer(text):
        name = (found[1] or found[2]).lower()
        if "spamhaus" not in name and "surbl" not in name and "uribl" not in name:
            return name
    return None
