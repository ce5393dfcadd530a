import * as api from "../core/api.js";
import { byId, icon } from "../core/dom.js";
import { plural } from "../core/format.js";
import { address, remember, visit } from "../core/router.js";
import { Builder } from "./builder.js";
import { Filters } from "./filters.js";
import { Inspector } from "./inspector.js";
import { onPaste, searchable } from "./media.js";
import * as messages from "./messages.js";
import * as ask from "./query.js";
import { Results } from "./results.js";
import { suggestionChips, suggestions } from "./suggestions.js";

const LIMIT = 24;
const MOST_CLASSES = 8;

/** Asks, shows what was found, plays it, and asks again by what is shown. */
export class SearchView {
  element = byId("view-search");
  #query = ask.emptyQuery();
  #results;
  #builder;
  #filters;
  #inspector;
  #label;
  #running = null;
  #next = null;
  #asked = null;
  /** How long each video is that the page knows, in milliseconds, by id. */
  #lengths = new Map();

  /** @param label called with something indexed that somebody wants to label */
  constructor(label) {
    this.#label = label;
    this.#results = new Results((what, moment) => this.#act(what, moment));
    this.#inspector = new Inspector(
      (what, moment) => this.#act(what, moment),
      (by) => this.#results.step(by),
      () => {
        this.element.classList.remove("playing");
        this.#results.stopped();
      },
    );
    this.#builder = new Builder(byId("terms"), byId("joins"), () => this.run());
    this.#filters = new Filters({ sources: byId("sources"), chips: byId("chips"), panel: byId("filters") }, () => this.run());
    byId("filter-toggle").prepend(icon("filter"));
    byId("filter-toggle").addEventListener("click", (event) => this.#filters.toggle(event.currentTarget));
    byId("search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    byId("more").addEventListener("click", () => this.#more());
    onPaste((file) => this.byFile(file));
    this.#draw();
  }

  show(rest, parameters) {
    const told = parameters.toString();
    if (told === this.#asked) return;
    this.#query = ask.fromParameters(parameters);
    this.#draw();
    if (ask.wanted(this.#query).length) this.run(true);
    else this.#rest();
  }

  hide() {
    this.#inspector.pause();
  }

  focus() {
    this.#builder.focus();
  }

  /** Searches by a file; in place of what was asked. */
  async byFile(file) {
    const taken = await searchable(file);
    if (taken) this.#begin(ask.term("file", "", { file: taken }));
  }

  /** Searches by one thing, in place of what was asked. */
  by(item) {
    this.#begin(item);
  }

  /**
   * All that has a label: things of the classes of its examples, or moments that look like one of them.
   *
   * @param examples of what has it
   */
  byLabel(name, examples) {
    const classes = [...new Set(examples.map((example) => example.class).filter(Boolean))].slice(0, MOST_CLASSES);
    const [first] = examples;
    const terms = classes.map((value) => ask.term("class", value));
    this.#query.filter = { label: [name] };
    this.#begin(...(terms.length ? terms : [ask.term("moment", first.moment_id, { title: "this moment", thumbnail: first.thumbnail_url })]));
  }

  /** What the page says of the videos that are there. */
  async videos(videos) {
    this.#lengths = new Map(videos.map((video) => [video.video_id, video.duration_ms]));
    const collections = [...new Set(videos.map((video) => video.collection).filter(Boolean))].sort();
    videos.forEach((video) => this.#filters.title(video.video_id, video.title || video.video_id));
    this.#filters.know({ collection: collections });
    byId("search-empty").hidden = true;
    if (!videos.length) messages.noVideos();
    const [{ shown, classes }, labels] = await Promise.all([suggestions(videos), api.labels().catch(() => [])]);
    this.#filters.know({ class: classes, label: labels.map((label) => label.name) });
    byId("suggestions").replaceChildren(...suggestionChips(shown, (value) => this.#begin(ask.term("text", value))));
    if (this.#asked === null || this.#asked === "") this.#recent(videos);
  }

  #begin(...terms) {
    this.#query = { ...ask.emptyQuery(), sources: terms[0].kind === "text" ? this.#query.sources : [], filter: this.#query.filter, terms };
    this.#draw();
    if (location.hash.startsWith("#/search") || !location.hash) {
      this.run();
    } else {
      this.#asked = ask.toParameters(this.#query).toString();
      visit(address("search", [], this.#asked ? ask.toParameters(this.#query) : {}));
      this.run(true);
    }
  }

  #draw() {
    this.#builder.show(this.#query);
    this.#filters.show(this.#query);
  }

  /** @param told whether the address says it already */
  async run(told = false) {
    const body = ask.request(this.#query, LIMIT);
    const parameters = ask.toParameters(this.#query);
    if (!told) remember(address("search", [], parameters));
    this.#asked = parameters.toString();
    if (!body) {
      if (this.#query.terms.some((item) => item.not && !ask.isEmpty(item))) messages.say("Say what should be there, too: what is unwanted only narrows it.");
      return;
    }
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.#inspector.close();
    this.element.classList.add("asked");
    this.#results.wait(LIMIT / 3);
    byId("more").hidden = true;
    messages.notes([]);
    messages.related([]);
    byId("found-nothing").replaceChildren();
    messages.say("Searching …");
    const words = this.#query.terms.find((item) => item.kind === "text" && item.value.trim())?.value;
    document.title = `${words ? words.slice(0, 60) : "Search"} · Zoetrope`;
    try {
      const answer = await api.search(body, running.signal);
      if (running !== this.#running) return;
      this.#results.clear();
      this.#answer(answer, true);
    } catch (problem) {
      if (running !== this.#running || problem.name === "AbortError") return;
      this.#results.clear();
      messages.failed(problem, () => this.run());
    }
  }

  #answer(answer, first) {
    this.#results.add(answer.moments.map((moment) => ({ ...moment, duration_ms: this.#lengths.get(moment.video_id) })));
    this.#next = answer.page?.next_page_token;
    byId("more").hidden = !this.#next;
    const count = this.#results.size;
    const poor = first && count > 0 && answer.good_match === false;
    messages.notes(answer.degraded ?? [], poor);
    if (first) messages.related(answer.related ?? [], (text) => this.#begin(ask.term("text", text)));
    messages.say(count ? `${plural(count, "moment")}${this.#next ? " and more" : ""}${first ? ` in ${answer.took_ms} ms` : ""}` : "");
    if (!count) this.#nothing();
  }

  #nothing() {
    const narrowed = Object.keys(this.#query.filter).length || this.#query.sources.length || this.#query.likely;
    const widen = () => {
      Object.assign(this.#query, { filter: {}, sources: [], likely: false });
      this.#draw();
      this.run();
    };
    messages.nothing(narrowed && widen);
  }

  async #more() {
    byId("more").disabled = true;
    const running = this.#running;
    try {
      const answer = await api.nextPage(this.#next, running.signal);
      if (running === this.#running) this.#answer(answer, false);
    } catch (problem) {
      if (running !== this.#running) return;
      // What can't be asked again; anything else may work later.
      byId("more").hidden = problem.status === 400 || problem.status === 410;
      messages.say(problem.status === 410 ? "These results are too old to go on: search again." : problem.message);
    } finally {
      byId("more").disabled = false;
    }
  }

  #act(what, moment) {
    const item = () => ask.term("moment", moment.moment_id, { title: "this moment", thumbnail: moment.thumbnail_url });
    if (what === "play") {
      this.element.classList.add("playing");
      this.#inspector.show(moment);
    } else if (what === "more") {
      this.#begin(item());
    } else if (what === "less") {
      this.#builder.add({ ...item(), not: true }, false);
      this.run();
    } else if (what === "file") {
      this.byFile(moment);
    } else if (what === "object") {
      this.#begin(ask.term("object", moment.object_id, { title: `this ${moment.class}`, thumbnail: moment.thumbnail_url }));
    } else if (what === "region") {
      this.#query.filter.region = moment;
      this.#draw();
      this.run();
    } else if (what === "video") {
      visit(address("video", [moment.video_id], { t: moment.start_ms }));
    } else if (what === "label") {
      this.#label({ id: moment.moment_id, name: "this moment", thumbnail: moment.thumbnail_url });
    }
  }

  /** Before the first question. */
  #rest() {
    this.#running?.abort();
    this.#running = null;
    this.#asked = "";
    this.element.classList.remove("asked");
    this.#results.clear();
    messages.notes([]);
    messages.related([]);
    messages.say("");
    byId("more").hidden = true;
    byId("found-nothing").replaceChildren();
    this.#recent(this.#lately);
  }

  #lately = [];

  /** The newest videos, as cards. */
  #recent(videos) {
    this.#lately = videos;
    if (this.#running) return;
    const recent = videos.filter((video) => video.moments).slice(0, 12);
    this.#results.clear();
    this.#results.add(recent.map((video) => ({ ...video, start_ms: 0, end_ms: 0, playback_url: video.playback_url ?? video.source_url })));
    messages.say(recent.length ? "Recently added" : "");
  }

  /** Keys that hold anywhere in this view. */
  key(event, typing) {
    if (event.key === "Escape" && this.#inspector.open) {
      this.#inspector.close();
      this.#results.focus();
      return true;
    }
    if (event.key === "ArrowDown" && event.target.id === "text" && this.#results.size) {
      this.#results.focus();
      return true;
    }
    if (!typing && this.#inspector.open && (event.key === "n" || event.key === "p")) {
      this.#results.step(event.key === "n" ? 1 : -1);
      return true;
    }
    return false;
  }
}
