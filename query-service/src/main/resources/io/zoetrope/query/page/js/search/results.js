import { byId, element } from "../core/dom.js";
import { card, isFar } from "./card.js";

/** The cards of a search; the arrow keys walk over them. */
export class Results {
  #list = byId("results");
  #moments = [];
  #current = -1;
  #divided = false;
  #act;

  /**
   * @param act called with what is to be done (play, more, less, video, label) and the moment
   */
  constructor(act) {
    this.#act = act;
    this.#list.addEventListener("keydown", (event) => this.#keys(event));
    this.#list.addEventListener("click", (event) => this.#click(event));
  }

  get size() {
    return this.#moments.length;
  }

  clear() {
    this.#moments = [];
    this.#current = -1;
    this.#divided = false;
    this.#list.replaceChildren();
  }

  /** Shapes of cards while an answer is under way. */
  wait(count) {
    this.clear();
    this.#list.append(...Array.from({ length: count }, () => element("li", { className: "card blank", ariaHidden: "true" })));
  }

  add(moments) {
    this.#list.querySelectorAll(".blank").forEach((blank) => blank.remove());
    for (const moment of moments) {
      this.#divide(moment);
      this.#list.append(card(moment, this.#moments.length));
      this.#moments.push(moment);
    }
  }

  /** Before what is only the nearest of what is far, if something likely was found. */
  #divide(moment) {
    if (this.#divided || !this.size || !isFar(moment) || isFar(this.#moments.at(-1))) return;
    this.#divided = true;
    this.#list.append(element("li", { className: "divider" }, "Less likely"));
  }

  /** Plays the moment before or after the one that plays. */
  step(by) {
    const next = this.#current + by;
    if (next >= 0 && next < this.#moments.length) this.#play(next);
  }

  /** To the one that plays, else the first. */
  focus() {
    this.#opener(Math.max(0, this.#current))?.focus();
  }

  /** Nothing plays any more; the keys go on where it was. */
  stopped() {
    this.#list.querySelector("[aria-current]")?.removeAttribute("aria-current");
  }

  #play(index, ms) {
    this.#current = index;
    this.stopped();
    const opener = this.#opener(index);
    opener.setAttribute("aria-current", "true");
    opener.scrollIntoView({ block: "nearest" });
    const moment = this.#moments[index];
    this.#act("play", ms === undefined ? moment : { ...moment, at_ms: ms });
  }

  #click(event) {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    const index = Number(button.closest(".card").dataset.index);
    if (button.dataset.do === "play") this.#play(index, button.dataset.ms === undefined ? undefined : Number(button.dataset.ms));
    else this.#act(button.dataset.do, this.#moments[index]);
  }

  #keys(event) {
    const item = event.target.closest(".card");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Number(item.dataset.index);
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.#rowLength(), ArrowUp: -this.#rowLength(), Home: -at, End: this.size - 1 - at }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      this.#opener(Math.max(0, Math.min(this.size - 1, at + by))).focus();
      return;
    }
    const act = { m: "more", l: "less", v: "video", t: "label" }[event.key];
    if (act && item.querySelector(`[data-do=${act}]`)) {
      event.preventDefault();
      this.#act(act, this.#moments[at]);
    }
  }

  #opener(index) {
    return this.#list.querySelector(`[data-index="${index}"] .open`);
  }

  /** How many cards stand beside each other. */
  #rowLength() {
    return getComputedStyle(this.#list).gridTemplateColumns.split(" ").length;
  }
}
