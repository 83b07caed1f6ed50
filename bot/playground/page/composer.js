/** Where a person types: text, files, slash commands. One for the conversation, one for the thread. */

import { size } from "./attachments.js";
import { draft, keepDraft, keepFiles, pendingFiles } from "./drafts.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { platform } from "./platform.js";
import { openShelf } from "./shelf.js";
import { suggestions } from "./slash.js";
import { store } from "./state.js";
import { toast } from "./toast.js";

/** A composer; `show` moves it to a place, `put` gives it a text, `attach` files. */
export function composer(kind) {
  const input = h("textarea", { id: `composer-${kind}`, class: "composer-input", rows: 1, autocomplete: "off", spellcheck: "false" });
  const chips = h("div", { class: "chips", hidden: true });
  const picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-label": "Bestanden kiezen" });
  const sendButton = h("button", { type: "button", class: "send", "aria-label": "Versturen", title: "Versturen (Enter)" }, icon("send"));
  const clip = tool("Bestand toevoegen", "clip", () => picker.click());
  const shelf = tool("Voorbeelden", "shelf", () => openShelf(made), true);
  const slash = suggestions(input);
  const hint = h("span", { class: "composer-hint" }, "Enter verstuurt, Shift + Enter geeft een nieuwe regel");
  const node = h(
    "div",
    { class: "composer" },
    slash.node,
    h("div", { class: "composer-box" }, chips, input, h("div", { class: "composer-tools" }, clip, shelf, hint, sendButton), picker),
  );
  let place = null;
  let where = null;
  let sending = Promise.resolve();

  const grow = () => {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, innerHeight * 0.4)}px`;
  };
  const refresh = () => {
    const files = pendingFiles(place);
    sendButton.disabled = !input.value.trim() && !files.length;
    chips.hidden = !files.length;
    fill(chips, files.map((each) => chip(each, platform.takesMails && !where.thread, remove, refresh)));
    grow();
  };
  const remove = (gone) => {
    keepFiles(place, pendingFiles(place).filter((each) => each !== gone));
    refresh();
    input.focus();
  };
  const submit = () => {
    if (sendButton.disabled) return;
    const [text, files, from, target] = [input.value, pendingFiles(place), place, where];
    // Emptied at once, as a chat does: the next message can be typed and sent while this one is under way.
    clear(from);
    sending = sending.then(() => deliver(text, files, from, target));
  };
  /** Send it; what could not be sent is put back. */
  const deliver = async (text, files, from, target) => {
    const left = await platform.send(target, text, files).catch(() => {
      toast("Dit is niet verstuurd: een bestand is niet meer te lezen.");
      return { text, files };
    });
    if (left.text) keepDraft(from, left.text);
    if (left.files.length) keepFiles(from, left.files);
    if (place === from && left.text && !input.value) input.value = left.text;
    refresh();
  };
  const clear = (from) => {
    keepDraft(from, "");
    keepFiles(from, []);
    input.value = "";
    slash.close();
    refresh();
  };

  input.addEventListener("input", () => {
    keepDraft(place, input.value);
    slash.follow();
    refresh();
  });
  input.addEventListener("keydown", (event) => {
    if (slash.key(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  input.addEventListener("paste", (event) => {
    // Office programs put a picture of the text beside the text: the text is what is meant.
    if (!event.clipboardData.files.length || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    made.attach([...event.clipboardData.files], { pasted: true });
  });
  picker.addEventListener("change", () => {
    made.attach([...picker.files]);
    picker.value = "";
  });
  sendButton.addEventListener("click", submit);

  const made = {
    node,
    focus: () => input.focus({ preventScroll: true }),
    put: (text) => {
      input.value = text;
      input.dispatchEvent(new Event("input"));
      input.focus();
    },
    /** `asMail`: it comes in by itself; `pasted`: it was pasted into the text. */
    attach: (files, { asMail = false, pasted = false } = {}) => {
      const mail = asMail && platform.takesMails && !where.thread;
      keepFiles(place, [...pendingFiles(place), ...files.map((file) => ({ file, pasted, asMail: mail }))]);
      refresh();
      input.focus();
    },
    show: (target) => {
      const next = [store.person, target.conversation, target.thread ?? ""].join("/");
      where = target;
      if (next === place) return;
      place = next;
      const label = target.thread ? "Antwoord in de thread" : `Bericht aan ${target.name}`;
      input.setAttribute("aria-label", label);
      input.placeholder = label;
      input.value = draft(place);
      slash.close();
      refresh();
    },
  };
  return made;
}

function tool(label, name, onclick, worded = false) {
  const attributes = { type: "button", class: worded ? "tool tool-worded" : "tool", onclick };
  if (worded) return h("button", attributes, icon(name), h("span", {}, label));
  return h("button", { ...attributes, "aria-label": label, title: label }, icon(name));
}

function chip(each, mailAllowed, remove, refresh) {
  const { file } = each;
  const isMail = /\.eml$/i.test(file.name);
  const gone = h("button", { type: "button", class: "quiet", "aria-label": `${file.name} weghalen`, onclick: () => remove(each) }, icon("close"));
  const tick = h("input", { type: "checkbox", checked: each.asMail });
  tick.addEventListener("change", () => {
    each.asMail = tick.checked;
    refresh();
  });
  return h(
    "div",
    { class: "chip" },
    icon(isMail ? "mail" : "file"),
    h("span", { class: "chip-words" }, h("strong", {}, file.name), h("small", {}, size(file.size))),
    isMail && mailAllowed ? h("label", { class: "chip-choice" }, tick, "als doorgestuurde e-mail") : null,
    gone,
  );
}
