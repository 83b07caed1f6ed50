"""What is wrong with a folder of rules is told all at once, with its place."""

from pathlib import Path

import pytest

from bot.diagnosis import Problem, RuleError, load_rules

GOOD = """\
- id: {id}
  cause: mailbox-full
  any:
    - phrase: mailbox full
  source: https://example.org/errors
  examples: [mailbox full]
  not_examples: [mailbox unknown]
"""


def rule(**changes: str | None) -> str:
    """A good rule, one field to a line, some of them changed, added or (None) left out."""
    fields: dict[str, str | None] = {
        "id": "a-rule",
        "cause": "mailbox-full",
        "any": "[{phrase: mailbox full}]",
        "source": "https://example.org/errors",
        "examples": "[mailbox full]",
        "not_examples": "[mailbox unknown]",
        **changes,
    }
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "- " + "\n  ".join(lines) + "\n"


def mistakes(folder: Path) -> list[tuple[str, int, str, Problem]]:
    with pytest.raises(RuleError) as caught:
        load_rules(folder)
    return [(Path(m.file).name, m.line, m.field, m.problem) for m in caught.value.mistakes]


@pytest.mark.parametrize(
    ("text", "line", "field", "problem"),
    [
        pytest.param(rule(cause="mailbox-ful"), 2, "cause", Problem.UNKNOWN_CAUSE, id="unknown-cause"),
        pytest.param(rule(cause="unknown-bounce"), 2, "cause", Problem.UNKNOWN_CAUSE, id="a-guess-as-cause"),
        pytest.param(rule(cuase="x"), 7, "cuase", Problem.UNKNOWN_FIELD, id="unknown-field"),
        pytest.param(rule(cause=None), 1, "cause", Problem.MISSING, id="no-cause"),
        pytest.param(rule(source=None), 1, "source", Problem.MISSING, id="no-source"),
        pytest.param(rule(source="a friend"), 4, "source", Problem.BAD_VALUE, id="source-is-no-address"),
        pytest.param(rule(examples=None), 1, "examples", Problem.MISSING, id="no-examples"),
        pytest.param(rule(examples="[]"), 5, "examples", Problem.BAD_VALUE, id="empty-examples"),
        pytest.param(rule(not_examples=None), 1, "not_examples", Problem.MISSING, id="no-not-examples"),
        pytest.param(rule(id="Een Regel"), 1, "id", Problem.BAD_VALUE, id="bad-id"),
        pytest.param(rule(status="[5.2]"), 7, "status.1", Problem.BAD_VALUE, id="status-is-a-number"),
        pytest.param(rule(status="5.2.2"), 7, "status", Problem.WRONG_SHAPE, id="status-is-no-list"),
        pytest.param(rule(reply="[222222]"), 7, "reply.1", Problem.BAD_VALUE, id="no-reply-code"),
        pytest.param(rule(trust="a lot"), 7, "trust", Problem.BAD_VALUE, id="bad-trust"),
        pytest.param(rule(any="[{phrase: a, pattern: b}]"), 3, "any.1", Problem.MISSING, id="phrase-and-pattern"),
        pytest.param(rule(any="[{}]"), 3, "any.1", Problem.MISSING, id="neither"),
        pytest.param(rule(any=None), 1, "", Problem.MISSING, id="decides-by-nothing"),
        pytest.param(
            rule(any="[{phrase: no}]"), 3, "any.1.phrase", Problem.BAD_VALUE, id="yaml-reads-no-as-false"
        ),
        pytest.param(rule(any="[{pattern: '(?=x)'}]"), 3, "any.1.pattern", Problem.BAD_PATTERN, id="look-around"),
        pytest.param(rule(any="[{pattern: '(a'}]"), 3, "any.1.pattern", Problem.BAD_PATTERN, id="open-bracket"),
        pytest.param(rule(any="[{pattern: 'a*'}]"), 3, "any.1.pattern", Problem.BAD_PATTERN, id="matches-nothing"),
        pytest.param(
            rule(any="[{pattern: '((a{100}){100}){100}'}]"),
            3,
            "any.1.pattern",
            Problem.BAD_PATTERN,
            id="too-large",
        ),
        pytest.param("- id: [\n", 2, "", Problem.NOT_YAML, id="no-yaml"),
        pytest.param("id: a-rule\n", 1, "", Problem.WRONG_SHAPE, id="no-list"),
        pytest.param("- just words\n", 1, "", Problem.WRONG_SHAPE, id="no-rule"),
        pytest.param(
            rule().replace("  any", "  cause: mailbox-full\n  any"), 3, "cause", Problem.REPEATED_FIELD, id="twice"
        ),
        pytest.param("", 1, "", Problem.NO_RULES, id="nothing"),
    ],
)
def test_a_mistake_has_its_place(tmp_path: Path, text: str, line: int, field: str, problem: Problem) -> None:
    (tmp_path / "some.yml").write_text(text)
    found = mistakes(tmp_path)
    name = tmp_path.name if problem is Problem.NO_RULES else "some.yml"
    assert (name, line, field, problem) in found, found
    assert len(found) == 1


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(rule(id="one", cause="nothing") + rule(id="two", source=None))
    (tmp_path / "b.yml").write_text(rule(id="three", colour="red"))
    (tmp_path / "c.yml").write_bytes(b"- id: \xff\n")
    assert mistakes(tmp_path) == [
        ("a.yml", 2, "cause", Problem.UNKNOWN_CAUSE),
        ("a.yml", 7, "source", Problem.MISSING),
        ("b.yml", 7, "colour", Problem.UNKNOWN_FIELD),
        ("c.yml", 1, "", Problem.UNREADABLE),
    ]


def test_an_id_stands_once_over_all_files(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(GOOD.format(id="same"))
    (tmp_path / "b.yml").write_text(GOOD.format(id="other") + GOOD.format(id="same"))
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path)
    (mistake,) = caught.value.mistakes
    assert (mistake.line, mistake.field, mistake.problem) == (8, "id", Problem.DUPLICATE_ID)
    assert "a.yml:1" in mistake.right


def test_a_mistake_says_what_would_be_right(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(rule(cause="mailbox-ful"))
    with pytest.raises(
        RuleError, match=r"a\.yml:2: cause: 'mailbox-ful' is no cause; did you mean mailbox-full\?"
    ):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    "clue",
    [
        pytest.param("pattern: 'a{n}[a-z]{{200}}b'", id="patterns"),
        pytest.param("phrase: the mailbox of number {n} is not there any more", id="phrases"),
    ],
)
def test_rules_too_large_for_their_memory_are_an_error_and_never_an_empty_set(tmp_path: Path, clue: str) -> None:
    clues = "[" + ", ".join("{" + clue.format(n=n) + "}" for n in range(200)) + "]"
    (tmp_path / "a.yml").write_text(rule(any=clues))
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path, memory=2**18)
    (mistake,) = caught.value.mistakes
    assert (mistake.line, mistake.problem) == (3, Problem.TOO_LARGE)
    assert mistake.field.startswith("any.")


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError):
        load_rules(tmp_path / "nowhere")


def test_five_thousand_patterns_load(tmp_path: Path) -> None:
    text = "".join(
        rule(id=f"rule-{n}", any=f"[{{pattern: 'word{n}[a-z ]+ending{n}'}}]", examples=f"[word{n} ending{n}]")
        for n in range(5000)
    )
    (tmp_path / "many.yml").write_text(text)
    rules = load_rules(tmp_path)
    assert len(rules) == 5000
