/** The address of what is open stands after the #: `#/home`, `#/C0SUPPORT`, `#/C0SUPPORT/1700000000.000100`. */

import { isReply, message, store, update } from "./state.js";

/** The part after the # for a conversation, or for a message in it. */
export function address(conversation, ts = null) {
  return ts ? `#/${conversation}/${ts}` : `#/${conversation}`;
}

let byHand = false;

/** Open a conversation ("home" for the start page), or the thread of a message in it. */
export function go(conversation, ts = null) {
  const target = address(conversation, ts);
  byHand = true;
  if (location.hash === target) follow();
  else location.hash = target;
}

/** Show what the address says. A message that is a reply opens the thread that it stands in. */
export function follow() {
  // A link to a message comes in as `#C…/p…`, without the point in its ts.
  const [, view, digits] = /^#\/?([A-Za-z0-9]+)(?:\/p?([\d.]+))?$/.exec(location.hash) ?? [];
  if (!view) return;
  const ts = digits?.replace(/^(\d+)(\d{6})$/, "$1.$2");
  // Who presses a button knows what opens; who follows a link is shown which message is meant.
  const lit = byHand ? null : (ts ?? null);
  byHand = false;
  const found = ts ? message(view, ts) : null;
  const root = found && isReply(found) ? found.thread_ts : ts;
  update({ view, thread: root ?? null, spotlight: lit });
}

const PERMALINK = /^\/archives\/([A-Z0-9]+)(?:\/p(\d{7,})(\d{6}))?$/;

/**
 * Where a link leads within this page, or null. Links to messages look as the platform's own do,
 * and lead here when they name a conversation of this workspace.
 */
export function localTarget(url) {
  const [, conversation, seconds, serial] = PERMALINK.exec(url.pathname) ?? [];
  if (!conversation || !store.workspace?.conversations.some((one) => one.id === conversation)) return null;
  if (url.host !== location.host && !url.hostname.endsWith(".slack.com")) return null;
  return address(conversation, seconds ? `${seconds}.${serial}` : null);
}
