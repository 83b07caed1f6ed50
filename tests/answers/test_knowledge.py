"""What changes on disk counts without a restart; what is broken there never does."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from bot.answers import IntentError, Knowledge, Known, explain_text
from bot.diagnosis import RuleError

ROOT = Path(__file__).parents[2]
RULE = """\
- id: {id}
  cause: mailbox-full
  any:
    - phrase: {phrase}
  source: https://example.org/errors
  examples: [{phrase}]
  not_examples: [mailbox unknown]
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "some.yml").write_text(RULE.format(id="a-rule", phrase="the bucket overflows"))
    return rules, Path(shutil.copytree(ROOT / "intents", tmp_path / "intents"))


@pytest.fixture
def knowledge(folders: tuple[Path, Path]) -> Knowledge:
    return Knowledge(*folders, "Carerix Helpdesk")


def title(known: Known) -> str:
    return known.intents.intent("mailbox-full").title


def rewrite(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_nothing_changed_leaves_all_as_it_was(knowledge: Knowledge) -> None:
    before = knowledge.current()
    assert knowledge.refresh() == ()
    assert knowledge.current() is before


def test_a_changed_intent_counts(knowledge: Knowledge, folders: tuple[Path, Path]) -> None:
    before = knowledge.current()
    rewrite(folders[1] / "mailbox-full.yml", "title: Mailbox van de ontvanger is vol", "title: Propvol")
    assert knowledge.refresh() == ()
    assert title(knowledge.current()) == "Propvol"
    assert knowledge.current().rules is before.rules, "rules that did not change are not loaded again"
    assert title(before) == "Mailbox van de ontvanger is vol", "who holds the old set keeps it whole"


def test_a_new_rule_counts(knowledge: Knowledge, folders: tuple[Path, Path]) -> None:
    (folders[0] / "new.yml").write_text(RULE.format(id="new-rule", phrase="my letterbox is stuffed"))
    assert knowledge.refresh() == ()
    answer = explain_text("550 5.0.0 my letterbox is stuffed", knowledge.current()).answer
    assert answer is not None
    assert answer.findings[0].rule == "new-rule"


def test_a_removed_rule_counts_no_more(knowledge: Knowledge, folders: tuple[Path, Path]) -> None:
    (folders[0] / "new.yml").write_text(RULE.format(id="new-rule", phrase="my letterbox is stuffed"))
    knowledge.refresh()
    (folders[0] / "new.yml").unlink()
    assert knowledge.refresh() == ()
    assert len(knowledge.current().rules) == 1


def test_a_broken_intent_never_counts_and_says_where(knowledge: Knowledge, folders: tuple[Path, Path]) -> None:
    path = folders[1] / "mailbox-full.yml"
    rewrite(path, "retry: later", "retry: soon")
    (mistake,) = knowledge.refresh()
    assert (Path(mistake.file).name, mistake.field, mistake.found) == ("mailbox-full.yml", "retry", "soon")
    assert path.read_text().splitlines()[mistake.line - 1] == "retry: soon"
    assert title(knowledge.current()) == "Mailbox van de ontvanger is vol"
    assert knowledge.refresh() == (), "told once"
    rewrite(path, "retry: soon", "retry: now")
    assert knowledge.refresh() == ()
    assert knowledge.current().intents.intent("mailbox-full").retry == "now"


def test_a_broken_rule_does_not_hold_back_a_good_intent(knowledge: Knowledge, folders: tuple[Path, Path]) -> None:
    rewrite(folders[0] / "some.yml", "cause: mailbox-full", "cause: nonsense")
    rewrite(folders[1] / "mailbox-full.yml", "title: Mailbox van de ontvanger is vol", "title: Propvol")
    (mistake,) = knowledge.refresh()
    assert (Path(mistake.file).name, mistake.line, mistake.field) == ("some.yml", 2, "cause")
    assert len(knowledge.current().rules) == 1
    assert title(knowledge.current()) == "Propvol"


def test_it_is_stale_as_long_as_any_folder_holds_a_mistake(
    knowledge: Knowledge, folders: tuple[Path, Path]
) -> None:
    rule, intent = folders[0] / "some.yml", folders[1] / "mailbox-full.yml"

    def looked() -> bool:
        knowledge.refresh()
        return knowledge.is_stale

    assert looked() is False
    rewrite(rule, "cause: mailbox-full", "cause: nonsense")
    rewrite(intent, "retry: later", "retry: soon")
    assert looked() is True
    rewrite(intent, "retry: soon", "retry: now")
    assert looked() is True, "the rule is still broken"
    assert looked() is True, "also where it is told no more"
    rewrite(rule, "cause: nonsense", "cause: mailbox-full")
    assert looked() is False


def test_a_folder_that_goes_away_changes_nothing(knowledge: Knowledge, folders: tuple[Path, Path]) -> None:
    shutil.rmtree(folders[0])
    shutil.rmtree(folders[1])
    assert len(knowledge.refresh()) == 1 + 28
    assert len(knowledge.current().rules) == 1
    assert len(knowledge.current().intents) == 28


def test_many_may_look_at_once(knowledge: Knowledge, folders: tuple[Path, Path]) -> None:
    rewrite(folders[1] / "mailbox-full.yml", "retry: later", "retry: soon")
    together = Barrier(8)

    def look(_: int) -> int:
        together.wait()
        return len(knowledge.refresh())

    with ThreadPoolExecutor(8) as pool:
        told = sorted(pool.map(look, range(8)))
    assert told == [0] * 7 + [1]


@pytest.mark.parametrize(
    ("which", "name", "error"),
    [pytest.param(0, "some.yml", RuleError, id="rules"), pytest.param(1, "help.yml", IntentError, id="intents")],
)
def test_what_is_broken_from_the_start_is_an_error(
    which: int, name: str, error: type[Exception], folders: tuple[Path, Path]
) -> None:
    (folders[which] / name).write_text("id: [")
    with pytest.raises(error):
        Knowledge(*folders, "Carerix Helpdesk")
