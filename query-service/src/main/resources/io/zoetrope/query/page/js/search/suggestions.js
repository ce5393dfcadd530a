import * as api from "../core/api.js";
import { element, icon } from "../core/dom.js";
import { SOURCE_ICONS } from "../core/format.js";

/** So many of the newest videos are looked into, and so much of each. */
const VIDEOS = 6;
const FINDINGS = 60;
const MOST_WORDS = 6;

/**
 * Searches that find something: classes that were seen, words that were said and shown, labels.
 *
 * @param videos newest first
 * @return suggestions as `{kind, value, source}`, of the kinds in turn
 */
export async function suggestions(videos, most = 9) {
  const done = videos.filter((video) => video.moments).slice(0, VIDEOS);
  const list = (kind) => Promise.all(done.map((video) => api.findings(video.video_id, kind, FINDINGS).catch(() => []))).then((all) => all.flat());
  const [objects, lines, texts] = await Promise.all([list("objects"), list("dialogue"), list("text")]);
  const kinds = [
    frequent(objects.map((object) => object.class)).map((value) => ({ source: "object", value })),
    phrases(lines.map((line) => line.text)).map((value) => ({ source: "dialogue", value })),
    phrases(texts.filter((text) => text.confidence > 0.8).map((text) => text.text)).map((value) => ({ source: "text", value })),
  ];
  return { shown: inTurn(kinds, most), classes: frequent(objects.map((object) => object.class)) };
}

/** Names, the most frequent first. */
export function frequent(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** What can be asked again: the beginning of a sentence, without marks; each once. */
export function phrases(texts) {
  const all = texts
    .map((text) => text.split(/(?<=[.!?…,;:])\s/).sort((a, b) => b.length - a.length)[0] ?? "")
    .map((text) => text.replace(/[^\p{L}\p{N}'’ -]/gu, "").trim().split(/\s+/).slice(0, MOST_WORDS).join(" "))
    // A counter that runs in the picture is nothing to look for.
    .filter((text) => text.length > 3 && /\p{L}{2}/u.test(text));
  return frequent(all);
}

function inTurn(lists, most) {
  const taken = [];
  for (let i = 0; taken.length < most && lists.some((list) => i < list.length); i++) {
    for (const list of lists) if (i < list.length && taken.length < most) taken.push(list[i]);
  }
  return taken;
}

/** Chips to press. */
export function suggestionChips(shown, use) {
  return shown.map(({ source, value }) =>
    element("button", { type: "button", className: "chip", data: { suggests: source }, onclick: () => use(value) }, icon(SOURCE_ICONS[source]), value),
  );
}
