"""Why a mail or text cannot be read.

ReadingError
├── EmptyError
├── MailTooLargeError
├── TextTooLongError
├── TooManyPartsError
├── TooDeepError
├── TooManyRecipientsError
├── NotAMailError
├── DamagedFileError
├── PicturesNotReadError
├── PictureTooLargeError
└── PictureTooSlowError

The messages are for the log; the sentences for people are in bot.answers.
"""


class ReadingError(Exception):
    """What came in cannot be read; every subclass knows why."""


class EmptyError(ReadingError):
    """There is nothing to read."""

    def __init__(self) -> None:
        super().__init__("nothing to read")


class MailTooLargeError(ReadingError):
    """A mail of more bytes than the limit."""

    def __init__(self, *, size: int, limit: int) -> None:
        super().__init__(f"mail of {size} bytes, limit {limit}")
        self.size, self.limit = size, limit


class TextTooLongError(ReadingError):
    """A text of more code points than the limit."""

    def __init__(self, *, size: int, limit: int) -> None:
        super().__init__(f"text of {size} code points, limit {limit}")
        self.size, self.limit = size, limit


class TooManyPartsError(ReadingError):
    """A mail of more MIME parts than the limit."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"more than {limit} parts")
        self.limit = limit


class TooDeepError(ReadingError):
    """A mail whose parts are nested deeper than the limit."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"nested deeper than {limit}")
        self.limit = limit


class TooManyRecipientsError(ReadingError):
    """A report with more recipients than the limit."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"more than {limit} recipients")
        self.limit = limit


class NotAMailError(ReadingError):
    """A file that is no mail and no text: a picture, a zip, a program."""

    def __init__(self) -> None:
        super().__init__("no mail and no text")


class DamagedFileError(ReadingError):
    """A file of a known sort that is damaged, or made to hurt; `where` says in what part of it."""

    def __init__(self, where: str) -> None:
        super().__init__(f"damaged file: {where}")
        self.where = where


class PicturesNotReadError(ReadingError):
    """A picture, where the extra that reads pictures is not installed."""

    def __init__(self) -> None:
        super().__init__("pictures are not read here")


class PictureTooLargeError(ReadingError):
    """A picture of more pixels than the limit, by its own header."""

    def __init__(self, *, width: int, height: int, limit: int) -> None:
        super().__init__(f"picture of {width} by {height}, limit {limit} pixels")
        self.width, self.height, self.limit = width, height, limit


class PictureTooSlowError(ReadingError):
    """A picture whose reading took, or had to wait, longer than allowed."""

    def __init__(self, *, seconds: float) -> None:
        super().__init__(f"picture not read within {seconds:g} s")
        self.seconds = seconds
