// Builds elements from data. Text is always set as text: nothing that comes from a video or a
// server is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  search: "M10.500 3a7.500 7.500 0 1 0 4.700 13.300L20 21M10.500 3a7.500 7.500 0 0 1 5.900 12.100",
  picture: "M4 5h16v14H4zM4 16l4.500-4.500 3.500 3.500 3-3 5 5M15.500 9.500h.01",
  close: "M6 6l12 12M18 6L6 18",
  play: "M8 5l11 7-11 7z",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  theme: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  add: "M12 5v14M5 12h14",
  film: "M4 5h16v14H4zM8 5v14M16 5v14M4 9.700h4M4 14.300h4M16 9.700h4M16 14.300h4",
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
};

export const byId = (id) => document.getElementById(id);

/** An element with properties, listeners (`onclick`) and children; strings become text. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A note that goes away by itself. */
export function toast(message, kind = "info") {
  const note = element("p", { className: kind }, message);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), 6000);
}
