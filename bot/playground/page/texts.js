/** Block Kit's text objects: mrkdwn is parsed, plain_text never is. */

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** A text object as an element of its own. */
export function text(object, tag = "div", name = "text") {
  if (!object) return null;
  const content = object.type === "mrkdwn" ? mrkdwn(object.text ?? "") : plain(object);
  return h(tag, { class: `${name} ${object.type === "mrkdwn" ? "mrkdwn" : "plain"}` }, content);
}

/** The words of a text object, for where only words can stand: buttons, labels, titles. */
export function plain(object) {
  if (!object) return "";
  return object.emoji === false ? (object.text ?? "") : withEmoji(object.text ?? "");
}
