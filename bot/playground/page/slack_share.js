/** Forwarding a message of Slack's to another conversation. */

import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { act } from "./live.js";
import { conversationName, conversations } from "./state.js";
import { toast } from "./toast.js";

/** Ask where to, and forward it. */
export function share(message, from) {
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
