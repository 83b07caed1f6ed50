"""What a person types, as Teams passes it on: a text and HTML, with mentions told beside them."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.playground.teams.facts import Json


@dataclass(frozen=True, slots=True)
class Typed:
    """A message's `text`, its HTML, and the entities of who is mentioned."""

    text: str
    html: str
    entities: list[Json]


def typed(text: str, names: Mapping[str, str], attached: Iterable[str] = ()) -> Typed:
    """What Teams makes of a text.

    Args:
        text: As it was typed.
        names: Whom an @ with a name mentions: accounts by names.
        attached: Further HTML below it.
    """
    by_name = {name.lower(): (name, account) for name, account in names.items()}
    one_of = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pieces = re.split(rf"(?<![\w.+-])@({one_of})(?!\w)", text, flags=re.IGNORECASE) if names else [text]
    plain: list[str] = []
    marked: list[str] = []
    entities: list[Json] = []
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            plain.append(html.escape(piece, quote=False))
            marked.append(_as_html(piece))
            continue
        name, account = by_name[piece.lower()]
        tag = f"<at>{html.escape(name)}</at>"
        kind = 'itemtype="http://schema.skype.com/Mention" itemscope=""'
        marked.append(f'<span {kind} itemid="{len(entities)}">{html.escape(name)}</span>')
        plain.append(tag)
        entities.append({"type": "mention", "text": tag, "mentioned": {"id": account, "name": name}})
    written = f"<p>{''.join(marked)}</p>" if text.strip() else ""
    return Typed("".join(plain), "\n".join(filter(None, (written, *attached))), entities)


def _as_html(text: str) -> str:
    """Lines and blanks stay as they were typed."""
    escaped = html.escape(text, quote=False).replace("\r\n", "\n")
    return escaped.replace("  ", "&nbsp; ").replace("\t", "&nbsp;&nbsp; &nbsp;").replace("\n", "<br>\n")
