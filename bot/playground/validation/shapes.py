"""Shapes that a JSON value can be held against: the small language in which the other modules are written.

A check takes a value, its JSON pointer and the findings so far, and adds what is wrong. It never raises.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

Check = Callable[[Any, str, "Findings"], None]


class Findings:
    """What is wrong with a value, in Slack's words and with Slack's pointers."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def add(self, problem: str, pointer: str) -> None:
        """Note a problem at a place."""
        self.messages.append(f"[ERROR] {problem} [json-pointer:{pointer}]")


def anything(_value: Any, _pointer: str, _findings: Findings) -> None:
    """Whatever it is, it is fine."""


def string(longest: int, *, shortest: int = 1) -> Check:
    """A string of `shortest` to `longest` characters."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, str):
            findings.add("must provide a string", pointer)
        elif len(value) < shortest:
            findings.add(f"must be more than {shortest - 1} characters", pointer)
        elif len(value) > longest:
            findings.add(f"must be less than {longest + 1} characters", pointer)

    return check


def boolean(value: Any, pointer: str, findings: Findings) -> None:
    """True or false."""
    if not isinstance(value, bool):
        findings.add("must provide a boolean", pointer)


def integer(least: int, most: int) -> Check:
    """A whole number within bounds."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            findings.add("must provide an integer", pointer)
        elif not least <= value <= most:
            findings.add(f"must be between {least} and {most}", pointer)

    return check


def one_of(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if value not in allowed:
            findings.add("must be a valid enum value", pointer)

    return check


def list_of(item: Check, *, most: int, least: int = 1) -> Check:
    """A list of `least` to `most` items."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, list):
            findings.add("must provide an array", pointer)
            return
        if len(value) > most:
            findings.add(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            findings.add(f"must have at least {least} items", pointer)
        for index, each in enumerate(value):
            item(each, f"{pointer}/{index}", findings)

    return check


def record(
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    *,
    any_of: Collection[str] = (),
) -> Check:
    """An object with these fields and no others; of `any_of` at least one has to be there."""
    required = required or {}
    fields = {**required, **(optional or {})}

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, dict):
            findings.add("must provide an object", pointer)
            return
        for name in required:
            if name not in value:
                findings.add(f"missing required field: {name}", pointer)
        if any_of and not any(name in value for name in any_of):
            findings.add("must define either " + " or ".join(f"`{name}`" for name in any_of), pointer)
        for name, held in value.items():
            if name in fields:
                fields[name](held, f"{pointer}/{name}", findings)
            else:
                findings.add(f"invalid additional property: {name}", pointer)

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of these shapes it has."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, dict):
            findings.add("must provide an object", pointer)
        elif "type" not in value:
            findings.add("missing required field: type", pointer)
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            findings.add(f"unsupported type: {value['type']}", f"{pointer}/type")
        else:
            kinds[value["type"]](value, pointer, findings)

    return check
