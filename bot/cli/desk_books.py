"""Opening what the desk keeps for a command, and the sentence where that does not go."""

from collections.abc import Callable

from bot.cli import desk_words as words
from bot.cli.complaints import complain
from bot.desk.books import BooksError, ClosedBooksError, NoBooksError, OtherSchemaError
from bot.server.home import database_urls
from bot.settings import Settings, SettingsError, plain, read_settings


def with_settings(do: Callable[[Settings], int]) -> int:
    """The exit code of `do`; 1 with a sentence where settings or database cannot be used."""
    try:
        return do(read_settings())
    except SettingsError as error:
        return complain(error)
    except BooksError as error:
        return complain(closed(error))


def urls(settings: Settings) -> tuple[str, str]:
    """Where the cases are, and where the engine keeps its work."""
    return database_urls(settings.data, plain(settings.database_url) or None)


def closed(error: BooksError) -> str:
    """Why what the desk keeps cannot be used, in one sentence."""
    match error:
        case NoBooksError():
            return words.NOTHING_KEPT
        case OtherSchemaError(found=found, newer=True):
            return words.newer(found)
        case OtherSchemaError(found=found):
            return words.older(found)
        case ClosedBooksError():
            return words.CLOSED
        case _:
            raise error
