"""What the doctor sees in the database: whether it answers, its schema, and how the work stands."""

import sqlalchemy as sa

from bot.cli import doctor_words as words
from bot.cli.desk_books import closed, urls
from bot.cli.doctor_fact import Fact
from bot.desk.books import ClosedBooksError, NoBooksError, is_known, newest_schema, reached, schema
from bot.desk.failed import undone
from bot.desk.tables import Outcome
from bot.settings import Settings


def database(settings: Settings) -> list[Fact]:
    """How the database of the cases stands. Nothing is made or migrated."""
    url = urls(settings)[0]
    kind = Fact("kind", url.partition(":")[0])
    try:
        with reached(url) as engine:
            return [kind, Fact("reachable", words.yes(true=True)), *_within(engine)]
    except NoBooksError:
        return [kind, Fact("reachable", words.NOTHING_YET, note=words.MADE_AT_START)]
    except ClosedBooksError as error:
        return [kind, Fact("reachable", words.yes(true=False), advice=closed(error))]


def _within(engine: sa.Engine) -> list[Fact]:
    found, newest = schema(engine), newest_schema()
    if found is None:
        return [Fact("schema", words.NOTHING_YET, note=words.MADE_AT_START)]
    if found != newest:
        standing = words.schema(found, newest)
        if is_known(found):
            return [Fact("schema", standing, note=words.MIGRATED_AT_START)]
        return [Fact("schema", standing, advice=words.TOO_NEW)]
    work = undone(engine, waiting=True)
    failed = [piece for piece in work if piece.outcome is Outcome.FAILED]
    waiting = len(work) - len(failed)
    return [
        Fact("schema", words.schema(found, newest)),
        Fact("waiting", str(waiting)),
        Fact("failed", str(len(failed)), advice=words.FAILED if failed else ""),
    ]
