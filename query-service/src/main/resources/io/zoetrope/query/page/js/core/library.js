import * as api from "./api.js";
import { listen } from "./live.js";

const MOST = 2000;

/** So long the list waits for the stream of events, which asks for it, before it is read without. */
const PATIENCE_MS = 3000;

/** The videos that the service knows, newest first, kept true by its events. */
export class Library {
  #videos = new Map();
  #listeners = new Set();
  #loaded = false;
  #problem = null;
  #more = false;
  /** What was heard while the list is being read, by id; null when it is not. */
  #heard = null;

  constructor() {
    listen({ hello: () => this.load(), video: (video) => this.#hear(video) });
    setTimeout(() => this.#loaded || this.#heard || this.load(), PATIENCE_MS);
  }

  get all() {
    return [...this.#videos.values()];
  }

  /** Whether the list was read at least once. */
  get loaded() {
    return this.#loaded;
  }

  /** Why it could not be read; null if it was. */
  get problem() {
    return this.#problem;
  }

  /** Whether there are older ones that are not here. */
  get more() {
    return this.#more;
  }

  /** @param changed called with the id of the video that changed, or null for all */
  onChange(changed) {
    this.#listeners.add(changed);
    if (this.#loaded) changed(null);
  }

  async load() {
    const heard = (this.#heard = new Map());
    try {
      const all = new Map();
      let page = null;
      do {
        const answer = await api.videos({ page });
        answer.videos.forEach((video) => all.set(video.video_id, video));
        page = answer.page?.next_page_token;
      } while (page && all.size < MOST);
      if (heard !== this.#heard) return;
      this.#videos = all;
      this.#more = Boolean(page);
      this.#problem = null;
      this.#loaded = true;
      // What was heard meanwhile may be newer than the page that it was read on.
      for (const video of heard.values()) if (!isOlder(video, all.get(video.video_id))) this.#keep(video);
    } catch (problem) {
      if (heard !== this.#heard) return;
      this.#problem = problem;
    }
    this.#heard = null;
    this.#tell(null);
  }

  /** What was announced just now: known before the service tells of it. */
  put(video) {
    this.#hear({ progress: {}, ...this.#videos.get(video.video_id), ...video });
  }

  #hear(video) {
    this.#heard?.set(video.video_id, video);
    this.#keep(video);
    this.#tell(video.video_id);
  }

  #keep(video) {
    const known = this.#videos.has(video.video_id);
    if (video.status === "deleted") this.#videos.delete(video.video_id);
    else if (known) this.#videos.set(video.video_id, video);
    else this.#videos = new Map([[video.video_id, video], ...this.#videos]);
  }

  #tell(id) {
    this.#listeners.forEach((listener) => listener(id));
  }
}

function isOlder(video, other) {
  return Boolean(other?.updated_at && video.updated_at && Date.parse(video.updated_at) < Date.parse(other.updated_at));
}
