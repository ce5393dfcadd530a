import * as api from "../core/api.js";
import { element, icon, picture } from "../core/dom.js";
import { clock, stretch } from "../core/format.js";
import { address } from "../core/router.js";

/** An answer as it comes: sentences, each with links to where it is from, and those places as pictures. */
export class Answer {
  element;
  #text = element("div", { className: "answer-text" });
  #state = element("p", { className: "dim", role: "status" }, "Looking for evidence …");
  #sources = element("ol", { className: "sources-list", ariaLabel: "Where it is from" });
  #numbers = new Map();
  #whole = "";
  #structured;
  #sentence = null;
  #titleOf;
  #over = false;

  /**
   * @param prompt what was asked
   * @param structured whether a list comes, not sentences
   * @param titleOf how a video is called, by its id
   */
  constructor(prompt, structured, titleOf) {
    this.#structured = structured;
    this.#titleOf = titleOf;
    this.element = element("article", { className: "answer" }, element("h2", {}, prompt), this.#text, this.#state, this.#sources);
  }

  /** Whether its last event came, good or bad. */
  get over() {
    return this.#over;
  }

  hear(event, data) {
    if (event === "answer.delta") this.#delta(data.text);
    else if (event === "answer.citation") this.#cite(data);
    else if (event === "answer.done") this.#done(data);
    else if (event === "error") this.failed(data.error?.message ?? data.message ?? "The answer broke off.");
  }

  failed(message) {
    this.#over = true;
    this.#state.replaceChildren(icon("warning"), message);
    this.#state.className = "note degraded";
  }

  stopped() {
    this.#state.textContent = "Stopped.";
  }

  #delta(text) {
    this.#whole += text;
    this.#state.textContent = "Answering …";
    if (this.#structured) return;
    this.#sentence = element("span", { className: "sentence" }, text);
    this.#text.append(this.#sentence, " ");
  }

  #cite(place) {
    const number = this.#numberOf(place);
    if (this.#structured || !this.#sentence) return;
    this.#sentence.append(element("a", { className: "cite", href: addressOf(place), title: `${this.#titleOf(place.video_id)}, ${clock(place.start_ms)}`, ariaLabel: `Source ${number}` }, String(number)));
  }

  /** The place's number; a new one is added to the pictures. */
  #numberOf(place) {
    const key = `${place.video_id} ${place.start_ms} ${place.end_ms}`;
    if (!this.#numbers.has(key)) {
      this.#numbers.set(key, this.#numbers.size + 1);
      this.#sources.append(element("li", {}, placeCard(place, this.#titleOf(place.video_id), this.#numbers.size)));
    }
    return this.#numbers.get(key);
  }

  #done({ refused, degraded, generator, usage }) {
    this.#over = true;
    if (this.#structured && this.#whole) this.#text.append(...this.#items());
    if (refused) {
      this.#state.className = "note poor";
      this.#state.replaceChildren(icon("warning"), element("span", {}, element("b", {}, "No answer. "), refused.message));
      return;
    }
    const notes = (degraded ?? []).map((part) => `${part.source}: ${part.reason.replaceAll("_", " ")}`);
    this.#state.textContent = [generator ? `by ${generator}` : "", usage?.evidence ? `from ${usage.evidence} pieces of evidence` : "", ...notes].filter(Boolean).join(" · ");
  }

  /** What came as a document: its list with links, or as it is. */
  #items() {
    let document;
    try {
      document = JSON.parse(this.#whole);
    } catch {
      return [element("pre", {}, this.#whole)];
    }
    const list = Object.values(document).find(Array.isArray);
    if (!list?.every((item) => item && "start_ms" in item)) return [element("pre", {}, JSON.stringify(document, null, 2))];
    return [element("ol", { className: "places" }, ...list.map((item) => element("li", {}, placeCard(item, item.title ?? item.text ?? this.#titleOf(item.video_id), null))))];
  }
}

const addressOf = (place) => address("video", [place.video_id], { t: place.start_ms });

function placeCard(place, title, number) {
  return element(
    "a",
    { className: "place", href: addressOf(place) },
    element("span", { className: "thumb" }, picture(api.thumbnail(place.video_id, (place.start_ms + place.end_ms) / 2)), number ? element("span", { className: "number" }, String(number)) : null),
    element("span", { className: "about" }, element("strong", {}, title), element("span", { className: "facts" }, stretch(place.start_ms, place.end_ms))),
  );
}
