"""What people paste in the journeys. All of it is our own writing; no address here is anybody's."""

FULL = """Weet iemand wat dit is?

<j.devries@vandijkbouw.example>: host mx.vandijkbouw.example[192.0.2.25] said:
    552 5.2.2 The mailbox of this recipient is full (in reply to RCPT TO command)"""

NO_SUCH_USER = """<p.jnasen@noorderlicht.example>: host mx1.noorderlicht.example[192.0.2.26] said:
    550 5.1.1 <p.jnasen@noorderlicht.example>: Recipient address rejected:
    User unknown in virtual alias table (in reply to RCPT TO command)"""

BLACKLISTED = """<planning@zorggroep-oost.example>: host mail.zorggroep-oost.example[198.51.100.7] said:
    554 5.7.1 Service unavailable; Client host [203.0.113.40] blocked using bl.lijst.example;
    rejected content, black listed (in reply to RCPT TO command)"""

TWO_CAUSES = """Sorry, your mail did not reach everyone.

<k.bakker@tuincentrum.example>: 550 5.1.1 no mailbox here by that name
<w.visser@tuincentrum.example>: 452 4.2.2 Recipient's mailbox is full"""

HOSTILE = (
    "550 5.1.1 <a@b.example>: *User unknown* <!channel> <https://voorbeeld.example|klik hier> "
    "`rm` <b>vet</b> @Anna \u202egnp.exe\u200b <script>document.title='om'</script>"
)

TALK = "Goedemorgen! Gaat de vergadering van vier uur nog door?"

UNKNOWN = """Your message to inkoop@staalwerk.example could not be delivered.
The server answered: 554 Sorry, that went wrong. Ticket 8841."""

LONG = f"""Uw bericht is niet bezorgd: https://webmail.example/{"zoekopdracht" * 12}

<{"lange-naam-" * 5}x@{"onderdeel-van-" * 4}bedrijf.example>: host mx.bedrijf.example[192.0.2.25] said:
    552 5.2.2 The mailbox of this recipient is full {"ABCDEFGH0123456789" * 12}"""
"""Words that are longer than a card is wide."""
