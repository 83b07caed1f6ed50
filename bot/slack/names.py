"""The names by which Slack hands things back to us: of buttons, forms, fields, the command and the shortcut.

They stand in messages that were posted long ago, and in the app manifest: a changed name leaves those dead.
"""

from typing import Final

PLATFORM: Final = "slack"
"""How Place, and every work key, names this platform."""

COMMAND: Final = "/bounce"
EXPLAIN: Final = "explain_bounce"
"""The message shortcut."""

ANSWER_FOUND: Final = "answer_found"
NOT_FOUND: Final = "not_found"
TO_HELPDESK: Final = "to_helpdesk"
CLAIM: Final = "claim"
RESOLVE: Final = "resolve"
TRY_EXAMPLE: Final = "try_example"

NOT_FOUND_FORM: Final = "not_found_form"
HELPDESK_FORM: Final = "helpdesk_form"
BOUNCE_FORM: Final = "bounce_form"

MISSING: Final = "missing"
ALSO_HELPDESK: Final = "also_helpdesk"
REMARK: Final = "remark"
URGENCY: Final = "urgency"
BOUNCE: Final = "bounce"
AUDIENCE: Final = "audience"
"""Fields: each is the block_id and the action_id of its input."""

YES: Final = "yes"
NORMAL: Final = "normal"
URGENT: Final = "urgent"
ONLY_ME: Final = "only_me"
IN_CHANNEL: Final = "in_channel"
"""Values of choices."""

MARK_EVENT: Final = "bouncewijzer_posted"
"""The event_type of the metadata under which a posting carries its mark."""
