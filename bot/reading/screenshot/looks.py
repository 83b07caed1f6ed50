"""What a reader of pictures takes for one another: 0 and O; 1, l, I and a bar; rn and m."""

from typing import Final

_ALIKE: Final = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "!": "l"})


def alike(text: str) -> str:
    """The text in lower case, with one character for all that look alike, and as long as before."""
    return "".join(low if len(low := one.lower()) == 1 else one for one in text).translate(_ALIKE)


def look_of(text: str) -> str:
    """The same for all texts that are taken for one another."""
    return alike(text).replace("rn", "m")
