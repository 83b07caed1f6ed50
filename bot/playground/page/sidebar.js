/** The left side: conversations, the start page, who acts, how the bot is, light or dark. */

import { avatar } from "./avatar.js";
import { fill, h, keyed } from "./dom.js";
import { icon, mark } from "./icons.js";
import { refresh } from "./live.js";
import { openMenu } from "./menu.js";
import { platform } from "./platform.js";
import { address } from "./route.js";
import { botName, conversationName, conversations, isChannel, person, personName, rememberPerson, store, update } from "./state.js";
import { chooseTheme, theme, THEMES } from "./theme.js";
import { openTrouble } from "./trouble.js";
import { unread } from "./unread.js";

const ROLES = { U0ANNA: "collega", U0BRAM: "collega", U0HELLA: "helpdesk" };
const THEME_ICONS = { auto: "auto", light: "sun", dark: "moon" };

/** Fill the sidebar; `show` lets it follow the state. */
export function sidebar(node) {
  const state = h("p", { class: "bot-state", role: "status" });
  const start = h("ul", {});
  const channels = h("ul", {});
  const direct = h("ul", {});
  const people = h("div", { class: "people", role: "radiogroup", "aria-label": "U bent" });
  const close = h("button", { type: "button", class: "quiet only-narrow", "aria-label": "Gesprekken verbergen", onclick: closeDrawer }, icon("close"));
  node.append(
    h("div", { class: "brand" }, mark(), h("div", { class: "brand-words" }, h("strong", {}, "Bouncewijzer"), h("span", {}, "speelplaats")), close),
    state,
    tabs(),
    h("nav", { "aria-label": "Gesprekken" }, platform.hasHome ? start : null, h("h2", {}, "Kanalen"), channels, h("h2", {}, platform.direct), direct),
    h("div", { class: "sidebar-foot" }, h("h2", {}, "U bent"), people, h("div", { class: "foot-buttons" }, themeButton(), troubleButton())),
  );
  node.addEventListener("click", (event) => {
    if (event.target.closest("nav a:not(.tab)")) closeDrawer();
  });
  document.getElementById("scrim").addEventListener("click", closeDrawer);

  const show = () => {
    showState(state);
    list(start, [{ id: "home", name: "Start", icon: "home", unread: 0 }]);
    const all = conversations().map((one) => ({ ...one, label: conversationName(one.id), unread: unread(one) }));
    list(channels, all.filter(isChannel).map((one) => ({ ...one, icon: one.kind === "channel" ? "hash" : "lock" })));
    list(direct, all.filter((one) => !isChannel(one)).map((one) => ({ ...one, name: one.label, ...(one.kind === "groupChat" ? { icon: "group" } : { bot: true }) })));
    const humans = (store.workspace?.people ?? []).filter((one) => !one.is_bot && one.id in ROLES);
    keyed(people, humans, { key: (one) => one.id, signature: (one) => JSON.stringify([one, one.id === store.person]), build: face });
  };
  return { show };
}

/** The platforms, each on a page of its own; who acts is the same on both. */
function tabs() {
  const one = (name, href) => h("a", { href, class: "tab", "aria-current": name === platform.name ? "page" : null }, name);
  return h("nav", { class: "tabs", "aria-label": "Platform" }, one("Slack", "/"), one("Teams", "/teams"));
}

function showState(node) {
  const connected = store.workspace?.connected;
  const [name, words] = !store.online
    ? ["lost", "Geen verbinding met de speelplaats…"]
    : connected
      ? ["good", "Bot verbonden"]
      : ["waiting", "Bot wordt verwacht…"];
  if (node.textContent === words) return;
  node.dataset.state = name;
  fill(node, h("span", { class: "dot", "aria-hidden": "true" }), words);
}

function list(node, items) {
  const signature = (one) => JSON.stringify([one.name, one.unread, store.view === one.id]);
  keyed(node, items, { key: (one) => one.id, signature, build: entry });
}

function entry(one) {
  const current = store.view === one.id;
  const count = current ? 0 : one.unread;
  const label = (one.label ?? one.name) + (count ? `, ${count} nieuw` : "");
  const attributes = {
    href: address(one.id),
    class: count ? "entry has-new" : "entry",
    "aria-current": current ? "page" : null,
    "aria-label": label,
    "data-conversation": one.id,
    "data-focus": one.id,
  };
  const sign = one.bot ? avatar(store.workspace.people.find((each) => each.is_bot)?.id, botName(), true) : icon(one.icon);
  return h("li", {}, h("a", attributes, sign, h("span", {}, one.name), count ? h("span", { class: "badge" }, count) : null));
}

function face(one) {
  const box = h("input", { type: "radio", name: "person", value: one.id, checked: one.id === store.person, "data-focus": one.id });
  box.addEventListener("change", () => become(one.id));
  return h("label", { class: "face" }, box, avatar(one.id, one.name), h("span", {}, h("strong", {}, one.name), h("small", {}, ROLES[one.id])));
}

/** Act as someone else. What is open stays open where that person sees it too. */
async function become(id) {
  rememberPerson(id);
  update({ person: id, thread: null });
  await refresh();
  const there = conversations().some((one) => one.id === store.view);
  if (!there && store.view !== "home") location.hash = address(directOr(conversations()));
}

function directOr(all) {
  return (all.find((one) => one.id === platform.start) ?? all[0]).id;
}

function themeButton() {
  const button = h("button", { type: "button", class: "tool tool-worded", "aria-haspopup": "menu" });
  const draw = () => fill(button, icon(THEME_ICONS[theme()]), h("span", {}, `Weergave: ${THEMES[theme()]}`));
  const choose = (choice) => {
    chooseTheme(choice);
    draw();
  };
  button.addEventListener("click", () => {
    openMenu(button, Object.entries(THEMES).map(([choice, label]) => ({ label, icon: THEME_ICONS[choice], run: () => choose(choice) })));
  });
  draw();
  return button;
}

function troubleButton() {
  const label = "Storing nabootsen";
  return h("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick: openTrouble }, icon("storm"));
}

/** Bring the sidebar in over a narrow screen. */
export function openDrawer() {
  document.getElementById("workspace").classList.add("with-drawer");
  document.getElementById("scrim").hidden = false;
  document.querySelector("#sidebar nav a.entry")?.focus();
}

export function closeDrawer() {
  document.getElementById("workspace").classList.remove("with-drawer");
  document.getElementById("scrim").hidden = true;
}

/** Whose name stands in the title of the window. */
export function windowTitle() {
  const name = store.view === "home" ? "Start" : conversationName(store.view);
  return `${name} · ${person(store.person) ? personName(store.person) : ""} · ${platform.title}`;
}
