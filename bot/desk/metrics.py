"""What can be counted of the bot. Every label is a word of our own: nothing that a person or a stranger chooses.

docs/watching.md tells what each of them means. Each process counts for itself; what stands in the database (the
stock) is the same for all that share it.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.metrics_core import CounterMetricFamily
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from bot.desk.work import Manner
from bot.diagnosis.taxonomy import TAXONOMY

OTHER: Final = "other"
"""The label of what is none of the words that we know."""

SLOTS: Final = frozenset(
    f"{said}{way}" for said in ("answer", "apology", "helpdesk") for way in ("", "-whisper", "-direct")
)
"""The slots under which something is posted, as far as they are told apart."""

_SECONDS: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 7200.0)
_REASONS: Final = {
    "ratelimited": "ratelimited",
    "rate_limited": "ratelimited",
    "timeout": "timeout",
    "request_timeout": "timeout",
    "no_connection": "no-connection",
    "unreadable_answer": "unreadable-answer",
}
_SERVER_ERROR: Final = "server-error"


class Metrics:
    """The metrics of one desk, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._platforms: frozenset[str] = frozenset()
        self._received = self._counter("received", "Work that was stored for the first time.", "kind", "manner")
        self._again = self._counter("delivered_again", "Deliveries of work that was stored before.")
        self._not_stored = self._counter("not_stored", "Deliveries that could not be stored or queued.")
        self._done = self._counter("done", "Work that came to an end.", "kind", "outcome")
        self._told = self._counter("answered", "Causes told, one for each section of an answer.", "cause")
        self._retries = self._counter("retries", "Calls of a chat to be made again.", "platform", "reason")
        self._expired = self._counter("whispers_expired", "One-person routes that had come to an end.")
        self._refused = self._counter(
            "requests_refused", "Requests at Teams' address that were let in by nobody.", "reason"
        )
        self._database = self._counter("database_errors", "Transactions of the desk that the database failed.")
        self._posted_after = self._histogram("posted_seconds", "From an event to what is posted of it.", "slot")
        self._done_after = self._histogram("done_seconds", "From an event to the end of its work.", "kind")
        self._waiting = self._gauge("waiting_work", "Work that is not done, in the database.")
        self._oldest = self._gauge("oldest_waiting_seconds", "How long the oldest of it has waited.")
        self._failed = self._gauge("failed_work", "Work that failed and can be run again, in the database.")
        self._reachable = self._gauge("database_up", "Whether the database answered when this was asked.")
        self._connected = self._gauge("connected", "Whether events of the chat can come in.")
        self._rules = self._gauge("rules", "Rules in force.")
        self._stale = self._gauge("knowledge_stale", "Whether a mistake on disk keeps rules or intents out.")
        self._lookups = _Lookups()
        self.registry.register(self._lookups)
        for cause in TAXONOMY:
            self._told.labels(cause)

    def speaks_to(self, platforms: Iterable[str]) -> None:
        """Name the chats that the desk speaks to: what is counted of any other is counted as `other`."""
        self._platforms = frozenset(platforms)
        for platform in self._platforms:
            for reason in {*_REASONS.values(), _SERVER_ERROR}:
                self._retries.labels(platform, reason)

    def received(self, kind: str, manner: Manner | None) -> None:
        """Work was stored."""
        self._received.labels(kind, manner.value if manner else "none").inc()

    def delivered_again(self) -> None:
        """What was stored before came once more."""
        self._again.inc()

    def not_stored(self) -> None:
        """What came could not be stored or queued, and so is not acknowledged."""
        self._not_stored.inc()

    def told(self, causes: Iterable[str]) -> None:
        """An answer with these causes stands."""
        for cause in causes:
            self._told.labels(cause if cause in TAXONOMY else OTHER).inc()

    def posted(self, slot: str, seconds: float) -> None:
        """Something stands, so many seconds after what it is about."""
        self._posted_after.labels(slot).observe(max(seconds, 0.0))

    def done(self, kind: str, outcome: str, seconds: float) -> None:
        """Work came to an end, so many seconds after its event. What failed has none: its end is still to come."""
        self._done.labels(kind, outcome).inc()
        if outcome != "failed":
            self._done_after.labels(kind).observe(max(seconds, 0.0))

    def retried(self, platform: str, code: str) -> None:
        """A chat could not, for now."""
        reason = _REASONS.get(code, _SERVER_ERROR)
        self._retries.labels(platform if platform in self._platforms else OTHER, reason).inc()

    def whisper_expired(self) -> None:
        """A one-person route had come to its end."""
        self._expired.inc()

    def turned_away(self, reason: str) -> None:
        """Someone called who may not; `reason` is a word of ours."""
        self._refused.labels(reason).inc()

    def database_failed(self) -> None:
        """A transaction came to nothing because of the database."""
        self._database.inc()

    def count_lookups(self, platform: str, refused: Callable[[], int]) -> None:
        """Whenever it is looked at, ask how often the chat would not let us look for a posting of our own."""
        self._lookups.ask(platform, refused)

    def stock(self, *, waiting: int, oldest: float, failed: int) -> None:
        """How the work stands in the database; `oldest` in seconds."""
        self._reachable.set(1)
        self._waiting.set(waiting)
        self._oldest.set(oldest)
        self._failed.set(failed)

    def no_stock(self) -> None:
        """The database does not say how the work stands."""
        self._reachable.set(0)
        for unknown in (self._waiting, self._oldest, self._failed):
            unknown.set(math.nan)

    def state(self, *, connected: bool, rules: int, stale: bool) -> None:
        """How the bot itself is."""
        self._connected.set(connected)
        self._rules.set(rules)
        self._stale.set(stale)

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(name, what, labels, namespace="bouncewijzer", registry=self.registry)

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, namespace="bouncewijzer", registry=self.registry)

    def _histogram(self, name: str, what: str, *labels: str) -> Histogram:
        return Histogram(name, what, labels, namespace="bouncewijzer", registry=self.registry, buckets=_SECONDS)


class _Lookups(Collector):
    """What the ports count by themselves."""

    def __init__(self) -> None:
        self._refused: dict[str, Callable[[], int]] = {}

    def ask(self, platform: str, refused: Callable[[], int]) -> None:
        self._refused[platform] = refused

    def collect(self) -> Iterator[CounterMetricFamily]:
        """The number of now."""
        family = CounterMetricFamily(
            "bouncewijzer_lookups_refused",
            "Look-ups of our postings that were not allowed.",
            labels=["platform"],
        )
        for platform, refused in self._refused.items():
            family.add_metric([platform], refused())
        yield family
