"""Fetching the renderer of cards: what npm gives is only taken where it is what it was."""

import hashlib
import io
import tarfile
from base64 import b64encode
from pathlib import Path

import pytest

from bot.playground.teams import fetching, renderer

INSIDE = {"package/dist/a.js": "a.js", "package/LICENSE": "LICENSE.txt"}


def packed() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name in INSIDE:
            entry = tarfile.TarInfo(name)
            entry.size = len(name)
            archive.addfile(entry, io.BytesIO(name.encode()))
    return made.getvalue()


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout without the renderer, and a program called npm that packs what a test says."""
    folder = tmp_path / ".adaptivecards"
    for module in (renderer, fetching):
        monkeypatch.setattr(module, "CHECKOUT", folder)
    monkeypatch.setattr(renderer, "PACKED", tmp_path / "nowhere")
    monkeypatch.setattr(renderer, "NAMES", tuple(INSIDE.values()))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(
        fetching, "_PACKAGES", (("a@1.0.0", b64encode(hashlib.sha512(packed()).digest()).decode(), INSIDE),)
    )
    return folder


def npm(folder: Path, content: bytes | None) -> None:
    (folder / "content.tgz").write_bytes(content or b"")
    program = folder / "npm"
    gives = 'for last; do :; done; cp "$(dirname "$0")/content.tgz" "$last/a-1.0.0.tgz"'
    program.write_text(f"#!/bin/sh\n{gives if content is not None else 'exit 1'}\n")
    program.chmod(0o755)


def test_it_is_fetched_with_its_licence(checkout: Path, tmp_path: Path) -> None:
    npm(tmp_path, packed())
    assert renderer.found() is None
    assert fetching.fetch() is None
    assert renderer.found() == checkout
    assert (checkout / "LICENSE.txt").read_text() == "package/LICENSE"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param(b"iets anders", "another hash", id="another-file"),
        pytest.param(None, "npm could not get a@1.0.0", id="npm-fails"),
    ],
)
def test_what_kept_it_away_is_told(checkout: Path, tmp_path: Path, content: bytes | None, complaint: str) -> None:
    npm(tmp_path, content)
    assert complaint in (fetching.fetch() or "")
    assert not checkout.exists()


def test_without_npm_it_says_what_to_install(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "npm was not found" in (fetching.fetch() or "")
    assert not checkout.exists()
