/** One message: who, when, what it says, what hangs on it, and its thread. */

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { folded } from "./folding.js";
import { icon } from "./icons.js";
import { openActions, replyable } from "./message_actions.js";
import { platform } from "./platform.js";
import { go } from "./route.js";
import { person, personName } from "./state.js";
import { clock, dayName, full } from "./times.js";

/** What a message looks like depends on this and nothing else. */
export function signature(item) {
  return JSON.stringify(item);
}

/**
 * A message as a list item. `item` is `{message, conversation, joined, replies, inThread}`: `joined` when it
 * follows one of the same person, `replies` what the line below it needs to know of its thread.
 */
export function messageItem(item) {
  const { message, joined } = item;
  if (message.deleted) return tombstone(item);
  const name = senderName(message);
  const words = h(
    "div",
    { class: "message-words" },
    message.ephemeral ? h("div", { class: "only-you" }, icon("eye"), "Alleen zichtbaar voor u") : null,
    joined ? null : head(message, name),
    folded(item, h("div", { class: "message-content" }, platform.content(message, item.conversation))),
    replyLine(item),
  );
  const side = joined ? h("time", { class: "message-side", title: full(message.ts) }, clock(message.ts)) : avatar(message.user, name);
  const classes = ["message", joined && "joined", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  return h("li", shell(item, classes, `${name}, ${clock(message.ts)}`), side, words, toolbar(item));
}

function shell({ message, conversation }, classes, label) {
  return {
    class: classes,
    "data-ts": message.ts,
    "data-conversation": conversation,
    "data-user": message.user,
    "data-focus": `message/${message.ts}`,
    "aria-label": label,
    tabindex: "-1",
  };
}

/** What the sender of a message is called in it. */
export function senderName(message) {
  if (message.user === "USLACKBOT") return "E-mail";
  return message.username || personName(message.user);
}

function head(message, name) {
  const isApp = person(message.user)?.is_bot || message.user === "USLACKBOT";
  return h(
    "div",
    { class: "message-head" },
    h("span", { class: "message-name" }, name),
    isApp ? h("span", { class: "app-mark" }, "app") : null,
    h("time", { class: "message-time", title: full(message.ts) }, clock(message.ts)),
  );
}

function tombstone(item) {
  const words = h("div", { class: "message-words" }, h("p", { class: "tombstone" }, "Dit bericht is verwijderd.", platform.undo(item.message, item.conversation)), replyLine(item));
  const side = h("span", { class: "avatar avatar-gone", "aria-hidden": "true" }, icon("trash"));
  return h("li", shell(item, "message deleted", "Verwijderd bericht"), side, words);
}

function replyLine({ message, conversation, replies, inThread }) {
  if (inThread || !replies?.count) return null;
  const label = replies.count === 1 ? "1 antwoord" : `${replies.count} antwoorden`;
  const faces = replies.users.slice(0, 3).map((user) => avatar(user, personName(user), true));
  return h(
    "button",
    { type: "button", class: "reply-line", "data-focus": `replies/${message.ts}`, onclick: () => go(conversation, message.ts) },
    h("span", { class: "faces" }, faces),
    h("strong", {}, label),
    h("span", { class: "reply-when" }, `${dayName(replies.last).toLowerCase()} om ${clock(replies.last)}`),
  );
}

function toolbar(item) {
  const { message, conversation, inThread } = item;
  const reply = () => go(conversation, message.ts);
  return h(
    "div",
    { class: "message-toolbar" },
    inThread || !replyable(message, conversation)
      ? null
      : h("button", { type: "button", "aria-label": "Beantwoorden in thread", title: "Beantwoorden in thread", "data-focus": `reply/${message.ts}`, onclick: reply }, icon("reply")),
    h(
      "button",
      {
        type: "button",
        "aria-label": "Meer acties",
        title: "Meer acties",
        "aria-haspopup": "menu",
        "data-focus": `more/${message.ts}`,
        onclick: (event) => openActions(event.currentTarget, message, conversation),
      },
      icon("more"),
    ),
  );
}
