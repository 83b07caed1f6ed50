"""The process that reads pictures: takes one on its input, gives the words in it on its output, and so on.

It runs alone, because a decoder meets a stranger's bytes here: the house gives it no secrets, little memory and
no file to write to, and ends it when it takes too long. It imports nothing of the bot.

A picture comes as its length, the pixels that it may have, and itself; back come a length and JSON.
"""

import json
import os
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, BinaryIO, Final

LENGTH: Final = struct.Struct(">Q")
ASKED: Final = struct.Struct(">QQ")
MEMORY: Final = 3 * 2**30
"""Bytes of address space; reading a picture of the largest size takes half of it."""

IDLE: Final = 60.0
"""Seconds without a picture after which the process ends, and gives its memory back."""

THREADS: Final = 2
SIDE: Final = 2000
"""Pixels of the longer side beyond which the reader shrinks what it is given."""

_TALLEST: Final = 3
"""Times the width: a piece taller than that would be made wider, and so larger, before it is read."""

_SURE: Final = 0.5


def main() -> None:
    """Read pictures until the input ends, or nobody has asked for a while."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing that a library prints gets between the answers
    _restrict()
    read = _reader()
    while True:
        watch = threading.Timer(IDLE, os._exit, [0])
        watch.daemon = True
        watch.start()
        asked = _next(sys.stdin.buffer)
        watch.cancel()
        if asked is None:
            return
        reply = json.dumps(_answer(read, *asked)).encode()
        answers.write(LENGTH.pack(len(reply)) + reply)
        answers.flush()


def _next(asked: BinaryIO) -> tuple[bytes, int] | None:
    head = asked.read(ASKED.size)
    if len(head) < ASKED.size:
        return None
    size, pixels = ASKED.unpack(head)
    picture = asked.read(size)
    return (picture, pixels) if len(picture) == size else None


def _restrict() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        hard = resource.getrlimit(getattr(resource, what))[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(getattr(resource, what), (allowed, allowed))


def _reader() -> Callable[[Any], Any]:
    from rapidocr import RapidOCR

    engine = "EngineConfig.onnxruntime"
    reader: Callable[[Any], Any] = RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # screenshots do not stand on their heads
            "Global.max_side_len": SIDE,
            "Rec.rec_batch_num": 1,  # a line alone is not padded to the longest: less memory, and sooner
            f"{engine}.intra_op_num_threads": THREADS,
            f"{engine}.inter_op_num_threads": 1,
        }
    )
    return reader


def _answer(read: Callable[[Any], Any], picture: bytes, pixels: int) -> dict[str, Any]:
    from PIL import Image

    try:
        return {"words": [word for band, top in _bands(picture, pixels) for word in _words(read(band), top)]}
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # what Pillow says of bad pictures
        return {"problem": "damaged"}
    except MemoryError:
        return {"problem": "memory"}


def _words(found: Any, top: int) -> Iterator[dict[str, Any]]:
    """Each run of words with its place in the picture: left, top, right, bottom."""
    if found.boxes is None:
        return
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        if score >= _SURE:
            (left, upper), (right, lower) = box.min(axis=0).tolist(), box.max(axis=0).tolist()
            yield {"text": text, "box": [left, upper + top, right, lower + top]}


def _bands(picture: bytes, pixels: int) -> Iterator[tuple[Any, int]]:
    """The picture in pieces so low that none is shrunk, each with the row where it begins."""
    import numpy as np
    from PIL import Image, ImageOps

    with Image.open(BytesIO(picture), formats=("PNG", "JPEG", "WEBP")) as opened:
        if opened.width * opened.height > pixels:
            raise ValueError("larger than its header said")
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
        ground = Image.new("RGB", upright.size, "white")
        ground.paste(upright, mask=upright.getchannel("A"))
    rows = np.asarray(ground)[:, :, ::-1]
    width = rows.shape[1]
    most = max(width, min(SIDE, _TALLEST * width))
    top = 0
    while rows.shape[0] - top > most:
        cut = _quiet_row(rows, top + most // 2, top + most)
        yield np.ascontiguousarray(rows[top:cut]), top
        top = cut
    yield np.ascontiguousarray(rows[top:]), top


def _quiet_row(rows: Any, first: int, last: int) -> int:
    """The last row between the two in which nothing is written, else the last."""
    part = rows[first:last].astype("int16")
    spread = (part.max(axis=1) - part.min(axis=1)).max(axis=1)
    quiet = (spread <= spread.min() + 8).nonzero()[0]
    return first + int(quiet[-1]) + 1


if __name__ == "__main__":
    main()
