/** A small menu below a button: arrows move, Escape closes, the focus goes back to the button. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

let closeOpen = null;

/** Open a menu at a button. Entries are `{label, run, icon?, danger?}`; null draws a line. */
export function openMenu(anchor, entries) {
  closeOpen?.(false);
  const menu = h("div", { class: "menu", role: "menu" });
  const close = (back = true) => {
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    closeOpen = null;
    if (back) anchor.focus({ preventScroll: true });
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };
  for (const entry of entries) {
    if (entry === null) {
      menu.append(h("div", { class: "menu-line", role: "separator" }));
      continue;
    }
    const run = () => {
      close();
      entry.run();
    };
    const attributes = { type: "button", role: "menuitem", class: entry.danger ? "danger" : null, tabindex: "-1", onclick: run };
    menu.append(h("button", attributes, entry.icon ? icon(entry.icon) : null, entry.label));
  }
  menu.addEventListener("keydown", (event) => onKey(event, menu, close));
  // Within an open <dialog> only what is inside it can be reached.
  (anchor.closest("dialog") ?? document.body).append(menu);
  place(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  closeOpen = close;
  menu.querySelector("button").focus({ preventScroll: true });
}

function onKey(event, menu, close) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items.at(to % items.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.right - width, innerWidth - width - 8));
  const below = at.bottom + 4;
  const top = below + height > innerHeight - 8 ? Math.max(8, at.top - height - 4) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}
