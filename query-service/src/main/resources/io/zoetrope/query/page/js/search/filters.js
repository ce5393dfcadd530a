import { element, iconButton } from "../core/dom.js";
import { clock, SOURCES } from "../core/format.js";

const LISTS = { collection: "Collection", class: "Has a", label: "Label", language: "Language", speaker: "Speaker" };

/** Where to look, and what a result has to fulfil: chips that can be seen and taken away. */
export class Filters {
  #sources;
  #chips;
  #panel;
  #changed;
  #query = null;
  #known = { collection: [], class: [], label: [] };
  #titles = new Map();

  /**
   * @param places elements: `sources`, `chips`, `panel`
   * @param changed called after the query was changed
   */
  constructor({ sources, chips, panel }, changed) {
    this.#sources = sources;
    this.#chips = chips;
    this.#panel = panel;
    this.#changed = changed;
  }

  show(query) {
    this.#query = query;
    this.#draw();
  }

  /** Names that can be chosen, by field of the filter. */
  know(names) {
    this.#known = { ...this.#known, ...names };
    if (this.#query && !this.#panel.hidden) this.#drawPanel();
  }

  /** How a video is called on its chip. */
  title(videoId, title) {
    this.#titles.set(videoId, title);
  }

  toggle(button) {
    this.#panel.hidden = !this.#panel.hidden;
    button.ariaExpanded = String(!this.#panel.hidden);
    if (!this.#panel.hidden) {
      this.#drawPanel();
      this.#panel.querySelector("input, select")?.focus();
    }
  }

  #draw() {
    this.#drawSources();
    this.#drawChips();
    if (!this.#panel.hidden) this.#drawPanel();
  }

  #drawSources() {
    const query = this.#query;
    this.#sources.replaceChildren(
      ...Object.entries(SOURCES).map(([source, name]) =>
        element(
          "button",
          {
            type: "button",
            className: "chip",
            ariaPressed: String(query.sources.includes(source)),
            data: { source },
            onclick: () => this.#change(() => (query.sources = query.sources.includes(source) ? query.sources.filter((s) => s !== source) : [...query.sources, source])),
          },
          name,
        ),
      ),
    );
  }

