"""Why a playground cannot begin: all errors of its own, for whoever starts it.

PlaygroundError
├── UnreadableWorkspaceError   what the data folder holds is no workspace
└── UnreadableManifestError    the manifest is no manifest
"""

from pathlib import Path


class PlaygroundError(Exception):
    """A playground cannot begin. `path` is the file that is at fault, `reason` what is wrong with it."""

    def __init__(self, what: str, path: Path, reason: str) -> None:
        super().__init__(f"{path} {what}: {reason}")
        self.path = path
        self.reason = reason


class UnreadableWorkspaceError(PlaygroundError):
    """The file in the data folder is no playground's workspace. It is left as it is."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__("is not a playground's workspace", path, reason)


class UnreadableManifestError(PlaygroundError):
    """The file is no app manifest."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__("is not an app manifest", path, reason)
