"""`bouncewijzer explain --jsonl`: the protocol that other programs hold on to."""

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, bouncewijzer
from tests.cli.mails import FULL, ORDINARY
from tests.diagnosis.test_article import QUOTES, in_a_mail, in_slack, quoted

Json = dict[str, Any]


def ask(run: Run, *cases: Json | str | bytes) -> list[Json]:
    """The answers to lines; what is no line yet is made one."""
    lines = [
        case if isinstance(case, bytes) else (case if isinstance(case, str) else json.dumps(case)).encode()
        for case in cases
    ]
    done = run("explain", "--jsonl", given=b"".join(line + b"\n" for line in lines))
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_result_per_recipient_with_its_evidence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bounce.eml").write_bytes(FULL)
    (relative, absolute) = ask(
        run,
        {"id": "a", "kind": "mail", "path": "bounce.eml", "text": None},
        {"id": "b", "kind": "mail", "path": str(tmp_path / "bounce.eml")},
    )
    jan, piet = relative["results"]
    assert jan == {
        "recipient": "jan@ontvanger.example",
        "cause": "mailbox-full",
        "permanent": True,
        "also": None,
        "rule": jan["rule"],
        "evidence": "mailbox is full",
    }
    assert isinstance(jan["rule"], str)
    assert (piet["recipient"], piet["cause"]) == ("piet@ontvanger.example", "mailbox-unavailable")
    assert absolute == {"id": "b", "results": relative["results"]}


def forms(quote: str, folder: Path) -> Iterator[tuple[str, Json]]:
    """The five forms in which people bring one of the article's quotes."""
    yield "plain", {"kind": "line", "text": quote}
    yield "quoted", {"kind": "line", "text": quoted(quote)}
    yield "wrapped", {"kind": "line", "text": textwrap.fill(quote, 40)}
    yield "slack", {"kind": "line", "text": f"Weet iemand wat dit is? ```{in_slack(quote)}```"}
    path = folder / f"{abs(hash(quote))}.eml"
    path.write_bytes(in_a_mail(quote))
    yield "mail", {"kind": "mail", "path": path.name}


def test_every_quote_of_the_article_in_every_form_leads_to_its_passage(run: Run, tmp_path: Path) -> None:
    cases = {f"{quote} {form}": (cause, case) for quote, cause in QUOTES for form, case in forms(quote, tmp_path)}
    answers = ask(run, *({"id": case_id, **case} for case_id, (_, case) in cases.items()))
    said = {answer["id"]: [result["cause"] for result in answer["results"]] for answer in answers}
    assert said == {case_id: [cause] for case_id, (cause, _) in cases.items()}
    assert len(said) >= 75


TALK = [
    "Gaan we zo lunchen?",
    "Top, de mail is aangekomen. Bedankt!",
    "Kan iemand 550 stoelen bestellen voor het congres?",
    "Mijn mailbox is vol met nieuwsbrieven, hoe meld ik me af?",
    "dank je",
    ":tada:",
]


def test_ordinary_talk_and_mail_give_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "lunch.eml").write_bytes(ORDINARY)
    cases: list[Json] = [{"id": text, "kind": "line", "text": text} for text in TALK]
    answers = ask(run, *cases, {"id": "lunch.eml", "kind": "mail", "path": "lunch.eml"})
    assert answers == [{"id": case, "results": []} for case in (*TALK, "lunch.eml")]


def test_an_id_comes_back_as_it_was(run: Run) -> None:
    ids = ["a", 7, None, ["x", {"y": 1}], "\ud800"]
    answers = ask(run, *({"id": each, "kind": "line", "text": "dank je"} for each in ids))
    assert answers == [{"id": each, "results": []} for each in ids]


def test_blank_lines_are_no_cases_and_the_last_line_needs_no_end(run: Run) -> None:
    given = b'\n  \n{"id": 1, "kind": "line", "text": "dank je"}'
    assert run("explain", "--jsonl", given=given).stdout == '{"id": 1, "results": []}\n'


def test_each_answer_comes_at_once(tmp_path: Path) -> None:
    """A program that waits for an answer before it asks on is never left waiting."""
    command = [sys.executable, "-m", "bot", "explain", "--jsonl"]
    environment = {"PATH": os.environ["PATH"]}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdin=pipe, stdout=pipe) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            line = json.dumps({"id": number, "kind": "line", "text": "550 5.2.2 mailbox is full"})
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
    assert process.returncode == 0


BAD: dict[str, tuple[Json | str | bytes, str]] = {
    "no-json": ("geen json", "JSON"),
    "no-utf-8": (b'{"id": 1, "kind": "line", "text": "\xff"}', "JSON"),
    "cut-off": ('{"id": 1, "kind": "line", "text": "afgebroken', "JSON"),
    "nested-without-end": ("[" * 100_000, "JSON"),
    "a-number-that-is-none": ('{"id": NaN, "kind": "line", "text": "x"}', "JSON"),
    "a-number-without-end": ('{"id": ' + "9" * 5000 + "}", "JSON"),
    "a-list": ("[1, 2]", "geval"),
    "null": ("null", "geval"),
    "no-kind": ({"id": 1}, "geval"),
    "unknown-kind": ({"id": 1, "kind": "brief", "text": "x"}, "geval"),
    "a-line-without-text": ({"id": 1, "kind": "line"}, "geval"),
    "a-mail-without-path": ({"id": 1, "kind": "mail"}, "geval"),
    "a-text-that-is-a-number": ({"id": 1, "kind": "line", "text": 5}, "geval"),
    "a-path-that-is-a-list": ({"id": 1, "kind": "mail", "path": ["x"]}, "geval"),
    "no-such-file": ({"id": 1, "kind": "mail", "path": "weg.eml"}, "bestaat niet"),
    "a-folder": ({"id": 1, "kind": "mail", "path": "."}, "is een map"),
    "a-name-with-nul": ({"id": 1, "kind": "mail", "path": "a\0b"}, "kan niet gelezen worden"),
    "an-empty-text": ({"id": 1, "kind": "line", "text": ""}, ""),
    "a-text-past-the-limit": ({"id": 1, "kind": "line", "text": "x" * 1_100_000}, ""),
}
GOOD: Json = {"id": "goed", "kind": "line", "text": "550 5.2.2 mailbox is full"}


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Json, Json]]:
    """All bad lines through one process, each with a good one after it: both answers."""
    run = partial(bouncewijzer, tmp_path_factory.mktemp("bad"))
    answers = iter(ask(run, *(each for line, _ in BAD.values() for each in (line, GOOD))))
    return {name: (next(answers), next(answers)) for name in BAD}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_answered_and_the_stream_goes_on(name: str, answered: dict[str, tuple[Json, Json]]) -> None:
    line, error = BAD[name]
    bad, after = answered[name]
    assert bad["results"] == []
    assert error in bad["error"]
    assert bad["error"].endswith((".", "?"))
    assert bad["id"] == (1 if isinstance(line, dict) else None)
    assert after["id"] == "goed"
    assert [result["cause"] for result in after["results"]] == ["mailbox-full"]
