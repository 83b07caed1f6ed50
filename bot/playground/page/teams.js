/** What is Teams' own: Adaptive Cards, the message extension, chats without threads, deletions that are undone. */

import { files } from "./attachments.js";
import { card } from "./card.js";
import { h } from "./dom.js";
import { act } from "./live.js";
import { isChannel, person, store } from "./state.js";
import { send } from "./teams_sending.js";

const ABOUT = {
  support: "Plak hier een bounce; Bouncewijzer antwoordt in de thread.",
  helpdesk: "Hier komt binnen wat een antwoord niet kon oplossen.",
  overleg: "Een groepschat: de bot hoort alleen waar u hem noemt.",
};

export const TEAMS = {
  name: "Teams",
  title: "Bouncewijzer in Teams",
  api: "/teams/page",
  start: "support",
  sign: "",
  direct: "Chats",
  hasHome: false,
  takesMails: false,
  deleting: "U kunt het daarna nog terughalen.",
  failing: "post",
  refusal: 403,
  about: (one) => ABOUT[one.id] ?? "Hier antwoordt de bot altijd. Hier kunt u hem ook bestanden geven.",
  watched: (one) => one.id === "support" || one.kind === "personal",
  threads: (one) => Boolean(one) && isChannel(one),
  typed: (message) => message.text ?? "",
  undo,
  content,
  actions,
  send,
};

/** What a message shows. */
function content(message, conversation) {
  const press = async (pressed) => {
    const node = document.querySelector(`[data-ts="${CSS.escape(message.ts)}"]:focus-within`);
    await act("press", { conversation, ts: message.ts, ...pressed });
    if (node) intoForm(message.ts);
  };
  return [
    message.text ? h("div", { class: "said" }, withNames(message.text)) : null,
    (message.cards ?? []).map((each) => card(each, press)),
    message.edited ? h("span", { class: "edited" }, "(bewerkt)") : null,
    files(message.files),
  ];
}

/** Who pressed a button that a form takes the place of, goes on in that form. */
function intoForm(ts) {
  for (const node of document.querySelectorAll(`[data-ts="${CSS.escape(ts)}"]`)) {
    const first = node.querySelector(".card textarea, .card input, .card select");
    if (first && node.offsetParent) first.focus({ preventScroll: false });
  }
}

/** A text with the names in it that it mentions. */
function withNames(text) {
  const names = (store.workspace?.people ?? []).map((each) => each.name);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.+-])(@(?:${names.map(escaped).join("|")}))(?![\\p{L}\\p{N}_])`, "iu");
  return text.split(pattern).map((part, at) => (at % 2 ? h("span", { class: isMe(part) ? "mention me" : "mention" }, part) : part));
}

const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const isMe = (part) => part.slice(1).toLowerCase() === person(store.person)?.name.toLowerCase();

/** What else can be done with a message: the app's message extension, on what people wrote. */
function actions(message, conversation) {
  if (person(message.user)?.is_bot) return [];
  return (store.workspace?.extensions ?? []).map(({ id, title }) => ({
    label: title,
    icon: "spark",
    run: () => act("extend", { command: id, conversation, ts: message.ts }),
  }));
}

/** The button that takes a deletion back. */
function undo(message, conversation) {
  if (message.user !== store.person) return null;
  const onclick = () => act("undelete", { conversation, ts: message.ts });
  return h("button", { type: "button", class: "undo", "data-focus": `undo/${message.ts}`, onclick }, "Ongedaan maken");
}
