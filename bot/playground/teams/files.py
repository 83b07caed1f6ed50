"""Files in Teams: what lies where, and how an activity tells of it."""

import secrets
import uuid
from pathlib import PurePath
from typing import Final

from bot.playground.teams.facts import Json

_PICTURES: Final = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
_DOWNLOAD: Final = "application/vnd.microsoft.teams.file.download.info"


def described(name: str, size: int, *, pasted: bool) -> Json:
    """A file that a person put in. One that is pasted and no picture is a file like any other.

    `pass` is the part of its address without which nobody gets it: with it no token is needed.
    """
    file_id = str(uuid.uuid4())
    mimetype = _PICTURES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    return {
        "id": file_id,
        "name": name,
        "size": size,
        "mimetype": mimetype,
        "picture": pasted and mimetype.startswith("image/"),
        "pass": secrets.token_urlsafe(24),
    }


def download_url(service: str, file: Json) -> str:
    """The address at which a file lies, signed: it takes no token."""
    return f"{service}files/{file['id']}?tempauth={file['pass']}"


def picture_url(service: str, file: Json) -> str:
    """The address of a pasted picture, which takes the app's token."""
    return f"{service}v3/attachments/{file['id']}/views/original"


def told(service: str, file: Json, *, personal: bool) -> Json | None:
    """A file as an activity's attachment; None where the app is not given it: files in channels and groups."""
    if file["picture"]:
        return {"contentType": "image/*", "contentUrl": picture_url(service, file)}
    if not personal:
        return None
    return {
        "contentType": _DOWNLOAD,
        "contentUrl": f"{service}personal/{file['id']}",
        "name": file["name"],
        "content": {
            "downloadUrl": download_url(service, file),
            "uniqueId": file["id"],
            "fileType": PurePath(file["name"]).suffix.lstrip(".").lower(),
        },
    }


def as_html(service: str, file: Json) -> str:
    """How a message's HTML shows that there is a file."""
    if file["picture"]:
        return f'<img alt="image" src="{picture_url(service, file)}" itemtype="http://schema.skype.com/AMSImage">'
    return f'<attachment id="{file["id"]}"></attachment>'
