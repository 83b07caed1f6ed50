"""What people do in Teams. Each is kept, and told to the app where it hears of it."""

from collections.abc import Sequence
from typing import Any, Final

from bot.playground.teams import files
from bot.playground.teams.card_check import actions_of, check_card
from bot.playground.teams.delivery import InvokeFailedError
from bot.playground.teams.facts import BOT, Json
from bot.playground.teams.refusal import TeamsRefusedError
from bot.playground.teams.store import Conversation, Store
from bot.playground.teams.typed import typed
from bot.playground.teams.world import TeamsWorld
from bot.playground.validation import RefusedError

_LONGEST: Final = 28_000
"""Characters that Teams takes of a typed message, about."""
_CARD: Final = "application/vnd.microsoft.card.adaptive"
_MESSAGE: Final = "application/vnd.microsoft.activity.message"
_ERROR: Final = "application/vnd.microsoft.error"
_WENT_WRONG: Final = "Er ging iets mis. Probeer het opnieuw."
"""What Teams says where an app does not answer, or not with what it understands."""


class People:
    """The hands of the people on the page. All raise RefusedError, with a code that the page has words for."""

    def __init__(self, world: TeamsWorld) -> None:
        self._world = world
        self._store = world.store
        self._activities = world.activities
        self._delivery = world.delivery

    async def post(
        self,
        account: str,
        place: Conversation,
        text: str,
        root: str | None,
        put: Sequence[tuple[str, bytes, bool]],
    ) -> Json:
        """Post what was typed, with files: name, content, and whether it was pasted into the text."""
        _must_be_in(account, place)
        if not text.strip() and not put:
            raise RefusedError("no_text")
        _must_be_short(text)
        root = _thread(place, root) if root else None
        described = []
        for name, content, pasted in put:
            file = files.described(name, len(content), pasted=pasted)
            await self._world.keeper.put_file(file["id"], content)
            self._store.files[file["id"]] = file
            described.append(file["id"])
        message = {"from": account, "root": root, "text": text, "files": described}
        added = self._store.add(place, message)
        if self._hears(place, added):
            self._delivery.deliver(self._activities.posted(place, added))
        return added

    def edit(self, account: str, place: Conversation, message_id: str, text: str) -> None:
        """Change what one has posted."""
        message = _own(account, place, message_id)
        if not text.strip() and not message.get("files"):
            raise RefusedError("no_text")
        _must_be_short(text)
        heard = self._hears(place, message)
        message.update(text=text, edited=True)
        self._store.touch()
        if heard or self._hears(place, message):
            self._delivery.deliver(self._activities.changed(place, message))

    def delete(self, account: str, place: Conversation, message_id: str) -> None:
        """Take back what one has posted; it can be had back."""
        message = _own(account, place, message_id)
        message["deleted"] = True
        self._store.touch()
        if self._hears(place, message):
            self._delivery.deliver(self._activities.deleted(place, message))

    def undelete(self, account: str, place: Conversation, message_id: str) -> None:
        """Have back what one had deleted."""
        message = place.find(message_id)
        if message is None or message["from"] != account or not message.get("deleted"):
            raise RefusedError("message_not_found")
        del message["deleted"]
        self._store.touch()
        if self._hears(place, message):
            self._delivery.deliver(self._activities.changed(place, message, "undeleteMessage"))

    def join(self, member: str, account: str, place: Conversation) -> None:
        """Become a member, or install the app."""
        if member in place.members:
            raise RefusedError("already_in_channel")
        place.members.append(member)
        self._store.touch()
        if place.has_app:
            self._delivery.deliver(self._activities.membership(place, account, member, joined=True))

    def leave(self, member: str, account: str, place: Conversation) -> None:
        """Be a member no longer, or remove the app."""
        if member not in place.members or place.is_personal:
            raise RefusedError("not_in_channel")
        if place.has_app:
            self._delivery.deliver(self._activities.membership(place, account, member, joined=False))
        place.members.remove(member)
        self._store.touch()

    async def press(self, account: str, place: Conversation, message_id: str, pressed: Json) -> None:
        """Press what a card offers: an Action.Execute by its verb, an Action.Submit by its title.

        `values` are what was filled in, by the ids of the card's inputs.
        """
        message = _seen(account, place, message_id)
        if not place.has_app:
            raise RefusedError("app_not_connected")
        values = {str(name): str(value) for name, value in (pressed.get("values") or {}).items()}
        shown = cards_for(self._store, place, message, account)
        if "verb" in pressed:
            action = _offered(shown, "Action.Execute", "verb", pressed["verb"])
            told: Json = {"type": "Action.Execute", "verb": action["verb"], "data": _data(action, values)}
            if "id" in action:
                told["id"] = action["id"]
            await self._invoke_press(account, place, message, told)
            return
        action = _offered(shown, "Action.Submit", "title", pressed["title"])
        self._delivery.deliver(self._activities.submitted(place, message, account, _data(action, values)))

    async def extend(
        self, account: str, place: Conversation, message_id: str, command: str, data: Json | None
    ) -> None:
        """Use the message extension on a message, whether or not the app is a member here."""
        message = _seen(account, place, message_id)
        if command not in self._world.app.extensions or message["from"] == BOT:
            raise RefusedError("unknown_command")
        activity = self._activities.extended(place, message, account, command, data)
        try:
            answer = await self._delivery.invoke(activity)
        except InvokeFailedError:
            self._store.say(account, _WENT_WRONG)
            return
        task = answer.get("task")
        said = task.get("value") if isinstance(task, dict) and task.get("type") == "message" else None
        self._store.say(account, said if isinstance(said, str) and said else _WENT_WRONG)

    async def _invoke_press(self, account: str, place: Conversation, message: Json, action: Json) -> None:
        revision = message.get("revision", 0)
        try:
            answer = await self._delivery.invoke(self._activities.pressed(place, message, account, action))
            kind, value = answer.get("type"), answer.get("value")
            if kind == _CARD:
                check_card(value)
        except (InvokeFailedError, TeamsRefusedError):
            self._store.say(account, _WENT_WRONG)
            return
        if kind == _CARD and isinstance(value, dict) and message.get("revision", 0) == revision:
            self._store.own_cards[place.id, message["id"], account] = value
            self._store.touch()
        elif kind == _MESSAGE and isinstance(value, str):
            self._store.say(account, value)
        elif kind == _ERROR and isinstance(value, dict):
            self._store.say(account, str(value.get("message") or _WENT_WRONG))
        elif kind != _CARD:
            self._store.say(account, _WENT_WRONG)

    def _hears(self, place: Conversation, message: Json) -> bool:
        """Whether the app is told of a message."""
        if not place.has_app or place.is_personal:
            return place.is_personal
        if place.is_channel and self._world.app.reads_along:
            return True
        said = typed(message["text"], {self._world.app.name: BOT})
        return bool(said.entities)


