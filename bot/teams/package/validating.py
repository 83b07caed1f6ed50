"""Whether Teams takes it: Microsoft's published schemas say so, from a copy of our own."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import jsonschema

_SCHEMAS: Final = Path(__file__).parent / "schema"
MANIFEST: Final = "MicrosoftTeams.schema.json"
LOCALIZATION: Final = "MicrosoftTeams.Localization.schema.json"


class PackageError(Exception):
    """Teams would not take the package. `places` are the fields that it would not take, as `developer.name`."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__(f"refused by the schema: {', '.join(places)}")
        self.places = places


def validate(content: Mapping[str, Any], schema: str) -> None:
    """Raises PackageError where a schema does not take the content."""
    rules = json.loads((_SCHEMAS / schema).read_text("utf-8"))
    checker = jsonschema.validators.validator_for(rules)(rules)
    if places := sorted({_place(mistake) for mistake in checker.iter_errors(content)}):
        raise PackageError(tuple(places))


def _place(mistake: jsonschema.ValidationError) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in mistake.absolute_path)
    return "".join(parts).removeprefix(".")