  #change(what) {
    what();
    this.#draw();
    this.#changed();
  }

  #drawChips() {
    const { filter } = this.#query;
    const chips = [];
    const drop = (field) => () => this.#change(() => delete filter[field]);
    const chip = (text, field) => chips.push(element("span", { className: "chip held" }, text, iconButton("close", `Without ${text}`, drop(field))));
    for (const [field, name] of Object.entries(LISTS)) if (filter[field]) chip(`${name}: ${[filter[field]].flat().join(", ")}`, field);
    if (filter.video_id) chip(`In “${[filter.video_id].flat().map((id) => this.#titles.get(id) ?? id).join(", ")}”`, "video_id");
    if (filter.start_ms) chip(`From ${clock(filter.start_ms.gte ?? 0, false)}${filter.start_ms.lte ? ` to ${clock(filter.start_ms.lte, false)}` : ""}`, "start_ms");
    if (filter.recorded_at) chip(`Recorded ${[filter.recorded_at.gte?.slice(0, 10), filter.recorded_at.lte?.slice(0, 10)].map((day) => day ?? "…").join(" – ")}`, "recorded_at");
    if (filter.metadata) chip(Object.entries(filter.metadata).map(([key, value]) => `${key} = ${value}`).join(", "), "metadata");
    if (filter.region) chip("In a part of the picture", "region");
    for (const [flag, text] of [["byVideo", "Best of each video"], ["likely", "Likely ones only"], ["varied", "Varied"]]) {
      if (this.#query[flag]) chips.push(element("span", { className: "chip held" }, text, iconButton("close", `Without ${text}`, () => this.#change(() => (this.#query[flag] = false)))));
    }
    this.#chips.replaceChildren(...chips);
  }

  #drawPanel() {
    const { filter } = this.#query;
    const set = (field, value) => this.#change(() => (value ? (filter[field] = value) : delete filter[field]));
    this.#panel.replaceChildren(
      ...Object.entries(LISTS).map(([field, name]) => this.#choice(field, name, set)),
      this.#times(filter, set),
      this.#days(filter, set),
      this.#metadata(filter, set),
      this.#flag("byVideo", "Best of each video"),
      this.#flag("likely", "Likely ones only"),
      this.#flag("varied", "Varied: not the same again and again"),
    );
  }

  #choice(field, name, set) {
    const list = `known-${field}`;
    const value = [this.#query.filter[field] ?? ""].flat().join(", ");
    const input = element("input", { type: "text", id: `filter-${field}`, value, maxLength: 512, placeholder: "any", onchange: (event) => set(field, valuesOf(event.target.value)) });
    input.setAttribute("list", list);
    const known = this.#known[field] ?? [];
    return element("label", {}, element("span", {}, name), input, element("datalist", { id: list }, ...known.map((value) => element("option", { value }))));
  }

  #times(filter, set) {
    const range = filter.start_ms ?? {};
    const input = (end, label) =>
      element("input", {
        type: "text",
        ariaLabel: label,
        placeholder: label,
        value: range[end] === undefined ? "" : clock(range[end], false),
        onchange: (event) => set("start_ms", without({ ...range, [end]: milliseconds(event.target.value) })),
      });
    return element("label", { className: "pair" }, element("span", {}, "Time in the video"), input("gte", "from 0:00"), input("lte", "to"));
  }

  #days(filter, set) {
    const range = filter.recorded_at ?? {};
    // A day of whoever looks, as all times are shown.
    const input = (end, label, time) =>
      element("input", {
        type: "date",
        ariaLabel: label,
        value: range[end] ? dayOf(new Date(range[end])) : "",
        onchange: (event) => set("recorded_at", without({ ...range, [end]: event.target.value ? instant(`${event.target.value}T${time}`) : undefined })),
      });
    return element("label", { className: "pair" }, element("span", {}, "Recorded"), input("gte", "Recorded from", "00:00:00"), input("lte", "Recorded until", "23:59:59"));
  }

  #metadata(filter, set) {
    const [[key, value] = ["", ""]] = Object.entries(filter.metadata ?? {});
    const inputs = [
      element("input", { type: "text", ariaLabel: "Name of the metadata", placeholder: "name", value: key, onchange: () => both() }),
      element("input", { type: "text", ariaLabel: "Value of the metadata", placeholder: "value", value, onchange: () => both() }),
    ];
    const both = () => {
      const [name, wanted] = inputs.map((input) => input.value.trim());
      if (Boolean(name) === Boolean(wanted)) set("metadata", name ? { [name]: wanted } : undefined);
    };
    return element("label", { className: "pair" }, element("span", {}, "Metadata"), ...inputs);
  }

  #flag(flag, text) {
    const input = element("input", { type: "checkbox", id: `flag-${flag}`, checked: this.#query[flag], onchange: () => this.#change(() => (this.#query[flag] = input.checked)) });
    return element("label", { className: "switch" }, input, text);
  }
}

/** Of a local time, in UTC, by the second. */
const instant = (local) => new Date(local).toISOString().replace(/\.\d+Z$/, "Z");

/** As a field of dates has it. */
const dayOf = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

function valuesOf(text) {
  const values = text.split(",").map((value) => value.trim()).filter(Boolean);
  return values.length ? values : undefined;
}

function without(range) {
  const kept = Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined));
  return Object.keys(kept).length ? kept : undefined;
}

/** "1:23" or "83" as milliseconds; nothing for what is no time. */
export function milliseconds(text) {
  const parts = text.trim().split(":").map(Number);
  if (!text.trim() || parts.some(Number.isNaN)) return undefined;
  return Math.max(0, Math.round(parts.reduce((sum, part) => sum * 60 + part, 0) * 1000));
}

