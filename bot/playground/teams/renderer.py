"""Where Microsoft's own renderer of Adaptive Cards is, and the Markdown that Teams' cards know.

Both come from npm and are not committed: `fetching` puts them into a checkout, and a wheel has them packed.
"""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parents[2]
PACKED: Final = _PACKAGE / "data" / "adaptivecards"
CHECKOUT: Final = _PACKAGE.parent / ".adaptivecards"

SCRIPTS: Final = ("markdown-it.min.js", "adaptivecards.min.js")
STYLE: Final = "adaptivecards.css"
LICENCES: Final = ("adaptivecards.LICENSE.txt", "markdown-it.LICENSE.txt")
NAMES: Final = (*SCRIPTS, STYLE, *LICENCES)


def found() -> Path | None:
    """The folder in which all of it is; None where it was not fetched."""
    return next((each for each in (PACKED, CHECKOUT) if all((each / name).is_file() for name in NAMES)), None)
