/** Block Kit's blocks as DOM nodes, as the platform draws them. What is not known says so. */

import { h } from "./dom.js";
import { element, unknown } from "./elements.js";
import { richText } from "./rich_text.js";
import { plain, text } from "./texts.js";

const BLOCKS = {
  header: (block) => h("h3", {}, plain(block.text)),
  section,
  context,
  divider: () => h("hr"),
  actions: (block, where) => h("div", { class: "buttons" }, block.elements.map((part) => element(part, block.block_id, where))),
  rich_text: (block) => h("div", { class: "rich" }, richText(block)),
  image: (block) => h("div", { class: "no-image" }, plain(block.title) || block.alt_text || "Afbeelding"),
};

/**
 * All blocks of a message or view. `where.press(block_id, action_id, value)` sends what a person presses,
 * `where.input(block)` draws an input block where those can stand: in a modal.
 */
export function renderBlocks(blocks, where) {
  return h("div", { class: "blocks" }, blocks.map((block) => renderBlock(block, where)));
}

function renderBlock(block, where) {
  const draw = block.type === "input" ? where.input : BLOCKS[block.type];
  const content = draw ? draw(block, where) : unknown(block.type);
  return h("div", { class: `block block-${block.type}`, "data-block": block.type, "data-block-id": block.block_id }, content);
}

function section(block, where) {
  const fields = block.fields ? h("div", { class: "fields" }, block.fields.map((field) => text(field, "div", "field"))) : null;
  const words = h("div", { class: "section-words" }, text(block.text), fields);
  if (!block.accessory) return words;
  return h("div", { class: "with-accessory" }, words, h("div", { class: "accessory" }, element(block.accessory, block.block_id, where)));
}

function context(block, where) {
  const parts = block.elements.map((part) =>
    part.type === "image" ? element(part, block.block_id, where) : text(part, "span", "context-text"),
  );
  return h("div", { class: "context" }, parts);
}
