"""The tests' mails as a mailbox holds them.

They are written for one thing each and are short. A real one carries the lines that every server on its way wrote
on top, and a report carries the mail that it returns.
"""

import re

_HOP = """Received: from mx{n}.example.org (mx{n}.example.org [192.0.2.{n}]) by in{n}.example.nl (Postfix)
 with ESMTPS id 4Zk{n}fD8Qq2z9sR{n} (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
 key-exchange X25519 server-signature RSA-PSS (2048 bits)) for <anna@example.nl>;
 Tue, 3 Mar 2026 10:1{n}:22 +0100 (CET)
"""
_SIGNED = """DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s2026; t=1772529142;
 h=from:to:subject:date:message-id:mime-version:content-type; bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=dGhpcyBpcyBub3QgYSBzaWduYXR1cmUgYnV0IGl0IGlzIGFzIGxvbmcgYXMgb25lIGFuZCBhcyBkdWxsIHRvIHJlYWQgYXMgb25l
 aXQgZ29lcyBvbiBmb3IgYSBmZXcgbGluZXMgc28gdGhhdCBhIHBhcnNlciBoYXMgc29tZXRoaW5nIHRvIGZvbGQgYW5kIHVuZm9sZA==
Authentication-Results: in1.example.nl; dkim=pass (2048-bit key) header.d=example.org header.i=@example.org
 header.b=dGhpcyBp; spf=pass (example.nl: domain of example.org designates 192.0.2.1 as permitted sender)
 smtp.helo=mx1.example.org; dmarc=pass (policy=reject) header.from=example.org
Received-SPF: pass (example.nl: domain of example.org designates 192.0.2.1 as permitted sender)
"""
TRACE = (
    "Return-Path: <>\nDelivered-To: anna@example.nl\n" + "".join(_HOP.format(n=n) for n in range(1, 5)) + _SIGNED
).encode()
ORIGINAL = (
    TRACE
    + b"""From: Anna <anna@example.nl>
To: Jan <jan@example.org>
Subject: The planning
Message-ID: <1772529142.7@example.nl>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Jan,

Here is the planning that you asked for. Shall we go through it on Thursday?

Anna
"""
)
_LAST_BOUNDARY = re.compile(rb"\n(--[^\s]{1,100})--[ \t\r\n]*\Z")

_RETURNS = re.compile(rb"content-type: *(?:message/(?:rfc822|global)\s|text/rfc822-headers)", re.IGNORECASE)


def delivered(raw: bytes) -> bytes:
    """The mail below its trace, a report with the mail that it returns; an mbox line stays on top."""
    last = _LAST_BOUNDARY.search(raw)
    if last is not None and not _RETURNS.search(raw):
        returned = last[1] + b"\nContent-Type: message/rfc822\n\n" + ORIGINAL + b"\n"
        raw = raw[: last.start() + 1] + returned + raw[last.start() + 1 :]
    if not raw.startswith(b"From "):
        return TRACE + raw
    line, newline, rest = raw.partition(b"\n")
    return line + newline + TRACE + rest
