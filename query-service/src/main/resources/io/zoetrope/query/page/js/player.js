import * as api from "./api.js";
import { byId, element, icon } from "./dom.js";
import { clock, nameOf } from "./format.js";
import { rows } from "./rows.js";

const END_OF_LIST = () => {};

/** Plays one moment of one video, with the video's other moments on a line below. */
export class Player {
  #panel = byId("player");
  #step = END_OF_LIST;
  #playing = null;

  /** @param step called with -1 or 1 to go to the moment before or after */
  onStep(step) {
    this.#step = step;
  }

  get open() {
    return !this.#panel.hidden;
  }

  close() {
    this.#panel.querySelector("video")?.pause();
    this.#panel.replaceChildren();
    this.#panel.hidden = true;
    this.#playing = null;
  }

  /** @param moment from a search, or a video with start_ms 0 */
  async play(moment) {
    this.#playing = moment;
    const screen = element("div", { className: "screen" });
    const line = element("div", { className: "line" });
    const found = element("div", { className: "rows" });
    this.#panel.replaceChildren(this.#head(moment), screen, line, found);
    this.#panel.hidden = false;
    if (moment.playback_url) {
      screen.append(this.#video(moment, screen));
    } else {
      screen.append(message("The source of this video cannot be played from here.", moment));
    }
    this.#panel.scrollIntoView({ block: "start", behavior: "smooth" });
    await Promise.all([this.#timeline(moment, line), this.#findings(moment, found)]);
  }

  async #findings(moment, panel) {
    try {
      const found = await api.findings(moment.video_id);
      if (this.#playing === moment) panel.replaceChildren(...rows(found, (ms) => this.#seek(ms)));
    } catch {
      panel.replaceChildren();
    }
  }

  #head(moment) {
    const step = (by, name, label) =>
      element("button", { type: "button", className: "quiet", title: label, ariaLabel: label, onclick: () => this.#step(by) }, icon(name));
    return element(
      "header",
      {},
      element("h2", {}, nameOf(moment)),
      element("p", { className: "time" }, moment.end_ms > moment.start_ms ? `${clock(moment.start_ms)} – ${clock(moment.end_ms)}` : ""),
      step(-1, "previous", "Moment before"),
      step(1, "next", "Moment after"),
      element("button", { type: "button", className: "quiet", id: "player-close", ariaLabel: "Close the player", onclick: () => this.close() }, icon("close")),
    );
  }

  #video(moment, screen) {
    const start = moment.start_ms / 1000;
    const video = element("video", {
      controls: true,
      playsInline: true,
      preload: "auto",
      onloadedmetadata: () => {
        if (Math.abs(video.currentTime - start) > 0.05) video.currentTime = start;
        video.play().catch(() => video.setAttribute("data-waiting", ""));
      },
      onerror: () =>
        screen.replaceChildren(message("This browser cannot play this file: it may not know its codec or container.", moment)),
    });
    video.src = moment.playback_url;
    video.muted = false;
    return video;
  }

  async #timeline(moment, line) {
    try {
      const [video, list] = await Promise.all([api.video(moment.video_id), api.moments(moment.video_id)]);
      if (this.#playing !== moment) return;
      // The first picture may stand late: its length then says less than where the last moment ends.
      const length = Math.max(video.duration_ms, ...list.moments.map((m) => m.end_ms), 1);
      line.replaceChildren(...list.moments.map((other) => this.#tick(other, moment, length)));
    } catch {
      line.replaceChildren();
    }
  }

  #tick(other, current, length) {
    const now = other.start_ms < current.end_ms && other.end_ms > current.start_ms;
    const tick = element("button", {
      type: "button",
      className: now ? "tick now" : "tick",
      title: `${clock(other.start_ms)} – ${clock(other.end_ms)}`,
      ariaLabel: `Play from ${clock(other.start_ms)}`,
      onclick: () => this.#seek(other.start_ms),
    });
    tick.style.left = `${(100 * other.start_ms) / length}%`;
    tick.style.width = `${Math.max(0.4, (100 * (other.end_ms - other.start_ms)) / length)}%`;
    return tick;
  }

  #seek(ms) {
    const video = this.#panel.querySelector("video");
    if (!video) return;
    video.currentTime = ms / 1000;
    video.play().catch(() => video.setAttribute("data-waiting", ""));
  }
}

/** What is shown in place of the picture. */
function message(text, moment) {
  return element(
    "div",
    { className: "unplayable", role: "status" },
    moment.thumbnail_url ? element("img", { src: moment.thumbnail_url, alt: "", onerror: (event) => event.target.remove() }) : null,
    element("p", {}, text),
  );
}