def cards_for(store: Store, place: Conversation, message: Json, account: str) -> list[Json]:
    """The cards of a message as a person sees them."""
    own = store.own_cards.get((place.id, message["id"], account))
    cards: list[Json] = message.get("cards", [])
    return [own] if own is not None else cards


def _offered(cards: Sequence[Json], kind: str, name: str, wanted: Any) -> Json:
    for card in cards:
        for action in actions_of(card, kind):
            if action.get(name) == wanted:
                return action
    raise RefusedError("action_not_found")


def _data(action: Json, values: Json) -> Any:
    """What an action brings: its own data, and what was filled in among it."""
    data = action.get("data")
    if action.get("associatedInputs") in {"none", "None"}:
        return data if data is not None else {}
    return {**data, **values} if isinstance(data, dict) else data or values


def _must_be_in(account: str, place: Conversation) -> None:
    if account not in place.members:
        raise RefusedError("not_in_channel")


def _must_be_short(text: str) -> None:
    if len(text) > _LONGEST:
        raise RefusedError("msg_too_long")


def _thread(place: Conversation, root: str) -> str:
    parent = place.find(root) if place.is_channel else None
    if parent is None:
        raise RefusedError("thread_not_found")
    return str(parent["root"] or parent["id"])


def _seen(account: str, place: Conversation, message_id: str) -> Json:
    message = place.find(message_id)
    if message is None or message.get("deleted"):
        raise RefusedError("message_not_found")
    if account not in place.members:
        raise RefusedError("not_in_channel")
    return message


def _own(account: str, place: Conversation, message_id: str) -> Json:
    message = _seen(account, place, message_id)
    if message["from"] != account:
        raise RefusedError("cant_update_message")
    return message
