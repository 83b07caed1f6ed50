/** The page's own line icons, drawn on a grid of 24. They are decoration: the words stand beside them. */

const PATHS = {
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  group: "M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7M3 19a6 6 0 0 1 12 0M16 5.500a3 3 0 0 1 0 6M17.500 14a5 5 0 0 1 3.500 5",
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  home: "M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-5h4v5",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  send: "M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4",
  reply: "M5 5h14v11H11l-4 4v-4H5zM9 9h6M9 12h4",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  clip: "M19 11.5 12 18.5a4.5 4.5 0 0 1-6.4-6.4l7.4-7.3a3 3 0 0 1 4.3 4.2l-7.3 7.3a1.5 1.5 0 0 1-2.2-2.1l6.6-6.6",
  shelf: "M5 4v16M9.5 4v16M4 20h16M13 5l4.5-1 3 15.5-4 .8z",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  mail: "M4 6h16v12H4zM4.5 7l7.500 6 7.500-6",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10",
  auto: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 3.500v17M15 6v12M18 8.500v7",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  trash: "M5 7h14M10 7V4.500h4V7M7 7l1 13h8l1-13M10.500 10.500v6M13.500 10.500v6",
  forward: "M13 6l6 6-6 6M19 12H9a4 4 0 0 0-4 4v2",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  spark: "M12 3l2 6.500 6.500 2.500-6.500 2.500L12 21l-2-6.500L3.500 12 10 9.500z",
  eye: "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5",
  down: "M6 10l6 6 6-6",
  storm: "M7 14a4 4 0 0 1 .5-8 5.500 5.500 0 0 1 10.500 1.500A3.500 3.500 0 0 1 17.500 14M13 11l-3 5h4l-3 5",
};

/** A 24-by-24 icon that inherits colour and size. */
export function icon(name) {
  const svg = svgElement("svg", { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" });
  svg.append(svgElement("path", { d: PATHS[name] }));
  return svg;
}

/** The mark of the product: a letter that bounces back. */
export function mark() {
  const svg = svgElement("svg", { viewBox: "0 0 32 32", class: "mark", "aria-hidden": "true" });
  svg.append(
    svgElement("rect", { width: 32, height: 32, rx: 8, class: "mark-ground" }),
    svgElement("path", { class: "mark-letter", d: "M7 12.500v9a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-9M7.500 12.500 16 18.500l3.500-2.500" }),
    svgElement("path", { class: "mark-arrow", d: "M19 7h6v6M25 7l-6.500 6.500" }),
  );
  return svg;
}

function svgElement(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
