import { element, icon } from "../core/dom.js";
import { clock, hue, plural } from "../core/format.js";

/** So many rows are laid out; words to look for bring up the others. */
const MOST = 400;

/** What was found in a video, as lists that can be searched: a tab for each kind. */
export class Lists {
  element;
  #seek;
  #tabs = element("div", { className: "tabs", role: "tablist", ariaLabel: "What was found" });
  #words = element("input", { type: "search", placeholder: "Search what is said, written and seen", ariaLabel: "Search in this video" });
  #panel = element("div", { className: "list-panel", role: "tabpanel", id: "found-panel", tabIndex: 0 });
  #kinds = [];
  #open = "all";
  #rows = [];
  #now = -1;

  /** @param seek called with a time and the thing that stands there */
  constructor(seek) {
    this.#seek = seek;
    this.element = element("section", { className: "lists", ariaLabel: "Found in this video" }, this.#words, this.#tabs, this.#panel);
    this.#words.addEventListener("input", () => this.#draw());
    this.#words.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#rows[0]?.node.querySelector("button").click();
    });
  }

  /** @param found shots, moments, objects, dialogue, text, sounds */
  show(found) {
    const kind = (id, name, icon, things, text) => ({ id, name, icon, things: things.map((thing) => ({ thing, text: text(thing), icon, kind: id })) });
    this.#kinds = [
      kind("dialogue", "Said", "said", found.dialogue, (line) => (line.speaker ? `${line.speaker}: ${line.text}` : line.text)),
      kind("text", "Written", "written", found.text, (text) => text.text),
      kind("objects", "Things", "thing", found.objects, (object) => [object.class, ...(object.labels ?? [])].join(" · ")),
      kind("sounds", "Sounds", "heard", found.sounds.filter((sound) => !sound.silent && sound.classes.length), (sound) => sound.classes.map((heard) => heard.name).join(", ")),
      kind("moments", "Moments", "seen", found.moments, (moment) => [plural(Math.round((moment.end_ms - moment.start_ms) / 100) / 10, "second"), ...(moment.classes ?? [])].join(" · ")),
      kind("shots", "Shots", "film", found.shots, (shot) => `shot ${shot.shot + 1} · ${shot.transition}`),
    ].filter((kind) => kind.things.length);
    this.#open = this.#kinds[0]?.id ?? "";
    this.#draw();
  }

  focus() {
    this.#words.focus();
  }

  /** Marks what is there while it plays. */
  at(ms) {
    const index = this.#rows.findLastIndex(({ thing }) => thing.start_ms <= ms && ms < thing.end_ms);
    if (index === this.#now) return;
    this.#rows[this.#now]?.node.classList.remove("now");
    this.#now = index;
    const node = this.#rows[index]?.node;
    node?.classList.add("now");
    // Only inside the list, and not while somebody reads in it.
    if (node && !this.#panel.matches(":hover, :focus-within")) this.#panel.scrollTop = node.offsetTop - this.#panel.clientHeight / 2;
  }

  #draw() {
    const words = this.#words.value.trim().toLowerCase();
    this.#drawTabs(words);
    const pool = words ? this.#kinds.filter(({ id }) => id !== "moments" && id !== "shots").flatMap((kind) => kind.things) : (this.#kinds.find((kind) => kind.id === this.#open)?.things ?? []);
    const fitting = pool.filter((item) => !words || item.text.toLowerCase().includes(words)).sort((a, b) => a.thing.start_ms - b.thing.start_ms);
    this.#rows = fitting.slice(0, MOST).map((item) => ({ thing: item.thing, node: this.#row(item, words) }));
    this.#now = -1;
    const note = !this.#kinds.length ? "Nothing was found in it so far." : !fitting.length ? "Nothing here has these words." : fitting.length > MOST ? `The first ${MOST} of ${fitting.length}.` : "";
    this.#panel.replaceChildren(element("ol", {}, ...this.#rows.map((row) => row.node)), ...(note ? [element("p", { className: "dim" }, note)] : []));
  }

  #drawTabs(words) {
    this.#tabs.hidden = Boolean(words);
    this.#tabs.replaceChildren(
      ...this.#kinds.map((kind) =>
        element(
          "button",
          {
            type: "button",
            role: "tab",
            ariaSelected: String(kind.id === this.#open),
            "aria-controls": "found-panel",
            data: { kind: kind.id },
            onclick: () => {
              this.#open = kind.id;
              this.#draw();
            },
          },
          kind.name,
          element("span", {}, String(kind.things.length)),
        ),
      ),
    );
  }

  #row({ thing, text, icon: name, kind }, words) {
    const mark = kind === "objects" ? element("i", { className: "swatch", ariaHidden: "true" }) : icon(name);
    if (kind === "objects") mark.style.setProperty("--hue", hue(thing.class));
    const button = element("button", { type: "button", onclick: () => this.#seek(thing.start_ms, thing) }, element("time", {}, clock(thing.start_ms)), mark, element("span", {}, ...highlighted(text, words)));
    return element("li", {}, button);
  }
}

/** The text with what was looked for marked. */
function highlighted(text, words) {
  const at = words ? text.toLowerCase().indexOf(words) : -1;
  return at < 0 ? [text] : [text.slice(0, at), element("mark", {}, text.slice(at, at + words.length)), text.slice(at + words.length)];
}
