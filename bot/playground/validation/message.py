"""A message as a whole: its text, blocks, attachments and metadata."""

import json
from typing import Any, Final

from bot.playground.validation.blocks import TOTAL, Surface, check_blocks, total_length
from bot.playground.validation.refusal import RefusedError
from bot.playground.validation.shapes import Findings

LONGEST: Final = 40_000
LONGEST_UPDATE: Final = 4_000
"""In bytes: chat.update counts otherwise than chat.postMessage does."""
METADATA: Final = 8 * 1024
ATTACHMENTS: Final = 100


def check_message(
    *, text: str | None, blocks: Any = None, attachments: Any = None, metadata: Any = None, update: bool = False
) -> None:
    """Raise what Slack would refuse a message with.

    Raises:
        RefusedError: no_text, msg_too_long, invalid_blocks_format, invalid_blocks, msg_blocks_too_long,
            invalid_attachments, too_many_attachments, invalid_metadata_format, metadata_too_large.
    """
    if not text and not blocks and not attachments:
        raise RefusedError("no_text")
    if text is not None and (len(text.encode()) > LONGEST_UPDATE if update else len(text) > LONGEST):
        raise RefusedError("msg_too_long")
    if blocks is not None:
        _check_blocks(blocks)
    if attachments is not None:
        _check_attachments(attachments)
    if metadata is not None and not (update and metadata == {}):
        _check_metadata(metadata)


def _check_blocks(blocks: Any) -> None:
    if not isinstance(blocks, list):
        raise RefusedError("invalid_blocks_format")
    findings = Findings()
    check_blocks(blocks, Surface.MESSAGE, "/blocks", findings)
    if findings.messages:
        raise RefusedError("invalid_blocks", findings.messages, errors=[m[8:] for m in findings.messages])
    if total_length(blocks) > TOTAL:
        raise RefusedError("msg_blocks_too_long")


def _check_attachments(attachments: Any) -> None:
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        raise RefusedError("invalid_attachments")
    if len(attachments) > ATTACHMENTS:
        raise RefusedError("too_many_attachments")
    for index, attachment in enumerate(attachments):
        findings = Findings()
        check_blocks(attachment.get("blocks", []), Surface.MESSAGE, f"/attachments/{index}/blocks", findings)
        if findings.messages:
            raise RefusedError("invalid_attachments", findings.messages)


def _check_metadata(metadata: Any) -> None:
    if (
        not isinstance(metadata, dict)
        or not isinstance(metadata.get("event_type"), str)
        or not isinstance(metadata.get("event_payload"), dict)
    ):
        raise RefusedError("invalid_metadata_format")
    if len(json.dumps(metadata, ensure_ascii=False).encode()) > METADATA:
        raise RefusedError("metadata_too_large")
