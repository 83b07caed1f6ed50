/** Where the page begins: put the parts in their places, then let each follow the state. */

import { conversationView } from "./conversation.js";
import { fill } from "./dom.js";
import { homeView } from "./home.js";
import { act, listen, refresh } from "./live.js";
import { showModal } from "./modal.js";
import { follow, go } from "./route.js";
import { closeDrawer, sidebar, windowTitle } from "./sidebar.js";
import { conversation, store, subscribe } from "./state.js";
import { applyTheme } from "./theme.js";
import { closeThread, threadPanel } from "./thread.js";
import { markSeen } from "./unread.js";

applyTheme();

const main = document.getElementById("main");
const side = sidebar(document.getElementById("sidebar"));
const thread = threadPanel(document.getElementById("thread"));
const talk = conversationView();
const home = homeView();
let homeFor = null;

subscribe(() => {
  if (!store.workspace || !store.view) return;
  const open = store.view === "home" ? home : talk;
  if (main.firstElementChild !== open.node) fill(main, open.node);
  open.show();
  thread.show();
  if (conversation(store.view) && document.visibilityState === "visible") markSeen(conversation(store.view));
  side.show();
  showModal(store);
  document.title = windowTitle();
  openHome();
});

/** Going to the start page is something that the app hears of, once each time. */
function openHome() {
  const now = store.view === "home" ? store.person : null;
  if (now === homeFor) return;
  homeFor = now;
  if (now) act("open_home", {});
}

addEventListener("hashchange", follow);
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], .menu")) return;
  if (document.getElementById("workspace").classList.contains("with-drawer")) closeDrawer();
  else if (store.thread) closeThread();
});
document.addEventListener("visibilitychange", () => refresh());
// A file that misses the conversation must not replace the page.
for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());

await refresh();
if (location.hash) follow();
else go("C0SUPPORT");
listen();
