/** Where the page begins: put the parts in their places, then let each follow the state. */

import { conversationView, menuButton } from "./conversation.js";
import { fill, h } from "./dom.js";
import { homeView } from "./home.js";
import { act, listen, refresh } from "./live.js";
import { showModal } from "./modal.js";
import { platform, showPlatform } from "./platform.js";
import { follow, go } from "./route.js";
import { closeDrawer, sidebar, windowTitle } from "./sidebar.js";
import { conversation, store, subscribe } from "./state.js";
import { applyTheme } from "./theme.js";
import { closeThread, threadPanel } from "./thread.js";
import { markSeen } from "./unread.js";

/** Let the page show a platform, from now on. */
export async function begin(the) {
  showPlatform(the);
  applyTheme();
  build();
  await refresh();
  if (location.hash) follow();
  else go(platform.start);
  if (!store.absent) listen();
}

function build() {
  const main = document.getElementById("main");
  const side = sidebar(document.getElementById("sidebar"));
  const thread = threadPanel(document.getElementById("thread"));
  const talk = conversationView();
  const home = homeView();

  subscribe(() => {
    if (store.absent) fill(main, absence());
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

  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], .menu")) return;
    if (document.getElementById("workspace").classList.contains("with-drawer")) closeDrawer();
    else if (store.thread) closeThread();
  });
  document.addEventListener("visibilitychange", () => refresh());
  // A file that misses the conversation must not replace the page.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
}

/** Why there is nothing of this platform here. */
function absence() {
  const words = "De bot is hier niet voor Teams ingericht. Installeer het onderdeel met: pip install 'bouncewijzer[teams]'";
  const head = h("header", { class: "pane-head" }, menuButton(), h("div", { class: "pane-title" }, h("h1", {}, platform.name)));
  return h("section", { class: "pane" }, head, h("p", { class: "empty" }, words));
}

let homeFor = null;

/** Going to the start page is something that the app hears of, once each time. */
function openHome() {
  const now = store.view === "home" ? store.person : null;
  if (now === homeFor) return;
  homeFor = now;
  if (now) act("open_home", {});
}
