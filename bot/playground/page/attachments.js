/** What hangs on a message: files, mails, forwarded messages. */

import { renderBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { link } from "./links.js";
import { mrkdwn } from "./mrkdwn.js";
import { conversation, conversationName, personName } from "./state.js";
import { clock, dayName } from "./times.js";

/** The files of a message. */
export function files(list, cameByMail = false) {
  return list?.length ? h("div", { class: "files" }, list.map((one) => file(one, cameByMail))) : null;
}

function file(one, cameByMail) {
  const mail = cameByMail || one.filetype === "email" || /\.(eml|msg)$/i.test(one.name ?? "");
  // A snippet has no name of its own.
  const name = one.name === "Untitled" ? "Lange tekst" : one.name || one.title || "Bestand";
  const about = [mail ? "E-mail" : "Bestand", one.size ? size(one.size) : null].filter(Boolean).join(" · ");
  const words = h("span", { class: "file-words" }, h("strong", {}, one.subject || name), h("small", {}, about));
  const { preview } = one;
  const card = one.url
    ? h("a", { class: "file", href: one.url, download: one.name || true }, icon(mail ? "mail" : "file"), words)
    : h("div", { class: "file" }, icon(mail ? "mail" : "file"), words);
  if (!preview) return card;
  return h("div", { class: "file-with-preview" }, card, h("details", {}, h("summary", {}, "Inhoud bekijken"), h("pre", {}, preview)));
}

/** A number of bytes in words. */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
}

/** The attachments of a message: forwarded messages, and the older kind of cards. */
export function attachments(list, where) {
  return list?.length ? h("div", { class: "attachments" }, list.map((one) => attachment(one, where))) : null;
}

function attachment(one, where) {
  const parts = [];
  if (one.pretext) parts.push(h("div", { class: "run" }, mrkdwn(one.pretext)));
  const author = one.author_name || (one.author_id ? personName(one.author_id) : null);
  if (author) parts.push(h("div", { class: "attachment-author" }, author));
  if (one.title) parts.push(h("strong", {}, one.title_link ? link(one.title_link, one.title) : one.title));
  const blocks = one.blocks ?? one.message_blocks?.flatMap((each) => each.message?.blocks ?? []);
  if (blocks?.length) parts.push(renderBlocks(blocks, where));
  else if (one.text || one.fallback) parts.push(h("div", { class: "blocks mrkdwn" }, mrkdwn(one.text || one.fallback)));
  parts.push(files(one.files));
  for (const field of one.fields ?? []) parts.push(h("div", {}, h("strong", {}, field.title), h("div", {}, mrkdwn(field.value ?? ""))));
  if (one.is_share) parts.push(h("div", { class: "attachment-foot" }, origin(one)));
  return h("div", { class: "attachment" }, parts);
}

function origin(one) {
  const place = conversation(one.channel_id) ? conversationName(one.channel_id) : "een ander gesprek";
  const when = one.ts ? ` · ${dayName(one.ts).toLowerCase()} om ${clock(one.ts)}` : "";
  return [`Uit ${place}${when}`, one.from_url ? [" · ", link(one.from_url, "Bericht bekijken")] : null];
}
