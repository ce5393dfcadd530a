import { element } from "../core/dom.js";
import { hue } from "../core/format.js";
import { at, boxAt } from "./boxes.js";

/** So many boxes are shown at once. */
const MOST = 60;

/** The browser's own controls stand so high. */
const CONTROLS_PX = 54;

/** Boxes with names over a playing video, and a box that somebody draws. */
export class Overlay {
  element = element("div", { className: "overlay" });
  #video;
  #things = [];
  #texts = [];
  #nodes = new Map();
  #choose = () => {};
  #drawing = null;

  constructor(video) {
    this.#video = video;
  }

  /**
   * @param objects with `boxes`
   * @param texts with `box`
   * @param choose called with an object that is pressed
   */
  show(objects, texts, choose) {
    this.#things = objects;
    this.#texts = texts;
    this.#choose = choose;
    this.update(this.#video.currentTime * 1000);
  }

  clear() {
    this.show([], [], () => {});
  }

  /** Puts everything where it is at a time. */
  update(ms) {
    this.#fit();
    const now = new Map();
    const shown = [...at(this.#things, ms), ...at(this.#texts, ms)].slice(0, MOST);
    for (const thing of shown) {
      const box = thing.box ?? boxAt(thing.boxes, ms);
      if (!box) continue;
      const node = this.#nodes.get(thing) ?? this.#node(thing);
      this.#place(node, box);
      now.set(thing, node);
    }
    for (const [thing, node] of this.#nodes) if (!now.has(thing)) node.remove();
    for (const [thing, node] of now) if (!this.#nodes.has(thing)) this.element.append(node);
    this.#nodes = now;
  }

  #node(thing) {
    const name = thing.class ?? thing.text;
    const says = thing.labels?.length ? thing.labels.join(", ") : name;
    const node = thing.class
      ? element("button", { type: "button", className: thing.labels?.length ? "box labelled" : "box", ariaLabel: `${says}: what can be done with it`, onclick: () => this.#choose(thing, node) }, element("span", {}, says))
      : element("div", { className: "box words", ariaHidden: "true" }, element("span", {}, name));
    node.style.setProperty("--hue", hue(name));
    return node;
  }

  #place(node, box) {
    const { clientHeight: height } = this.element;
    node.style.left = `${100 * box.x0}%`;
    node.style.top = `${100 * box.y0}%`;
    node.style.width = `${100 * (box.x1 - box.x0)}%`;
    node.style.height = `${100 * (box.y1 - box.y0)}%`;
    node.classList.toggle("low", box.y0 < 0.06);
    // The browser's controls stay in reach: what reaches down to them is pressed at its name.
    node.classList.toggle("deep", box.y1 * height > height - CONTROLS_PX);
  }

  /** Over the picture, not over the bars beside it. */
  #fit() {
    const { videoWidth, videoHeight, clientWidth, clientHeight } = this.#video;
    if (!videoWidth || !clientWidth) return;
    const scale = Math.min(clientWidth / videoWidth, clientHeight / videoHeight);
    const [width, height] = [videoWidth * scale, videoHeight * scale];
    const { style } = this.element;
    style.left = `${this.#video.offsetLeft + (clientWidth - width) / 2}px`;
    style.top = `${this.#video.offsetTop + (clientHeight - height) / 2}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
  }

  /**
   * Lets a box be drawn; the next one, or none if it is called off.
   *
   * @return {Promise<{x0, y0, x1, y1} | null>}
   */
  draw() {
    this.#drawing?.(null);
    this.#fit();
    const sheet = element("div", { className: "sheet-to-draw" }, element("p", {}, "Draw a box around what to look for"));
    this.element.append(sheet);
    return new Promise((done) => {
      const finish = (box) => {
        this.#drawing = null;
        sheet.remove();
        removeEventListener("keydown", escape, true);
        done(box);
      };
      const escape = (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        finish(null);
      };
      this.#drawing = finish;
      addEventListener("keydown", escape, true);
      follow(sheet, finish);
    });
  }
}

function follow(sheet, finish) {
  let from = null;
  const mark = element("span", { className: "drawn" });
  const place = (event) => {
    const { left, top, width, height } = sheet.getBoundingClientRect();
    const part = (value, most) => Math.min(1, Math.max(0, value / most));
    return { x: part(event.clientX - left, width), y: part(event.clientY - top, height) };
  };
  const boxTo = (to) => ({ x0: Math.min(from.x, to.x), y0: Math.min(from.y, to.y), x1: Math.max(from.x, to.x), y1: Math.max(from.y, to.y) });
  sheet.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    from = place(event);
    sheet.replaceChildren(mark);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!from) return;
    const box = boxTo(place(event));
    Object.assign(mark.style, { left: `${100 * box.x0}%`, top: `${100 * box.y0}%`, width: `${100 * (box.x1 - box.x0)}%`, height: `${100 * (box.y1 - box.y0)}%` });
  });
  sheet.addEventListener("pointerup", (event) => {
    if (!from) return;
    const box = boxTo(place(event));
    // A click is no box.
    finish(box.x1 - box.x0 > 0.02 && box.y1 - box.y0 > 0.02 ? box : null);
  });
}
