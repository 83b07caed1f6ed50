/**
 * What the page knows: the workspace as the server tells it, and what only this page knows (who acts, what
 * is open). Whoever shows something subscribes; whoever changes something calls `update`.
 */

import { platform } from "./platform.js";

const listeners = new Set();

export const store = {
  /** The last answer of /page/state, or null before the first. */
  workspace: null,
  /** Who acts on this page. */
  person: firstPerson(),
  /** A conversation's id, or "home". */
  view: null,
  /** The ts of the message whose thread is open, or null. */
  thread: null,
  /** The ts of a message to bring into sight once, or null. */
  spotlight: null,
  /** Whether the playground's server can be reached. */
  online: true,
  /** Whether the bot is none of this platform's. */
  absent: false,
};

/** Call `listener` after every change. */
export function subscribe(listener) {
  listeners.add(listener);
}

/** Change what the page knows and let everything that shows it follow. */
export function update(changes) {
  Object.assign(store, changes);
  for (const listener of listeners) listener(store);
}

function firstPerson() {
  const asked = new URLSearchParams(location.search).get("person");
  // Per tab, so that two tabs can be two people.
  return asked ?? sessionStorage.getItem("person") ?? localStorage.getItem("person") ?? "U0ANNA";
}

/** Act as someone else from now on. */
export function rememberPerson(person) {
  sessionStorage.setItem("person", person);
  localStorage.setItem("person", person);
}

export function conversations() {
  return store.workspace?.conversations ?? [];
}

export function conversation(id) {
  return conversations().find((one) => one.id === id) ?? null;
}

export function message(conversationId, ts) {
  return conversation(conversationId)?.messages.find((one) => one.ts === ts) ?? null;
}

export function person(id) {
  return store.workspace?.people.find((one) => one.id === id) ?? null;
}

/** What to call someone; an id that nobody has stays an id. */
export function personName(id) {
  return person(id)?.name ?? id ?? "Onbekend";
}

/** The direct conversation is called after whom it is with: the bot. */
export function conversationName(id) {
  const found = conversation(id);
  if (!found) return id;
  return isChannel(found) ? `${platform.sign}${found.name}` : found.name || botName();
}

export function botName() {
  return store.workspace?.people.find((one) => one.is_bot)?.name ?? "Bouncewijzer";
}

export function isChannel(one) {
  return one.kind === "channel" || one.kind === "private_channel";
}

export function isReply(one) {
  return Boolean(one.thread_ts) && one.thread_ts !== one.ts;
}

/** The messages of a conversation that stand in it itself, oldest first. */
export function rootMessages(one) {
  return one.messages.filter((each) => !isReply(each));
}

/** The replies to a message, oldest first. */
export function repliesTo(one, ts) {
  return one.messages.filter((each) => isReply(each) && each.thread_ts === ts);
}
