import { thumbnail } from "../core/api.js";
import { element, icon, iconButton, picture } from "../core/dom.js";
import { clock, lasts, nameOf, SOURCE_ICONS, SOURCES, stretch } from "../core/format.js";
import { preview } from "./preview.js";

/** Below it stands nobody's source: likely it is only the nearest of what is far. */
const LIKELY = 0.3;

/** How far the strip shows beyond both ends of a moment, and how many frames. */
const BESIDE_MS = 6000;
const FRAMES = 5;

/** Whether a result of several sources is hardly right; nobody can say that of looks alone. */
export const isFar = (moment) => Boolean(moment.matches) && moment.score < LIKELY;

/**
 * Where to begin: at the first thing, line or sound that is likely what was looked for, as a stretch may go on for
 * a while before it.
 */
export function beginOf(moment) {
  const things = (moment.matches ?? []).filter((match) => !match.moment_id && match.confidence >= LIKELY);
  const first = Math.min(...things.map((match) => match.start_ms));
  return things.length && first < moment.end_ms ? Math.max(moment.start_ms, first) : moment.start_ms;
}

/** One result. What is pressed on it is told by `data-do`, its place by `data-index`. */
export function card(moment, index) {
  const isMoment = moment.end_ms > moment.start_ms;
  const thumb = element(
    "span",
    { className: "thumb" },
    picture(moment.thumbnail_url),
    element("span", { className: "go", ariaHidden: "true" }, icon("play")),
    element("span", { className: "stamp" }, stamp(moment)),
  );
  const opener = element(
    "button",
    { type: "button", className: "open", ariaLabel: `Play ${nameOf(moment)}${isMoment ? ` from ${clock(moment.start_ms)}` : ""}`, data: { do: "play" } },
    thumb,
    element("span", { className: "about" }, element("strong", {}, nameOf(moment)), ...score(moment), ...found(moment), ...tags(moment)),
  );
  const strip = isMoment ? frames(moment) : null;
  const item = element("li", { className: "card", data: { index } }, opener, strip, isMoment ? actions(moment) : null);
  preview(opener, thumb, moment);
  return item;
}

function actions(moment) {
  const act = (what, name, label) => iconButton(name, label, null, { data: { do: what } });
  return element(
    "div",
    { className: "acts" },
    moment.moment_id ? act("more", "more", "More like this (m)") : null,
    moment.moment_id ? act("less", "less", "Less like this (l)") : null,
    moment.moment_id ? act("label", "label", "Teach a label with this (t)") : null,
    act("video", "open", "Open the video here (v)"),
  );
}

/** Frames from a little before it to a little after it: the pictures that are kept there. */
function frames(moment) {
  const from = Math.max(0, moment.start_ms - BESIDE_MS);
  const step = (before(moment, moment.end_ms + BESIDE_MS) - from) / FRAMES;
  const times = Array.from({ length: FRAMES }, (none, i) => Math.round(from + (i + 0.5) * step));
  return element(
    "div",
    { className: "strip" },
    ...times.map((ms) =>
      element(
        "button",
        { type: "button", tabIndex: -1, className: ms >= moment.start_ms && ms < moment.end_ms ? "inside" : "", title: clock(ms), ariaLabel: `Play from ${clock(ms)}`, data: { do: "play", ms } },
        picture(thumbnail(moment.video_id, ms)),
      ),
    ),
  );
}

/** A time, or the video's end where that is known to be earlier. */
export const before = (moment, ms) => Math.min(ms, Math.max(moment.end_ms, moment.duration_ms || Infinity));

/** How likely it is right; of looks alone only how alike it is. */
function score(moment) {
  if (moment.score === undefined || moment.score === null) return [];
  const likely = Boolean(moment.matches);
  const text = likely ? `${Math.round(moment.score * 100)} % likely` : `${moment.score.toFixed(2)} alike`;
  const title = likely ? "How likely this is right, by all that found it" : "How alike query and picture are, from 0 to 1";
  return [element("span", { className: "score", title }, element("meter", { min: 0, max: 1, value: moment.score, ariaLabel: text }), text)];
}

/** Which sources found it, and what they found. */
function found(moment) {
  const best = new Map();
  for (const match of moment.matches ?? []) {
    const key = `${match.clause} ${match.source}`;
    if (match.confidence >= LIKELY && !(best.get(key)?.confidence >= match.confidence)) best.set(key, match);
  }
  return [...best.values()].slice(0, 5).map((match) => {
    const words = match.source === "dialogue" || match.source === "text";
    const node = element(
      "span",
      { className: words ? "source words" : "source", title: `${SOURCES[match.source]} at ${clock(match.start_ms)}`, data: { source: match.source } },
      icon(SOURCE_ICONS[match.source]),
      element("b", {}, SOURCES[match.source]),
      words ? ` “${match.why}”` : match.why ? ` ${match.why}` : "",
    );
    return node;
  });
}

function tags(moment) {
  return [
    ...(moment.labels ?? []).slice(0, 3).map((name) => element("span", { className: "tag label" }, name)),
    ...(moment.classes ?? []).slice(0, 4).map((name) => element("span", { className: "tag" }, name)),
    ...(moment.collection ? [element("span", { className: "tag quiet-tag" }, moment.collection)] : []),
  ];
}

/** From and to of a moment, or the length of a whole video. */
function stamp(moment) {
  return moment.end_ms > moment.start_ms ? stretch(moment.start_ms, moment.end_ms) : lasts(moment.duration_ms);
}
