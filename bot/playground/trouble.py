"""A bad day on request: calls that fail, hang, or are done although they seem to fail."""

import random
from dataclasses import dataclass

from bot.playground.facts import Json


@dataclass(slots=True)
class Failure:
    """How the next calls of a method fail.

    `error` is Slack's code in the answer, `status` the HTTP status, `hang` the seconds before any answer,
    `after` says that the call is done all the same, and before it hangs. `cut` ends the connection instead of
    answering. Without `error`, `status` and `cut` it only takes long. With a `chance` (0 to 1) each call fails
    with that chance, until it is called off; `times` counts nothing then.
    """

    method: str
    times: int = 1
    error: str | None = None
    status: int = 200
    retry_after: int | None = None
    hang: float = 0.0
    after: bool = False
    cut: bool = False
    chance: float | None = None

    @classmethod
    def read(cls, asked: Json) -> "Failure":
        """What the page asked for. Raises ValueError, TypeError or KeyError for what makes no sense."""
        error = asked.get("error")
        status = int(asked.get("status") or (429 if error == "ratelimited" else 200))
        retry_after, chance = asked.get("retry_after"), asked.get("chance")
        if retry_after is None and status == 429:  # noqa: PLR2004 — Too Many Requests always says how long
            retry_after = 1
        return cls(
            method=str(asked["method"]),
            times=int(asked.get("times", 1)),
            error=str(error) if error is not None else None,
            status=status,
            retry_after=int(retry_after) if retry_after is not None else None,
            hang=float(asked.get("hang", 0)),
            after=bool(asked.get("after", False)),
            cut=bool(asked.get("cut", False)),
            chance=float(chance) if chance is not None else None,
        )

    @property
    def refuses(self) -> bool:
        """Whether the call is answered with a failure."""
        return self.cut or self.error is not None or self.status >= 400  # noqa: PLR2004 — HTTP's failures begin there


class Troubles:
    """The failures that are still to come."""

    def __init__(self) -> None:
        self._failures: list[Failure] = []
        self._undecided = 0
        self._dice = random.Random()  # noqa: S311 — a bad day is no secret

    @property
    def left(self) -> int:
        """How many kinds of failures have not come to their end."""
        return len(self._failures) + self._undecided

    def add(self, failure: Failure) -> None:
        """Let calls fail from now on."""
        self._failures.append(failure)

    def clear(self) -> None:
        """Let all be well again."""
        self._failures.clear()
        self._undecided = 0

    def take(self, method: str) -> Failure | None:
        """How this call fails, if it does; `*` stands for any method."""
        for failure in self._failures:
            if failure.method not in {method, "*"}:
                continue
            if failure.chance is not None:
                if self._dice.random() < failure.chance:
                    return failure
            else:
                failure.times -= 1
                self._undecided += failure.after
                if failure.times <= 0:
                    self._failures.remove(failure)
                return failure
        return None

    def settle(self, failure: Failure, *, done: bool) -> None:
        """Say whether a call was done that is to fail after it. A refused one does not count: the next fails."""
        if failure.chance is not None or not failure.after or not self._undecided:
            return  # called off meanwhile, or none of those that are counted
        self._undecided -= 1
        if not done:
            failure.times += 1
            if failure not in self._failures:
                self._failures.append(failure)
