/** What a person can do with a message, beside answering it. */

import { ask } from "./confirm.js";
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { act } from "./live.js";
import { openMenu } from "./menu.js";
import { conversationName, conversations, store } from "./state.js";
import { toast } from "./toast.js";

export function replyable(message) {
  return !message.ephemeral && !message.deleted;
}

/** Open the menu of a message: the app's shortcuts first. */
export function openActions(anchor, message, conversation) {
  const entries = [];
  if (!message.ephemeral) {
    for (const { callback_id, name } of store.workspace?.shortcuts ?? []) {
      entries.push({ label: name, icon: "spark", run: () => act("shortcut", { callback_id, conversation, ts: message.ts }) });
    }
    if (entries.length) entries.push(null);
    entries.push({ label: "Doorsturen", icon: "forward", run: () => share(message, conversation) });
  }
  entries.push({ label: "Tekst kopiëren", icon: "copy", run: () => copy(message) });
  if (message.user === store.person && !message.ephemeral) {
    entries.push(null);
    entries.push({ label: "Bewerken", icon: "edit", run: () => edit(message, conversation) });
    entries.push({ label: "Verwijderen", icon: "trash", danger: true, run: () => remove(message, conversation) });
  }
  openMenu(anchor, entries);
}

async function copy(message) {
  await navigator.clipboard.writeText(typedText(message));
  toast("De tekst is gekopieerd.", "good");
}

/** A message as its writer typed it: without the escapes and links that the platform put in. */
export function typedText(message) {
  const back = { amp: "&", lt: "<", gt: ">" };
  return (message.text ?? "")
    .replace(/<(?:mailto:|https?:)[^<>|]*\|([^<>]*)>/g, "$1")
    .replace(/<((?:mailto:|https?:)[^<>|]*)>/g, "$1")
    .replace(/&(amp|lt|gt);/g, (_, name) => back[name]);
}

function edit(message, conversation) {
  const box = h("textarea", { rows: 10, value: typedText(message), "aria-label": "Tekst van het bericht" });
  const onSubmit = async () => {
    if (await act("edit", { conversation, ts: message.ts, text: box.value })) dialog.shut();
  };
  const dialog = openDialog({ title: "Bericht bewerken", content: box, submit: "Opslaan", onSubmit });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSubmit();
  });
}

async function remove(message, conversation) {
  const content = h("p", {}, "Wilt u dit bericht verwijderen? Dit kan niet ongedaan worden gemaakt.");
  const agreed = await ask({ title: "Bericht verwijderen", content, agree: "Verwijderen", style: "danger" });
  if (agreed) await act("delete", { conversation, ts: message.ts });
}

function share(message, from) {
  const options = conversations().map((one) => h("option", { value: one.id }, conversationName(one.id)));
  const target = h("select", { class: "select", id: "share-target" }, options);
  target.value = (conversations().find((one) => one.id !== from) ?? conversations()[0]).id;
  const words = h("textarea", { rows: 3, id: "share-words" });
  const content = h(
    "div",
    { class: "field-block" },
    h("label", { class: "field-label", for: "share-target" }, "Naar"),
    target,
    h("label", { class: "field-label", for: "share-words" }, "Tekst erbij", h("span", { class: "field-optional" }, " (optioneel)")),
    words,
  );
  const onSubmit = async () => {
    const body = { conversation: target.value, text: words.value, from_conversation: from, from_ts: message.ts };
    if (!(await act("share", body))) return;
    dialog.shut();
    toast(`Doorgestuurd naar ${conversationName(target.value)}.`, "good");
  };
  const dialog = openDialog({ title: "Bericht doorsturen", content, submit: "Doorsturen", onSubmit });
}
