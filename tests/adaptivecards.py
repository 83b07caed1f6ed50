"""Microsoft's own renderer of Adaptive Cards, for tests and pictures: the playground's, with npm where we may.

`python -m tests.adaptivecards` fetches it, or says why it cannot.
"""

import os
import shutil
import sys

from bot.playground.teams import fetching, renderer
from tests import debian

FOLDER = renderer.found() or renderer.CHECKOUT
WITHOUT = "no renderer of Adaptive Cards: `make adaptivecards` gets it, and needs npm"
SCRIPTS = tuple(FOLDER / name for name in renderer.SCRIPTS)
STYLE = FOLDER / renderer.STYLE


def there() -> bool:
    """Whether all of it has been fetched."""
    return renderer.found() is not None


def ensure() -> int:
    """0 where it is there, also after fetching it, and where npm is not; 1 where something else came."""
    if there():
        return 0
    if not shutil.which("npm") and debian.is_root_on_debian():
        debian.ensure(lambda: shutil.which("npm"), "npm", named_by="", names="", why="")
    complaint = fetching.fetch()
    if complaint is not None:
        print(complaint, file=sys.stderr)
    return 1 if complaint is not None and shutil.which("npm") else 0


def must_be_there() -> bool:
    """Whether tests fail without it, rather than being skipped: in CI."""
    return bool(os.environ.get("CI"))


if __name__ == "__main__":
    sys.exit(ensure())
