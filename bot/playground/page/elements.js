/** Block elements that a person presses: buttons, menus, choices. Each tells `context.press` its value. */

import { confirmed } from "./confirm.js";
import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { plain } from "./texts.js";

const ELEMENTS = {
  button, workflow_button: button, overflow, static_select: select, radio_buttons: choices, checkboxes: choices,
  image: (element) => h("span", { class: "no-image", role: "img", "aria-label": element.alt_text ?? "Afbeelding" }, "🖼"),
};

/** An element as a node. `context` knows where it stands and sends what is pressed. */
export function element(part, blockId, context) {
  return ELEMENTS[part.type]?.(part, blockId, context) ?? unknown(part.type);
}

export function unknown(type) {
  return h("span", { class: "unknown" }, `Dit onderdeel (${type}) kan deze pagina niet tonen.`);
}

/** Ask where the element wants that, then send; the control is busy as long as that takes. */
async function press(part, blockId, context, control, value) {
  // Not disabled: that would take the focus away.
  if (control.ariaBusy === "true") return;
  if (part.confirm && !(await confirmed(part.confirm))) return;
  control.ariaBusy = "true";
  try {
    await context.press(blockId, part.action_id, value);
  } finally {
    control.ariaBusy = null;
  }
}

function button(part, blockId, context) {
  const style = part.style === "primary" || part.style === "danger" ? part.style : "default";
  const attributes = {
    class: `button button-${style}`,
    "aria-label": part.accessibility_label,
    "data-action-id": part.action_id,
    "data-focus": `${blockId}/${part.action_id}`,
  };
  if (part.url) {
    const leads = /^https?:/i.test(part.url) ? part.url : null;
    const notify = () => context.press(blockId, part.action_id);
    return h("a", { ...attributes, href: leads, target: "_blank", rel: "noopener noreferrer", onclick: notify }, plain(part.text));
  }
  const onclick = (event) => press(part, blockId, context, event.currentTarget);
  return h("button", { ...attributes, type: "button", onclick }, plain(part.text));
}

function overflow(part, blockId, context) {
  const open = (event) => {
    const control = event.currentTarget;
    const entries = part.options.map((option) => ({
      label: plain(option.text),
      run: () => {
        if (option.url && /^https?:/i.test(option.url)) window.open(option.url, "_blank", "noopener");
        return press(part, blockId, context, control, option.value);
      },
    }));
    openMenu(control, entries);
  };
  const attributes = { "aria-label": "Meer mogelijkheden", "aria-haspopup": "menu", "data-focus": `${blockId}/${part.action_id}` };
  return h("button", { ...attributes, type: "button", class: "button button-default button-icon", onclick: open }, icon("more"));
}

function select(part, blockId, context) {
  const onchange = (event) => {
    if (event.currentTarget.value !== "") press(part, blockId, context, event.currentTarget, event.currentTarget.value);
  };
  const label = plain(part.placeholder) || "Kies";
  const attributes = { class: "select", "aria-label": label, "data-action-id": part.action_id, "data-focus": `${blockId}/${part.action_id}` };
  return h("select", { ...attributes, onchange }, selectOptions(part, label));
}

/** The <option>s of a select, with the groups that it may have. */
export function selectOptions(part, placeholder) {
  const one = (option) => {
    const made = h("option", { value: option.value }, plain(option.text));
    if (option.value === part.initial_option?.value) made.defaultSelected = true;
    return made;
  };
  const groups = (part.option_groups ?? []).map((group) => h("optgroup", { label: plain(group.label) }, group.options.map(one)));
  return [h("option", { value: "" }, placeholder), (part.options ?? []).map(one), groups];
}

function choices(part, blockId, context) {
  const box = choiceList(part);
  box.node.addEventListener("change", (event) => press(part, blockId, context, event.target, box.read()));
  return box.node;
}

/** Checkboxes or radio buttons; `read` gives the value, or the list of values. */
export function choiceList(part) {
  const many = part.type === "checkboxes";
  const chosen = new Set((many ? (part.initial_options ?? []) : [part.initial_option]).map((option) => option?.value));
  const name = freshId("choice");
  const boxes = part.options.map((option) => {
    const box = h("input", { type: many ? "checkbox" : "radio", name, value: option.value });
    box.checked = chosen.has(option.value);
    const about = option.description ? h("small", {}, plain(option.description)) : null;
    return { box, node: h("label", { class: "choice" }, box, h("span", {}, plain(option.text), about)) };
  });
  const node = h("div", { class: "choices", "data-action-id": part.action_id }, boxes.map((each) => each.node));
  const values = () => boxes.filter((each) => each.box.checked).map((each) => each.box.value);
  const write = (value) => {
    for (const { box } of boxes) box.checked = many ? (value ?? []).includes(box.value) : box.value === value;
  };
  return { node, first: boxes[0]?.box, write, read: () => (many ? values() : (values()[0] ?? null)) };
}
