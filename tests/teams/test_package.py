"""The app package: what Teams is given is whole, and what it declares is what the code does, both ways."""

import ast
import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest

from bot.answers.words import introduction
from bot.desk.work import FileRef, Manner, Shown, Work
from bot.teams import commands, invokes, names
from bot.teams.hearing import Hearing
from bot.teams.package import App, PackageError, packed, packing
from bot.teams.package.english import english
from bot.teams.package.manifest import manifest
from bot.teams.workplace import Identity, Workplace
from tests.teams.activities import (
    APP,
    GROUP_CHAT,
    PERSONAL,
    TENANT,
    Json,
    channel,
    download,
    extension,
    message,
    naming,
)
from tests.teams.desk_book import Book, Forms, draw

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "bot" / "teams"
OURS: Final = App(id=APP, version="0.1.0", domain="bounce.example", maker="Voorbeeld BV")
MANIFEST: Final = manifest(OURS)
BOT: Final[Mapping[str, Any]] = MANIFEST["bots"][0]

SCOPES: Final[Mapping[str, Json]] = {"personal": PERSONAL, "groupChat": GROUP_CHAT, "team": channel()}
"""Where a scope lets people ask us."""
READ_CHANNELS: Final = "ChannelMessage.Read.Group"


def contents(package: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


async def heard(activity: Json) -> list[Work]:
    """What an activity becomes, anywhere."""
    book = Book()
    hearing = Hearing(desk=book, workplace=Workplace(Identity(APP, TENANT)), draw=draw, forms=Forms())
    await hearing.hear(activity)
    return book.works


async def shown(activity: Json) -> Shown:
    (work,) = await heard(activity)
    assert isinstance(work, Shown)
    return work


def asked(text: str, scope: str) -> Json:
    """A text to us: alone with us we need no name."""
    return message(text) if scope == "personal" else naming(text, SCOPES[scope])


def test_the_package_holds_what_the_manifest_names_and_nothing_else() -> None:
    files = contents(packed(OURS))
    told = json.loads(files["manifest.json"])
    assert told == MANIFEST
    languages = [each["file"] for each in told["localizationInfo"]["additionalLanguages"]]
    assert set(files) == {"manifest.json", *told["icons"].values(), *languages}
    assert all(files[name].startswith(b"\x89PNG") for name in told["icons"].values())


def test_the_same_app_gives_the_same_bytes() -> None:
    assert packed(OURS) == packed(OURS)


@pytest.mark.parametrize(
    ("app", "places"),
    [
        pytest.param(
            replace(OURS, id="bouncewijzer"), ("bots[0].botId", "composeExtensions[0].botId", "id"), id="no-guid"
        ),
        pytest.param(replace(OURS, maker="x" * 33), ("developer.name",), id="long-name"),
        pytest.param(replace(OURS, version="1" * 257), ("version",), id="long-version"),
    ],
)
def test_what_teams_would_not_take_is_named(app: App, places: tuple[str, ...]) -> None:
    with pytest.raises(PackageError) as caught:
        packed(app)
    assert set(places) <= set(caught.value.places)


def test_a_translation_that_teams_would_not_take_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "english", lambda told: {**english(told), "name.short": "x" * 31})
    with pytest.raises(PackageError) as caught:
        packed(OURS)
    assert caught.value.places == ("name.short",)


def test_the_schemas_are_as_microsoft_published_them() -> None:
    folder = SOURCE / "package" / "schema"
    told = dict(
        re.findall(r"^\| `(\S+)` \| `([0-9a-f]{64})` \|$", (folder / "README.md").read_text(), re.MULTILINE)
    )
    assert told == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.json")}


def declared_commands() -> list[str]:
    return [command["title"] for each in BOT["commandLists"] for command in each["commands"]]


def test_english_translates_what_dutch_says_where_it_says_it() -> None:
    translated = english(MANIFEST)
    read = set()
    for path, text in translated.items():
        if path == "$schema":
            continue
        told: Any = MANIFEST
        for part in re.findall(r"[^.\[\]]+", path):
            told = told[int(part)] if part.isdigit() else told[part]
        read.add(told)
        assert (text == told) is (told in {introduction.NAME, *declared_commands()}), path
    dutch = {value for name, value in vars(introduction).items() if name.isupper()}
    assert read == {*dutch, *declared_commands()}


