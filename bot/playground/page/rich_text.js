/** A rich_text block as DOM nodes. No markup is read in its texts: they are what they are. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";
import { channelMention, mention } from "./mentions.js";

const PARTS = {
  rich_text_section: (part) => h("div", { class: "run" }, elements(part.elements)),
  rich_text_preformatted: (part) => h("pre", {}, elements(part.elements)),
  rich_text_quote: (part) => h("blockquote", {}, h("div", { class: "run" }, elements(part.elements))),
  rich_text_list: list,
};

export function richText(block) {
  return (block.elements ?? []).map((part) => PARTS[part.type]?.(part) ?? unknown(part.type));
}

function list(part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const indent = Math.min(part.indent ?? 0, 6);
  const attributes = { class: `indent-${indent}`, start: tag === "ol" && part.offset ? part.offset + 1 : null };
  return h(tag, attributes, (part.elements ?? []).map((item) => h("li", {}, elements(item.elements))));
}

function elements(parts) {
  return (parts ?? []).map((part) => styled(part, ELEMENTS[part.type]?.(part) ?? unknown(part.type)));
}

const ELEMENTS = {
  text: (part) => document.createTextNode(part.text ?? ""),
  link: (part) => link(part.url, part.text || part.url),
  user: (part) => mention(part.user_id),
  usergroup: (part) => h("span", { class: "mention" }, `@${part.usergroup_id}`),
  channel: (part) => channelMention(part.channel_id),
  broadcast: (part) => h("span", { class: "mention loud" }, `@${part.range}`),
  emoji: (part) => document.createTextNode(emojiText(part)),
  date: (part) => document.createTextNode(part.fallback ?? new Date(part.timestamp * 1000).toLocaleString("nl-NL")),
  color: (part) => h("code", {}, part.value),
};

function emojiText(part) {
  if (!/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(part.unicode ?? "")) return emoji(part.name) ?? `:${part.name}:`;
  const points = part.unicode.split("-").map((hex) => Number.parseInt(hex, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : `:${part.name}:`;
}

const STYLE_TAGS = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function styled(part, node) {
  let wrapped = node;
  for (const [style, tag] of Object.entries(STYLE_TAGS).reverse()) {
    if (part.style?.[style]) wrapped = h(tag, {}, wrapped);
  }
  return wrapped;
}

function unknown(type) {
  return h("span", { class: "unknown" }, `[onbekend onderdeel: ${type}]`);
}
