/** Building DOM nodes and keeping lists of them. Text only ever goes in as text: nothing here parses HTML. */

/**
 * Make an element. A function as value is an event listener (`onclick`), `true` an empty attribute, and
 * `false`, `null` and `undefined` are left out. Children are nodes, texts, or lists of them.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...present(children));
  return element;
}

/** Put children into an element in the place of what it had. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
  return element;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

const signatures = new WeakMap();

/**
 * Let a container show a list of items, touching only what differs: an element whose signature is the same
 * stays as it is, with its focus and its scroll position.
 */
export function keyed(container, items, { key, signature, build }) {
  const wanted = new Set(items.map(key));
  const standing = new Map();
  for (const child of [...container.children]) {
    if (wanted.has(child.dataset.key)) standing.set(child.dataset.key, child);
    else child.remove();
  }
  let cursor = container.firstElementChild;
  for (const item of items) {
    const name = key(item);
    const sign = signature(item);
    let element = standing.get(name);
    if (!element || signatures.get(element) !== sign) {
      const fresh = build(item);
      fresh.dataset.key = name;
      signatures.set(fresh, sign);
      if (element) {
        if (cursor === element) cursor = fresh;
        replaceKeepingFocus(element, fresh);
      }
      element = fresh;
    }
    if (element === cursor) cursor = cursor.nextElementSibling;
    else container.insertBefore(element, cursor);
  }
}

/** Replace an element; what had the focus in it has it again, if its `data-focus` is still there. */
export function replaceKeepingFocus(old, fresh) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const name = active?.closest("[data-focus]")?.dataset.focus;
  old.replaceWith(fresh);
  if (!active) return;
  const again = name === undefined ? null : fresh.querySelector(`[data-focus="${CSS.escape(name)}"]`);
  const target = again && !again.disabled ? again : fresh;
  target.focus({ preventScroll: true });
}

/** Say something to a screen reader only. */
export function announce(text) {
  const line = h("div", {}, text);
  document.getElementById("announcer").append(line);
  setTimeout(() => line.remove(), 10_000);
}

let counter = 0;

/** An id that no other element on this page has. */
export function freshId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}
