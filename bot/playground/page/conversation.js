/** The middle of the page: one conversation with its messages and its composer. */

import { composer } from "./composer.js";
import { acceptDrops } from "./drop.js";
import { h, fill } from "./dom.js";
import { icon, mark } from "./icons.js";
import { act } from "./live.js";
import { platform } from "./platform.js";
import { messageList, spotlight } from "./messages.js";
import { starters } from "./shelf.js";
import { botName, conversation, conversationName, repliesTo, rootMessages, store, update } from "./state.js";
import { openDrawer } from "./sidebar.js";

const BOT = "U0BOT";

/** The conversation's column; `show` lets it follow the state. */
export function conversationView() {
  const title = h("h1", {});
  const about = h("p", { class: "about" });
  const messages = messageList("Berichten");
  const write = composer("main");
  const outside = membership("U bent geen lid van dit kanaal: u leest alleen mee.", "Lid worden", {});
  const deaf = membership("De bot is geen lid van dit kanaal en leest niet mee.", "Uitnodigen", { user: BOT });
  const head = h("header", { class: "pane-head" }, menuButton(), h("div", { class: "pane-title" }, title, about));
  const node = h("section", { class: "pane" }, head, messages.node, outside, deaf, write.node);
  acceptDrops(node, write);

  const show = () => {
    const one = conversation(store.view);
    if (!one) return;
    node.dataset.conversation = one.id;
    const name = conversationName(one.id);
    if (title.textContent !== name) fill(title, name);
    fill(about, platform.about(one));
    const details = (message) => ({ conversation: one.id, replies: threadOf(one, message.ts) });
    messages.show(`${store.person}/${one.id}`, rootMessages(one), details, () => welcome(one, write));
    write.show({ conversation: one.id, thread: null, name });
    outside.hidden = one.is_member;
    deaf.hidden = !one.is_member || one.has_app;
    write.node.hidden = !one.is_member;
    if (store.spotlight && messages.node.querySelector(`[data-ts="${CSS.escape(store.spotlight)}"]`)) {
      spotlight(messages.node, store.spotlight);
      update({ spotlight: null });
    }
  };
  return { node, show, composer: write };
}

/** That someone is no member here, and the button that changes it. */
function membership(sentence, label, who) {
  const join = () => act("join", { conversation: store.view, ...who });
  const button = h("button", { type: "button", class: "button button-default", onclick: join }, label);
  return h("div", { class: "not-member", hidden: true }, h("span", {}, sentence), button);
}

function threadOf(one, ts) {
  const replies = repliesTo(one, ts);
  if (!replies.length) return null;
  return { count: replies.length, users: [...new Set(replies.map((each) => each.user))], last: replies.at(-1).ts };
}

/** The button that brings the sidebar on a narrow screen. */
export function menuButton() {
  return h("button", { type: "button", class: "quiet only-narrow", "aria-label": "Gesprekken tonen", onclick: openDrawer }, icon("menu"));
}

function welcome(one, write) {
  const watched = one.is_member && one.has_app && platform.watched(one);
  return h(
    "div",
    { class: "empty" },
    mark(),
    h("h2", {}, watched ? "Een mail teruggekregen?" : "Nog geen berichten"),
    h("p", {}, watched ? `Plak de tekst hieronder, of kies een voorbeeld. ${botName()} legt uit wat er aan de hand is.` : platform.about(one)),
    watched ? starters(write) : null,
  );
}
