/** People and channels, as they are named in a text. */

import { h } from "./dom.js";
import { address } from "./route.js";
import { conversation, conversationName, person, personName, store } from "./state.js";

/** @Name; someone unknown is shown by the label that came along, or by the id. */
export function mention(id, label = null) {
  const name = person(id) ? personName(id) : (label ?? id);
  return h("span", { class: id === store.person ? "mention me" : "mention" }, `@${name.replace(/^@/, "")}`);
}

/** #channel, which leads there if this person can see it. */
export function channelMention(id, label = null) {
  if (!conversation(id)) return h("span", { class: "mention" }, `#${label || id}`);
  return h("a", { class: "mention", href: address(id) }, conversationName(id));
}
