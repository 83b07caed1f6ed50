"""Which list names a server, and with which address."""

import pytest

from bot.diagnosis import Listing, RuleSet, diagnose
from bot.diagnosis.listing import listing_in
from bot.reading import read_text

SPAMHAUS = "https://check.spamhaus.org/"


@pytest.mark.parametrize(
    ("text", "listing"),
    [
        pytest.param(
            "554 5.7.1 Service unavailable; Client host [192.0.2.99] blocked using zen.spamhaus.org;"
            " https://www.spamhaus.org/query/ip/192.0.2.99",
            Listing("Spamhaus ZEN", "192.0.2.99", SPAMHAUS),
            id="zen",
        ),
        pytest.param(
            "host mx.example.org[192.0.2.10] said: 550 Client host [198.51.100.4] blocked using Spamhaus.",
            Listing("Spamhaus", "198.51.100.4", SPAMHAUS),
            id="not-the-address-of-who-says-it",
        ),
        pytest.param(
            "550 5.7.1 The domain voorbeeld.nl is listed at dbl.spamhaus.org",
            Listing("Spamhaus DBL", "voorbeeld.nl", SPAMHAUS),
            id="a-domain",
        ),
        pytest.param(
            "550 messages from [203.0.113.5] weren't sent, their network is on our block list (S3140).",
            Listing("Outlook.com", "203.0.113.5", "https://olcsupport.office.com/"),
            id="outlook-com",
        ),
        pytest.param(
            "550 client 2001:db8::5 blocked using b.barracudacentral.org",
            Listing("Barracuda", "2001:db8::5", "https://www.barracudacentral.org/lookups"),
            id="ipv6",
        ),
        pytest.param("554 Your IP 999.1.1.1 is blocked using bl.spamcop.net", "SpamCop", id="no-address"),
        pytest.param(
            "554 5.7.1 [192.0.2.7] blocked by our own list", Listing("", "192.0.2.7"), id="a-list-unnamed"
        ),
        pytest.param("550 rejected content, black listed", None, id="nothing-named"),
        pytest.param("", None, id="empty"),
    ],
)
def test_listing(text: str, listing: Listing | str | None) -> None:
    found = listing_in(text)
    assert (found.name if found and isinstance(listing, str) else found) == listing


def test_a_diagnosis_tells_its_list(rules: RuleSet) -> None:
    text = "554 5.7.1 Service unavailable; Client host [192.0.2.99] blocked using zen.spamhaus.org"
    (diagnosis,) = diagnose(read_text(text), rules)
    assert (diagnosis.cause, diagnosis.listing) == ("blacklisted", Listing("Spamhaus ZEN", "192.0.2.99", SPAMHAUS))


def test_no_list_where_nobody_is_listed(rules: RuleSet) -> None:
    (diagnosis,) = diagnose(read_text("550 5.1.1 <jan@spamhaus.example> User unknown"), rules)
    assert diagnosis.listing is None


@pytest.mark.parametrize("unit", ["1.", "[1.2.3.4] ", "::", "client [", "domain a.", "spamhaus"])
def test_long_texts_are_looked_through(unit: str) -> None:
    listing_in(unit * (2**20 // len(unit)))
