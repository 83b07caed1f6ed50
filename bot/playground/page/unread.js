/** Which messages a person has not seen yet: those of others, after the last look at their conversation. */

import { store } from "./state.js";

const key = (conversation) => `seen/${store.person}/${conversation}`;

/** Remember that a conversation was looked at. */
export function markSeen(one) {
  const last = one.messages.reduce((latest, each) => (each.ts > latest ? each.ts : latest), "0");
  if (last > (localStorage.getItem(key(one.id)) ?? "0")) localStorage.setItem(key(one.id), last);
}

/** How many messages of others came since. */
export function unread(one) {
  if (!one.is_member) return 0;
  const seen = localStorage.getItem(key(one.id)) ?? "0";
  return one.messages.filter((each) => each.ts > seen && each.user !== store.person && !each.deleted).length;
}
