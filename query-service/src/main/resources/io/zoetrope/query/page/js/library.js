import * as api from "./api.js";
import { byId, element, icon, toast } from "./dom.js";
import { bytes, clock, nameOf, plural } from "./format.js";

/** The list of videos with their live status. */
export class Library {
  #list = byId("videos");
  #videos = new Map();
  #items = new Map();
  #next = null;
  #play;
  #changed;

  /**
   * @param play called with a video to play from its start
   * @param changed called with all videos after a change
   */
  constructor(play, changed) {
    this.#play = play;
    this.#changed = changed;
    byId("more-videos").addEventListener("click", () => this.#load(this.#next));
  }

  async reload() {
    this.#videos.clear();
    this.#items.clear();
    this.#list.replaceChildren();
    await this.#load(null);
  }

  async #load(page) {
    try {
      const answer = await api.videos(page);
      answer.videos.forEach((video) => this.#put(video, false));
      this.#next = answer.page.next_page_token;
      byId("more-videos").hidden = !this.#next;
      this.#show();
    } catch (problem) {
      toast(problem.message, "error");
    }
  }

  /** A new state of a video, from the event stream. */
  update(video) {
    if (video.status === "deleted") this.#drop(video.video_id);
    else this.#put(video, true);
    this.#show();
  }

  #drop(id) {
    this.#videos.delete(id);
    this.#items.get(id)?.remove();
    this.#items.delete(id);
  }

  #put(video, first) {
    const item = this.#item(video);
    const old = this.#items.get(video.video_id);
    if (old) old.replaceWith(item);
    else if (first) this.#list.prepend(item);
    else this.#list.append(item);
    this.#items.set(video.video_id, item);
    this.#videos.set(video.video_id, video);
  }

  #show() {
    const all = [...this.#videos.values()];
    byId("count").textContent = all.length ? `${all.length}${this.#next ? "+" : ""}` : "";
    this.#list.classList.toggle("empty", all.length === 0);
    this.#changed(all);
  }

  #item(video) {
    const item = element("li", { className: `video ${video.status}` }, this.#playButton(video), this.#about(video), this.#forgetButton(video));
    item.dataset.videoId = video.video_id;
    return item;
  }

  #playButton(video) {
    const image = video.moments ? picture(video) : icon("film");
    return element(
      "button",
      { type: "button", className: "small", disabled: !video.source_url, ariaLabel: `Play ${nameOf(video)}`, onclick: () => this.#play(video) },
      image,
    );
  }

  #about(video) {
    const facts = [
      video.duration_ms ? clock(video.duration_ms, false) : "",
      video.width ? `${video.width}×${video.height}` : "",
      bytes(video.size_bytes),
      video.moments ? plural(video.moments, "moment") : "",
    ].filter(Boolean);
    return element(
      "div",
      { className: "about" },
      element("strong", { title: video.uri }, nameOf(video)),
      element("span", { className: "badge" }, video.status),
      element("span", { className: "facts" }, facts.join(" · ")),
      progress(video),
      video.error ? element("p", { className: "error" }, video.error.detail || video.error.reason) : null,
    );
  }

  #forgetButton(video) {
    const forget = async () => {
      if (!confirm(`Forget “${nameOf(video)}”? Its moments can no longer be found; a file that was uploaded is deleted, any other stays.`)) return;
      try {
        await api.remove(video.video_id);
        toast(`“${nameOf(video)}” is being forgotten.`);
      } catch (problem) {
        toast(problem.message, "error");
      }
    };
    return element("button", { type: "button", className: "quiet forget", title: "Forget this video", ariaLabel: `Forget ${nameOf(video)}`, onclick: forget }, icon("trash"));
  }
}

/** A status may be heard of a moment before it can be asked for: one more try. */
function picture(video) {
  let tries = 0;
  const image = element("img", {
    src: video.thumbnail_url,
    alt: "",
    loading: "lazy",
    onerror: () => {
      if (tries++) image.replaceWith(icon("film"));
      else setTimeout(() => (image.src = video.thumbnail_url), 2500);
    },
  });
  return image;
}

function progress(video) {
  if (video.status !== "arrived" && video.status !== "indexing") return null;
  const { segments_done: done, segments_total: total } = video.progress;
  return total
    ? element("progress", { max: total, value: done, ariaLabel: `${done} of ${total} segments` })
    : element("progress", { ariaLabel: "waiting" });
}
