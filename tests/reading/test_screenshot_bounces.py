"""A picture of a bounce leads to the cause of its text: taken by a real browser, read by the real reader."""

from pathlib import Path

import pytest

from bot.diagnosis import RuleSet, diagnose, load_rules
from bot.reading import read_file, read_text
from bot.reading.notification import Kind
from tests.reading.bounce_pages import BOUNCES, LOOKS, Bounce, Look, pictures

WANTED = {f"{bounce.cause}-{look}": (bounce, look) for bounce, look in zip(BOUNCES, LOOKS, strict=True)}
TALL = Bounce("mailbox-full", BOUNCES[0].subject, "Geachte heer," + "\n" * 250 + BOUNCES[0].text)
TALK = Bounce("", "Vergadering", "Hallo Eva, zullen we dinsdag om 10:00 bellen over de offerte? Groet, Jan")


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(Path(__file__).parents[2] / "rules")


@pytest.fixture(scope="module")
def jpegs() -> dict[str, bytes]:
    return pictures(WANTED)


@pytest.fixture(scope="module")
def pngs() -> dict[str, bytes]:
    desk = Look("outlook", dark=False, scale=1)
    return pictures({"tall": (TALL, desk), "talk": (TALK, desk)}, "png")


def concluded(picture: bytes | str, rules: RuleSet) -> list[tuple[str | None, str]]:
    read = read_text(picture) if isinstance(picture, str) else read_file(picture)
    return [(diagnosis.failure.recipient, diagnosis.cause) for diagnosis in diagnose(read, rules)]


@pytest.mark.parametrize("name", WANTED)
def test_a_picture_says_what_its_text_says(name: str, jpegs: dict[str, bytes], rules: RuleSet) -> None:
    bounce, _ = WANTED[name]
    assert concluded(jpegs[name], rules) == concluded(bounce.text, rules)
    assert [cause for _, cause in concluded(bounce.text, rules)] == [bounce.cause]


def test_a_picture_longer_than_any_screen_is_read_to_its_end(pngs: dict[str, bytes], rules: RuleSet) -> None:
    assert concluded(pngs["tall"], rules) == [("jan.jansen@voorbeeld.nl", "mailbox-full")]


def test_a_picture_of_talk_is_talk(pngs: dict[str, bytes], rules: RuleSet) -> None:
    read = read_file(pngs["talk"])
    assert (read.kind, read.is_picture, read.is_mail) == (Kind.TEXT, True, False)
    assert "zullen we dinsdag om 10:00 bellen" in read.text
    assert concluded(pngs["talk"], rules) == []
