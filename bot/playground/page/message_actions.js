/** What a person can do with a message, beside answering it. */

import { ask } from "./confirm.js";
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { act } from "./live.js";
import { openMenu } from "./menu.js";
import { platform } from "./platform.js";
import { conversation, store } from "./state.js";
import { toast } from "./toast.js";

export function replyable(message, place) {
  return !message.ephemeral && !message.deleted && platform.threads(conversation(place));
}

/** Open the menu of a message: the app's own actions first. */
export function openActions(anchor, message, conversation) {
  const entries = platform.actions(message, conversation);
  entries.push({ label: "Tekst kopiëren", icon: "copy", run: () => copy(message) });
  if (message.user === store.person && !message.ephemeral) {
    entries.push(null);
    entries.push({ label: "Bewerken", icon: "edit", run: () => edit(message, conversation) });
    entries.push({ label: "Verwijderen", icon: "trash", danger: true, run: () => remove(message, conversation) });
  }
  openMenu(anchor, entries);
}

async function copy(message) {
  await navigator.clipboard.writeText(platform.typed(message));
  toast("De tekst is gekopieerd.", "good");
}

function edit(message, conversation) {
  const box = h("textarea", { rows: 10, value: platform.typed(message), "aria-label": "Tekst van het bericht" });
  const onSubmit = async () => {
    if (await act("edit", { conversation, ts: message.ts, text: box.value })) dialog.shut();
  };
  const dialog = openDialog({ title: "Bericht bewerken", content: box, submit: "Opslaan", onSubmit });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSubmit();
  });
}

async function remove(message, conversation) {
  const content = h("p", {}, `Wilt u dit bericht verwijderen? ${platform.deleting}`);
  const agreed = await ask({ title: "Bericht verwijderen", content, agree: "Verwijderen", style: "danger" });
  if (agreed) await act("delete", { conversation, ts: message.ts });
}
