/** Links, with only the schemes that are safe to follow, and within the page where they lead there. */

import { h } from "./dom.js";
import { localTarget } from "./route.js";

const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** An <a> for an address; one that is not safe to follow is only its text. */
export function link(address, label, attributes = {}) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return document.createTextNode(label);
  }
  if (!SAFE.has(url.protocol)) return document.createTextNode(label);
  const local = localTarget(url);
  if (local) return h("a", { ...attributes, href: local }, label);
  return h("a", { ...attributes, href: url.href, target: "_blank", rel: "noopener noreferrer" }, label);
}
