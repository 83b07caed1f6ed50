"""The workspace's fixed names: who is in it, what it is called, which tokens open it."""

from typing import Any, Final

Json = dict[str, Any]

TEAM: Final = "T0PLAY"
DOMAIN: Final = "playground"
APP: Final = "A0BOT"
BOT_USER: Final = "U0BOT"
BOT: Final = "B0BOT"
SLACKBOT: Final = "USLACKBOT"
EMAIL_BOT: Final = "B0EMAIL"

BOT_TOKEN: Final = "xoxb-playground"  # noqa: S105 — opens nothing but a workspace on this machine
APP_TOKEN: Final = "xapp-playground"  # noqa: S105 — the same
VERIFICATION_TOKEN: Final = "playground"  # noqa: S105 — Slack's payloads carry one; nothing checks it

SUPPORT: Final = "C0SUPPORT"
HELPDESK: Final = "C0HELPDESK"
GENERAL: Final = "C0ALGEMEEN"
PRIVATE: Final = "C0DIRECTIE"

ANNA: Final = "U0ANNA"
BRAM: Final = "U0BRAM"
HELLA: Final = "U0HELLA"

PEOPLE: Final = {ANNA: "Anna", BRAM: "Bram", HELLA: "Hella"}
