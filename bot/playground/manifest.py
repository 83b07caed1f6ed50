"""The app's manifest: what it is called, offers, hears and may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import yaml

from bot.playground.errors import UnreadableManifestError
from bot.playground.facts import Json

NEEDED: Final[Mapping[str, str]] = {
    "app_mention": "app_mentions:read",
    "file_shared": "files:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
}
"""The scope without which Slack sends nothing of an event, whoever subscribed to it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the playground reads of a manifest. `scopes` and `events` are None without one: all are there."""

    name: str = "App"
    commands: tuple[Json, ...] = ()
    shortcuts: tuple[Json, ...] = ()
    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    has_home: bool = True
    has_interactivity: bool = True
    takes_messages: bool = True

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a manifest file, YAML or JSON.

        Raises:
            UnreadableManifestError: there is no such file, or it is none.
        """
        try:
            raw = yaml.safe_load(path.read_text("utf-8"))
            return cls._from(raw)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise UnreadableManifestError(path, str(error)) from error
        except (KeyError, TypeError, AttributeError) as error:
            raise UnreadableManifestError(path, f"{type(error).__name__}: {error}") from error

    def hears(self, event: str) -> bool:
        """Whether Slack would send this event: subscribed to, and its scope asked for."""
        if self.events is not None and event not in self.events:
            return False
        return self.may(NEEDED[event]) if event in NEEDED else True

    def may(self, scope: str) -> bool:
        """Whether the app asked for this scope."""
        return self.scopes is None or scope in self.scopes

    @classmethod
    def _from(cls, raw: Any) -> Self:
        name = raw["display_information"]["name"]
        features = raw.get("features") or {}
        home = features.get("app_home") or {}
        settings = raw.get("settings") or {}
        scopes = (raw.get("oauth_config") or {}).get("scopes") or {}
        events = settings.get("event_subscriptions") or {}
        return cls(
            name=str((features.get("bot_user") or {}).get("display_name") or name),
            commands=tuple(
                {
                    "command": str(each["command"]),
                    "description": str(each["description"]),
                    "usage_hint": str(each.get("usage_hint", "")),
                }
                for each in features.get("slash_commands") or ()
            ),
            shortcuts=tuple(
                {"callback_id": str(each["callback_id"]), "name": str(each["name"]), "type": str(each["type"])}
                for each in features.get("shortcuts") or ()
            ),
            scopes=frozenset(scopes.get("bot") or ()),
            events=frozenset(events.get("bot_events") or ()),
            has_home=bool(home.get("home_tab_enabled")),
            has_interactivity=bool((settings.get("interactivity") or {}).get("is_enabled")),
            takes_messages=bool(
                home.get("messages_tab_enabled", True) and not home.get("messages_tab_read_only_enabled")
            ),
        )
