import * as api from "../core/api.js";
import { action, blank, byId, element, iconButton, picture, toast } from "../core/dom.js";
import { lasts, nameOf, stretch, words } from "../core/format.js";
import { listen } from "../core/live.js";
import { address } from "../core/router.js";
import { Stage } from "../play/stage.js";
import { clipTool, pictureTools } from "../play/tools.js";
import { Lists } from "./lists.js";
import { Timeline } from "./timeline.js";

const KINDS = ["shots", "moments", "objects", "dialogue", "text", "sounds"];

/** One video: it plays with what was found in it, over its time and over its picture. */
export class VideoView {
  element = byId("view-video");
  #act;
  #stage = new Stage((ms) => this.#at(ms));
  #timeline = new Timeline((ms) => this.#stage.seek(ms));
  #lists = new Lists((ms, thing) => this.#seekTo(ms, thing));
  #video = null;
  #found = null;
  #card = element("div", { className: "thing-card", hidden: true });
  #boxes = true;
  /** Counts what was asked to be shown or hidden: an answer that comes late is for none of it. */
  #asked = 0;

  /** @param act what to do with a `file` to search by, an `object` to find again, a thing to `label` */
  constructor(act) {
    this.#act = act;
    listen({ video: (video) => this.#video?.video_id === video.video_id && !this.element.hidden && this.#hear(video) });
  }

  async show([id], parameters) {
    const ms = Number(parameters.get("t")) || 0;
    if (!id) {
      location.replace("#/videos");
      return;
    }
    if (this.#video?.video_id === id) {
      this.#stage.seek(ms);
      return;
    }
    this.hide();
    const asked = this.#asked;
    this.element.replaceChildren(element("p", { className: "dim loading" }, "Loading …"));
    try {
      const video = await api.video(id);
      if (asked !== this.#asked) return;
      this.#video = video;
      document.title = `${nameOf(video)} · Zoetrope`;
      this.#build(video, ms);
      await this.#load(video, ms);
    } catch (problem) {
      if (asked !== this.#asked) return;
      this.#video = null;
      const gone = problem.status === 404;
      this.element.replaceChildren(blank(gone ? "film" : "warning", gone ? "This video is not here" : "This video cannot be shown", gone ? "It was forgotten, or never came." : problem.message, element("a", { className: "plain", href: "#/videos" }, "To the videos")));
    }
  }

  hide() {
    this.#asked++;
    this.#stage.close();
    this.#video = null;
  }

  key(event, typing) {
    if (typing || event.key !== "b") return false;
    this.#toggleBoxes();
    return true;
  }

  #build(video, ms) {
    const hasLength = video.duration_ms > 0;
    this.element.replaceChildren(
      element(
        "header",
        { className: "video-head" },
        iconButton("previous", "Back", () => history.back()),
        element("h1", { title: video.uri }, nameOf(video)),
        element("span", { className: `badge ${video.status}` }, video.status),
        element("span", { className: "facts" }, [hasLength ? lasts(video.duration_ms) : "", video.width ? `${video.width}×${video.height}` : "", video.collection].filter(Boolean).join(" · ")),
      ),
      video.error ? element("p", { className: "note degraded" }, `${words(video.error.reason)}: ${video.error.detail}`) : "",
      element(
        "div",
        { className: "watch" },
        element(
          "div",
          { className: "watch-main" },
          this.#stage.element,
          this.#card,
          element(
            "div",
            { className: "tools" },
            ...pictureTools(this.#stage, (file) => this.#act.file(file)),
            clipTool(video.video_id, () => ({ start_ms: this.#stage.ms, end_ms: Math.min(video.duration_ms || Infinity, this.#stage.ms + 5000) })),
            action("thing", "Boxes", () => this.#toggleBoxes(), { ariaPressed: "true", id: "toggle-boxes", title: "Boxes and names over the picture (b)" }),
            action("ask", "Ask about it", null, { href: address("ask", [], { video: video.video_id }) }),
            action("search", "Search in this video", null, { href: address("search", [], { filter: JSON.stringify({ video_id: [video.video_id] }) }) }),
          ),
          this.#timeline.element,
        ),
        this.#lists.element,
      ),
    );
    this.#card.hidden = true;
    this.#stage.load({ video_id: video.video_id, playback_url: video.playback_url ?? video.source_url, thumbnail_url: video.thumbnail_url, start_ms: ms }, ms > 0);
  }

  async #load(video, ms) {
    const lists = await Promise.all(KINDS.map((kind) => api.findings(video.video_id, kind).catch(() => null)));
    if (this.#video !== video) return;
    const found = Object.fromEntries(KINDS.map((kind, i) => [kind, lists[i] ?? []]));
    const missing = KINDS.filter((kind, i) => lists[i] === null);
    if (missing.length) toast(`Not all could be read: ${missing.join(", ")}.`, "error");
    found.objects.sort((a, b) => a.start_ms - b.start_ms);
    this.#found = found;
    // The first picture may stand late: its length then says less than where the last moment ends.
    const length = Math.max(video.duration_ms, ...found.moments.map((moment) => moment.end_ms), 1);
    const mark = ms > 0 ? found.moments.find((moment) => moment.start_ms <= ms && ms < moment.end_ms) : null;
    this.#timeline.show(video.video_id, length, found, mark);
    this.#lists.show(found);
    this.#drawBoxes();
  }

  async #hear(video) {
    const before = this.#video;
    if (video.status === "deleted") {
      this.hide();
      location.replace("#/videos");
    } else if (before.status !== video.status || before.moments !== video.moments) {
      this.#video = video;
      const badge = this.element.querySelector(".video-head .badge");
      badge.className = `badge ${video.status}`;
      badge.textContent = video.status;
      await this.#load(video, 0);
    }
  }

  #at(ms) {
    this.#timeline.at(ms);
    this.#lists.at(ms);
  }

  #seekTo(ms, thing) {
    this.#stage.seek(ms);
    if (thing.object_id) this.#choose(thing);
  }

  #toggleBoxes() {
    this.#boxes = !this.#boxes;
    byId("toggle-boxes").ariaPressed = String(this.#boxes);
    this.#drawBoxes();
  }

  #drawBoxes() {
    if (!this.#found) return;
    if (this.#boxes) this.#stage.boxes(this.#found.objects, this.#found.text.filter((text) => text.box), (object) => this.#choose(object));
    else this.#stage.boxes([], [], () => {});
  }

  /** What can be done with an object. */
  #choose(object) {
    this.#stage.pause();
    const close = () => (this.#card.hidden = true);
    this.#card.replaceChildren(
      picture(object.thumbnail_url, { loading: "eager" }),
      element(
        "div",
        {},
        element("strong", {}, object.class),
        element("span", { className: "facts" }, `${stretch(object.start_ms, object.end_ms)} · ${Math.round(object.score * 100)} %`),
        ...(object.labels ?? []).map((name) => element("span", { className: "tag label" }, name)),
        ...(object.likely_labels ?? []).map((likely) => element("span", { className: "tag quiet-tag" }, `likely ${likely.name ?? likely}`)),
      ),
      action("more", "Find it elsewhere", () => this.#act.object(object), { data: { tool: "similar" } }),
      action("label", "Label", () => this.#act.label({ id: object.object_id, name: `this ${object.class}`, thumbnail: object.thumbnail_url }), { data: { tool: "label" } }),
      iconButton("close", "Close", close),
    );
    this.#card.hidden = false;
  }
}
