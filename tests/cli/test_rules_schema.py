"""The schemas beside the YAML are those of the models, and take and refuse what the models do."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.cli.schemas import SCHEMAS
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
FOLDERS = {"rules": ROOT / "rules", "intents": ROOT / "intents", "meanings": ROOT / "rules" / "meanings"}
FILES = [(kind, path) for kind, folder in FOLDERS.items() for path in sorted(folder.glob("*.yml"))]
RULE: dict[str, Any] = {
    "id": "one",
    "cause": "mailbox-full",
    "any": [{"phrase": "nobody has room"}],
    "source": "https://example.org/",
    "examples": ["552 nobody has room"],
    "not_examples": ["552 somebody has room"],
}
MEANING: dict[str, Any] = {"code": "5.1.1", "short": "kort", "meaning": "Lang.", "source": "https://example.org/"}


def errors(kind: str, data: object) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMAS[kind]()).iter_errors(data)]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_committed_schema_is_current(kind: str, run: Run) -> None:
    committed = (FOLDERS[kind] / f"{kind}.schema.json").read_text()
    assert json.loads(committed) == SCHEMAS[kind](), "make schemas"
    assert run("rules", "schema", kind).stdout == committed


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: getattr(value, "name", value))
def test_every_file_names_its_schema_and_follows_it(kind: str, path: Path) -> None:
    text = path.read_text()
    assert text.startswith(f"# yaml-language-server: $schema={kind}.schema.json\n")
    assert errors(kind, yaml.safe_load(text)) == []


@pytest.mark.parametrize(
    ("kind", "data", "good"),
    [
        pytest.param("rules", [RULE], True, id="a-rule"),
        pytest.param("rules", [{**RULE, "any": None}], False, id="nothing-in-any"),
        pytest.param("rules", [{**RULE, "cause": "mailbox-ful"}], False, id="no-cause"),
        pytest.param("rules", [{**RULE, "colour": "red"}], False, id="no-field"),
        pytest.param("rules", [{**RULE, "any": [{"phrase": "a", "pattern": "b"}]}], False, id="both"),
        pytest.param(
            "rules", [{name: RULE[name] for name in RULE if name != "any"}], False, id="decides-by-nothing"
        ),
        pytest.param("rules", [{**RULE, "reply": [550, "552"]}], True, id="a-number-is-a-reply"),
        pytest.param("rules", [{**RULE, "status": ["5.2"]}], False, id="no-status"),
        pytest.param("meanings", [MEANING], True, id="a-meaning"),
        pytest.param("meanings", [{**MEANING, "code": 550}], True, id="a-number-is-a-code"),
        pytest.param("meanings", [{**MEANING, "code": "5.7"}], False, id="no-code"),
        pytest.param("intents", {"id": "help"}, False, id="too-little"),
    ],
)
def test_what_a_schema_takes(kind: str, data: object, good: bool) -> None:  # noqa: FBT001
    assert (errors(kind, data) == []) is good
