"""`bouncewijzer desk list` and `desk show`."""

import json
from collections.abc import Iterator
from datetime import datetime

from bot.cli import desk_words as words
from bot.cli.complaints import complain
from bot.cli.desk_books import urls, with_settings
from bot.cli.inert import inert
from bot.desk.books import opened
from bot.desk.failed import Piece, Story, story
from bot.desk.failed import undone as undone_work
from bot.settings import Settings


def undone(*, waiting: bool, as_json: bool) -> int:
    """Print the work that failed, and where that is asked for what waits. Gives the exit code."""

    def do(settings: Settings) -> int:
        with opened(urls(settings)[0]) as engine:
            pieces = undone_work(engine, waiting=waiting)
        if as_json:
            print(json.dumps([_as_json(piece) for piece in pieces], indent=2))
        else:
            print("\n".join(_table(pieces)) if pieces else words.nothing(waiting=waiting))
        return 0

    return with_settings(do)


def one(wanted: str, *, text: bool) -> int:
    """Print all that is known of one piece of work. Gives the exit code: 1 where there is none of that id."""

    def do(settings: Settings) -> int:
        with opened(urls(settings)[0]) as engine:
            found = story(engine, wanted)
        if found is None:
            return complain(words.no_such_work(wanted))
        print("\n".join(_told(found)))
        if text:
            print(f"{words.TEXT}:\n{inert(_pretty(found.text))}" if found.text else words.TEXT_GONE)
        return 0

    return with_settings(do)


def _table(pieces: list[Piece]) -> Iterator[str]:
    rows = [
        words.HEAD,
        *((p.id, words.OUTCOMES[p.outcome], p.kind, _moment(p.since), p.error or "-") for p in pieces),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(words.HEAD))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _told(found: Story) -> Iterator[str]:
    piece = found.piece
    facts = {
        words.WORK: piece.id,
        words.KIND: piece.kind,
        words.MANNER: piece.manner.value if piece.manner else None,
        words.OUTCOME: words.OUTCOMES[piece.outcome],
        words.CODE: piece.error,
        words.SINCE: _moment(piece.since),
        words.DONE: _moment(piece.done) if piece.done else None,
        words.CASE: found.state.value if found.state else None,
    }
    width = max(map(len, facts)) + 2
    for label, value in facts.items():
        if value is not None:
            yield f"{label + ':':{width}}{value}"
    for said in found.said:
        yield words.said(said.slot, _moment(said.attempted), _moment(said.done) if said.done else None)


def _as_json(piece: Piece) -> dict[str, object]:
    return {
        "id": piece.id,
        "outcome": piece.outcome.value,
        "kind": piece.kind,
        "manner": piece.manner.value if piece.manner else None,
        "since": piece.since.isoformat(),
        "code": piece.error,
        "can_be_retried": piece.kept,
    }


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"


def _pretty(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
