/** The app's own page, as the bot published it for this person. */

import { renderBlocks } from "./blocks.js";
import { menuButton } from "./conversation.js";
import { h, keyed } from "./dom.js";
import { act } from "./live.js";
import { botName, store } from "./state.js";

/** The home column; `show` lets it follow the state. */
export function homeView() {
  const scroll = h("div", { class: "home-scroll", tabindex: "-1" });
  const title = h("h1", {}, "Start");
  const about = h("p", { class: "about" }, "De startpagina van de bot.");
  const head = h("header", { class: "pane-head" }, menuButton(), h("div", { class: "pane-title" }, title, about));
  const node = h("section", { class: "pane", "data-view": "home" }, head, scroll);
  const show = () => {
    const view = store.workspace?.home?.view ?? null;
    const item = { key: "home", view };
    keyed(scroll, [item], { key: (each) => each.key, signature: JSON.stringify, build: draw });
  };
  return { node, show };
}

function draw({ view }) {
  if (!view?.blocks?.length) return h("p", { class: "empty" }, `${botName()} heeft hier nog niets neergezet.`);
  const where = {
    press: (block_id, action_id, value) => act("press", { view: "home", block_id, action_id, value }),
    input: (block) => h("span", { class: "unknown" }, `Een invoerveld (${block.block_id}) wordt hier niet getoond.`),
  };
  return h("div", { class: "home" }, renderBlocks(view.blocks, where));
}
