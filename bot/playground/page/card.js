/** One Adaptive Card of a message: drawn by Microsoft's renderer, or told as text where that is missing. */

import { LOOKS, renderer } from "./card_renderer.js";
import { h } from "./dom.js";

/** A card as a node; `press` gets what to send of a pressed action. */
export function card(content, press) {
  const drawn = renderer() ? draw(content, press) : null;
  return h("div", { class: "card" }, drawn ?? asText(content));
}

function draw(content, press) {
  const { AdaptiveCard, HostConfig, Version } = renderer();
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = marked(text, content.msteams?.entities ?? []);
    result.didProcess = true;
  };
  try {
    const made = new AdaptiveCard();
    made.version = new Version(1, 5);
    made.hostConfig = new HostConfig(LOOKS);
    made.onExecuteAction = (action) => run(made, action, press);
    made.onAnchorClicked = (_, anchor) => {
      lead(anchor.href);
      return true;
    };
    made.parse(content);
    return made.render() ?? null;
  } catch (error) {
    console.warn("card", error);
    return null;
  }
}

/** Markdown, in which HTML is text; people who are mentioned stand where the card names them. */
function marked(text, entities) {
  const named = entities.map((each, at) => [`\uE000${at}\uE001`, each]);
  const held = named.reduce((told, [place, each]) => told.replaceAll(each.text, place), text);
  const html = window.markdownit({ html: false, linkify: true }).render(held);
  return named.reduce((told, [place, each]) => told.replaceAll(place, mention(each.mentioned)), html);
}

function mention({ name }) {
  const node = h("span", { class: "mention" }, `@${name}`);
  return node.outerHTML;
}

function run(made, action, press) {
  const kind = action.getJsonTypeName();
  if (kind === "Action.OpenUrl") lead(action.url);
  if (kind !== "Action.Execute" && kind !== "Action.Submit") return;
  const inputs = action.associatedInputs === "none" ? [] : made.getAllInputs();
  const values = Object.fromEntries(inputs.map((each) => [each.id, each.value ?? ""]));
  press(kind === "Action.Execute" ? { verb: action.verb, values } : { title: action.title, values });
}

function lead(url) {
  if (/^https?:/i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
}

/** What a card says, without any of its looks. */
function asText(content) {
  const lines = [...wordsIn(content.body)].map((line) => h("p", {}, line));
  return [h("p", { class: "card-bare" }, renderer() ? "Deze kaart kan hier niet worden getekend. Dit is de tekst:" : WITHOUT), lines];
}

const WITHOUT = "Kaarten worden hier niet getekend: daarvoor is Node.js (npm) nodig. Installeer dat en start opnieuw met “make run”. Dit is de tekst van de kaart:";

function* wordsIn(parts) {
  for (const part of Array.isArray(parts) ? parts : []) {
    // What is folded away is told; the line that takes the place of another when it unfolds is not.
    if (part?.isVisible === false && !part.items) continue;
    if (typeof part?.text === "string") yield part.text;
    if (Array.isArray(part?.inlines)) yield part.inlines.map((each) => each?.text ?? each).join("");
    for (const inner of [part?.items, part?.columns, part?.rows, part?.cells]) yield* wordsIn(inner);
    if (typeof part?.label === "string") yield part.label;
    const titles = (part?.actions ?? []).map((each) => each?.title).filter(Boolean);
    if (titles.length) yield titles.map((title) => `[${title}]`).join("  ");
  }
}
