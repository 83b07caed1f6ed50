"""Why the bot cannot start or go on.

ServerError
├── DataFolderError      the data folder cannot be made or written
├── AlreadyRunningError  another process holds it
├── DatabaseError        the database does not answer, or its address is none
├── TooOldError          the database has the schema of a later version
├── ListeningError       the address cannot be listened on
├── SlackRefusedError    Slack said no to our tokens
├── SlackSilentError     Slack did not answer
└── TeamsRefusedError    Microsoft does not know our registration

The messages are for the log; the command line words them.
"""

from pathlib import Path


class ServerError(Exception):
    """Something outside keeps the bot from running."""


class DataFolderError(ServerError):
    """The data folder cannot be made or written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"cannot write in {folder}")
        self.folder = folder


class AlreadyRunningError(ServerError):
    """Another process of the same name works in this data folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is in use")
        self.folder = folder


class DatabaseError(ServerError):
    """The database does not answer, or its address is none."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"no database: {kind}")


class TooOldError(ServerError):
    """The database has a schema of a later version: `standing`, where this one knows up to `newest`."""

    def __init__(self, standing: str, newest: str) -> None:
        super().__init__(f"schema {standing}, known up to {newest}")
        self.standing, self.newest = standing, newest


class ListeningError(ServerError):
    """The address cannot be listened on; `taken` says that another program does."""

    def __init__(self, host: str, port: int, *, taken: bool) -> None:
        super().__init__(f"{host}:{port} {'is taken' if taken else 'cannot be listened on'}")
        self.host, self.port, self.taken = host, port, taken


class SlackRefusedError(ServerError):
    """Slack answered a call with `ok: false`; `code` is its word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Slack says {code}")
        self.code = code


class SlackSilentError(ServerError):
    """Slack did not answer, or not as Slack does."""

    def __init__(self, address: str) -> None:
        super().__init__(f"no answer from {address}")
        self.address = address


class TeamsRefusedError(ServerError):
    """Microsoft's sign-in said no to the registration; `code` is its word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Microsoft says {code}")
        self.code = code
