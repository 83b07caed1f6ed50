"""What Teams' service refuses: a status, and a code of Teams'."""

from aiohttp import web


class TeamsRefusedError(Exception):
    """A call was refused. `code` is Teams' word for it, `retry_after` the seconds to wait."""

    def __init__(self, status: int, code: str, message: str = "", *, retry_after: int | None = None) -> None:
        super().__init__(f"{status} {code} {message}".strip())
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after

    def answer(self) -> web.Response:
        """As it is answered."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        said = {"error": {"code": self.code, "message": self.message or self.code}}
        return web.json_response(said, status=self.status, headers=headers)
