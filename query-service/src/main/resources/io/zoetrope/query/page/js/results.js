import { byId, element, icon } from "./dom.js";
import { clock, nameOf, SOURCES } from "./format.js";

/** The cards of a search; the arrow keys walk over them. */
export class Results {
  #list = byId("results");
  #moments = [];
  #current = -1;
  #play;

  /** @param play called with a moment */
  constructor(play) {
    this.#play = play;
    this.#list.addEventListener("keydown", (event) => this.#keys(event));
  }

  get size() {
    return this.#moments.length;
  }

  clear() {
    this.#moments = [];
    this.#current = -1;
    this.#list.replaceChildren();
  }

  /** Shapes of cards while an answer is under way. */
  wait(count) {
    this.clear();
    for (let i = 0; i < count; i++) this.#list.append(element("li", { className: "card blank", ariaHidden: "true" }));
  }

  add(moments) {
    this.#list.querySelectorAll(".blank").forEach((blank) => blank.remove());
    for (const moment of moments) {
      this.#list.append(this.#card(moment, this.#moments.length));
      this.#moments.push(moment);
    }
  }

  /** Plays the moment before or after the one that plays. */
  step(by) {
    const next = this.#current + by;
    if (next >= 0 && next < this.#moments.length) this.#choose(next);
  }

  focus() {
    this.#buttons()[Math.max(0, this.#current)]?.focus();
  }

  #card(moment, index) {
    const score = moment.score === undefined
      ? null
      : element("span", { className: "score" }, element("meter", { min: 0, max: 1, value: moment.score, ariaLabel: "Score" }), moment.score.toFixed(2));
    const button = element(
      "button",
      { type: "button", onclick: () => this.#choose(index), ariaLabel: `Play ${nameOf(moment)} from ${clock(moment.start_ms)}` },
      picture(moment),
      element(
        "span",
        { className: "about" },
        element("strong", {}, nameOf(moment)),
        score,
        moment.collection ? element("span", { className: "tag" }, moment.collection) : null,
        ...(moment.classes ?? []).slice(0, 4).map((name) => element("span", { className: "tag" }, name)),
        ...found(moment),
      ),
    );
    return element("li", { className: "card" }, button);
  }

  #choose(index) {
    this.#current = index;
    this.#buttons().forEach((button, i) => {
      if (i === index) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    this.#play(this.#moments[index]);
  }

  #keys(event) {
    const buttons = this.#buttons();
    const at = buttons.indexOf(document.activeElement);
    const rowLength = buttons.filter((button) => button.offsetTop === buttons[0].offsetTop).length;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: rowLength, ArrowUp: -rowLength }[event.key];
    if (by === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, at + by))].focus();
  }

  #buttons() {
    return [...this.#list.querySelectorAll("button")];
  }
}

/** Below it stands nobody's source: likely it is only the nearest of what is far. */
const LIKELY = 0.3;

/** Which sources found it, and what they found. */
function found(moment) {
  const best = new Map();
  for (const match of moment.matches ?? []) {
    if (match.confidence >= LIKELY && !(best.get(match.source)?.confidence >= match.confidence)) best.set(match.source, match);
  }
  return [...best.values()].map((match) => {
    const words = match.source === "dialogue" || match.source === "text";
    return element(
      "span",
      { className: words ? "source words" : "source", title: match.why ?? "" },
      element("b", {}, SOURCES[match.source]),
      words ? ` “${match.why}”` : match.why ? ` ${match.why}` : "",
    );
  });
}

/** From and to of a moment, or the length of a whole video. */
function stamp(moment) {
  return moment.end_ms > moment.start_ms ? `${clock(moment.start_ms)} – ${clock(moment.end_ms)}` : clock(moment.duration_ms, false);
}

function picture(moment) {
  const image = element("img", {
    src: moment.thumbnail_url,
    alt: "",
    loading: "lazy",
    decoding: "async",
    onerror: () => image.replaceWith(element("span", { className: "none" }, icon("film"))),
  });
  return element(
    "span",
    { className: "thumb" },
    image,
    element("span", { className: "go", ariaHidden: "true" }, icon("play")),
    element("span", { className: "stamp" }, stamp(moment)),
  );
}
