"""Answers and cards to draw, of our own writing; what a stranger wrote in them tries every markup there is."""

from typing import Any

from bot.answers import Answer, Escalate, Evidence, Section
from bot.desk.chat import AnswerCard, HelpdeskCard, State

HOSTILE = (
    "<!channel> <@U0ANNA> <https://kwaad.example|klik> `code` *vet* :tada: \u202eomgekeerd\u202c nul\u200bbreed"
)
"""With Slack's markup."""

HOSTILE_MARKDOWN = (
    "**vet** _schuin_ [klik](https://kwaad.example) ![plaatje](https://kwaad.example/x.png) <at>Een collega</at> "
    "<https://kwaad.example> {{DATE(2026-01-01T00:00:00Z)}} <img src=x onerror=alert(1)> &lt;b&gt; "
    "\u202eomgekeerd\u202c nul\u200bbreed"
)
"""With the Markdown, mentions and dates that an Adaptive Card may hold."""


def section(number: int = 0, *, quote: str = "550 5.2.2 mailbox is full", **more: Any) -> Section:
    fields: dict[str, Any] = {
        "cause": "mailbox-full",
        "title": f"Mailbox van de ontvanger is vol {number or ''}".strip(),
        "meaning": "De mailbox is vol en er passen geen berichten meer bij.",
        "steps": ("Bel de ontvanger.", "Stuur het bericht daarna opnieuw."),
        "who": "Wie moet iets doen: de ontvanger",
        "lasting": "Dit gaat vanzelf over.",
        "retry": "Later opnieuw versturen.",
        "tell_recipient": "Uw mailbox is vol. Kunt u ruimte maken?",
        "evidence": (
            Evidence(label="Ontvanger", value="jan@klant.example"),
            Evidence(label="Beslissende regel", value=quote),
        ),
    }
    return Section(**{**fields, **more})


def answer(*sections: Section, escalate: Escalate = Escalate.OFFER, text: str = "De mailbox is vol.") -> Answer:
    return Answer(
        sections=sections or (section(escalate=escalate),),
        findings=(),
        escalate=escalate,
        is_bounce=True,
        text=text,
    )


def asker_card(given: Answer | None = None, state: State = State.ANSWERED, **more: Any) -> AnswerCard:
    fields: dict[str, Any] = {"case": "c" * 24, "helpdesk": True, "packed": '{"f":[{"c":"mailbox-full"}]}'}
    return AnswerCard(answer=given or answer(), state=state, **{**fields, **more})


def desk_card(given: Answer | None = None, state: State = State.ESCALATED, **more: Any) -> HelpdeskCard:
    fields: dict[str, Any] = {"case": "c" * 24, "asker": "U0ANNA", "link": "https://ws.example/archives/C1/p1"}
    return HelpdeskCard(answer=given or answer(), state=state, **{**fields, **more})
