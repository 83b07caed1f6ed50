/** Files that are dragged onto a conversation. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** Let a pane take files and hand them to its composer. */
export function acceptDrops(pane, write) {
  const veil = h("div", { class: "drop-veil", "aria-hidden": "true" }, icon("clip"), h("span", {}, "Laat los om toe te voegen"));
  pane.append(veil);
  let depth = 0;
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  const set = (over) => {
    depth = over ? depth : 0;
    pane.classList.toggle("dropping", over);
  };
  pane.addEventListener("dragenter", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    depth += 1;
    set(true);
  });
  pane.addEventListener("dragleave", () => {
    depth -= 1;
    if (depth <= 0) set(false);
  });
  pane.addEventListener("dragover", (event) => {
    if (carries(event)) event.preventDefault();
  });
  pane.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    set(false);
    write.attach([...event.dataTransfer.files]);
  });
}
