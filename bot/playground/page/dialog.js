/** A modal dialog of the page: title, content, buttons. The browser itself keeps the focus inside. */

import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * Open a dialog. `submit` and `close` are the labels of its buttons (no `submit`: only a close button);
 * `onSubmit` and `onClose` are called when a person does either. Gives `{node, body, button, shut}`;
 * `shut` takes it away without a call.
 */
export function openDialog({ title, content, submit, close = "Annuleren", style = "primary", onSubmit, onClose, attributes = {} }) {
  const before = document.activeElement;
  const name = freshId("dialog");
  const shut = () => {
    node.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  };
  const dismiss = () => {
    shut();
    onClose?.();
  };
  const body = h("div", { class: "dialog-body", tabindex: "-1" }, content);
  const button = submit ? h("button", { type: "submit", class: `button button-${style}` }, submit) : null;
  const onsubmit = (event) => {
    event.preventDefault();
    onSubmit?.();
  };
  const form = h(
    "form",
    { method: "dialog", novalidate: true, onsubmit },
    h(
      "header",
      { class: "dialog-head" },
      h("h2", { id: name }, title),
      h("button", { type: "button", class: "quiet", "aria-label": "Sluiten", onclick: dismiss }, icon("close")),
    ),
    body,
    h("footer", { class: "dialog-foot" }, h("button", { type: "button", class: "button button-default", onclick: dismiss }, close), button),
  );
  const node = h("dialog", { class: "dialog", "aria-labelledby": name, ...attributes }, form);
  node.addEventListener("cancel", (event) => {
    event.preventDefault();
    dismiss();
  });
  document.body.append(node);
  node.showModal();
  const first = body.querySelector("textarea, input, select") ?? button ?? body;
  first.focus();
  return { node, body, button, shut };
}
