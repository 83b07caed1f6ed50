"""Packs Microsoft's renderer of cards into a wheel, where it was fetched: without it the playground says so."""

from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_FETCHED: Final = ".adaptivecards"


class RendererHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds what `make adaptivecards` fetched; it cannot be named in pyproject.toml, for it need not be there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files: source and place. An editable install finds them in the checkout."""
        folder = Path(self.root, _FETCHED)
        if version != "editable" and folder.is_dir():
            packed = {str(path): f"bot/data/adaptivecards/{path.name}" for path in sorted(folder.iterdir())}
            build_data["force_include"].update(packed)
