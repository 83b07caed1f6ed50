/** The shelf of examples: one click puts one into the composer, as text or as an .eml file. */

import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { GROUPS } from "./examples.js";
import { icon } from "./icons.js";

/** Open the shelf for a composer. */
export function openShelf(write) {
  const take = (example) => {
    dialog.shut();
    use(example, write);
  };
  const content = h(
    "div",
    { class: "shelf" },
    GROUPS.map((group) =>
      h(
        "section",
        {},
        h("h3", {}, group.title),
        h("p", { class: "about" }, group.about),
        h("div", { class: "shelf-cards" }, group.examples.map((example) => card(example, () => take(example)))),
      ),
    ),
  );
  const dialog = openDialog({ title: "Voorbeelden", content, close: "Sluiten", attributes: { class: "dialog dialog-wide" } });
  content.querySelector("button").focus();
}

function card(example, onclick) {
  return h(
    "button",
    { type: "button", class: "shelf-card", "data-example": example.id, "aria-label": example.title, onclick },
    h("span", { class: "shelf-title" }, icon(example.file ? "mail" : "reply"), example.title),
    h("span", { class: "shelf-sample" }, example.about ?? example.text.slice(0, 140)),
  );
}

/** A few examples for an empty conversation. */
export function starters(write) {
  const examples = GROUPS.flatMap((group) => group.examples).filter((example) => example.starter);
  return h(
    "div",
    { class: "starters" },
    examples.map((example) => h("button", { type: "button", class: "starter", onclick: () => use(example, write) }, example.title)),
    h("button", { type: "button", class: "starter starter-more", onclick: () => openShelf(write) }, "Alle voorbeelden"),
  );
}

function use(example, write) {
  if (!example.file) {
    write.put(example.text);
    return;
  }
  // Mail has its lines end in CRLF.
  const file = new File([example.text.replaceAll("\n", "\r\n")], example.file, { type: "message/rfc822" });
  write.attach([file], { asMail: Boolean(example.asMail) });
}
