"""What docs/operating.md, SECURITY.md and CHANGELOG.md say is so; `make bare` runs the commands of the first."""

import re
from pathlib import Path

import pytest

from bot.settings import names
from tests.bare.page import PAGE, blocks
from tests.cli.conftest import bouncewijzer
from tests.deploy.files import DEPLOY

ROOT = DEPLOY.parent
PAGES = pytest.mark.parametrize(
    "page", [PAGE, ROOT / "SECURITY.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.name
)
KINDS = {("sh", ""), ("sh", "sqlite"), ("sh", "container"), ("sh", "elsewhere"), ("sql", "")}
ELSEWHERE = ("docker compose ", "kubectl ", "install -m 0600 deploy/", "openssl rand ")
COMMANDS = sorted(
    {
        command.strip()
        for command in re.findall(
            r"(?:^|`|bin/|-- |bouncewijzer )bouncewijzer((?: [a-z]+)+)", PAGE.read_text("utf-8"), re.MULTILINE
        )
    }
)


def test_each_block_is_run_or_said_not_to_be() -> None:
    said = re.findall(r"^```(\w+) ?(\w*)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [kind for kind in said if kind not in KINDS] == []
    assert len(blocks("sh")) >= 6
    assert blocks("sh", "container")
    assert blocks("sql")


def test_only_what_cannot_be_run_is_not_run() -> None:
    lines = [line for block in blocks("sh", "elsewhere") for line in block.splitlines()]
    assert lines
    assert [line for line in lines if not line.startswith(ELSEWHERE)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_named_is_there(command: str, tmp_path: Path) -> None:
    described = bouncewijzer(tmp_path, *command.split(), "--help")
    assert described.returncode == 0, described.stderr


@PAGES
def test_every_link_leads_to_a_file_of_ours(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_file_of_deploy_that_is_named_is_there_and_each_is_named() -> None:
    named = set(re.findall(r"deploy/([\w.-]*\w)", PAGE.read_text("utf-8")))
    made = {"postgres.password", "bouncewijzer.env"}
    assert named - made == {path.name for path in DEPLOY.iterdir() if path.name not in made}


@PAGES
def test_every_setting_and_target_that_is_named_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    assert set(re.findall(r"`((?:BOUNCEWIJZER|SLACK)_[A-Z_]+)`", text)) <= set(names())
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets


def test_the_version_that_deploy_speaks_of_is_the_present_one() -> None:
    (version,) = re.findall(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    for name in ("compose.yml", "kubernetes.yml"):
        assert re.findall(r"image: \S*bouncewijzer:(\S+)", (DEPLOY / name).read_text("utf-8")) == [version]
    assert f"\n## {version}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")
