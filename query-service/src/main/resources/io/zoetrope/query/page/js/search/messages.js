import { blank, byId, element, icon } from "../core/dom.js";
import { SOURCES, words } from "../core/format.js";

// What is said around the results: how many, what they lack, why there are none.

/** Why a source is missing from an answer; other reasons are shown as they are called. */
const REASONS = {
  late: "did not answer in time",
  failed: "could not be asked",
  cannot_filter: "does not know what the filters ask for",
  too_deep: "cannot be paged through any further",
  unavailable: "not to be reached",
  timed_out: "did not answer in time",
  busy: "has too much to do",
};

/** One line above the results. */
export function say(text) {
  byId("summary").textContent = text;
}

/** What the answer lacks, and whether it is any good. */
export function notes(degraded, poor = false) {
  byId("notes").replaceChildren(
    ...(poor ? [element("p", { className: "note poor" }, icon("warning"), element("span", {}, element("b", {}, "No good match. "), "Nothing indexed fits well; these come nearest."))] : []),
    ...degraded.map((part) =>
      element("p", { className: "note degraded" }, icon("warning"), element("span", {}, element("b", {}, "Not all was looked at. "), `${SOURCES[part.source] ?? words(part.source)}: ${REASONS[part.reason] ?? words(part.reason)}.`)),
    ),
  );
}

/** Searches like this one; `choose` is called with the words of one. */
export function related(texts, choose) {
  const chips = texts.map((text) => element("button", { type: "button", className: "chip", onclick: () => choose(text) }, text));
  byId("related").replaceChildren(...(chips.length ? [element("span", { className: "dim" }, "Related"), ...chips] : []));
}

/** @param widen looks without what narrowed the search; falsy if nothing did */
export function nothing(widen) {
  byId("found-nothing").replaceChildren(
    blank(
      "search",
      "Nothing was found",
      widen ? "Nothing fits both the words and the filters." : "Try other words, a picture, or one of the searches above.",
      widen ? element("button", { type: "button", className: "plain", onclick: widen }, "Look everywhere") : null,
    ),
  );
}

export function failed(problem, again) {
  say("");
  byId("found-nothing").replaceChildren(
    blank(
      problem.status === 0 ? "offline" : "warning",
      problem.status >= 500 || problem.status === 0 ? "The search did not work" : "This cannot be searched for",
      problem.message,
      element("button", { type: "button", className: "plain", onclick: again }, icon("retry"), "Try again"),
    ),
  );
}

export function noVideos() {
  byId("search-empty").hidden = false;
  byId("search-empty").replaceChildren(
    blank("film", "Nothing is indexed yet", "Add a video; what is in it can be searched while it is still being worked on.", element("a", { className: "plain", href: "#/videos" }, "Add videos")),
  );
}
