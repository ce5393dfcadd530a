import * as api from "../core/api.js";
import { action, byId, element, icon, iconButton, picture } from "../core/dom.js";
import { clock, nameOf, SOURCE_ICONS, SOURCES, stretch } from "../core/format.js";
import { address } from "../core/router.js";
import { Stage } from "../play/stage.js";
import { clipTool, pictureTools } from "../play/tools.js";
import { before, beginOf } from "./card.js";

const NEIGHBOURS = 9;
const BESIDE_MS = 12000;

/** Plays one result beside the others: why it was found, what lies around it, what to do with it. */
export class Inspector {
  #panel = byId("player");
  #stage = new Stage((ms) => this.#mark(ms));
  #act;
  #step;
  #closed;
  #frames = [];
  #shown = null;

  /**
   * @param act called with what is to be done and the moment
   * @param step called with -1 or 1 to go to the moment before or after
   * @param closed called when it was closed
   */
  constructor(act, step, closed) {
    this.#act = act;
    this.#step = step;
    this.#closed = closed;
  }

  get open() {
    return !this.#panel.hidden;
  }

  close() {
    if (!this.open) return;
    this.#stage.close();
    this.#panel.hidden = true;
    this.#closed();
  }

  pause() {
    this.#stage.pause();
  }

  /** @param moment of a search, or a whole video with start_ms and end_ms 0; `at_ms` to begin elsewhere in it */
  show(moment) {
    const start = moment.at_ms ?? beginOf(moment);
    this.#shown = moment;
    this.#panel.replaceChildren(this.#head(moment), this.#stage.element, this.#strip(moment), this.#tools(moment), ...why(moment, (ms) => this.#stage.seek(ms)));
    this.#panel.hidden = false;
    this.#stage.load({ ...moment, start_ms: start });
    if (this.#panel.getBoundingClientRect().top < 0 || matchMedia("(max-width: 1100px)").matches) this.#panel.scrollIntoView({ block: "start" });
    this.#boxes(moment);
  }

  #head(moment) {
    return element(
      "header",
      {},
      element("h2", { title: nameOf(moment) }, nameOf(moment)),
      iconButton("previous", "Moment before", () => this.#step(-1)),
      iconButton("next", "Moment after", () => this.#step(1)),
      iconButton("close", "Close the player (Esc)", () => this.close(), { id: "player-close" }),
      element("p", { className: "time" }, moment.end_ms > moment.start_ms ? stretch(moment.start_ms, moment.end_ms) : ""),
    );
  }

  /** Frames around it; the one that is shown is marked while it plays. */
  #strip(moment) {
    const end = Math.max(moment.end_ms, moment.start_ms + 1000);
    const from = Math.max(0, moment.start_ms - BESIDE_MS);
    const step = (before(moment, end + BESIDE_MS) - from) / NEIGHBOURS;
    this.#frames = Array.from({ length: NEIGHBOURS }, (none, i) => {
      const ms = Math.round(from + i * step);
      const button = element("button", { type: "button", title: clock(ms), ariaLabel: `Play from ${clock(ms)}`, onclick: () => this.#stage.seek(ms) }, picture(api.thumbnail(moment.video_id, ms + step / 2)));
      return { from: ms, to: ms + step, button };
    });
    return element("div", { className: "strip large" }, ...this.#frames.map((frame) => frame.button));
  }

  #mark(ms) {
    for (const { from, to, button } of this.#frames) button.classList.toggle("inside", from <= ms && ms < to);
  }

  #tools(moment) {
    const indexed = Boolean(moment.moment_id);
    return element(
      "div",
      { className: "tools" },
      indexed ? action("more", "More like this", () => this.#act("more", moment)) : null,
      indexed ? action("less", "Less like this", () => this.#act("less", moment)) : null,
      ...pictureTools(this.#stage, (file) => this.#act("file", file)),
      action("filter", "Only here", () => this.#region(), { title: "Draw where in the picture things and words have to be", data: { tool: "region" } }),
      clipTool(moment.video_id, () => (moment.end_ms > moment.start_ms ? moment : { start_ms: this.#stage.ms, end_ms: this.#stage.ms + 5000 })),
      indexed ? action("label", "Label", () => this.#act("label", moment)) : null,
      action("open", "Whole video", null, { href: address("video", [moment.video_id], { t: moment.start_ms }) }),
    );
  }

  async #region() {
    const box = await this.#stage.draw();
    if (box) this.#act("region", [box.x0, box.y0, box.x1, box.y1].map((side) => Math.round(side * 1000) / 1000));
  }

  async #boxes(moment) {
    this.#stage.boxes([], [], () => {});
    if (moment.end_ms <= moment.start_ms) return;
    const ids = new Set((moment.matches ?? []).map((match) => match.object_id).filter(Boolean));
    if (!ids.size) return;
    const objects = await api.findings(moment.video_id, "objects", 1000).catch(() => []);
    // Another one may be shown by now.
    if (this.#shown !== moment) return;
    this.#stage.boxes(objects.filter((object) => ids.has(object.object_id)), [], (object) => this.#act("object", object));
  }
}

/** What was found where, each to be played. */
function why(moment, seek) {
  const matches = (moment.matches ?? []).toSorted((a, b) => b.confidence - a.confidence).slice(0, 8);
  if (!matches.length) return [];
  return [
    element("h3", {}, "Why this was found"),
    element(
      "ul",
      { className: "why" },
      ...matches.map((match) =>
        element(
          "li",
          {},
          element(
            "button",
            { type: "button", onclick: () => seek(match.start_ms) },
            icon(SOURCE_ICONS[match.source]),
            element("span", {}, element("b", {}, SOURCES[match.source]), match.why ? ` ${match.why}` : " alike"),
            element("time", {}, clock(match.start_ms)),
            element("small", {}, `${Math.round(match.confidence * 100)} %`),
          ),
        ),
      ),
    ),
  ];
}
