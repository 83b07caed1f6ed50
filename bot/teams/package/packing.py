"""The zip that is uploaded to Teams. The same app gives the same bytes."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.teams.package.english import english
from bot.teams.package.manifest import COLOR, ENGLISH, OUTLINE, App, manifest
from bot.teams.package.validating import LOCALIZATION, MANIFEST, validate

_HERE: Final = Path(__file__).parent
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16


def packed(app: App) -> bytes:
    """The package. Raises PackageError where Teams would not take it."""
    dutch = manifest(app)
    translated = english(dutch)
    validate(dutch, MANIFEST)
    validate(translated, LOCALIZATION)
    return _zipped(
        {
            "manifest.json": _as_json(dutch),
            ENGLISH: _as_json(translated),
            COLOR: (_HERE / COLOR).read_bytes(),
            OUTLINE: (_HERE / OUTLINE).read_bytes(),
        }
    )


def _as_json(content: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    package = io.BytesIO()
    with ZipFile(package, "w") as archive:
        for name, content in files.items():
            member = ZipInfo(name, _LONG_AGO)
            member.compress_type, member.external_attr = ZIP_DEFLATED, _READABLE
            archive.writestr(member, content)
    return package.getvalue()
