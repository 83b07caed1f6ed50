"""The app package: what Teams is given so that people find us there, and what we may do there.

`packed(app)` gives the zip, checked against Microsoft's own schemas. It needs the extra `teams`.
"""

from bot.teams.package.manifest import App
from bot.teams.package.packing import packed
from bot.teams.package.validating import PackageError

__all__ = ["App", "PackageError", "packed"]
