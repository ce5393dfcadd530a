import * as api from "./api.js";
import { listen } from "./live.js";

const MOST = 2000;

/** The videos that the service knows, newest first, kept true by its events. */
export class Library {
  #videos = new Map();
  #listeners = new Set();
  #loaded = false;
  #problem = null;

  constructor() {
    listen({ hello: () => this.load(), video: (video) => this.#hear(video) });
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

  /** @param changed called with the id of the video that changed, or null for all */
  onChange(changed) {
    this.#listeners.add(changed);
    if (this.#loaded) changed(null);
  }

  async load() {
    try {
      const all = new Map();
      let page = null;
      do {
        const answer = await api.videos({ page });
        answer.videos.forEach((video) => all.set(video.video_id, video));
        page = answer.page?.next_page_token;
      } while (page && all.size < MOST);
      this.#videos = all;
      this.#problem = null;
      this.#loaded = true;
    } catch (problem) {
      this.#problem = problem;
    }
    this.#tell(null);
  }

  /** What was announced just now: known before the service tells of it. */
  put(video) {
    this.#hear({ progress: {}, ...this.#videos.get(video.video_id), ...video });
  }

  #hear(video) {
    const known = this.#videos.has(video.video_id);
    if (video.status === "deleted") this.#videos.delete(video.video_id);
    else if (known) this.#videos.set(video.video_id, video);
    else this.#videos = new Map([[video.video_id, video], ...this.#videos]);
    this.#tell(video.video_id);
  }

  #tell(id) {
    this.#listeners.forEach((listener) => listener(id));
  }
}
