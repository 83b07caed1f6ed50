"""Whatever cannot be read gets Dutch words of its own, and never those of the error."""

from collections.abc import Iterator

import pytest

from bot.answers import apology
from bot.answers.apologies import OTHERWISE
from bot.reading import Limits, read_file
from bot.reading.errors import (
    DamagedFileError,
    EmptyError,
    MailTooLargeError,
    NotAMailError,
    PicturesNotReadError,
    PictureTooLargeError,
    PictureTooSlowError,
    ReadingError,
    TextTooLongError,
    TooDeepError,
    TooManyPartsError,
    TooManyRecipientsError,
)

MADE = (
    EmptyError(),
    MailTooLargeError(size=30 * 2**20, limit=25 * 2**20),
    TextTooLongError(size=2**21, limit=2**20),
    TooManyPartsError(limit=500),
    TooDeepError(limit=20),
    TooManyRecipientsError(limit=200),
    NotAMailError(),
    DamagedFileError("a directory"),
    PicturesNotReadError(),
    PictureTooLargeError(width=60_000, height=60_000, limit=24_000_000),
    PictureTooSlowError(seconds=60),
)


def leaves(kind: type[ReadingError]) -> Iterator[type[ReadingError]]:
    for below in kind.__subclasses__():
        yield below
        yield from leaves(below)


def test_every_kind_of_error_has_words_of_its_own() -> None:
    assert {type(error) for error in MADE} == set(leaves(ReadingError)), "add the new kind to MADE"
    said = [apology(error) for error in MADE]
    assert OTHERWISE not in said
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("error", [*MADE, ReadingError("some English")], ids=lambda error: type(error).__name__)
def test_it_says_what_to_do_instead_and_nothing_of_the_error(error: ReadingError) -> None:
    said = apology(error)
    assert "Plak" in said
    assert said.endswith(".")
    assert str(error) not in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("error", "says"),
    [
        pytest.param(MADE[1], "groter dan 25 MB", id="megabytes"),
        pytest.param(MailTooLargeError(size=9, limit=8), "groter dan 1 MB", id="never-zero"),
        pytest.param(MADE[5], "meer dan 200 ontvangers", id="recipients"),
    ],
)
def test_limits_are_named(error: ReadingError, says: str) -> None:
    assert says in apology(error)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        pytest.param(b"", "geen tekst", id="empty"),
        pytest.param(b"x" * 2000, "groter dan", id="large"),
        pytest.param(b"PK\x03\x04", "geen e-mail", id="archive"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "beschadigd", id="no-more-than-the-beginning-of-a-picture"),
    ],
)
def test_what_reading_really_raises(raw: bytes, says: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_file(raw, Limits(mail_bytes=1000))
    assert says in apology(caught.value)
