"""What is counted of a real bot at work, and that nothing of anyone stands in it."""

import pytest

from tests.server.story import WORKS, Story
from tests.server.watched import samples


@pytest.mark.parametrize(
    ("sample", "value"),
    [
        pytest.param("received_total{kind=shown,manner=watched}", 5, id="messages-that-came"),
        pytest.param("received_total{kind=shown,manner=command}", 1, id="a-command-that-came"),
        pytest.param("received_total{kind=edited,manner=watched}", 1, id="an-edit-that-came"),
        pytest.param("received_total{kind=found,manner=none}", 1, id="a-press-that-came"),
        pytest.param("delivered_again_total{}", 1, id="what-came-twice-is-received-once"),
        pytest.param("not_stored_total{}", 0, id="everything-was-stored"),
        pytest.param("done_total{kind=shown,outcome=silent}", 1, id="talk-is-met-with-silence"),
        pytest.param("done_total{kind=found,outcome=answered}", 1, id="the-press-was-answered"),
        pytest.param("done_total{kind=deleted,outcome=answered}", 1, id="the-deletion-took-its-answer"),
        pytest.param("answered_total{cause=mailbox-unavailable}", 1, id="the-edit-was-answered"),
        pytest.param("answered_total{cause=blacklisted}", 1, id="the-blacklist-was-answered"),
        pytest.param("answered_total{cause=mail-loop}", 0, id="what-nobody-had-is-there-with-zero"),
        pytest.param("retries_total{platform=slack,reason=ratelimited}", 1, id="too-fast-once"),
        pytest.param("whispers_expired_total{}", 1, id="the-route-was-dead"),
        pytest.param("lookups_refused_total{platform=slack}", 0, id="looking-was-allowed"),
        pytest.param("database_errors_total{}", 0, id="the-database-was-well"),
        pytest.param("posted_seconds_count{slot=helpdesk}", 1, id="the-blacklist-reached-the-helpdesk"),
        pytest.param("waiting_work{}", 0, id="nothing-waits"),
        pytest.param("failed_work{}", 0, id="nothing-failed"),
        pytest.param("connected{}", 1, id="it-is-connected"),
    ],
)
def test_what_happened_is_counted(story: Story, sample: str, value: float) -> None:
    counted = samples(story.exposed)
    assert counted.get(f"bouncewijzer_{sample}") == value, sorted(counted)


def test_an_answer_is_timed_from_its_event(story: Story) -> None:
    counted = samples(story.exposed)
    answers = counted["bouncewijzer_posted_seconds_count{slot=answer}"]
    assert answers >= 3
    assert 0 < counted["bouncewijzer_posted_seconds_sum{slot=answer}"] < 60 * answers
    done = sum(value for name, value in counted.items() if name.startswith("bouncewijzer_done_seconds_count"))
    assert done == WORKS


def test_no_label_holds_what_a_person_or_a_stranger_wrote(story: Story) -> None:
    found = [secret for secret in story.secrets if secret.casefold() in story.exposed.casefold()]
    assert found == []
