"""The commands of docs/operating.md, as they stand there."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/operating.md"
_BLOCK = re.compile(r"^```(\w*) ?(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str, remark: str = "") -> list[str]:
    """The blocks of code with this language and this remark, in their order."""
    return [
        code
        for said, noted, code in _BLOCK.findall(PAGE.read_text("utf-8"))
        if (said, noted) == (language, remark)
    ]


def filled_in(code: str, **placeholders: str) -> str:
    """Code with what stands for its placeholders."""
    for name, value in placeholders.items():
        code = re.sub(rf"\b{name}\b", value, code)
    return code
