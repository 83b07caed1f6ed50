/** The examples on the shelf: mails and lines of our own writing, with names that no real domain has. */

import { MAILS } from "./example_mails.js";

const TEXTS = [
  {
    id: "mailbox-full",
    title: "Volle mailbox",
    starter: true,
    text: `Deze kwam net terug, wat moet ik nu doen?

We could not bring your message to this address:

    j.devries@vandijkbouw.example

The server over there said:
552 5.2.2 The mailbox of this recipient is full. Mail quota exceeded.`,
  },
  {
    id: "unknown-user",
    title: "Adres bestaat niet",
    starter: true,
    text: `<p.jnasen@noorderlicht.example>: host mx1.noorderlicht.example[192.0.2.25] said:
    550 5.1.1 <p.jnasen@noorderlicht.example>: Recipient address rejected:
    User unknown in virtual alias table (in reply to RCPT TO command)`,
  },
  {
    id: "spam",
    title: "Aangezien voor spam",
    text: `Your message could not be delivered to info@havenbedrijf.example.
The remote server answered: 550 High probability of spam (in reply to end of DATA command)`,
  },
  {
    id: "blacklist",
    title: "Server op een blacklist",
    starter: true,
    text: `<planning@zorggroep-oost.example>: host mail.zorggroep-oost.example[198.51.100.7] said:
    554 5.7.1 Service unavailable; Client host [203.0.113.40] blocked using bl.lijst.example;
    rejected content, black listed (in reply to RCPT TO command)`,
  },
  {
    id: "domain-not-found",
    title: "Domein niet gevonden",
    text: `<administratie@bakkerij-smit.test>: Host or domain name not found. Name service error for
    name=bakkerij-smit.test type=MX: Host not found`,
  },
  {
    id: "too-large",
    title: "Bijlage te groot",
    text: `Uw bericht "Offerte met bouwtekeningen" is niet bezorgd.
552 5.3.4 Message size 38273114 exceeds fixed maximum message size 26214400 (in reply to MAIL FROM command)`,
  },
  {
    id: "delay",
    title: "Nog niet bezorgd (greylisting)",
    text: `This is a warning only. You do not need to send your message again.

Delivery to receptie@museumplein.example has been delayed; we will keep trying for 4 days.
Last answer: 451 4.7.1 Greylisting in action, please come back later`,
  },
  {
    id: "sasl",
    title: "Technische storing (SASL)",
    text: `<hr@waterlinie.example>: Delivery temporarily suspended: SASL authentication failed;
server mail.waterlinie.example[192.0.2.80] said: 535 Sorry.`,
  },
  {
    id: "dmarc",
    title: "Afzender niet te controleren",
    text: `550 5.7.26 Unauthenticated email from ons-bedrijf.example is not accepted due to the domain's DMARC policy.
SPF check: fail. DKIM check: none. Recipient: inkoop@staalwerk.example`,
  },
  {
    id: "two-recipients",
    title: "Twee ontvangers, twee oorzaken",
    text: `Sorry, your mail did not reach everyone.

<k.bakker@tuincentrum.example>: 550 5.1.1 no mailbox here by that name
<w.visser@tuincentrum.example>: 452 4.2.2 Recipient's mailbox is full`,
  },
];

const TALK = [
  { id: "question", title: "Een vraag", text: "Wat is een bounce eigenlijk?" },
  { id: "talk", title: "Gewoon gesprek", text: "Goedemorgen! Gaat de vergadering van vier uur nog door?" },
  {
    id: "hostile",
    title: "Bounce vol opmaak",
    text: "550 5.1.1 *User unknown* <!channel> <https://voorbeeld.test|klik hier> `rm` & <b>vet</b> @Anna",
  },
];

export const GROUPS = [
  { title: "Bounces", about: "Komen als tekst in het invoerveld.", examples: TEXTS },
  { title: "E-mailbestanden", about: "Komen als bestand bij uw bericht, of als doorgestuurde e-mail in het kanaal.", examples: MAILS },
  { title: "Wat geen bounce is", about: "Om te zien wanneer de bot zwijgt.", examples: TALK },
];
