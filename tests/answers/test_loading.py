"""What is wrong with a folder of intents is told all at once, with its place."""

import shutil
from pathlib import Path

import pytest

from bot.answers import IntentError, load_intents
from bot.diagnosis import Problem
from bot.diagnosis.taxonomy import TAXONOMY

OURS = Path(__file__).parents[2] / "intents"


def intent(**changes: str | None) -> str:
    """A good intent, one field to a line, some of them changed, added or (None) left out."""
    fields: dict[str, str | None] = {
        "id": "mailbox-full",
        "title": "Vol",
        "who": "recipient",
        "meaning": "De mailbox is vol.",
        "steps": "[Bel de ontvanger.]",
        "retry": "later",
        "escalate": "offer",
        **changes,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OURS, tmp_path / "intents"))


def mistakes(folder: Path) -> list[tuple[str, int, str, Problem]]:
    with pytest.raises(IntentError) as caught:
        load_intents(folder)
    return [(Path(m.file).name, m.line, m.field, m.problem) for m in caught.value.mistakes]


def test_a_good_intent_loads(folder: Path) -> None:
    (folder / "mailbox-full.yml").write_text(intent())
    loaded = load_intents(folder)
    assert [one.id for one in loaded] == list(TAXONOMY)
    assert loaded.intent("mailbox-full").title == "Vol"


@pytest.mark.parametrize(
    ("text", "line", "field", "problem"),
    [
        pytest.param(intent(titel="x"), 8, "titel", Problem.UNKNOWN_FIELD, id="unknown-field"),
        pytest.param(intent(title=None), 1, "title", Problem.MISSING, id="no-title"),
        pytest.param(intent(meaning=None), 1, "meaning", Problem.MISSING, id="no-meaning"),
        pytest.param(intent(escalate=None), 1, "escalate", Problem.MISSING, id="no-escalate"),
        pytest.param(intent(who=None), 1, "", Problem.MISSING, id="a-cause-without-who"),
        pytest.param(intent(retry=None), 1, "", Problem.MISSING, id="a-cause-without-retry"),
        pytest.param(intent(id="mailbox-ful"), 1, "id", Problem.UNKNOWN_CAUSE, id="unknown-id"),
        pytest.param(intent(id="help"), 1, "id", Problem.MISNAMED, id="another-file's-id"),
        pytest.param(intent(who="everybody"), 3, "who", Problem.BAD_VALUE, id="bad-who"),
        pytest.param(intent(retry="tomorrow"), 6, "retry", Problem.BAD_VALUE, id="bad-retry"),
        pytest.param(intent(escalate="yes"), 7, "escalate", Problem.BAD_VALUE, id="yaml-reads-yes-as-true"),
        pytest.param(intent(title="x" * 141), 2, "title", Problem.BAD_VALUE, id="long-title"),
        pytest.param(intent(title="''"), 2, "title", Problem.BAD_VALUE, id="empty-title"),
        pytest.param(intent(title="2026"), 2, "title", Problem.BAD_VALUE, id="title-is-a-number"),
        pytest.param(intent(steps="Bel."), 5, "steps", Problem.WRONG_SHAPE, id="steps-are-no-list"),
        pytest.param(intent(steps="[a, 2]"), 5, "steps.2", Problem.BAD_VALUE, id="a-step-is-a-number"),
        pytest.param(intent(steps="[" + "a, " * 13 + "]"), 5, "steps", Problem.BAD_VALUE, id="many-steps"),
        pytest.param(
            intent(steps="\n  - a\n  - Bel {naam}."),
            7,
            "steps.2",
            Problem.UNKNOWN_PLACEHOLDER,
            id="unknown-placeholder",
        ),
        pytest.param(
            intent(meaning="'Bel {helpdesk'"), 4, "meaning", Problem.UNKNOWN_PLACEHOLDER, id="open-brace"
        ),
        pytest.param(intent() + "title: x\n", 8, "title", Problem.REPEATED_FIELD, id="twice"),
        pytest.param("id: [\n", 2, "", Problem.NOT_YAML, id="no-yaml"),
        pytest.param("- id: mailbox-full\n", 1, "", Problem.WRONG_SHAPE, id="a-list"),
        pytest.param("", 1, "", Problem.MISSING, id="empty-file"),
    ],
)
def test_a_mistake_has_its_place(folder: Path, text: str, line: int, field: str, problem: Problem) -> None:
    (folder / "mailbox-full.yml").write_text(text)
    assert mistakes(folder) == [("mailbox-full.yml", line, field, problem)]


def test_all_mistakes_of_all_files_come_at_once(folder: Path) -> None:
    (folder / "help.yml").unlink()
    (folder / "mailbox-full.yml").write_text(intent(title="'Vol {x}'", who="x"))
    (folder / "delivered.yml").write_bytes(b"id: \xff\n")
    (folder / "mailbox-overfull.yml").write_text(intent(id="mailbox-overfull"))
    assert mistakes(folder) == [
        ("intents", 1, "", Problem.NO_INTENT),
        ("delivered.yml", 1, "", Problem.UNREADABLE),
        ("mailbox-full.yml", 2, "title", Problem.UNKNOWN_PLACEHOLDER),
        ("mailbox-full.yml", 3, "who", Problem.BAD_VALUE),
        ("mailbox-overfull.yml", 1, "id", Problem.UNKNOWN_CAUSE),
    ]


def test_a_copy_under_another_name_is_a_mistake(folder: Path) -> None:
    shutil.copy(folder / "help.yml", folder / "help-old.yml")
    assert mistakes(folder) == [("help-old.yml", 2, "id", Problem.MISNAMED)]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path / "nowhere")) == len(TAXONOMY)


def test_a_mistake_says_what_would_be_right(folder: Path) -> None:
    (folder / "mailbox-full.yml").write_text(intent(id="mailbox-ful"))
    with pytest.raises(
        IntentError, match=r"mailbox-full\.yml:1: id: 'mailbox-ful' is no cause; did you mean mailbox-full\?"
    ):
        load_intents(folder)
