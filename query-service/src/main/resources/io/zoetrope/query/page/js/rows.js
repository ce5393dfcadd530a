import { element } from "./dom.js";
import { clock, SOURCES } from "./format.js";

/** So many are shown of each; the API has the others. */
const MOST = 500;

/**
 * What was found in a video, a list for each kind that there is.
 *
 * @param found lines, texts and objects
 * @param seek called with a time in milliseconds
 */
export function rows(found, seek) {
  const things = [...found.objects].sort((a, b) => a.start_ms - b.start_ms);
  return [
    list("dialogue", found.lines.map((line) => [line, line.speaker ? `${line.speaker}: ${line.text}` : line.text]), seek),
    list("text", found.texts.map((text) => [text, text.text]), seek),
    list("object", things.map((object) => [object, object.class]), seek),
  ].filter(Boolean);
}

function list(source, items, seek) {
  if (!items.length) return null;
  const shown = items.slice(0, MOST);
  const details = element(
    "details",
    { open: source !== "object" },
    element("summary", {}, SOURCES[source], element("span", {}, ` ${shown.length}`)),
    element("ol", {}, ...shown.map(([item, text]) => element("li", {}, row(item, text, seek)))),
  );
  details.dataset.source = source;
  return details;
}

function row(item, text, seek) {
  return element(
    "button",
    { type: "button", onclick: () => seek(item.start_ms) },
    element("time", {}, clock(item.start_ms)),
    element("span", {}, text),
  );
}
