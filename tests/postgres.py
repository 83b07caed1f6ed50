"""A real PostgreSQL for tests: a throw-away cluster on loopback, and where its programs are come by.

`python -m tests.postgres` makes sure that there is one, or prints the one command that gets it.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests import debian

ELSEWHERE = (
    Path("/opt/homebrew/opt/postgresql@16/bin"),
    Path("/usr/local/opt/postgresql@16/bin"),
)
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",  # it is killed in tests, but its machine is not
    "max_connections": "200",
    "shared_buffers": "32MB",
}


def find() -> Path | None:
    """The folder of initdb and pg_ctl: the one named by BOUNCEWIJZER_POSTGRES, else the first that is found."""
    if named := os.environ.get("BOUNCEWIJZER_POSTGRES"):
        return Path(named) if (Path(named) / "initdb").exists() else None
    on_path = shutil.which("initdb")
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    folders = (*((Path(on_path).parent,) if on_path else ()), *debians, *ELSEWHERE)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def ensure() -> int:
    """0 where there is a PostgreSQL, also after installing it; 1 with the command that would."""
    return debian.ensure(
        find,
        "postgresql",
        named_by="BOUNCEWIJZER_POSTGRES",
        names="folder with initdb",
        why="The tests use a real PostgreSQL",
    )


class Cluster:
    """A PostgreSQL of its own, in a folder of its own. It can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        programs = find()
        assert programs, "no PostgreSQL: `make postgres` gets one"
        self._programs = programs
        self.data = folder / "cluster"
        self._log = folder / "postgres.log"
        self._made = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        # As root it will not run: there a user of the system's lends its name.
        self._as = "postgres" if os.geteuid() == 0 else None
        if self._as:
            shutil.chown(folder, self._as)
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "-D", self.data)
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in {**SETTINGS, "port": self.port}.items())

    def start(self) -> None:
        """Start, and come back when it takes connections."""
        self._run("pg_ctl", "-D", self.data, "-l", self._log, "-w", "-t", "60", "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop: `immediate` is as a crash, `fast` ends all connections in order."""
        self._run("pg_ctl", "-D", self.data, "-w", "-m", how, "stop")

    def url(self, database: str = "postgres") -> str:
        """The address of a database, as a setting has it."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def database(self) -> str:
        """A new empty database; gives its address."""
        self._made += 1
        name = f"test_{os.getpid()}_{self._made}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'create database "{name}"'.encode())
        return self.url(name)

    def drop(self, url: str) -> None:
        """Take a database away, also from under those who use it."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'drop database if exists "{url.rpartition("/")[2]}" with (force)'.encode())

    def _run(self, program: str, *arguments: object) -> None:
        subprocess.run(
            [str(self._programs / program), *map(str, arguments)],
            check=True,
            user=self._as,
            group=self._as,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=self.data.parent,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )


@contextmanager
def cluster(folder: Path | None = None) -> Iterator[Cluster]:
    """A cluster that runs for as long as this is entered."""
    with TemporaryDirectory(prefix="bouncewijzer-postgres-", dir=folder) as place:
        made = Cluster(Path(place))
        made.start()
        try:
            yield made
        finally:
            made.stop()


if __name__ == "__main__":
    sys.exit(ensure())
