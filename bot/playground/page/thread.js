/** The panel at the right: a message with its replies. */

import { composer } from "./composer.js";
import { acceptDrops } from "./drop.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { messageList, spotlight } from "./messages.js";
import { go } from "./route.js";
import { conversation, conversationName, message, repliesTo, store, update } from "./state.js";

/** Fill the panel; `show` lets it follow the state. */
export function threadPanel(panel) {
  const place = h("p", { class: "about" });
  const messages = messageList("Antwoorden in de thread");
  const write = composer("thread");
  const close = h("button", { type: "button", class: "quiet", "aria-label": "Thread sluiten", onclick: closeThread }, icon("close"));
  panel.append(
    h("header", { class: "pane-head" }, h("div", { class: "pane-title" }, h("h2", {}, "Thread"), place), close),
    messages.node,
    write.node,
  );
  acceptDrops(panel, write);
  let opened = null;

  const show = () => {
    const one = store.view === "home" ? null : conversation(store.view);
    const root = one && store.thread ? message(one.id, store.thread) : null;
    panel.hidden = !root;
    document.getElementById("workspace").classList.toggle("with-thread", Boolean(root));
    if (!root) {
      opened = null;
      return;
    }
    const name = conversationName(one.id);
    fill(place, name);
    panel.dataset.conversation = one.id;
    panel.dataset.thread = root.ts;
    const details = () => ({ conversation: one.id, inThread: true });
    messages.show(`${store.person}/${one.id}/${root.ts}`, [root, ...repliesTo(one, root.ts)], details);
    write.node.hidden = !one.is_member;
    write.show({ conversation: one.id, thread: root.ts, name: "thread" });
    if (opened !== root.ts) {
      opened = root.ts;
      write.focus();
    }
    if (store.spotlight && store.spotlight !== root.ts) {
      const ts = store.spotlight;
      update({ spotlight: null });
      spotlight(messages.node, ts);
    }
  };
  return { show };
}

/** Close the panel; the focus goes to the message that it was of. */
export function closeThread() {
  const ts = store.thread;
  go(store.view);
  document.querySelector(`main [data-ts="${CSS.escape(ts ?? "")}"]`)?.focus({ preventScroll: true });
}
