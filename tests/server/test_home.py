"""The data folder: one process of a name, a key of its own, and two databases."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.server.errors import AlreadyRunningError, DatabaseError, DataFolderError
from bot.server.home import at_home, database_urls, moved_in, secret_of

HOLD = """
import sys
from pathlib import Path
from bot.server.home import moved_in
with moved_in(Path(sys.argv[1]), "local"):
    print("in", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_of_the_same_name_is_kept_out_until_the_first_dies(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    command = [sys.executable, "-c", HOLD, str(folder)]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "in\n"
        with pytest.raises(AlreadyRunningError), moved_in(folder, "local"):
            pass
        with moved_in(folder, "another"):
            pass
        first.kill()
        first.wait()
        with moved_in(folder, "local"):
            pass


def test_the_folder_is_its_owners_only(tmp_path: Path) -> None:
    with moved_in(tmp_path / "a" / "b", "local"):
        assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(DataFolderError), moved_in(tmp_path / "bestand" / "data", "local"):
        pass


def test_the_key_is_made_once_and_kept_for_its_owner(tmp_path: Path) -> None:
    key = secret_of(tmp_path)
    assert len(key) == 32
    assert secret_of(tmp_path) == key
    (path,) = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_key_is_an_error_and_not_a_new_key(tmp_path: Path) -> None:
    (tmp_path / "installation.key").write_bytes(b"kort")
    with pytest.raises(DataFolderError):
        secret_of(tmp_path)
    assert (tmp_path / "installation.key").read_bytes() == b"kort"


@pytest.mark.parametrize(
    ("given", "cases", "engine"),
    [
        pytest.param(None, "sqlite:////d/cases.sqlite", "sqlite:////d/engine.sqlite", id="nothing-set"),
        pytest.param("sqlite:////x/y.db", "sqlite:////x/y.db", "sqlite:////d/engine.sqlite", id="another-file"),
        pytest.param("postgresql://h/b", "postgresql://h/b", "postgresql://h/b", id="postgresql-holds-both"),
    ],
)
def test_where_the_databases_are(given: str | None, cases: str, engine: str) -> None:
    assert database_urls(Path("/d"), given) == (cases, engine)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(("one", None), id="the-same-folder"),
        pytest.param(("two", "sqlite:///{}/one/cases.sqlite"), id="the-same-file-from-another-folder"),
    ],
)
def test_one_sqlite_file_has_one_process(tmp_path: Path, second: tuple[str, str | None]) -> None:
    folder, url = second
    address = url.format(tmp_path) if url else None
    with (
        at_home(tmp_path / "one", None, executor_id="a", token="xoxb"),
        pytest.raises(AlreadyRunningError),
        at_home(tmp_path / folder, address, executor_id="b", token="xoxb"),
    ):
        pass


def test_replicas_share_a_database_and_hash_texts_alike(tmp_path: Path) -> None:
    url = "postgresql://bot@localhost/bounces"
    with (
        at_home(tmp_path / "none", url, executor_id="a", token="xoxb") as one,
        at_home(tmp_path / "none", url, executor_id="b", token="xoxb") as other,
    ):
        assert one.key == other.key
        assert len(one.key) == 32
    with at_home(tmp_path / "none", url, executor_id="a", token="xoxb-another") as another:
        assert another.key != one.key
    assert not (tmp_path / "none").exists(), "nothing is kept in a folder"


def test_an_address_that_is_none_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError), at_home(tmp_path, "no address", executor_id="a", token=""):
        pass
