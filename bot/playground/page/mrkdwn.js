/**
 * Slack's mrkdwn as DOM nodes. It never goes through HTML: what is no markup is a text node, so the worst
 * that a hostile text can do is look odd. Takes time linear in the text.
 */

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./links.js";
import { channelMention, mention } from "./mentions.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const SPECIAL = /[`<*_~]|https?:\/\//g;
const BARE = /https?:\/\/[^\s<>|`]*[^\s<>|`.,;:!?'")\]}*_~]/y;

/** The nodes for a mrkdwn text. */
export function mrkdwn(text) {
  const nodes = [];
  const parts = text.split("```");
  if (parts.length % 2 === 0) {
    // A fence that is never closed is three backticks.
    const open = parts.pop();
    parts[parts.length - 1] += `${"```"}${open}`;
  }
  parts.forEach((part, index) => {
    if (index % 2 === 1) nodes.push(h("pre", {}, plainOf(part.replace(/^\n/, "").replace(/\n$/, ""))));
    else nodes.push(...lines(trimAround(part, index > 0, index < parts.length - 1)));
  });
  return nodes;
}

/** A fence has its own line: the breaks around it are not shown twice. */
function trimAround(part, after, before) {
  let trimmed = part;
  if (after) trimmed = trimmed.replace(/^\n/, "");
  if (before) trimmed = trimmed.replace(/\n$/, "");
  return trimmed;
}

function lines(text) {
  if (text === "") return [];
  const nodes = [];
  let quote = null;
  let run = null;
  let rest = false;
  for (const line of text.split("\n")) {
    const [whole, marks, space] = /^(&gt;&gt;&gt;|>>>|&gt;|>)( ?)/.exec(line) ?? [];
    if (rest || whole !== undefined) {
      if (!quote) nodes.push((quote = h("blockquote")));
      if (!rest && (marks === ">>>" || marks === "&gt;&gt;&gt;")) rest = true;
      else if (rest && whole === undefined) quote.append(h("div", { class: "line" }, inline(line)));
      if (whole !== undefined) quote.append(h("div", { class: "line" }, inline(line.slice((marks + space).length))));
      run = null;
      continue;
    }
    quote = null;
    const [sign] = /^\s*(?:[•◦▪‣–-]|\d{1,3}[.)])\s+(?=\S)/.exec(line) ?? [];
    if (sign) {
      nodes.push(h("div", { class: "item" }, h("span", { class: "item-sign" }, sign), h("div", { class: "line" }, inline(line.slice(sign.length)))));
      run = null;
    } else {
      if (!run) nodes.push((run = h("div", { class: "run" })));
      else run.append("\n");
      run.append(...inline(line));
      // An empty line has to keep its height.
      if (line === "" && run.childNodes.length === 0) run.append("\u200b");
    }
  }
  return nodes;
}

/** One line of text, without the blocks. `active` are the styles that it stands in already. */
export function inline(text, active = "") {
  const nodes = [];
  const hopeless = new Set();
  let plain = 0;
  const flush = (end) => {
    if (end > plain) nodes.push(document.createTextNode(withEmoji(unescape(text.slice(plain, end)))));
  };
  SPECIAL.lastIndex = 0;
  let at = next(text, 0);
  while (at < text.length) {
    const found = piece(text, at, active, hopeless);
    if (found) {
      flush(at);
      nodes.push(found.node);
      plain = found.end;
      at = next(text, found.end);
    } else {
      at = next(text, at + 1);
    }
  }
  flush(text.length);
  return nodes;
}

function next(text, from) {
  SPECIAL.lastIndex = from;
  const found = SPECIAL.exec(text);
  return found ? found.index : text.length;
}

function piece(text, at, active, hopeless) {
  const character = text[at];
  if (character === "`") {
    const end = text.indexOf("`", at + 1);
    if (end <= at + 1) return null;
    return { node: h("code", {}, plainOf(text.slice(at + 1, end))), end: end + 1 };
  }
  if (character === "<") {
    const end = text.indexOf(">", at + 1);
    if (end < 0) return null;
    const inside = text.slice(at + 1, end);
    const node = inside.includes("<") || inside === "" ? null : token(inside);
    return node && { node, end: end + 1 };
  }
  if (character === "h") return bare(text, at);
  if (active.includes(character) || hopeless.has(character) || !opens(text, at)) return null;
  const end = closing(text, at, character);
  if (end < 0) {
    hopeless.add(character);
    return null;
  }
  return { node: h(STYLES[character], {}, inline(text.slice(at + 1, end), active + character)), end: end + 1 };
}

/** An address that stands in a text by itself: Slack makes a link of it, also where nobody asked for one. */
function bare(text, at) {
  BARE.lastIndex = at;
  const found = isWord(text[at - 1]) ? null : BARE.exec(text);
  return found && { node: link(unescape(found[0]), unescape(found[0])), end: at + found[0].length };
}

const isWord = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

function opens(text, at) {
  const after = text[at + 1];
  return !isWord(text[at - 1]) && after !== undefined && !/\s/.test(after) && after !== text[at];
}

function closing(text, from, character) {
  for (let at = from + 2; at < text.length; at += 1) {
    if (text[at] === "`" || text[at] === "<") {
      const end = text.indexOf(text[at] === "<" ? ">" : "`", at + 1);
      if (end > 0) at = end;
    } else if (text[at] === character && !/\s/.test(text[at - 1]) && !isWord(text[at + 1])) {
      return at;
    }
  }
  return -1;
}

/** `<…>`: a link, a mention, a channel, a date. */
function token(inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : unescape(inside.slice(bar + 1));
  if (/^@[UW]\w+$/.test(target)) return mention(target.slice(1), label);
  if (/^#[CGD]\w+$/.test(target)) return channelMention(target.slice(1), label);
  if (/^!(channel|here|everyone)$/.test(target)) return h("span", { class: "mention loud" }, `@${target.slice(1)}`);
  if (/^!(subteam|date)\^/.test(target)) return h("span", { class: "mention" }, label ?? target);
  const address = unescape(target);
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? link(address, label || address.replace(/^mailto:/, "")) : null;
}

/** The text that markup would show, for where no markup is shown: code. */
function plainOf(text) {
  return unescape(text.replace(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_, target, label) => label || target));
}

/** Slack's three escapes, each only once. */
export function unescape(text) {
  const back = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
  return text.replace(/&(?:amp|lt|gt);/g, (escape) => back[escape]);
}
