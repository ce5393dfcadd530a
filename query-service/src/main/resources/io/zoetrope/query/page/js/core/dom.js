// Builds elements from data. Text is always set as text: nothing that comes from a video or a
// server is ever read as HTML.

import { ICONS } from "./icons.js";

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** An element with properties, listeners (`onclick`), `data` and children; strings become text, null is left out. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "data") Object.assign(node.dataset, value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
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

/** A button that shows an icon, and its name to those who hover or listen. */
export function iconButton(name, label, onclick, properties = {}) {
  return element("button", { type: "button", className: "quiet", title: label, ariaLabel: label, onclick, ...properties }, icon(name));
}

/** A button or link that shows an icon and words. */
export function action(name, words, onclick, properties = {}) {
  const tag = properties.href ? "a" : "button";
  return element(tag, { type: tag === "button" ? "button" : null, className: "act", onclick, ...properties }, icon(name), element("span", {}, words));
}

/** A picture that becomes a sign of film if it cannot be had. */
export function picture(src, properties = {}) {
  const image = element("img", {
    alt: "",
    loading: "lazy",
    decoding: "async",
    onerror: () => image.replaceWith(element("span", { className: "none" }, icon("film"))),
    ...properties,
    src,
  });
  return image;
}

/** A note that goes away by itself. */
export function toast(message, kind = "info") {
  const note = element("p", { className: kind }, message);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), 6000);
}

/** What is shown where there is nothing to show: why, and what to do about it. */
export function blank(name, title, text, ...actions) {
  return element("div", { className: "nothing", role: "status" }, icon(name), element("h2", {}, title), text ? element("p", {}, text) : null, ...actions);
}
