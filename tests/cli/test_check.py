"""`bouncewijzer check`: says in a sentence what is wrong, and ends with 1 where anything is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.playground import playground

RULE = """\
- id: proef-vol
  cause: mailbox-full
  any:
    - phrase: de bak zit vol
  source: https://mail.example/vol
  examples:
    - "552 5.2.2 de bak zit vol"
  not_examples:
    - "552 5.2.3 de brief is te groot"
"""
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-playground", "SLACK_APP_TOKEN": "xapp-playground"}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder with one small rule: the project's own are proven by their own tests."""
    folder = tmp_path / "regels"
    folder.mkdir()
    (folder / "proef.yml").write_text(RULE)
    return folder


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a playground's Web API."""
    with playground(tmp_path_factory.mktemp("playground")) as url:
        yield f"{url}api/"


def test_all_is_well_without_credentials(run: Run, rules: Path) -> None:
    done = run("check", BOUNCEWIJZER_RULES=str(rules))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "Alles in orde."
    assert "Regels: 1 geladen, 2 voorbeelden kloppen." in done.stdout
    assert "Antwoorden: 28 geladen." in done.stdout


def test_a_registration_of_teams_is_asked_for_too(run: Run, rules: Path, slack: str) -> None:
    registration = {"TEAMS_APP_ID": "11111111-2222-3333-4444-555555555555", "TEAMS_APP_PASSWORD": "geheim"}
    shut_off = {"HTTPS_PROXY": "http://127.0.0.1:1"}
    done = run("check", BOUNCEWIJZER_RULES=str(rules), SLACK_API_URL=slack, **TOKENS, **registration, **shut_off)
    assert done.returncode == 1
    assert "Slack" in done.stdout
    assert done.stderr.startswith("Microsoft is niet bereikbaar")
    assert "Alles in orde." not in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("cause: mailbox-full", "cause: bak-vol", ':2: cause: "bak-vol" ', id="unknown-cause"),
        pytest.param("- phrase: de bak zit vol", "- pattern: '('", ':4: any.1.pattern: "(" ', id="bad-pattern"),
        pytest.param("source: https://mail.example/vol", "bron: x", ":1: source: ontbreekt", id="no-source"),
        pytest.param("  any:", "  any", ":", id="no-yaml"),
        pytest.param("552 5.2.2 de bak zit vol", "552 5.2.3 te groot", "examples.1: ", id="example-not-won"),
        pytest.param("552 5.2.3 de brief is te groot", "de bak zit vol", "not_examples.1: ", id="neighbour-won"),
    ],
)
def test_a_broken_rule_is_named_with_file_line_and_field(
    run: Run, rules: Path, old: str, new: str, said: str
) -> None:
    (rules / "proef.yml").write_text(RULE.replace(old, new))
    done = run("check", BOUNCEWIJZER_RULES=str(rules))
    assert done.returncode == 1
    assert f"{rules}/proef.yml" in done.stderr
    assert said in done.stderr
    assert "Alles in orde." not in done.stdout


def test_a_broken_intent_is_named_with_its_file(run: Run, rules: Path, tmp_path: Path) -> None:
    intents = tmp_path / "antwoorden"
    intents.mkdir()
    (intents / "mailbox-full.yml").write_text("id: mailbox-full\ntitel: Vol\n")
    done = run("check", BOUNCEWIJZER_RULES=str(rules), BOUNCEWIJZER_INTENTS=str(intents))
    assert done.returncode == 1
    assert f"{intents}/mailbox-full.yml:2: titel: is hier geen veld" in done.stderr


def test_half_of_the_credentials_is_said_after_the_rest_was_checked(run: Run, rules: Path) -> None:
    done = run("check", BOUNCEWIJZER_RULES=str(rules), SLACK_APP_TOKEN="xapp-1")
    assert done.returncode == 1
    assert "Regels: 1 geladen" in done.stdout
    assert done.stderr == "SLACK_BOT_TOKEN ontbreekt, terwijl SLACK_APP_TOKEN wel ingesteld is.\n"


def test_slack_greets_and_a_missing_helpdesk_is_said(run: Run, rules: Path, slack: str) -> None:
    done = run("check", BOUNCEWIJZER_RULES=str(rules), SLACK_API_URL=slack, **TOKENS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Slack: verbonden met " in done.stdout
    assert "BOUNCEWIJZER_HELPDESK_CHANNEL is niet ingesteld" in done.stdout


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"SLACK_BOT_TOKEN": "xoxb-fout"}, "Slack weigert: een token klopt niet", id="bot-token"),
        pytest.param({"SLACK_APP_TOKEN": "xapp-fout"}, "Slack weigert: een token klopt niet", id="app-token"),
        pytest.param({"SLACK_API_URL": "http://127.0.0.1:1/"}, "Slack is niet bereikbaar op", id="nobody-there"),
        pytest.param(
            {"BOUNCEWIJZER_HELPDESK_CHANNEL": "C0WEG"}, "geen lid van kanaal C0WEG", id="no-such-channel"
        ),
        pytest.param(
            {"BOUNCEWIJZER_SUPPORT_CHANNELS": "C0SUPPORT,C0ALGEMEEN"},
            "geen lid van kanaal C0ALGEMEEN",
            id="not-invited",
        ),
    ],
)
def test_what_is_wrong_with_slack_is_said(
    run: Run, rules: Path, slack: str, changed: dict[str, str], sentence: str
) -> None:
    done = run("check", **{"BOUNCEWIJZER_RULES": str(rules), "SLACK_API_URL": slack, **TOKENS, **changed})
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "xoxb" not in done.stderr + done.stdout


def test_a_slip_in_a_name_is_said(run: Run, rules: Path) -> None:
    done = run("check", BOUNCEWIJZER_RULES=str(rules), BOUNCEWIJZER_HELPDESK="C01")
    assert "BOUNCEWIJZER_HELPDESK is geen instelling van Bouncewijzer." in done.stdout
    assert done.returncode == 0
