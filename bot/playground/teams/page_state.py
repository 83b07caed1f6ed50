"""What the page shows of Teams to one person, in the shape of what it shows of Slack."""

from bot.playground.facts import BOT_USER, PEOPLE
from bot.playground.teams.app import TeamsApp
from bot.playground.teams.facts import ACCOUNTS, USERS, Json
from bot.playground.teams.files import download_url
from bot.playground.teams.people import cards_for
from bot.playground.teams.store import Conversation, Store


def state_for(store: Store, app: TeamsApp, person: str, *, connected: bool) -> Json:
    """Everything that the page shows to a person (docs/playground.md has an example)."""
    account = ACCOUNTS[person]
    places = [each for each in store.conversations.values() if account in each.members or each.is_channel]
    return {
        "revision": store.revision,
        "me": person,
        "connected": connected,
        "people": [
            *({"id": user, "name": name, "is_bot": False} for user, name in PEOPLE.items()),
            {"id": BOT_USER, "name": app.name, "is_bot": True},
        ],
        "conversations": [_conversation(store, app, each, account) for each in places],
        "extensions": [{"id": command, "title": title} for command, title in app.extensions.items()],
        "notice": store.notices.get(account),
    }


def as_stamp(message_id: str) -> str:
    """A message's id as the page has it, for both platforms alike: seconds with a point before the rest."""
    return f"{message_id[:-3]}.{message_id[-3:]}"


def as_id(stamp: str) -> str:
    """The id that the page has as this."""
    return stamp.replace(".", "")


def _conversation(store: Store, app: TeamsApp, place: Conversation, account: str) -> Json:
    return {
        "id": place.key,
        "name": app.name if place.is_personal else place.name,
        "kind": place.kind,
        "is_member": account in place.members,
        "has_app": place.has_app,
        "messages": [_message(store, place, each, account) for each in place.messages],
    }


def _message(store: Store, place: Conversation, message: Json, account: str) -> Json:
    gone = bool(message.get("deleted"))
    return {
        "ts": as_stamp(message["id"]),
        "thread_ts": as_stamp(message["root"]) if message["root"] else None,
        "user": USERS[message["from"]],
        "text": "" if gone else message.get("text", ""),
        "cards": [] if gone else cards_for(store, place, message, account),
        "edited": bool(message.get("edited")),
        "files": [_file(store, file_id) for file_id in message.get("files", ()) if not gone],
        "deleted": gone,
    }


def _file(store: Store, file_id: str) -> Json:
    file = store.files[file_id]
    shown = {name: file[name] for name in ("id", "name", "size", "picture")}
    return {**shown, "url": download_url("/teams/", file)}
