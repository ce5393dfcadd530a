import { element } from "../core/dom.js";
import { idOf, thingCard } from "./thing.js";

const SIDES = {
  positives: ["Is it", "Nothing yet."],
  candidates: ["Maybe", "No look-alikes that are likely enough. More examples help."],
  negatives: ["Is not it", "Nothing yet. What looks alike and is not it helps most."],
};

const DRAGGED = "text/x-zoetrope-thing";

/** What has a label, what may have it, and what has it not; things move by key, button or drag. */
export class Board {
  element = element("div", { className: "board" });
  #things = { positives: [], candidates: [], negatives: [] };
  #lists = {};
  #judge;

  /** @param judge called with a thing and `positives` or `negatives`; it has moved already */
  constructor(judge) {
    this.#judge = judge;
    for (const side of Object.keys(SIDES)) this.element.append(this.#column(side));
  }

  /** @param things lists by side */
  show(things) {
    this.#things = { ...things };
    for (const side of Object.keys(SIDES)) this.#draw(side);
  }

  #column(side) {
    const [name, empty] = SIDES[side];
    const list = element("ol", { ariaLabel: name });
    const count = element("span", {});
    const note = element("p", { className: "dim" }, empty);
    this.#lists[side] = { list, count, note };
    const column = element("section", { className: `column ${side}`, ariaLabel: name }, element("h3", {}, name, count), list, note);
    list.addEventListener("keydown", (event) => this.#keys(event, side));
    if (side !== "candidates") this.#takesDrops(column, side);
    return column;
  }

  #draw(side) {
    const things = this.#things[side];
    const { list, count, note } = this.#lists[side];
    list.replaceChildren(...things.map((thing) => thingCard(thing, side, (moved, to) => this.#move(moved, side, to))));
    count.textContent = things.length ? String(things.length) : "";
    note.hidden = things.length > 0;
  }

  #move(thing, from, to) {
    const at = this.#things[from].findIndex((other) => idOf(other) === idOf(thing));
    if (at < 0 || from === to) return;
    const hadFocus = this.#lists[from].list.contains(document.activeElement);
    this.#things[from].splice(at, 1);
    this.#things[to].unshift(thing);
    this.#draw(from);
    this.#draw(to);
    if (hadFocus) this.#lists[from].list.children[Math.min(at, this.#things[from].length - 1)]?.focus();
    this.#judge(thing, to);
  }

  #takesDrops(column, side) {
    column.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      column.classList.add("over");
    });
    column.addEventListener("dragleave", (event) => column.contains(event.relatedTarget) || column.classList.remove("over"));
    column.addEventListener("drop", (event) => {
      column.classList.remove("over");
      const id = event.dataTransfer.getData(DRAGGED);
      const from = Object.keys(SIDES).find((other) => this.#things[other].some((thing) => idOf(thing) === id));
      if (!from) return;
      event.preventDefault();
      this.#move(this.#things[from].find((thing) => idOf(thing) === id), from, side);
    });
  }

  #keys(event, side) {
    const node = event.target.closest(".judged");
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    const nodes = [...node.parentElement.children];
    const at = nodes.indexOf(node);
    const row = getComputedStyle(node.parentElement).gridTemplateColumns.split(" ").length;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[event.key];
    const to = { y: "positives", x: "negatives" }[event.key];
    if (by !== undefined) nodes[Math.max(0, Math.min(nodes.length - 1, at + by))].focus();
    else if (to) this.#move(this.#things[side][at], side, to);
    else return;
    event.preventDefault();
  }

  /** To the first that waits for a verdict. */
  focus() {
    this.#lists.candidates.list.firstElementChild?.focus();
  }
}
