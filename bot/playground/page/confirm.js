/** "Are you sure?", in a dialog: our own questions and Block Kit's confirm objects. */

import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { plain, text } from "./texts.js";

/** Ask; resolves to whether the person agreed. */
export function ask({ title, content, agree, refuse = "Annuleren", style = "primary" }) {
  return new Promise((resolve) => {
    const onSubmit = () => {
      dialog.shut();
      resolve(true);
    };
    const dialog = openDialog({ title, content, submit: agree, close: refuse, style, onSubmit, onClose: () => resolve(false) });
  });
}

/** Ask what a confirm object of Block Kit asks. */
export function confirmed(object) {
  return ask({
    title: plain(object.title),
    content: text(object.text) ?? h("div"),
    agree: plain(object.confirm) || "Ja",
    refuse: plain(object.deny) || "Annuleren",
    style: object.style === "danger" ? "danger" : "primary",
  });
}
