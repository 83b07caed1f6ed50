"""The app's manifest: what it is called, offers, hears and may do."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

from bot.playground.facts import Json


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the playground reads of a manifest. `scopes` and `events` are None without one: all are there."""

    name: str = "App"
    commands: tuple[Json, ...] = ()
    shortcuts: tuple[Json, ...] = ()
    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    has_home: bool = True

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a manifest file, YAML or JSON."""
        raw = yaml.safe_load(path.read_text("utf-8")) or {}
        features = _object(raw, "features")
        bot_user = _object(features, "bot_user")
        home = _object(features, "app_home")
        subscriptions = _object(_object(raw, "settings"), "event_subscriptions")
        return cls(
            name=str(bot_user.get("display_name") or _object(raw, "display_information").get("name") or "App"),
            commands=tuple(
                {
                    "command": str(each["command"]),
                    "description": str(each.get("description", "")),
                    "usage_hint": str(each.get("usage_hint", "")),
                }
                for each in features.get("slash_commands") or ()
            ),
            shortcuts=tuple(
                {"callback_id": str(each["callback_id"]), "name": str(each["name"]), "type": str(each["type"])}
                for each in features.get("shortcuts") or ()
            ),
            scopes=frozenset(_object(_object(raw, "oauth_config"), "scopes").get("bot") or ()),
            events=frozenset(subscriptions.get("bot_events") or ()),
            has_home=bool(home.get("home_tab_enabled")),
        )


def _object(value: Json, name: str) -> dict[str, Any]:
    inner = value.get(name)
    return inner if isinstance(inner, dict) else {}
