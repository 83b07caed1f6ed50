/** Faces: initials on a colour of their own, the mark of the product for the bot. */

import { h } from "./dom.js";
import { icon, mark } from "./icons.js";
import { person } from "./state.js";

/** A face, only for the eye: the name stands beside it. */
export function avatar(user, name, small = false) {
  const size = small ? " avatar-small" : "";
  if (user === "USLACKBOT") return h("span", { class: `avatar avatar-mail${size}`, "aria-hidden": "true" }, icon("mail"));
  if (person(user)?.is_bot) return h("span", { class: `avatar avatar-bot${size}`, "aria-hidden": "true" }, mark());
  return h("span", { class: `avatar avatar-${colour(user)}${size}`, "aria-hidden": "true" }, [...name][0]?.toUpperCase() ?? "?");
}

function colour(user) {
  return [...String(user)].reduce((sum, character) => sum + character.codePointAt(0), 0) % 5;
}
