/** Long messages of people are folded, so that a pasted mail does not push its answer out of sight. */

import { freshId, h } from "./dom.js";
import { person } from "./state.js";

const LINES = 16;
const CHARACTERS = 1400;

/** Which messages were unfolded on this page. */
const unfolded = new Set();

/** The content as it is where it is short or an app's; else folded, with a button below it. */
export function folded({ message }, content) {
  const text = message.text ?? "";
  const long = text.length > CHARACTERS || text.split("\n").length > LINES;
  if (!long || person(message.user)?.is_bot) return content;
  content.id = freshId("content");
  const button = h("button", { type: "button", class: "unfold", "aria-controls": content.id, "data-focus": `unfold/${message.ts}` });
  const draw = () => {
    const open = unfolded.has(message.ts);
    content.classList.toggle("folded", !open);
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "Minder tonen" : "Alles tonen";
  };
  button.addEventListener("click", () => {
    if (!unfolded.delete(message.ts)) unfolded.add(message.ts);
    draw();
  });
  draw();
  return [content, button];
}
