"""Reading the files that someone names on the command line."""

from pathlib import Path

from bot.cli import words
from bot.reading import Limits


class FileError(Exception):
    """A file that is not there or may not be read; its text is the sentence that says so."""


def read_some(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, one more than a mail may have at most.

    Raises:
        FileError: it cannot be read.
    """
    try:
        with path.open("rb") as opened:
            return opened.read(limits.mail_bytes + 1)
    except FileNotFoundError as error:
        raise FileError(words.no_such_file(str(path))) from error
    except IsADirectoryError as error:
        raise FileError(words.is_a_folder(str(path))) from error
    except (OSError, ValueError) as error:
        raise FileError(words.unreadable_file(str(path))) from error
