import { element, icon, iconButton, picture } from "../core/dom.js";
import { SOURCES } from "../core/format.js";
import { ACCEPTED, searchable } from "./media.js";
import { emptyQuery, isEmpty, partOf, term } from "./query.js";

const MOST_TERMS = 8;

const JOINS = { or: "any of them", and: "all, close together", then: "one after the other" };

/** What is looked for, a row for each thing: words, something indexed, or a file; each may be unwanted. */
export class Builder {
  #rows;
  #joins;
  #ask;
  #query = emptyQuery();

  /**
   * @param rows holds the rows
   * @param joins holds how they are combined
   * @param ask called when somebody wants an answer
   */
  constructor(rows, joins, ask) {
    this.#rows = rows;
    this.#joins = joins;
    this.#ask = ask;
  }

  show(query) {
    this.#query = query;
    this.#draw();
  }

  /** Adds something to what is looked for. */
  add(item, focus = true) {
    const { terms } = this.#query;
    if (terms.length >= MOST_TERMS) return;
    const free = terms.findIndex(isEmpty);
    if (item.kind !== "text" && free >= 0) terms.splice(free, 1, item);
    else terms.push(item);
    this.#draw();
    if (focus) this.#rows.lastElementChild.querySelector("input[type=search], button")?.focus();
  }

  focus() {
    const input = this.#rows.querySelector("input[type=search]");
    input?.focus();
    input?.select();
  }

  #draw() {
    const { terms } = this.#query;
    if (!terms.some((item) => !item.not)) terms.unshift(term("text", ""));
    const kept = [...this.#rows.querySelectorAll("img")].map((image) => image.src);
    this.#rows.replaceChildren(...terms.map((item, index) => this.#row(item, index)));
    const now = [...this.#rows.querySelectorAll("img")].map((image) => image.src);
    kept.filter((src) => src.startsWith("blob:") && !now.includes(src)).forEach((src) => URL.revokeObjectURL(src));
    this.#drawJoins();
  }

  #row(item, index) {
    const several = this.#query.terms.length > 1;
    return element(
      "div",
      { className: item.not ? "field unwanted" : "field", role: "group", ariaLabel: item.not ? "Not wanted" : "Looked for" },
      several ? this.#notButton(item) : element("span", { className: "lens", ariaHidden: "true" }, icon("search")),
      item.kind === "text" ? this.#input(item, index) : this.#thing(item),
      several ? this.#sourceChoice(item) : null,
      several && !item.not && this.#query.operator !== "then" ? this.#weightChoice(item) : null,
      this.#pick(item),
      several ? iconButton("close", "Leave this out", () => this.#drop(item)) : null,
      index === 0 ? element("button", { className: "primary", type: "submit" }, icon("search"), element("span", {}, "Search")) : null,
    );
  }

  #notButton(item) {
    return element(
      "button",
      { type: "button", className: "not", ariaPressed: String(item.not), title: "Whether it must not be there", onclick: () => this.#change(() => (item.not = !item.not)) },
      item.not ? "not" : "with",
    );
  }

  #input(item, index) {
    return element("input", {
      type: "search",
      id: index === 0 ? "text" : null,
      value: item.value,
      maxLength: 4000,
      enterKeyHint: "search",
      placeholder: item.not ? "what must not be there" : index === 0 ? "Describe what you saw or heard, or drop a picture, sound or clip" : "and what else?",
      ariaLabel: item.not ? "What must not be there" : "Describe what to find",
      oninput: (event) => (item.value = event.target.value),
    });
  }

  /** Something that is no words. */
  #thing(item) {
    const name = item.title || (item.kind === "file" ? item.file.name : item.value);
    const says = { class: "things called", moment: "looks like", object: "is like", file: item.file && { image: "looks like", audio: "sounds like", video: "is like" }[partOf(item.file)] }[item.kind];
    const isPicture = item.kind === "file" && item.file.type.startsWith("image/");
    const src = isPicture ? URL.createObjectURL(item.file) : item.thumbnail;
    return element(
      "span",
      { className: "thing" },
      src ? picture(src, { loading: "eager" }) : element("span", { className: "sign" }, icon({ class: "thing", file: item.file && partOf(item.file) === "audio" ? "heard" : "film" }[item.kind] ?? "film")),
      element("span", {}, `${says} `, element("b", {}, name)),
      iconButton("close", "Search by words instead", () => this.#change(() => Object.assign(item, { kind: "text", value: "", file: null, thumbnail: null, title: null }))),
    );
  }

  #sourceChoice(item) {
    const choice = element(
      "select",
      { ariaLabel: "Where to look for this", onchange: (event) => (item.source = event.target.value) },
      element("option", { value: "" }, "anywhere"),
      ...Object.entries(SOURCES).map(([value, name]) => element("option", { value }, name.toLowerCase())),
    );
    choice.value = item.source;
    return choice;
  }

  #weightChoice(item) {
    const choice = element(
      "select",
      { ariaLabel: "How much this counts", onchange: (event) => (item.weight = Number(event.target.value)) },
      ...[0.5, 1, 2, 4].map((weight) => element("option", { value: weight }, weight === 0.5 ? "× ½" : `× ${weight}`)),
    );
    choice.value = String(item.weight);
    return choice;
  }

  #pick(item) {
    const input = element("input", {
      type: "file",
      accept: ACCEPTED,
      className: "hidden-input",
      ariaLabel: "Search with a picture, sound or clip",
      onchange: async (event) => {
        const file = event.target.files[0] && (await searchable(event.target.files[0]));
        if (!file) return;
        this.#change(() => Object.assign(item, { kind: "file", value: "", file, title: null, thumbnail: null }));
        this.#ask();
      },
    });
    return element("label", { className: "quiet pick", title: "Search with a picture, sound or clip" }, icon("picture"), input);
  }

  #change(what) {
    what();
    this.#draw();
  }

  #drop(item) {
    this.#change(() => {
      const { terms } = this.#query;
      terms.splice(terms.indexOf(item), 1);
      if (!terms.length) terms.push(term("text", ""));
    });
    this.focus();
  }

  #drawJoins() {
    const query = this.#query;
    const wanted = query.terms.filter((item) => !item.not).length;
    const full = query.terms.length >= MOST_TERMS;
    const addRow = (not) => {
      query.terms.push(term("text", "", { not }));
      this.#draw();
      this.#rows.lastElementChild.querySelector("input[type=search]").focus();
    };
    const seconds = element("input", {
      type: "number",
      min: 0,
      max: 3600,
      step: "any",
      value: query.within,
      ariaLabel: "Seconds between them",
      oninput: (event) => (query.within = Math.max(0, Number(event.target.value) || 0)),
    });
    this.#joins.replaceChildren(
      ...(wanted > 1 ? [this.#segments(), query.operator !== "or" ? element("label", { className: "within" }, "within ", seconds, " s") : ""] : []),
      element("button", { type: "button", className: "chip", disabled: full, id: "add-term", onclick: () => addRow(false) }, icon("add"), "And …"),
      element("button", { type: "button", className: "chip", disabled: full, id: "add-not", onclick: () => addRow(true) }, icon("less"), "But not …"),
    );
  }

  #segments() {
    return element(
      "span",
      { className: "segments", role: "group", ariaLabel: "How they belong together" },
      ...Object.entries(JOINS).map(([operator, name]) =>
        element(
          "button",
          { type: "button", ariaPressed: String(this.#query.operator === operator), data: { operator }, onclick: () => this.#change(() => (this.#query.operator = operator)) },
          name,
        ),
      ),
    );
  }
}
