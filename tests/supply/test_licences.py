"""No package comes in under a licence that nobody looked at."""

import pytest

from tests.supply.licences import is_taken, licence_of
from tests.supply.pins import needed


@pytest.mark.parametrize("package", sorted(needed(frozenset({"ocr", "teams"}))))
def test_the_licence_of_a_package_is_one_that_we_take(package: str) -> None:
    licence = licence_of(package)
    assert licence.why, f"{package}: {licence.said or 'says nothing'}"


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        pytest.param("MIT", True, id="one"),
        pytest.param("Apache-2.0 AND MIT", True, id="both"),
        pytest.param("MIT AND GPL-3.0-only", False, id="both-must-do"),
        pytest.param("GPL-3.0-only OR MIT", True, id="one-of-two-does"),
        pytest.param("LGPL-3.0-only", False, id="only-by-name"),
        pytest.param("AGPL-3.0", False, id="network"),
        pytest.param("", False, id="nothing-said"),
        pytest.param("MIT-like, see GPL", False, id="another-word-in-front"),
    ],
)
def test_what_is_said_is_taken_or_not(said: str, taken: bool) -> None:  # noqa: FBT001
    assert is_taken(said) is taken
