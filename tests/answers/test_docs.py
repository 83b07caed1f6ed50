"""The page on intents shows an intent that works, and knows every field."""

import re
import shutil
from pathlib import Path

from bot.answers import Intent, load_intents

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "intents.md").read_text(encoding="utf-8")


def test_the_intent_on_the_page_loads(tmp_path: Path) -> None:
    (snippet,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    folder = Path(shutil.copytree(ROOT / "intents", tmp_path / "intents"))
    (folder / "mailbox-inactive.yml").write_text(snippet, encoding="utf-8")
    assert "{helpdesk}" in load_intents(folder).intent("mailbox-inactive").steps[1]


def test_the_page_knows_every_field() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(Intent.model_fields)
