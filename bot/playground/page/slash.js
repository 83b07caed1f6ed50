/** Suggestions for slash commands, above the composer while one is being typed. */

import { fill, freshId, h } from "./dom.js";
import { store } from "./state.js";

/** Suggestions for an input. `follow` after each change; `key` says whether it took a key. */
export function suggestions(input) {
  const id = freshId("commands");
  const node = h("div", { class: "suggestions", id, role: "listbox", "aria-label": "Opdrachten", hidden: true });
  let found = [];
  let chosen = 0;

  const close = () => {
    node.hidden = true;
    input.removeAttribute("aria-activedescendant");
  };
  const take = (command) => {
    input.value = `${command} `;
    input.dispatchEvent(new Event("input"));
    input.focus();
  };
  const draw = () => {
    fill(node, found.map((each, index) => {
      const usage = each.usage_hint ? h("span", { class: "usage" }, ` ${each.usage_hint}`) : null;
      const attributes = { role: "option", id: `${id}-${index}`, "aria-selected": String(index === chosen), class: "suggestion" };
      const option = h("div", attributes, h("strong", {}, each.command), usage, h("small", {}, each.description ?? ""));
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(each.command);
      });
      return option;
    }));
    node.hidden = found.length === 0;
    if (found.length) input.setAttribute("aria-activedescendant", `${id}-${chosen}`);
    else close();
  };
  const follow = () => {
    found = /^\/\S*$/.test(input.value) ? (store.workspace?.commands ?? []).filter((each) => each.command.startsWith(input.value)) : [];
    chosen = 0;
    draw();
  };
  const key = (event) => {
    if (node.hidden) return false;
    const whole = input.value === found[chosen].command;
    if (event.key === "ArrowDown") chosen = (chosen + 1) % found.length;
    else if (event.key === "ArrowUp") chosen = (chosen - 1 + found.length) % found.length;
    else if (event.key === "Tab" || (event.key === "Enter" && !whole)) take(found[chosen].command);
    else if (event.key === "Escape") found = [];
    else return false;
    event.preventDefault();
    event.stopPropagation();
    draw();
    return true;
  };
  return { node, follow, key, close };
}
