"""A desk with its small chat, as the desk's own tests have it."""

from tests.desk.conftest import chat, clock, desk, knowledge, launched, make_desk

__all__ = ["chat", "clock", "desk", "knowledge", "launched", "make_desk"]
