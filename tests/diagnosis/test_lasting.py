"""Permanent, passing, or both readings stand."""

import pytest

from bot.diagnosis.lasting import permanence
from bot.reading.notification import Action, Failure


@pytest.mark.parametrize(
    ("failure", "cause", "permanent"),
    [
        pytest.param(Failure("552 5.2.2 Full"), "mailbox-full", True, id="5"),
        pytest.param(Failure("452 4.2.2 Full"), "mailbox-full", False, id="4"),
        pytest.param(Failure("mailbox full"), "mailbox-full", None, id="full-without-code"),
        pytest.param(Failure("full", status="4.2.2"), "mailbox-full", False, id="status-of-the-report"),
        pytest.param(Failure("full", reply="552"), "mailbox-full", True, id="reply-of-the-report"),
        pytest.param(Failure("full", action=Action.DELAYED, status="5.2.2"), "mailbox-full", False, id="delayed"),
        pytest.param(Failure("451 later; we will keep trying"), "temporarily-deferred", False, id="still-trying"),
        pytest.param(Failure("451 4.4.1 giving up"), "server-unreachable", True, id="giving-up"),
        pytest.param(Failure("retry timeout exceeded"), "server-unreachable", True, id="expired"),
        pytest.param(Failure("451 4.3.0 x: retry timeout exceeded"), "unknown-bounce", None, id="expired-after-4"),
        pytest.param(Failure("user unknown"), "mailbox-unavailable", True, id="usually-permanent"),
        pytest.param(Failure("greylisted"), "temporarily-deferred", False, id="usually-passes"),
        pytest.param(Failure("connection timed out"), "server-unreachable", None, id="open"),
    ],
)
def test_permanence(failure: Failure, cause: str, permanent: bool | None) -> None:  # noqa: FBT001 — a table's column
    assert permanence(failure, cause) is permanent
