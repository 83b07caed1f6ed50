/** What is Slack's own: Block Kit, commands, shortcuts, mails that come in by themselves. */

import { attachments, files } from "./attachments.js";
import { renderBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { act } from "./live.js";
import { mrkdwn } from "./mrkdwn.js";
import { send } from "./slack_sending.js";
import { share } from "./slack_share.js";
import { isChannel, personName, store } from "./state.js";

const ABOUT = {
  C0SUPPORT: "Plak hier een bounce; Bouncewijzer antwoordt in de thread.",
  C0HELPDESK: "Hier komt binnen wat een antwoord niet kon oplossen.",
  C0ALGEMEEN: "Waar het over van alles gaat.",
  C0DIRECTIE: "Besloten: alleen leden zien dit kanaal.",
};

export const SLACK = {
  name: "Slack",
  title: "Bouncewijzer",
  api: "/page",
  start: "C0SUPPORT",
  sign: "#",
  direct: "Directe berichten",
  hasHome: true,
  deleting: "Dit kan niet ongedaan worden gemaakt.",
  takesMails: true,
  failing: "chat.postMessage",
  refusal: 200,
  about: (one) => ABOUT[one.id] ?? (isChannel(one) ? "" : "Hier antwoordt de bot altijd."),
  watched: (one) => one.id !== "C0HELPDESK",
  threads: () => true,
  undo: () => null,
  content,
  actions,
  typed,
  send,
};

/** What a message shows. */
function content(message, conversation) {
  const where = {
    press: (block_id, action_id, value) => act("press", { conversation, ts: message.ts, block_id, action_id, value }),
    input: (block) => h("span", { class: "unknown" }, `Een invoerveld (${block.block_id}) kan niet in een bericht staan.`),
  };
  const parts = [];
  if (message.blocks?.length) parts.push(renderBlocks(message.blocks, where));
  else if (message.text) parts.push(h("div", { class: "blocks mrkdwn" }, mrkdwn(message.text)));
  if (message.edited) parts.push(h("span", { class: "edited" }, "(bewerkt)"));
  parts.push(attachments(message.attachments, where), files(message.files, message.user === "USLACKBOT"), reactions(message.reactions));
  return parts;
}

function reactions(list) {
  if (!list?.length) return null;
  const one = ({ name, count, users }) =>
    h("span", { class: "reaction", title: (users ?? []).map(personName).join(", ") }, `${emoji(name) ?? `:${name}:`} ${count ?? 1}`);
  return h("div", { class: "reactions" }, list.map(one));
}

/** What else can be done with a message: the app's shortcuts first. */
function actions(message, conversation) {
  if (message.ephemeral) return [];
  const shortcuts = (store.workspace?.shortcuts ?? []).map(({ callback_id, name }) => ({
    label: name,
    icon: "spark",
    run: () => act("shortcut", { callback_id, conversation, ts: message.ts }),
  }));
  const forward = { label: "Doorsturen", icon: "forward", run: () => share(message, conversation) };
  return [...shortcuts, ...(shortcuts.length ? [null] : []), forward];
}

/** A message as its writer typed it: without the escapes and links that the platform put in. */
function typed(message) {
  const back = { amp: "&", lt: "<", gt: ">" };
  return (message.text ?? "")
    .replace(/<(?:mailto:|https?:)[^<>|]*\|([^<>]*)>/g, "$1")
    .replace(/<((?:mailto:|https?:)[^<>|]*)>/g, "$1")
    .replace(/&(amp|lt|gt);/g, (_, name) => back[name]);
}
