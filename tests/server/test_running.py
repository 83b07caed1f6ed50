"""The whole bot as a process: it starts, says one address, learns while it runs, and ends well."""

import asyncio
import signal
import socket
from pathlib import Path

import aiohttp
import pytest

from bot.settings import shipped
from tests.crash.page import SUPPORT, Json, Page, said_by_bot
from tests.journeys.program import PATIENCE, Program, announced, begin, running

FULL = "552 5.2.2 <jan@ontvanger.example>: mailbox is full"
KNOWN = "Mailbox van de ontvanger is vol"
RULE = """
- id: proef-vol
  cause: mailbox-full
  any:
    - phrase: {phrase}
  source: https://mail.example/vol
  examples:
    - "552 5.2.2 {phrase}"
  not_examples:
    - "552 5.2.3 de brief is te groot"
"""


async def answered(page: Page, ts: str) -> bool:
    def stands(state: Json) -> bool:
        return any(message["thread_ts"] == ts for message in said_by_bot(state, SUPPORT))

    return await page.until(stands, PATIENCE)


async def ended(program: Program) -> tuple[int | None, str, str]:
    """The exit code, and what was said on both outputs."""
    async with asyncio.timeout(PATIENCE):
        out, _ = await program.process.communicate()
    return program.process.returncode, out.decode(), program.log.read_text()


async def test_a_second_start_still_has_what_the_first_one_had(tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        async with running("run", tmp_path) as program:
            page = Page(session, await announced(program))
            ts = await page.posts(FULL)
            assert await answered(page, ts)
        async with running("run", tmp_path) as program:
            page = Page(session, await announced(program))
            assert await answered(page, ts)
            assert len(said_by_bot(await page.sees(), SUPPORT)) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "terminate"])
@pytest.mark.parametrize("command", ["run", "playground"])
async def test_one_address_is_said_and_a_signal_ends_it_quietly(
    tmp_path: Path, number: signal.Signals, command: str
) -> None:
    program = await begin(command, tmp_path)
    await announced(program)
    program.process.send_signal(number)
    assert await ended(program) == (0, "Stoppen: Ctrl-C.\n", "")


@pytest.mark.parametrize("command", ["run", "playground"])
async def test_a_taken_port_is_a_sentence_and_an_exit_code(tmp_path: Path, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        program = await begin(command, tmp_path, {"BOUNCEWIJZER_PORT": str(port)})
        code, out, said = await ended(program)
    assert (code, out) == (1, "")
    assert said.startswith(f"Poort {port} op 127.0.0.1 is al in gebruik.")
    assert said.count("\n") == 1


async def test_a_second_bot_in_the_same_folder_is_kept_out(tmp_path: Path) -> None:
    async with running("run", tmp_path) as first:
        await announced(first)
        (tmp_path / "tweede").mkdir()
        settings = {"BOUNCEWIJZER_DATA": str(tmp_path / "data")}
        code, out, said = await ended(await begin("run", tmp_path / "tweede", settings))
    assert (code, out) == (1, "")
    assert said.startswith("Er draait al een Bouncewijzer met de map ")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param(
            {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN (of, voor HTTP,", id="half-of-the-credentials"
        ),
        pytest.param({"BOUNCEWIJZER_HOST": "0.0.0.0"}, "BOUNCEWIJZER_HOST moet voor", id="playground-for-all"),
        pytest.param({"BOUNCEWIJZER_RULES": "weg"}, "weg:1: bevat geen bestand met regels", id="no-rules"),
        pytest.param({"BOUNCEWIJZER_DATA": "/proc/data"}, "In /proc/data kan niet", id="no-data-folder"),
        pytest.param({"BOUNCEWIJZER_DATABASE_URL": "onzin"}, "De database is niet bereikbaar.", id="no-database"),
    ],
)
async def test_what_keeps_it_from_starting_is_said(
    tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    code, out, said = await ended(await begin("run", tmp_path, settings))
    assert (code, out) == (1, "")
    assert sentence in said
    assert "Traceback" not in said


async def test_a_workspace_that_is_none_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    kept = tmp_path / "data" / "playground.json"
    kept.write_text("{")
    code, _, said = await ended(await begin("run", tmp_path))
    assert code == 1
    assert (
        said
        == f"Het bestand {kept} is geen bewaarde werkruimte. Verplaats het of gooi het weg, en start opnieuw.\n"
    )
    assert kept.read_text() == "{"


async def test_a_token_that_slack_refuses_is_said_and_not_tried_for_ever(tmp_path: Path) -> None:
    (tmp_path / "slack").mkdir()
    async with running("playground", tmp_path / "slack") as slack:
        settings = {
            "SLACK_API_URL": f"{await announced(slack)}api/",
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_APP_TOKEN": "xapp-fout",
        }
        code, _, said = await ended(await begin("run", tmp_path, settings))
    assert code == 1
    assert said == "Slack weigert: een token klopt niet (SLACK_BOT_TOKEN of SLACK_APP_TOKEN).\n"


async def test_rules_change_under_a_running_bot_and_a_broken_file_does_not(tmp_path: Path) -> None:
    rules = tmp_path / "regels"
    rules.mkdir()
    path = rules / "proef.yml"
    path.write_text(RULE.format(phrase="de bak zit vol"))
    program = await begin("run", tmp_path, {"BOUNCEWIJZER_RULES": str(rules)})
    async with aiohttp.ClientSession() as session:
        page = Page(session, await announced(program))
        path.write_text(RULE.format(phrase="(").replace("phrase", "pattern"))
        await said_in(program.log, f"{path}:5: any.1.pattern: '('")
        assert await answer(page, "552 5.2.2 de bak zit vol") == KNOWN
        path.write_text(RULE.format(phrase="er kan niets meer bij"))
        async with asyncio.timeout(PATIENCE):
            while await answer(page, "552 5.2.2 er kan niets meer bij") != KNOWN:
                pass  # posted again and again: the bot looks at its rules every second
        assert await answer(page, "552 5.2.2 de bak zit vol") != KNOWN
    program.process.send_signal(signal.SIGTERM)
    code, _, said = await ended(program)
    assert code == 0
    assert len(said.splitlines()) == 1, said


async def answer(page: Page, text: str) -> str:
    """The heading of the answer to a text."""
    ts = await page.posts(text)
    assert await answered(page, ts)
    card = next(each for each in said_by_bot(await page.sees(), SUPPORT) if each["thread_ts"] == ts)
    return str(card["blocks"][0]["text"]["text"])


async def said_in(log: Path, words: str) -> None:
    """Wait until a log holds these words."""
    async with asyncio.timeout(PATIENCE):
        while words not in await asyncio.to_thread(log.read_text):  # noqa: ASYNC110 — another process writes it
            await asyncio.sleep(0.05)


def test_a_checkout_reads_the_folders_at_its_top() -> None:
    assert (shipped("rules") / "article.yml").is_file()
    assert (shipped("intents") / "mailbox-full.yml").is_file()
    assert shipped("app_manifest.yml").is_file()
