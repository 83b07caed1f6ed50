/**
 * Input blocks: label, control, hint, error. A drawn input knows how to read itself and how to say what is
 * wrong; the first check is made here, as the platform's own clients do, the second by the bot.
 */

import { freshId, h } from "./dom.js";
import { choiceList, selectOptions, unknown } from "./elements.js";
import { plain } from "./texts.js";

/** An input block as `{node, blockId, actionId, read, write, problem, tell, focus}`. */
export function input(block) {
  const part = block.element;
  const id = freshId("input");
  const control = (CONTROLS[part.type] ?? notKnown)(part, id);
  const error = h("div", { class: "field-error", id: `${id}-error`, role: "alert" });
  const hint = block.hint ? h("div", { class: "field-hint", id: `${id}-hint` }, plain(block.hint)) : null;
  const optional = block.optional ? h("span", { class: "field-optional" }, " (optioneel)") : null;
  const label = control.group
    ? h("div", { class: "field-label", id: `${id}-label` }, plain(block.label), optional)
    : h("label", { class: "field-label", for: id }, plain(block.label), optional);
  if (control.group) {
    control.node.setAttribute("role", part.type === "radio_buttons" ? "radiogroup" : "group");
    control.node.setAttribute("aria-labelledby", `${id}-label`);
  }
  control.target.setAttribute("aria-describedby", `${id}-error${hint ? ` ${id}-hint` : ""}`);
  const node = h("div", { class: "field-block" }, label, control.node, error, hint);
  const tell = (sentence) => {
    error.textContent = sentence ?? "";
    node.classList.toggle("wrong", Boolean(sentence));
    control.target.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  node.addEventListener("input", () => tell(null));
  return {
    node,
    blockId: block.block_id,
    actionId: part.action_id,
    read: control.read,
    write: control.write,
    problem: () => problem(block, part, control.read()),
    tell,
    focus: () => (control.first ?? control.target).focus(),
  };
}

function problem(block, part, value) {
  const empty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (empty) return block.optional ? null : "Vul dit veld in.";
  if (part.type !== "plain_text_input") return null;
  const length = [...value].length;
  const most = part.max_length ?? 3000;
  if (part.min_length && length < part.min_length) return `Vul ten minste ${part.min_length} tekens in.`;
  if (length > most) return `Dit zijn ${length} tekens; er passen er ${most}.`;
  return null;
}

const CONTROLS = {
  plain_text_input: words,
  email_text_input: words,
  url_text_input: words,
  number_input: words,
  static_select: oneOf,
  radio_buttons: choice,
  checkboxes: choice,
};

function words(part, id) {
  const shared = { id, "data-action-id": part.action_id, placeholder: plain(part.placeholder), value: part.initial_value ?? "", autocomplete: "off" };
  const node = part.multiline ? h("textarea", { ...shared, rows: 6 }) : h("input", { ...shared, type: "text" });
  return { node, target: node, read: () => node.value || null, write: (value) => (node.value = value ?? "") };
}

function oneOf(part, id) {
  const node = h("select", { id, class: "select", "data-action-id": part.action_id }, selectOptions(part, plain(part.placeholder) || "Kies"));
  return { node, target: node, read: () => node.value || null, write: (value) => (node.value = value ?? "") };
}

function choice(part) {
  const list = choiceList(part);
  return { node: list.node, target: list.node, first: list.first, group: true, read: list.read, write: list.write };
}

function notKnown(part) {
  const node = unknown(part.type);
  return { node, target: node, read: () => null, write: () => {} };
}
