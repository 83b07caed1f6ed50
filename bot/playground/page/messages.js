/** A list of messages: by day, one after another, and where a person was reading stays in sight. */

import { announce, h, keyed } from "./dom.js";
import { icon } from "./icons.js";
import { messageItem, senderName, signature } from "./message.js";
import { store } from "./state.js";
import { dayKey, dayName, moment } from "./times.js";

const JOIN_WITHIN = 5 * 60 * 1000;

/** An empty list. `label` names it for who cannot see it; `show` fills it, `node` is it. */
export function messageList(label) {
  const list = h("ol", { class: "messages", "aria-label": label });
  const below = h("button", { type: "button", class: "below", hidden: true }, icon("down"), "Nieuwe berichten");
  const node = h("div", { class: "messages-scroll", tabindex: "-1" }, list, below);
  let shown = { place: null, last: null };
  node.addEventListener("keydown", moveByArrow);
  below.addEventListener("click", () => toEnd(node, list));
  node.addEventListener("scroll", () => {
    if (isAtEnd(node)) below.hidden = true;
  });

  /** Show messages; `place` says of what: another place starts at its end. */
  const show = (place, messages, details, empty = null) => {
    const moved = place !== shown.place;
    const atEnd = isAtEnd(node);
    const items = withDays(messages, details);
    keyed(list, items, { key: (item) => item.key, signature: sign, build });
    list.hidden = items.length === 0;
    node.querySelector(":scope > .empty")?.remove();
    if (items.length === 0 && empty) node.prepend(empty());
    const last = messages.at(-1);
    if (!moved && last && last.ts > (shown.last ?? "") && last.user !== store.person) announce(`Nieuw bericht van ${senderName(last)}`);
    const mine = last && last.user === store.person && last.ts !== shown.last;
    if (moved || atEnd || mine) {
      toEnd(node, list);
      below.hidden = true;
    } else if (last && last.ts > (shown.last ?? "")) {
      below.hidden = false;
    }
    setTabStop(list);
    shown = { place, last: last?.ts ?? null };
  };
  return { node, list, show };
}

const sign = (item) => (item.day ? item.day : signature(item));
const build = (item) => (item.day ? h("li", { class: "day" }, h("span", {}, item.day)) : messageItem(item));

function withDays(messages, details) {
  const items = [];
  let before = null;
  // A card, and a message with a thread below it, end what is told in one breath.
  let stands = false;
  for (const message of messages) {
    const day = !before || dayKey(before.ts) !== dayKey(message.ts);
    if (day) items.push({ key: `day-${dayKey(message.ts)}`, day: dayName(message.ts) });
    const more = details(message);
    const joined =
      !day && !before.deleted && before.user === message.user && !message.ephemeral && !before.ephemeral &&
      !stands && !isCard(message) && moment(message.ts) - moment(before.ts) < JOIN_WITHIN;
    items.push({ key: message.ts, message, joined, ...more });
    before = message;
    stands = isCard(message) || Boolean(more.replies);
  }
  return items;
}

const isCard = (message) => Boolean(message.blocks?.some((block) => block.type === "header" || block.type === "actions"));

function isAtEnd(node) {
  return node.scrollHeight - node.scrollTop - node.clientHeight < 60;
}

/** To the end; of a last message that is taller than what can be seen, the beginning. */
function toEnd(node, list) {
  node.scrollTop = node.scrollHeight;
  const last = list.lastElementChild;
  if (last && last.offsetHeight > node.clientHeight) last.scrollIntoView({ block: "start" });
}

/** One message of the list is in the tab order; arrows go on from there. */
function setTabStop(list) {
  const messages = [...list.querySelectorAll(".message")];
  if (messages.length && !messages.some((each) => each.tabIndex === 0)) messages.at(-1).tabIndex = 0;
}

function moveByArrow(event) {
  if (!event.target.classList.contains("message")) return;
  const messages = [...event.currentTarget.querySelectorAll(".message")];
  const at = messages.indexOf(event.target);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const target = messages[Math.max(0, Math.min(to, messages.length - 1))];
  event.target.tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
}

/** Bring a message into sight and light it up for a moment. */
export function spotlight(node, ts) {
  const found = node.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  if (!found) return;
  found.scrollIntoView({ block: "nearest" });
  found.classList.add("lit");
  setTimeout(() => found.classList.remove("lit"), 2500);
}
