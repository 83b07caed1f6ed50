"""The tests' mails as a mailbox holds them: below the lines that every server on the way wrote on top."""

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


def delivered(raw: bytes) -> bytes:
    """The mail below its trace; one that begins with an mbox line keeps that on top."""
    if not raw.startswith(b"From "):
        return TRACE + raw
    line, newline, rest = raw.partition(b"\n")
    return line + newline + TRACE + rest
