import { element } from "../core/dom.js";

const KEY = "zoetrope.subtitles";
const OFF = "-1";

/** What can be chosen while a video plays: its subtitles and, where there are several, how large its pictures are. */
export class Choices {
  element = element("div", { className: "choices" });
  #texts = null;

  clear() {
    this.#texts = null;
    this.element.replaceChildren();
  }

  /**
   * @param names of the tracks
   * @param choose called with the number of one, or -1 for none
   */
  texts(names, choose) {
    this.#texts?.remove();
    this.#texts = null;
    if (!names.length) return;
    const options = [element("option", { value: OFF }, "No subtitles"), ...names.map((name, i) => element("option", { value: String(i) }, name))];
    this.#texts = element("select", { ariaLabel: "Subtitles (c)", title: "Subtitles (c)", data: { choice: "texts" } }, ...options);
    const wanted = names.indexOf(kept());
    this.#texts.value = String(wanted);
    this.#texts.addEventListener("change", () => {
      const chosen = Number(this.#texts.value);
      keep(names[chosen] ?? "");
      choose(chosen);
    });
    this.element.prepend(this.#texts);
    choose(wanted);
  }

  /** Subtitles, or none. */
  toggleTexts() {
    if (!this.#texts) return;
    this.#texts.value = this.#texts.value === OFF ? "0" : OFF;
    this.#texts.dispatchEvent(new Event("change"));
  }

  /**
   * @param names of what pictures there are
   * @param choose called with the number of one, or -1 for whichever the connection is good enough for
   */
  levels(names, choose) {
    if (names.length < 2) return;
    const options = [element("option", { value: "-1" }, "Automatic"), ...names.map((name, i) => element("option", { value: String(i) }, name))];
    const select = element("select", { ariaLabel: "Quality", title: "Quality", data: { choice: "levels" } }, ...options);
    select.addEventListener("change", () => choose(Number(select.value)));
    this.element.append(select);
  }
}

function kept() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function keep(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Without storage the choice is that of this video alone.
  }
}
