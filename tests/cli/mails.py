"""Mails of our own writing, for the command line."""

FULL = b"""\
From: Mail Delivery System <MAILER-DAEMON@mail.example.nl>\r
To: anna@example.nl\r
Subject: Undelivered Mail Returned to Sender\r
Date: Mon, 16 Nov 2026 09:12:44 +0100\r
MIME-Version: 1.0\r
Content-Type: multipart/report; report-type=delivery-status; boundary="=grens"\r
\r
--=grens\r
Content-Type: text/plain; charset=utf-8\r
\r
I'm sorry to have to inform you that your message could not be delivered.\r
\r
--=grens\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mail.example.nl\r
\r
Final-Recipient: rfc822; jan@ontvanger.example\r
Action: failed\r
Status: 5.2.2\r
Diagnostic-Code: smtp; 552 5.2.2 <jan@ontvanger.example>: mailbox is full\r
\r
Final-Recipient: rfc822; piet@ontvanger.example\r
Action: failed\r
Status: 5.1.1\r
Diagnostic-Code: smtp; 550 5.1.1 <piet@ontvanger.example>: user unknown\r
\r
--=grens\r
Content-Type: text/rfc822-headers\r
\r
Subject: Offerte\r
From: anna@example.nl\r
\r
--=grens--\r
"""

ORDINARY = b"""\
From: Bram <bram@example.nl>\r
To: anna@example.nl\r
Subject: Lunch\r
\r
Gaan we zo lunchen?\r
"""
