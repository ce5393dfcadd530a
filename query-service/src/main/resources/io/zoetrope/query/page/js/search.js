import * as api from "./api.js";
import { byId } from "./dom.js";
import { plural } from "./format.js";
import { Picture } from "./picture.js";
import { Sources } from "./sources.js";

const LIMIT = 24;

/** The search box: asks by text or picture and fills the results. */
export class Search {
  #results;
  #picture;
  #sources;
  #running = null;
  #next = null;
  #asked = false;

  constructor(results) {
    this.#results = results;
    this.#picture = new Picture(() => this.run());
    this.#sources = new Sources(() => this.run());
    byId("search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    byId("text").addEventListener("input", () => {
      if (this.#picture.file && byId("text").value) this.#picture.clear();
    });
    byId("by-video").addEventListener("change", () => this.run());
    byId("collection").addEventListener("change", () => this.run());
    byId("more").addEventListener("click", () => this.#more());
  }

  setPicture(file) {
    this.#picture.set(file);
  }

  setText(text) {
    if (this.#picture.file) this.#picture.clear();
    byId("text").value = text;
    this.run();
  }

  /** Whether anything was searched for since the page was opened. */
  get asked() {
    return this.#asked;
  }

  async run() {
    const text = byId("text").value.trim();
    if (!text && !this.#picture.file) return;
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.#asked = true;
    document.body.classList.add("asked");
    this.#results.wait(LIMIT / 3);
    byId("more").hidden = true;
    say("Searching …");
    try {
      const answer = await this.#ask(text, running.signal);
      if (running !== this.#running) return;
      this.#results.clear();
      this.#show(answer, true);
      remember(this.#picture.file ? "" : text);
    } catch (problem) {
      if (running !== this.#running) return;
      this.#results.clear();
      say(problem.message, true);
    }
  }

  #ask(text, signal) {
    const collection = byId("collection").value;
    const options = {
      filter: collection ? { collection } : {},
      group_by: byId("by-video").checked ? "video" : "moment",
      limit: LIMIT,
      modalities: this.#sources.chosen,
    };
    return this.#picture.file
      ? api.searchImage(this.#picture.file, options, signal)
      : api.searchText(text, options, signal);
  }

  #show(answer, first) {
    this.#results.add(answer.moments);
    this.#next = answer.page.next_page_token;
    byId("more").hidden = !this.#next;
    const count = this.#results.size;
    const poor = first && answer.good_match === false ? " Nothing fits well; these come nearest." : "";
    const degraded = answer.degraded.map((part) => ` ${part.source}: ${part.reason.replaceAll("_", " ")}.`).join("");
    if (!count) say("Nothing was found. Try other words, or a picture." + degraded);
    else say(`${plural(count, "moment")}${this.#next ? " and more" : ""}${first ? ` in ${answer.took_ms} ms` : ""}.${poor}${degraded}`);
  }

  async #more() {
    byId("more").hidden = true;
    const running = this.#running;
    try {
      const answer = await api.nextPage(this.#next, running.signal);
      if (running === this.#running) this.#show(answer, false);
    } catch (problem) {
      if (running === this.#running) say(problem.message, true);
    }
  }
}

function say(text, wrong = false) {
  byId("summary").textContent = text;
  byId("summary").classList.toggle("error", wrong);
}

/** The address holds the question, so that it can be sent to someone. */
function remember(text) {
  const address = new URL(location.href);
  if (text) address.searchParams.set("q", text);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}
