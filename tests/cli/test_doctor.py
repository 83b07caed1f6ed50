"""`bouncewijzer doctor`: one page on an installation; what is wrong says what to do, and nothing hangs it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import sqlalchemy as sa

from bot.desk.database import migrate
from tests.cli.conftest import Run
from tests.cli.playground import playground

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-playground", "SLACK_APP_TOKEN": "xapp-playground"}
TEAMS = {
    "TEAMS_APP_ID": "11111111-2222-3333-4444-555555555555",
    "TEAMS_APP_PASSWORD": "geheim-van-de-bot",
    "HTTPS_PROXY": "http://127.0.0.1:1",  # no way to Microsoft
}
SCOPES = (
    "app_mentions:read,channels:history,channels:read,chat:write,commands,files:read,groups:history,groups:read,"
    "im:history,im:write,users:read"
)


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a playground's Web API."""
    with playground(tmp_path_factory.mktemp("playground")) as url:
        yield f"{url}api/"


def looked(run: Run, **environment: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the page, for programs; the page for people says the same."""
    done = run("doctor", "--json", **environment)
    page = json.loads(done.stdout)
    assert done.stderr == ""
    assert page["well"] is (done.returncode == 0)
    return done.returncode, page


def wrong(page: dict[str, Any]) -> dict[str, str]:
    """What is wrong, with what to do about it."""
    parts = (facts for facts in page.values() if isinstance(facts, dict))
    return {name: fact["advice"] for facts in parts for name, fact in facts.items() if not fact["well"]}


def test_without_anything_all_is_well_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    code, page = looked(run)
    assert (code, wrong(page)) == (0, {})
    assert set(page) == {
        "schema",
        "well",
        "versions",
        "settings",
        "data",
        "knowledge",
        "database",
        "slack",
        "teams",
    }
    assert page["settings"]["mode"]["value"] == "playground"
    assert page["database"]["reachable"]["value"] == "nog niets"
    assert int(page["knowledge"]["rules"]["value"]) > 300
    assert {"bouncewijzer", "python", "sqlite", "slack-bolt", "dbos"} <= set(page["versions"])
    assert list(tmp_path.iterdir()) == []


def test_the_page_for_people_is_dutch_and_ends_with_the_sum(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0
    assert done.stdout.startswith("Versies\n")
    assert done.stdout.endswith("\nAlles in orde.\n")
    assert len(done.stdout.splitlines()) < 60


def test_connected_to_slack_and_a_database_all_is_well_and_no_secret_is_shown(
    run: Run, slack: str, postgres_url: str
) -> None:
    migrate(postgres_url)
    settings = {
        **TOKENS,
        "SLACK_API_URL": slack,
        "BOUNCEWIJZER_SUPPORT_CHANNELS": "C0SUPPORT,19:support@thread.tacv2",  # of which Slack knows nothing
        "BOUNCEWIJZER_HELPDESK_CHANNEL": "C0HELPDESK",
        "BOUNCEWIJZER_DATABASE_URL": postgres_url,
    }
    code, page = looked(run, **settings)
    assert (code, wrong(page)) == (0, {})
    assert page["slack"]["scopes"]["value"] == "volledig"
    assert page["slack"]["app_token"]["value"] == "werkt"
    assert page["slack"]["clock"]["value"].startswith(("gelijk", "+1 ", "-1 ", "+2 ", "-2 "))
    assert page["slack"]["C0HELPDESK"]["value"] == "de bot is lid"
    assert page["database"]["kind"]["value"] == "postgresql"
    assert page["settings"]["SLACK_BOT_TOKEN"]["value"] == "ingesteld (xoxb-…)"
    assert page["settings"]["BOUNCEWIJZER_DATABASE_URL"]["value"] == "ingesteld (postgresql)"
    for secret in ("xoxb-playground", "xapp-playground", postgres_url):
        assert secret not in json.dumps(page)


@pytest.mark.parametrize(
    ("changed", "name", "advice"),
    [
        pytest.param(
            {"SLACK_BOT_TOKEN": "xoxb-fout"}, "bot_token", "Slack weigert: een token klopt niet", id="token"
        ),
        pytest.param(
            {"SLACK_APP_TOKEN": "xapp-fout"}, "app_token", "Slack weigert: een token klopt", id="app-token"
        ),
        pytest.param(
            {"SLACK_API_URL": "http://127.0.0.1:1/"}, "bot_token", "Slack is niet bereikbaar", id="nobody"
        ),
        pytest.param({"BOUNCEWIJZER_HELPDESK_CHANNEL": "C0WEG"}, "C0WEG", "/invite @Bouncewijzer", id="not-in-it"),
        pytest.param(TEAMS, "registration", "Microsoft is niet bereikbaar", id="teams"),
        pytest.param({"BOUNCEWIJZER_PORT": "x"}, "BOUNCEWIJZER_PORT", "klopt niet", id="a-value"),
        pytest.param({"SLACK_BOT_TOKEN": ""}, "mode", "SLACK_BOT_TOKEN ontbreekt", id="half-of-the-credentials"),
        pytest.param({"BOUNCEWIJZER_RULES": "weg"}, "rules", "`bouncewijzer check` noemt", id="no-rules"),
        pytest.param({"BOUNCEWIJZER_INTENTS": "weg"}, "intents", "`bouncewijzer check` noemt", id="no-intents"),
        pytest.param(
            {"BOUNCEWIJZER_DATA": f"{sys.executable}/x"}, "writable", "Stel BOUNCEWIJZER_DATA in", id="no-folder"
        ),
        pytest.param(
            {"BOUNCEWIJZER_DATABASE_URL": "postgresql://u:geheim@127.0.0.1:1/x"},
            "reachable",
            "De database is niet bereikbaar.",
            id="no-database",
        ),
        pytest.param({"BOUNCEWIJZER_DATABASE_URL": "onzin"}, "reachable", "De database is niet", id="no-address"),
    ],
)
def test_what_is_wrong_says_what_to_do(
    run: Run, slack: str, changed: dict[str, str], name: str, advice: str
) -> None:
    code, page = looked(run, **{"SLACK_API_URL": slack, **TOKENS, **changed})
    assert code == 1
    assert list(wrong(page)) == [name]
    assert advice in wrong(page)[name]
    assert "geheim" not in json.dumps(page)
    assert set(page["versions"]) >= {"python"}, "the rest is looked at too"


@pytest.mark.parametrize(
    ("statement", "name", "value"),
    [
        pytest.param("update alembic_version set version_num = '9999'", "schema", "9999 (nieuwste", id="newer"),
        pytest.param(
            "insert into intake (key, kind, partition_key, outcome, created_at)"
            " values ('1:test:T:C:message', 'shown', 'p', 'failed', '2026-01-01 00:00:00')",
            "failed",
            "1",
            id="failed-work",
        ),
    ],
)
def test_what_is_wrong_in_the_database(run: Run, tmp_path: Path, statement: str, name: str, value: str) -> None:
    url = f"sqlite:///{tmp_path}/cases.sqlite"
    migrate(url)
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()
    code, page = looked(run, BOUNCEWIJZER_DATA=str(tmp_path))
    assert code == 1
    assert list(wrong(page)) == [name]
    assert page["database"][name]["value"].startswith(value)


def test_a_file_that_is_no_database_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cases.sqlite").write_text("geen database" * 1000)
    code, page = looked(run, BOUNCEWIJZER_DATA=str(tmp_path))
    assert (code, list(wrong(page))) == (1, ["reachable"])


@pytest.fixture
def answering() -> Iterator[Callable[[dict[str, str]], str]]:
    """A Slack that answers everything with ok, and with the headers that it is given. Gives its address."""
    servers: list[HTTPServer] = []

    def begin(headers: dict[str, str]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response_only(200)
                body = b'{"ok": true, "team": "T", "user": "bot", "url": "ws://x"}'
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/api/"

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()


def _date(ahead: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=ahead), usegmt=True)


@pytest.mark.parametrize(
    ("scopes", "ahead", "wrongs"),
    [
        pytest.param(SCOPES, 0, {}, id="well"),
        pytest.param(f"{SCOPES},reactions:read", None, {}, id="more-scopes-than-needed-and-no-date"),
        pytest.param(None, 0, {}, id="no-scopes-told"),
        pytest.param(SCOPES.replace("files:read,", ""), 0, {"scopes": "ontbreken: files:read"}, id="a-scope"),
        pytest.param(SCOPES, -600, {"clock": "+"}, id="our-clock-is-ahead"),
        pytest.param(SCOPES, 3600, {"clock": "-"}, id="our-clock-is-behind"),
    ],
)
def test_scopes_and_clock(
    run: Run,
    answering: Callable[[dict[str, str]], str],
    scopes: str | None,
    ahead: float | None,
    wrongs: dict[str, str],
) -> None:
    headers = {"X-OAuth-Scopes": scopes} if scopes else {}
    if ahead is not None:
        headers["Date"] = _date(ahead)
    _, page = looked(run, SLACK_API_URL=answering(headers), **TOKENS)
    assert set(wrong(page)) == set(wrongs)
    for name, value in wrongs.items():
        assert page["slack"][name]["value"].startswith(value)


def test_a_database_that_never_answers_does_not_hang_the_page(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        code = "from bot.cli.doctor import doctor; raise SystemExit(doctor(as_json=True, patience=5))"
        url = f"postgresql://u:geheim@127.0.0.1:{silent.getsockname()[1]}/x"
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "BOUNCEWIJZER_DATABASE_URL": url,
            },
            capture_output=True,
            check=False,
            timeout=60,
        )
    page = json.loads(done.stdout)
    assert done.returncode == 1
    assert wrong(page) == {"answers": page["database"]["answers"]["advice"]}
    assert page["versions"]["python"]["well"]
