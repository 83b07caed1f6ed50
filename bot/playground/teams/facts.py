"""Teams' fixed names here: the tenant, the app's registration, people and conversations as Teams calls them."""

from typing import Any, Final

from bot.playground.facts import ANNA, BOT_USER, BRAM, HELLA, PEOPLE

Json = dict[str, Any]

TENANT: Final = "0b0c0000-0000-4000-8000-00000000007e"
APP_ID: Final = "0b0c0000-0000-4000-8000-00000000b077"
SECRET: Final = "playground"  # noqa: S105 — opens nothing but a Teams on this machine
BOT: Final = f"28:{APP_ID}"
TEAM: Final = "19:team@thread.tacv2"

SUPPORT: Final = "19:support@thread.tacv2"
HELPDESK: Final = "19:helpdesk@thread.tacv2"
GROUP: Final = "19:overleg@thread.v2"

ACCOUNTS: Final = {ANNA: "29:1anna", BRAM: "29:1bram", HELLA: "29:1hella", BOT_USER: BOT}
"""Teams' ids of those whom the page knows by other ids: the people are the same on both tabs."""

USERS: Final = {account: user for user, account in ACCOUNTS.items()}
NAMES: Final = {ACCOUNTS[user]: name for user, name in PEOPLE.items()}
"""What people are called, by Teams' ids."""


def personal(account: str) -> str:
    """The id of a person's chat with the app."""
    return f"a:{account.partition(':')[2]}"
