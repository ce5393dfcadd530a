import { thumbnail } from "../core/api.js";
import { element, icon, iconButton, picture } from "../core/dom.js";
import { clock, hue } from "../core/format.js";
import { Sprites } from "../play/sprites.js";

const LANE = 18;
const GAP = 4;
const RULER = 18;
const MOST_CLASSES = 6;
const LEAST_MS = 2000;
const TIP = 168;

/**
 * What a video has, over its time: a lane each for shots, moments, things, what is said, shown and heard. Drawn, as a film
 * has thousands; the lists beside it have the same for those who read.
 */
export class Timeline {
  element;
  #canvas = element("canvas", { ariaHidden: "true" });
  #tip = element("div", { className: "tip", hidden: true });
  #names = element("div", { className: "lane-names", ariaHidden: "true" });
  #slider;
  #seek;
  #lanes = [];
  #length = 1;
  #from = 0;
  #to = 1;
  #now = 0;
  #mark = null;
  #videoId = "";
  #sprites = null;
  #drawn = 0;

  /** @param seek called with a time in milliseconds */
  constructor(seek) {
    this.#seek = seek;
    this.#slider = element("div", { className: "lanes", role: "slider", tabIndex: 0, ariaLabel: "Time in the video", ariaValueMin: "0" }, this.#canvas, this.#tip);
    this.element = element(
      "section",
      { className: "timeline", ariaLabel: "Timeline" },
      element("header", {}, iconButton("zoomout", "Show more time (−)", () => this.zoom(2)), iconButton("zoomin", "Show less time (+)", () => this.zoom(0.5))),
      this.#names,
      this.#slider,
    );
    this.#listen();
    new ResizeObserver(() => this.#later()).observe(this.#slider);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#later());
    new MutationObserver(() => this.#later()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  /**
   * @param found shots, moments, objects, dialogue, text, sounds
   * @param mark a stretch that somebody came for
   */
  show(videoId, lengthMs, found, mark) {
    if (this.#videoId !== videoId) this.#read(videoId);
    this.#length = Math.max(lengthMs, 1);
    this.#mark = mark;
    [this.#from, this.#to] = [0, this.#length];
    this.#lanes = lanesOf(found);
    this.#names.replaceChildren(...this.#lanes.map((lane) => element("span", {}, icon(lane.icon), lane.name)));
    this.#slider.style.height = `${RULER + this.#lanes.length * (LANE + GAP)}px`;
    this.#slider.ariaValueMax = String(Math.round(this.#length / 1000));
    this.#later();
  }

  /** Until they are there, and where there are none, single pictures are shown. */
  async #read(videoId) {
    this.#videoId = videoId;
    this.#sprites = null;
    const sprites = await Sprites.of(videoId);
    if (this.#videoId !== videoId) return;
    this.#sprites = sprites;
    this.#tip.dataset.second = "";
  }

  /** Where it plays. */
  at(ms) {
    this.#now = ms;
    this.#slider.ariaValueNow = String(Math.round(ms / 1000));
    this.#slider.ariaValueText = clock(ms, false);
    const span = this.#to - this.#from;
    if (span < this.#length && (ms < this.#from || ms > this.#to)) this.#window(ms - span * 0.1, span);
    this.#later();
  }

  zoom(factor, around = this.#now) {
    const span = Math.min(this.#length, Math.max(Math.min(LEAST_MS, this.#length), (this.#to - this.#from) * factor));
    const part = (around - this.#from) / (this.#to - this.#from);
    this.#window(around - span * Math.min(1, Math.max(0, part)), span);
    this.#later();
  }

  #window(from, span) {
    this.#from = Math.max(0, Math.min(this.#length - span, from));
    this.#to = this.#from + span;
  }

  #listen() {
    const slider = this.#slider;
    const msOf = (event) => {
      const { left, width } = slider.getBoundingClientRect();
      return Math.max(0, Math.min(this.#length, this.#from + ((event.clientX - left) / width) * (this.#to - this.#from)));
    };
    slider.addEventListener("pointerdown", (event) => {
      slider.setPointerCapture(event.pointerId);
      this.#seek(this.#thingAt(event, msOf(event))?.start_ms ?? msOf(event));
    });
    slider.addEventListener("pointermove", (event) => {
      if (event.buttons & 1) this.#seek(msOf(event));
      this.#showTip(event, msOf(event));
    });
    slider.addEventListener("pointerleave", () => (this.#tip.hidden = true));
    slider.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.shiftKey) return;
        event.preventDefault();
        if (event.ctrlKey) this.zoom(event.deltaY > 0 ? 1.3 : 0.77, msOf(event));
        else this.#window(this.#from + Math.sign(event.deltaY + event.deltaX) * (this.#to - this.#from) * 0.1, this.#to - this.#from);
        this.#later();
      },
      { passive: false },
    );
    slider.addEventListener("keydown", (event) => {
      const step = Math.max(1000, (this.#to - this.#from) / 50);
      const to = { ArrowRight: this.#now + step, ArrowLeft: this.#now - step, Home: 0, End: this.#length, PageUp: this.#now + step * 10, PageDown: this.#now - step * 10 }[event.key];
      if (to !== undefined) this.#seek(Math.max(0, Math.min(this.#length, to)));
      else if (event.key === "+" || event.key === "=") this.zoom(0.5);
      else if (event.key === "-") this.zoom(2);
      else return;
      event.preventDefault();
    });
  }

  #thingAt(event, ms) {
    const y = event.clientY - this.#slider.getBoundingClientRect().top - RULER;
    const lane = this.#lanes[Math.floor(y / (LANE + GAP))];
    return y < 0 ? null : lane?.things.find((thing) => thing.start_ms <= ms && ms < thing.end_ms);
  }

  #showTip(event, ms) {
    const thing = this.#thingAt(event, ms);
    const { left, width } = this.#slider.getBoundingClientRect();
    const says = thing ? this.#lanes.find((lane) => lane.things.includes(thing))?.says(thing) : "";
    // A picture a second at most: the pointer passes over many.
    const second = Math.floor(ms / 1000);
    if (this.#tip.dataset.second !== String(second)) {
      this.#tip.dataset.second = second;
      const shown = this.#sprites?.element(ms, TIP) ?? picture(thumbnail(this.#videoId, second * 1000), { loading: "eager" });
      this.#tip.replaceChildren(shown, element("b", {}), element("span", {}));
    }
    this.#tip.querySelector("b").textContent = clock(ms);
    this.#tip.querySelector("span").textContent = says;
    this.#tip.hidden = false;
    this.#tip.style.left = `${Math.max(0, Math.min(width - TIP, event.clientX - left - TIP / 2))}px`;
  }

  #later() {
    if (this.#drawn) return;
    this.#drawn = requestAnimationFrame(() => {
      this.#drawn = 0;
      this.#draw();
    });
  }

  #draw() {
    const { clientWidth: width, clientHeight: height } = this.#slider;
    if (!width) return;
    const scale = devicePixelRatio || 1;
    const canvas = this.#canvas;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    const style = getComputedStyle(this.element);
    const colour = (name) => style.getPropertyValue(name).trim();
    const x = (ms) => ((ms - this.#from) / (this.#to - this.#from)) * width;
    drawRuler(pen, this.#from, this.#to, width, height, colour);
    if (this.#mark) {
      pen.fillStyle = colour("--mark");
      pen.fillRect(x(this.#mark.start_ms), RULER, Math.max(2, x(this.#mark.end_ms) - x(this.#mark.start_ms)), height - RULER);
    }
    this.#lanes.forEach((lane, index) => drawLane(pen, lane, RULER + index * (LANE + GAP), x, width, colour));
    pen.fillStyle = colour("--accent-fill");
    pen.fillRect(x(this.#now) - 1, 0, 2, height);
    pen.beginPath();
    pen.arc(x(this.#now), 5, 5, 0, 7);
    pen.fill();
  }
}

function lanesOf(found) {
  const lanes = [];
  const lane = (name, icon, things, says, alternate = false) => things?.length && lanes.push({ name, icon, things, says, alternate });
  lane("Shots", "film", found.shots, (shot) => `shot ${shot.shot + 1}, ${shot.transition}`, true);
  lane("Moments", "seen", found.moments, () => "moment", true);
  lane("Said", "said", found.dialogue, (line) => (line.speaker ? `${line.speaker}: ${line.text}` : line.text));
  lane("Written", "written", found.text, (text) => text.text);
  const byClass = Map.groupBy(found.objects ?? [], (object) => object.class);
  const classes = [...byClass].sort((a, b) => b[1].length - a[1].length);
  for (const [name, objects] of classes.slice(0, MOST_CLASSES)) lane(name, "thing", objects, () => name);
  const others = classes.slice(MOST_CLASSES).flatMap(([, objects]) => objects);
  lane("other things", "thing", others, (object) => object.class);
  lane("Sounds", "heard", (found.sounds ?? []).filter((sound) => !sound.silent), (sound) => sound.classes.map((heard) => heard.name).join(", ") || "sound");
  return lanes;
}

function drawLane(pen, lane, top, x, width, colour) {
  pen.fillStyle = colour("--raised");
  pen.fillRect(0, top, width, LANE);
  lane.things.forEach((thing, index) => {
    const [left, right] = [x(thing.start_ms), x(thing.end_ms)];
    if (right < 0 || left > width) return;
    pen.fillStyle = lane.alternate ? colour(index % 2 ? "--lane-odd" : "--lane-even") : `hsl(${hue(lane.icon === "thing" ? (thing.class ?? lane.name) : lane.name)} 55% 55%)`;
    pen.fillRect(left, top, Math.max(1.5, right - left - 1), LANE);
  });
}

function drawRuler(pen, from, to, width, height, colour) {
  const steps = [100, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000];
  const step = steps.find((ms) => ((to - from) / ms) * 70 <= width) ?? 7_200_000;
  pen.fillStyle = colour("--dim");
  pen.font = "11px system-ui, sans-serif";
  for (let ms = Math.ceil(from / step) * step; ms <= to; ms += step) {
    const left = ((ms - from) / (to - from)) * width;
    pen.fillText(clock(ms, step < 1000), left + 3, 11);
    pen.globalAlpha = 0.25;
    pen.fillRect(left, 0, 1, height);
    pen.globalAlpha = 1;
  }
}
