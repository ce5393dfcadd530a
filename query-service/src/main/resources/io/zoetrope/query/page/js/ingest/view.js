import * as api from "../core/api.js";
import { action, blank, byId, element, toast } from "../core/dom.js";
import { nameOf } from "../core/format.js";
import { Add } from "./add.js";
import { isWorking, row } from "./row.js";

const TABS = {
  all: ["All", () => true],
  working: ["Working", isWorking],
  ready: ["Ready", (video) => video.status === "ready"],
  partial: ["Partial", (video) => video.status === "partial"],
  failed: ["Failed", (video) => video.status === "failed"],
};

/** All videos with what happens to them, and the way in for more. */
export class IngestView {
  element = byId("view-videos");
  #library;
  #add;
  #rows = new Map();
  #tab = "all";
  #words = "";
  #shown = false;

  constructor(library) {
    this.#library = library;
    this.#add = new Add((video) => library.put(video));
    byId("video-filter").addEventListener("input", (event) => {
      this.#words = event.target.value.trim().toLowerCase();
      this.#draw();
    });
    library.onChange((id) => this.#shown && (id ? this.#change(id) : this.#draw()));
  }

  show(rest, parameters) {
    this.#shown = true;
    this.#tab = parameters.get("status") in TABS ? parameters.get("status") : "all";
    this.#draw();
  }

  hide() {
    this.#shown = false;
  }

  files(files) {
    this.#add.files(files);
  }

  #fits(video) {
    const text = `${nameOf(video)} ${video.uri} ${video.collection ?? ""}`.toLowerCase();
    return TABS[this.#tab][1](video) && text.includes(this.#words);
  }

  #draw() {
    this.#drawTabs();
    const fitting = this.#library.all.filter((video) => this.#fits(video));
    this.#rows = new Map(fitting.map((video) => [video.video_id, this.#row(video)]));
    byId("videos").replaceChildren(...this.#rows.values());
    this.#drawState();
    const collections = [...new Set(this.#library.all.map((video) => video.collection).filter(Boolean))];
    byId("known-collections").replaceChildren(...collections.map((value) => element("option", { value })));
  }

  #row(video) {
    return row(video, (again) => this.#retry(again), (gone) => this.#forget(gone));
  }

  /** Only the row that changed: the others keep focus and place. */
  #change(id) {
    const video = this.#library.all.find((other) => other.video_id === id);
    const old = this.#rows.get(id);
    this.#drawTabs();
    if (!video || !this.#fits(video)) {
      old?.remove();
      this.#rows.delete(id);
    } else {
      const fresh = this.#row(video);
      const focus = old?.contains(document.activeElement) ? document.activeElement.dataset.do : null;
      if (old) old.replaceWith(fresh);
      else byId("videos").prepend(fresh);
      this.#rows.set(id, fresh);
      if (focus) fresh.querySelector(`[data-do=${focus}]`)?.focus();
    }
    this.#drawState();
  }

  #drawState() {
    const { problem, loaded, all } = this.#library;
    const state = byId("videos-state");
    if (problem && !all.length) state.replaceChildren(blank("offline", "The list cannot be read", problem.message, action("retry", "Try again", () => this.#library.load())));
    else if (!loaded) state.replaceChildren(element("p", { className: "dim" }, "Loading …"));
    else if (!all.length) state.replaceChildren(blank("film", "No videos yet", "Drop files here, give an address above, or announce them on Kafka (topic video.arrivals)."));
    else if (!this.#rows.size) state.replaceChildren(blank("film", "None of them", this.#library.more ? "No video of the newest fits here." : "No video fits here."));
    else if (this.#library.more) state.replaceChildren(element("p", { className: "note" }, `These are the newest ${all.length} videos. Older ones are found by searching.`));
    else state.replaceChildren();
  }

  #drawTabs() {
    const all = this.#library.all;
    byId("video-tabs").replaceChildren(
      ...Object.entries(TABS).map(([tab, [name, fits]]) =>
        element(
          "a",
          { href: tab === "all" ? "#/videos" : `#/videos?status=${tab}`, ariaCurrent: tab === this.#tab ? "true" : null, data: { tab } },
          name,
          element("span", {}, String(all.filter(fits).length)),
        ),
      ),
    );
  }

  async #retry(video) {
    const again = { uri: video.uri, video_id: video.video_id };
    for (const field of ["title", "collection", "metadata"]) if (video[field] && Object.keys(video[field]).length) again[field] = video[field];
    try {
      const taken = await api.announce(again);
      this.#library.put({ ...video, error: null, last_error: null, progress: {}, ...taken });
      toast(`“${nameOf(video)}” is tried again.`);
    } catch (problem) {
      toast(problem.message, "error");
    }
  }

  async #forget(video) {
    if (!confirm(`Forget “${nameOf(video)}”? Its moments can no longer be found; a file that was uploaded is deleted, any other stays.`)) return;
    try {
      await api.remove(video.video_id);
      toast(`“${nameOf(video)}” is being forgotten.`);
    } catch (problem) {
      toast(problem.message, "error");
    }
  }
}
