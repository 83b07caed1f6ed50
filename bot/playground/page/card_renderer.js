/** Microsoft's own renderer of Adaptive Cards, from this server; where it was not fetched there is none. */

import { h } from "./dom.js";

/** Load it, if it is there. */
export async function loadRenderer() {
  try {
    const { scripts, style } = await (await fetch("/renderer")).json();
    if (!scripts.length) return;
    document.head.append(h("link", { rel: "stylesheet", href: `/renderer/${style}` }));
    for (const name of scripts) await script(`/renderer/${name}`);
  } catch {
    // Without it a card shows its text, and says why.
  }
}

/** The renderer's own names, or null. */
export function renderer() {
  return window.AdaptiveCards && window.markdownit ? window.AdaptiveCards : null;
}

function script(src) {
  return new Promise((resolve, reject) => {
    const node = h("script", { src, onload: resolve, onerror: reject });
    document.head.append(node);
  });
}

const OURS = { default: "var(--ink)", subtle: "var(--ink-soft)" };
const foreground = Object.fromEntries(
  Object.entries({ default: "--ink", accent: "--blue", good: "--green", warning: "--ink", attention: "--red" }).map(([name, colour]) => [
    name,
    { ...OURS, default: `var(${colour})` },
  ]),
);

/** Teams' sizes, and the page's colours: they follow light and dark by themselves. */
export const LOOKS = {
  fontFamily: "inherit",
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 14 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  fontSizes: { small: 12.5, default: 14.5, medium: 15, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  containerStyles: {
    default: { backgroundColor: "transparent", foregroundColors: foreground },
    emphasis: { backgroundColor: "var(--side)", foregroundColors: foreground },
    accent: { backgroundColor: "var(--blue-soft)", foregroundColors: foreground },
    attention: { backgroundColor: "var(--red-soft)", foregroundColors: foreground },
  },
  actions: { maxActions: 6, spacing: "default", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left" },
  inputs: { label: { inputSpacing: "small", requiredInputs: { weight: "bolder" }, optionalInputs: { weight: "bolder" } } },
};
