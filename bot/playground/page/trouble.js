/** A bad day on request: let the next calls of the bot fail, to see what it does. */

import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { act } from "./live.js";
import { platform } from "./platform.js";
import { toast } from "./toast.js";

const KINDS = {
  ratelimited: { label: "Te veel verzoeken (429)", fail: { error: "ratelimited", status: 429, retry_after: 2 } },
  status: { label: "Storing bij de server (503)", fail: { status: 503 } },
  hang: { label: "Geen antwoord (10 seconden stil)", fail: { hang: 10 } },
  refused: { label: "Geen toegang tot het kanaal", fail: { error: "not_in_channel", status: platform.refusal } },
};

/** Ask which trouble, and make it. */
export function openTrouble() {
  const kind = h("select", { class: "select", id: "trouble-kind" }, Object.entries(KINDS).map(([name, each]) => h("option", { value: name }, each.label)));
  const times = h("input", { id: "trouble-times", type: "number", min: 1, max: 20, value: "2" });
  const content = h(
    "div",
    { class: "field-block" },
    h("p", {}, "De volgende berichten van de bot mislukken zo vaak als u hier kiest. Daarna is alles weer gewoon."),
    h("label", { class: "field-label", for: "trouble-kind" }, "Wat gaat er mis"),
    kind,
    h("label", { class: "field-label", for: "trouble-times" }, "Hoe vaak"),
    times,
  );
  const onSubmit = async () => {
    const fail = { method: platform.failing, times: Number(times.value) || 1, ...KINDS[kind.value].fail };
    if (!(await act("trouble", { fail }))) return;
    dialog.shut();
    toast("De storing staat klaar.", "good");
  };
  const dialog = openDialog({ title: "Storing nabootsen", content, submit: "Klaarzetten", onSubmit });
}
