/** The modal that the bot has open for this person. What was typed stays when the view is told anew. */

import { renderBlocks } from "./blocks.js";
import { openDialog } from "./dialog.js";
import { announce, fill } from "./dom.js";
import { input } from "./inputs.js";
import { act } from "./live.js";
import { plain } from "./texts.js";

let open = null;

/** Show, change or take away the modal as the state says. */
export function showModal({ workspace }) {
  const modal = workspace?.modal ?? null;
  const sign = modal && signature(modal);
  if (open && open.sign !== sign) {
    const kept = open.id === modal?.id ? filled(open.inputs) : {};
    open.dialog.shut();
    open = modal ? draw(modal, sign, kept) : null;
  } else if (modal && !open) {
    open = draw(modal, sign, {});
  }
  if (open) tellErrors(modal.errors ?? {});
}

/** Only what is seen counts: the bot's own view changes with what is filled in, too. */
function signature({ id, view: { title, submit, close, blocks } }) {
  return JSON.stringify([id, title, submit, close, blocks]);
}

function draw({ id, view }, sign, kept) {
  const inputs = [];
  const where = {
    press: (block_id, action_id, value) => act("press", { modal: id, block_id, action_id, value, values: filled(inputs) }),
    input: (block) => {
      const made = input(block);
      // A field that stands in the changed view too keeps what is in it.
      const before = kept[made.blockId]?.[made.actionId];
      if (before !== undefined) made.write(before);
      inputs.push(made);
      return made.node;
    },
  };
  const dialog = openDialog({
    title: plain(view.title),
    content: renderBlocks(view.blocks ?? [], where),
    submit: view.submit ? plain(view.submit) : null,
    close: plain(view.close) || (view.submit ? "Annuleren" : "Sluiten"),
    onSubmit: () => send(id, inputs, dialog),
    onClose: () => {
      open = null;
      act("close", { modal: id });
    },
    attributes: { "data-modal": id },
  });
  return { id, sign, dialog, inputs, told: "{}" };
}

async function send(modal, inputs, dialog) {
  const problems = inputs.map((each) => each.problem());
  inputs.forEach((each, index) => each.tell(problems[index]));
  const first = problems.findIndex(Boolean);
  if (first >= 0) {
    inputs[first].focus();
    announce("Het formulier is nog niet goed ingevuld.");
    return;
  }
  dialog.button.disabled = true;
  dialog.button.setAttribute("aria-busy", "true");
  const label = dialog.button.textContent;
  fill(dialog.button, "Bezig…");
  if (open) open.told = "{}";
  await act("submit", { modal, values: filled(inputs) });
  fill(dialog.button, label);
  dialog.button.disabled = false;
  dialog.button.removeAttribute("aria-busy");
}

function filled(inputs) {
  const values = {};
  for (const each of inputs) values[each.blockId] = { ...values[each.blockId], [each.actionId]: each.read() };
  return values;
}

/** The bot's own errors, told once for each time that it gave them. */
function tellErrors(errors) {
  const sign = JSON.stringify(errors);
  if (sign === open.told) return;
  open.told = sign;
  const wrong = open.inputs.filter((each) => errors[each.blockId]);
  for (const each of wrong) each.tell(errors[each.blockId]);
  wrong[0]?.focus();
}
