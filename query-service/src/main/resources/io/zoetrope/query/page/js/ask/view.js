import * as api from "../core/api.js";
import { blank, byId, element, icon } from "../core/dom.js";
import { nameOf } from "../core/format.js";
import { eventsOf } from "../core/sse.js";
import { Answer } from "./answer.js";

const FORMS = {
  "": ["Sentences", ""],
  chapters: ["Chapters", "What are the chapters?"],
  highlights: ["Highlights", "What are the highlights?"],
  segments: ["Segments", "Which stretches show it?"],
};

const SUGGESTED = 4;

/** Asks about one video or all of them; the answer comes sentence by sentence, with its evidence. */
export class AskView {
  element = byId("view-ask");
  #library;
  #form = "";
  #running = null;
  #shown = false;
  #drawing = false;
  /** What the list of videos says, so that it is not made anew under somebody's hand. */
  #drawn = "";

  constructor(library) {
    this.#library = library;
    byId("ask-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask();
    });
    byId("ask-prompt").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#ask();
    });
    byId("ask-stop").addEventListener("click", () => this.#running?.abort());
    byId("ask-stop").prepend(icon("stop"));
    library.onChange(() => this.#drawSoon());
    this.#drawForms();
  }

  show(rest, parameters) {
    const video = parameters.get("video") ?? undefined;
    this.#shown = true;
    this.#drawVideos(video);
    if (video) byId("ask-video").value = video;
    byId("ask-prompt").focus();
  }

  hide() {
    this.#shown = false;
  }

  /** Once for all that changes until the next picture of the screen, and only while it is seen. */
  #drawSoon() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (this.#shown) this.#drawVideos();
    });
  }

  #drawVideos(wanted = byId("ask-video").value) {
    const videos = this.#library.all.filter((video) => video.moments || video.video_id === wanted);
    const drawn = JSON.stringify(videos.map((video) => [video.video_id, nameOf(video)]));
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    byId("ask-video").replaceChildren(element("option", { value: "" }, "all videos"), ...videos.map((video) => element("option", { value: video.video_id }, nameOf(video))));
    byId("ask-video").value = videos.some((video) => video.video_id === wanted) ? wanted : "";
    this.#suggest(videos.slice(0, SUGGESTED));
  }

  /** Before the first question: what can be asked of the newest videos. */
  #suggest(videos) {
    const ask = (video) => {
      byId("ask-video").value = video.video_id;
      byId("ask-prompt").value = "What happens here?";
      this.#ask();
    };
    byId("ask-suggestions").replaceChildren(
      ...videos.map((video) => element("button", { type: "button", className: "chip", onclick: () => ask(video) }, icon("ask"), `What happens in “${nameOf(video)}”?`)),
    );
  }

  #drawForms() {
    byId("ask-forms").replaceChildren(
      ...Object.entries(FORMS).map(([form, [name]]) =>
        element("button", { type: "button", ariaPressed: String(form === this.#form), data: { form }, onclick: () => this.#choose(form) }, name),
      ),
    );
  }

  #choose(form) {
    const given = Object.values(FORMS).map(([, prompt]) => prompt);
    this.#form = form;
    const prompt = byId("ask-prompt");
    // A prompt that somebody wrote stays.
    if (given.includes(prompt.value.trim())) prompt.value = FORMS[form][1];
    this.#drawForms();
    prompt.focus();
  }

  async #ask() {
    const prompt = byId("ask-prompt").value.trim();
    if (!prompt) return;
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    const video = byId("ask-video").value;
    const titles = new Map(this.#library.all.map((one) => [one.video_id, nameOf(one)]));
    const answer = new Answer(prompt, Boolean(this.#form), (id) => titles.get(id) ?? id);
    byId("answers").prepend(answer.element);
    byId("ask-suggestions").hidden = true;
    byId("ask-empty").hidden = true;
    byId("ask-stop").hidden = false;
    const body = { prompt, ...(video ? { video_id: video } : {}), ...(this.#form ? { response_format: { type: this.#form } } : {}) };
    try {
      const response = await api.generate(body, running.signal);
      for await (const { event, data } of eventsOf(response)) answer.hear(event, JSON.parse(data));
      if (!answer.over) answer.failed("The answer broke off.");
    } catch (problem) {
      if (running.signal.aborted) answer.stopped();
      else if (problem.missing) this.#missing(answer);
      else answer.failed(problem.message);
    } finally {
      if (this.#running === running) byId("ask-stop").hidden = true;
    }
  }

  #missing(answer) {
    answer.element.remove();
    byId("ask-empty").hidden = false;
    byId("ask-empty").replaceChildren(blank("ask", "This service gives no answers", "It was started without a generator. Search still finds everything that is indexed.", element("a", { className: "plain", href: "#/search" }, "Search")));
  }
}