def test_slack_says_the_same_of_us() -> None:
    told = (ROOT / "app_manifest.yml").read_text("utf-8")
    for text in (introduction.NAME, introduction.SHORT, introduction.EXPLAIN, introduction.EXPLAIN_HINT):
        assert text in told


def test_the_scopes_are_those_in_which_we_can_be_asked() -> None:
    assert set(BOT["scopes"]) == set(SCOPES)
    assert [set(each["scopes"]) for each in BOT["commandLists"]] == [set(SCOPES)]


@pytest.mark.parametrize("scope", BOT["scopes"])
async def test_in_every_scope_we_can_be_asked(scope: str) -> None:
    work = await shown(asked("550 5.1.1 no such user", scope))
    assert work.manner is (Manner.DIRECT if scope == "personal" else Manner.MENTION)


@pytest.mark.parametrize("scope", BOT["scopes"])
@pytest.mark.parametrize("command", declared_commands())
async def test_every_command_is_taken_as_one_in_every_scope(command: str, scope: str) -> None:
    assert (await shown(asked(command, scope))).text == ""
    assert (await shown(asked("zomaar", scope))).text.strip() == "zomaar"


def test_every_command_that_is_known_is_declared() -> None:
    tree = ast.parse(Path(commands.__file__).read_text("utf-8"))
    imported = {
        getattr(names, each.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == names.__name__
        for each in node.names
    }
    assert set(declared_commands()) == imported


def extensions() -> list[dict[str, Any]]:
    return [command for each in MANIFEST["composeExtensions"] for command in each["commands"]]


def test_the_message_extension_is_the_one_that_is_known() -> None:
    assert [(each["id"], each["type"], each["context"]) for each in extensions()] == [
        (names.EXPLAIN, "action", ["message"])
    ]
    assert extensions()[0]["fetchTask"] is True


@pytest.mark.parametrize("name", invokes.EXTENSION)
async def test_its_command_is_answered_and_another_is_not(name: str) -> None:
    book = Book()
    hearing = Hearing(desk=book, workplace=Workplace(Identity(APP, TENANT)), draw=draw, forms=Forms())
    use = extension(name=name)
    answered = await hearing.hear({**use, "value": {**use["value"], "commandId": extensions()[0]["id"]}})
    assert answered is not None
    assert (answered.status, len(book.works)) == (200, 1)
    refused = await hearing.hear({**use, "value": {**use["value"], "commandId": "translateBounce"}})
    assert refused is not None
    assert (refused.status, len(book.works)) == (501, 1)


async def test_files_are_declared_and_read() -> None:
    assert BOT["supportsFiles"] is True
    (file,) = (await shown(message("", attachments=[download()]))).files
    assert isinstance(file, FileRef)
    assert not file.withheld


async def test_the_permission_is_for_reading_along_in_channels_and_for_nothing_else() -> None:
    told = MANIFEST["authorization"]["permissions"]
    assert told == {"resourceSpecific": [{"name": READ_CHANNELS, "type": "Application"}]}
    assert MANIFEST["webApplicationInfo"]["id"] == APP
    assert (await shown(message("550 5.1.1 no such user", channel()))).manner is Manner.WATCHED


def test_without_it_nothing_is_asked_of_the_owners_of_a_team() -> None:
    without = manifest(replace(OURS, reads_along=False))
    assert MANIFEST.keys() - without.keys() == {"authorization", "webApplicationInfo"}
    assert without.items() <= MANIFEST.items()
    assert packed(replace(OURS, reads_along=False)) != packed(OURS)


def test_what_the_code_calls_needs_no_other_permission() -> None:
    """The bot's own service takes who is installed there; other permissions are for Microsoft Graph."""
    source = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    assert "v3/conversations" in source
    assert "graph.microsoft" not in source


def test_nothing_more_is_declared() -> None:
    assert set(MANIFEST) == {
        "$schema",
        "manifestVersion",
        "version",
        "id",
        "developer",
        "name",
        "description",
        "localizationInfo",
        "icons",
        "accentColor",
        "defaultInstallScope",
        "defaultGroupCapability",
        "bots",
        "composeExtensions",
        "webApplicationInfo",
        "authorization",
    }
    assert set(BOT) == {"botId", "scopes", "supportsFiles", "commandLists"}
