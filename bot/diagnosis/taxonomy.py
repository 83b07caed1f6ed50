"""The causes that a rule may name, by id, in three groups."""

from typing import Final

CAUSES: Final = (
    "mailbox-unavailable",
    "mailbox-inactive",
    "mailbox-full",
    "recipient-moved",
    "recipient-restricted",
    "looks-like-spam",
    "blacklisted",
    "sender-not-authenticated",
    "sender-refused",
    "sending-server-misconfigured",
    "rate-limited",
    "temporarily-deferred",
    "server-unreachable",
    "domain-not-found",
    "receiving-server-problem",
    "message-too-large",
    "message-refused-by-policy",
    "virus-detected",
    "message-malformed",
    "mail-loop",
    "delivery-delayed",
    "unknown-bounce",
)
"""Why a mail did not arrive, or not yet."""

NOT_BOUNCES: Final = ("auto-reply", "delivered", "spam-complaint", "not-a-bounce")
"""What looks like a bounce and is none."""

QUESTIONS: Final = ("what-is-a-bounce", "help")
"""What a person asks without pasting a bounce."""

TAXONOMY: Final = (*CAUSES, *NOT_BOUNCES, *QUESTIONS)
"""All of them."""

WITHOUT_RULE: Final = frozenset({"unknown-bounce", "not-a-bounce"})
"""Said where no rule matches: a rule for them would be a guess."""

NAMEABLE: Final = tuple(cause for cause in TAXONOMY if cause not in WITHOUT_RULE)
"""What a rule may name as its cause."""
