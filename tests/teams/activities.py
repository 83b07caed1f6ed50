"""Activities as Teams sends them: its field names, our own words and numbers."""

from typing import Any, Final

Json = dict[str, Any]

APP: Final = "0a1b2c3d-0000-4000-8000-00000000b077"
BOT: Final = f"28:{APP}"
TENANT: Final = "7e0a0000-0000-4000-8000-000000000001"
ANNA: Final = "29:1anna"
CHANNEL: Final = "19:support0001@thread.tacv2"
HELPDESK: Final = "19:helpdesk001@thread.tacv2"
GROUP: Final = "19:meeting0001@thread.v2"
CHAT: Final = "a:1anna-and-the-bot"
POSTED: Final = "1795429145123"
ROOT: Final = "1795429100000"
FULL: Final = "550 5.2.2 mailbox is full"

PERSONAL: Final[Json] = {"id": CHAT, "conversationType": "personal", "tenantId": TENANT}
GROUP_CHAT: Final[Json] = {"id": GROUP, "conversationType": "groupChat", "isGroup": True, "tenantId": TENANT}


def channel(root: str = POSTED, conversation: str = CHANNEL) -> Json:
    """A channel, in the thread of a message."""
    return {
        "id": f"{conversation};messageid={root}",
        "conversationType": "channel",
        "isGroup": True,
        "tenantId": TENANT,
    }


def activity(kind: str, conversation: Json | None = None, **more: Any) -> Json:
    """Something that happened."""
    return {
        "type": kind,
        "id": POSTED,
        "timestamp": "2026-11-23T10:19:05.1239999Z",
        "localTimestamp": "2026-11-23T11:19:05.1239999+01:00",
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "channelId": "msteams",
        "from": {"id": ANNA, "name": "Anna de Vries", "aadObjectId": "anna"},
        "recipient": {"id": BOT, "name": "Bouncewijzer"},
        "conversation": conversation or PERSONAL,
        "channelData": {"tenant": {"id": TENANT}},
        **more,
    }


def message(text: str = FULL, conversation: Json | None = None, *, html: str | None = None, **more: Any) -> Json:
    """A message, with its HTML beside its text where Teams would send that."""
    attachments = [*more.pop("attachments", ())]
    if html is not None:
        attachments.append({"contentType": "text/html", "content": html})
    return activity(
        "message",
        conversation,
        textFormat="plain",
        text=text,
        attachments=attachments,
        entities=[{"type": "clientInfo", "locale": "nl-NL", "platform": "Windows"}, *more.pop("entities", ())],
        **more,
    )


def by(account: Json | None, heard: Json) -> Json:
    """The same, done by another account."""
    return {**heard, "from": account}


def mention(account: str = BOT, name: str = "Bouncewijzer") -> Json:
    """The entity of a mention."""
    return {"type": "mention", "mentioned": {"id": account, "name": name}, "text": f"<at>{name}</at>"}


def naming(text: str = FULL, conversation: Json | None = None, **more: Any) -> Json:
    """A message that names the bot in front."""
    name = '<span itemtype="http://schema.skype.com/Mention" itemscope itemid="0">Bouncewijzer</span>'
    html = f"<div><div>{name}&nbsp;{text}</div>\n</div>"
    plain = f"<at>Bouncewijzer</at>&nbsp;{text}"
    return message(plain, conversation, html=more.pop("html", html), entities=[mention()], **more)


def change(kind: str, event: str, conversation: Json | None = None, **more: Any) -> Json:
    """A message that was edited, deleted or brought back, two minutes after it was posted."""
    about = message(**{"conversation": conversation, **more})
    return {
        **about,
        "type": kind,
        "timestamp": "2026-11-23T10:21:05.5Z",
        "channelData": {"tenant": {"id": TENANT}, "eventType": event},
    }


def download(name: str = "bounce.eml", **content: Any) -> Json:
    """A file in a personal chat."""
    return {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "contentUrl": f"https://contoso-my.sharepoint.com/personal/anna/Documents/{name}",
        "name": name,
        "content": {
            "downloadUrl": "https://contoso-my.sharepoint.com/_layouts/15/download.aspx?UniqueId=u1&tempauth=t",
            "uniqueId": "u1",
            "fileType": "eml",
            **content,
        },
    }


def picture(url: str = "https://smba.trafficmanager.net/emea/v3/attachments/0-1/views/original") -> Json:
    """A pasted picture."""
    return {"contentType": "image/*", "contentUrl": url}


def press(verb: str, data: Json, conversation: Json | None = None, **more: Any) -> Json:
    """A pressed Action.Execute."""
    return activity(
        "invoke",
        conversation or channel(),
        **{
            "id": "f:press-1",
            "name": "adaptiveCard/action",
            "replyToId": "1795429146000",
            "timestamp": "2026-11-23T10:19:50.5Z",
            "value": {
                "action": {"type": "Action.Execute", "verb": verb, "data": data},
                "trigger": "manual",
            },
            **more,
        },
    )


def extension(
    conversation: Json | None = None, *, name: str = "composeExtension/fetchTask", **payload: Any
) -> Json:
    """The message extension, used on a message."""
    return activity(
        "invoke",
        conversation or channel(),
        id="f:use-1",
        name=name,
        timestamp="2026-11-23T10:19:50.5Z",
        value={
            "commandId": "explainBounce",
            "commandContext": "message",
            "requestId": "r1",
            "messagePayload": {
                "id": POSTED,
                "replyToId": None,
                "createdDateTime": "2026-11-23T10:19:05.123Z",
                "deleted": False,
                "body": {"contentType": "html", "content": f"<div><p>{FULL}</p></div>"},
                "from": {"user": {"id": "bram", "displayName": "Bram"}, "application": None},
                "attachments": [],
                "mentions": [],
                **payload,
            },
        },
    )


def added(*accounts: str, conversation: Json | None = None) -> Json:
    """Accounts were added to a conversation."""
    return activity(
        "conversationUpdate",
        conversation,
        id="f:added-1",
        membersAdded=[{"id": account} for account in accounts],
    )
