"""The names by which Teams hands things back to us: of buttons, forms, fields and commands.

They stand in messages that were posted long ago, and in the app package: a changed name leaves those dead.
"""

from typing import Final

PLATFORM: Final = "teams"
"""How Place, and every work key, names this platform."""

ANSWER_FOUND: Final = "answer_found"
NOT_FOUND: Final = "not_found"
TO_HELPDESK: Final = "to_helpdesk"
CLAIM: Final = "claim"
RESOLVE: Final = "resolve"
"""Verbs of the buttons (Action.Execute)."""

NOT_FOUND_FORM: Final = "not_found_form"
HELPDESK_FORM: Final = "helpdesk_form"
CANCEL: Final = "cancel"
"""Verbs of the forms: sent, or left for the answer's card again."""

EXPLAIN: Final = "explainBounce"
"""The message extension's command."""

BOUNCE: Final = "bounce"
HELP: Final = "help"
"""Commands, as text."""

MISSING: Final = "missing"
ALSO_HELPDESK: Final = "also_helpdesk"
REMARK: Final = "remark"
URGENCY: Final = "urgency"
"""Fields: the ids of their inputs."""

YES: Final = "yes"
NORMAL: Final = "normal"
URGENT: Final = "urgent"
"""Values of choices."""
