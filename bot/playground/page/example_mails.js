/** Mails on the shelf, whole, as a mail program would save them. */

const report = ({ from, subject, words, host, recipient, action, status, diagnostic, original }) => `From: Mail Delivery System <MAILER-DAEMON@${from}>
To: anna@ons-bedrijf.example
Subject: ${subject}
Date: Mon, 2 Nov 2026 09:14:07 +0100
Message-ID: <bounce-${status}@${from}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_grens"

--=_grens
Content-Type: text/plain; charset=utf-8

${words}

--=_grens
Content-Type: message/delivery-status

Reporting-MTA: dns; ${from}

Final-Recipient: rfc822; ${recipient}
Action: ${action}
Status: ${status}
Remote-MTA: dns; ${host}
Diagnostic-Code: smtp; ${diagnostic}

--=_grens
Content-Type: text/rfc822-headers

From: Anna <anna@ons-bedrijf.example>
To: ${recipient}
Subject: ${original}

--=_grens--
`;

export const MAILS = [
  {
    id: "mail-full",
    title: "mailbox-vol.eml",
    file: "mailbox-vol.eml",
    about: "Een bounce zoals een mailserver hem stuurt, als bijlage bij uw bericht.",
    starter: true,
    text: report({
      from: "uit.ons-bedrijf.example",
      subject: "Undelivered Mail Returned to Sender",
      words: "I'm sorry to have to inform you that your message could not be delivered\nto one or more recipients.",
      host: "mx.rivierzicht.example",
      recipient: "m.dejong@rivierzicht.example",
      action: "failed",
      status: "5.2.2",
      diagnostic: "552 5.2.2 Recipient's mailbox is full, message returned to sender.",
      original: "Planning week 45",
    }),
  },
  {
    id: "mail-delay",
    title: "vertraagd.eml",
    file: "vertraagd.eml",
    about: "Een bericht dat nog onderweg is, doorgestuurd naar het adres van het kanaal.",
    asMail: true,
    text: report({
      from: "uit.ons-bedrijf.example",
      subject: "Delayed Mail (still being retried)",
      words: "Your message has not been delivered yet. It will be retried for three more days.",
      host: "mx.polderland.example",
      recipient: "balie@polderland.example",
      action: "delayed",
      status: "4.4.1",
      diagnostic: "connect to mx.polderland.example[192.0.2.61]:25: Connection timed out",
      original: "Afspraak donderdag",
    }),
  },
  {
    id: "mail-away",
    title: "afwezig.eml",
    file: "afwezig.eml",
    about: "Een automatisch antwoord: geen bounce, wel vaak als bounce gezien.",
    text: `From: Sanne Mulder <s.mulder@duinrand.example>
To: anna@ons-bedrijf.example
Subject: Automatisch antwoord: Offerte
Date: Mon, 2 Nov 2026 10:02:41 +0100
Message-ID: <afwezig-1@duinrand.example>
Auto-Submitted: auto-replied
X-Auto-Response-Suppress: All
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Bedankt voor uw bericht. Ik ben afwezig tot en met vrijdag 6 november.
Voor spoed kunt u terecht bij mijn collega's van de afdeling verkoop.
`,
  },
];
