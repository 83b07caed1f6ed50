/** Short messages about the page itself, in a corner. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** Show a sentence for some seconds; it can be put away earlier. One that is said again takes its own place. */
export function toast(text, kind = "error") {
  const close = h("button", { type: "button", class: "quiet", "aria-label": "Melding sluiten" }, icon("close"));
  const box = h("div", { class: `toast toast-${kind}` }, h("span", {}, text), close);
  close.addEventListener("click", () => box.remove());
  const toasts = document.getElementById("toasts");
  for (const other of [...toasts.children]) if (other.textContent === text) other.remove();
  toasts.append(box);
  setTimeout(() => box.remove(), 8000);
}
