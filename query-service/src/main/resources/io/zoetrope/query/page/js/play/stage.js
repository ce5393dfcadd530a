import { subtitles, video as videoOf } from "../core/api.js";
import { element, iconButton, picture } from "../core/dom.js";
import { Choices } from "./choices.js";
import { Overlay } from "./overlay.js";
import { attach } from "./playback.js";

/** A frame of usual film, for steps. */
const FRAME_S = 1 / 25;
const MAX_SIDE = 1280;

/** Plays a video, with boxes over it; can be asked for the picture it shows. */
export class Stage {
  element = element("div", { className: "stage", tabIndex: -1 });
  #video = null;
  #overlay = null;
  #choices = new Choices();
  #detach = () => {};
  #onTime;
  #shown = null;
  #boxes = [[], [], () => {}];

  /** @param onTime called with the media time of each picture that is shown, in milliseconds */
  constructor(onTime = () => {}) {
    this.#onTime = onTime;
    this.element.addEventListener("keydown", (event) => this.#keys(event));
  }

  /**
   * @param shown `video_id`, `playback_url`, `thumbnail_url`, `start_ms`
   * @param play whether to begin by itself
   */
  load(shown, play = true) {
    this.close();
    this.#shown = shown;
    if (!shown.playback_url) {
      this.#otherWay(shown, play, "This video cannot be played from here: its source is not served by this service.");
      return;
    }
    const video = (this.#video = element("video", { controls: true, playsInline: true, ariaLabel: "Player" }));
    video.setAttribute("controlslist", "nofullscreen noremoteplayback");
    video.addEventListener("error", () => this.#video === video && this.#otherWay(shown, play, "This browser cannot play this file: it may not know its codec or container."));
    for (const event of ["seeked", "timeupdate", "loadeddata"]) video.addEventListener(event, () => this.#tell(video.currentTime));
    this.#overlay = new Overlay(video);
    this.#overlay.show(...this.#boxes);
    this.element.replaceChildren(video, this.#overlay.element, this.#choices.element, this.#full());
    this.#detach = attach(video, shown.playback_url, shown.start_ms, this.#choices);
    if (!/\.m3u8(\?|$)/.test(shown.playback_url)) this.#readSubtitles(video, shown.video_id);
    this.#everyFrame(video);
    if (play) video.addEventListener("loadedmetadata", () => video.play().catch(() => video.setAttribute("data-waiting", "")), { once: true });
    new ResizeObserver(() => this.#tell(video.currentTime)).observe(video);
  }

  close() {
    this.#detach();
    this.#detach = () => {};
    this.#shown = null;
    this.#video = null;
    this.#overlay = null;
    this.#choices.clear();
    this.element.replaceChildren();
  }

  get ms() {
    return (this.#video?.currentTime ?? 0) * 1000;
  }

  get playable() {
    return Boolean(this.#video);
  }

  seek(ms, play = true) {
    if (!this.#video) return;
    this.#video.currentTime = ms / 1000;
    if (play) this.#video.play().catch(() => this.#video?.setAttribute("data-waiting", ""));
  }

  pause() {
    this.#video?.pause();
  }

  /** Objects and words with boxes, see {@link Overlay#show}. */
  boxes(objects, texts, choose) {
    this.#boxes = [objects, texts, choose];
    this.#overlay?.show(objects, texts, choose);
  }

  /** A part of the picture that somebody draws; null if there was none. */
  async draw() {
    if (!this.#overlay) return null;
    this.pause();
    return this.#overlay.draw();
  }

  /**
   * The picture that is shown, or a part of it, as a file to search by.
   *
   * @throws Error if the browser may not read it
   */
  async capture(box = { x0: 0, y0: 0, x1: 1, y1: 1 }) {
    const { videoWidth, videoHeight } = this.#video;
    const [x, y] = [box.x0 * videoWidth, box.y0 * videoHeight];
    const [width, height] = [(box.x1 - box.x0) * videoWidth, (box.y1 - box.y0) * videoHeight];
    const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    canvas.getContext("2d").drawImage(this.#video, x, y, width, height, 0, 0, canvas.width, canvas.height);
    return new File([await canvas.convertToBlob({ type: "image/png" })], "frame.png", { type: "image/png" });
  }

  /** What else can be played of it, once: what was prepared for playback, or the file itself; else why not. */
  async #otherWay(shown, play, why) {
    const known = shown.tried ? null : await videoOf(shown.video_id).catch(() => null);
    if (this.#shown !== shown) return;
    const failed = shown.playback_url?.split("#")[0];
    const url = [known?.playback_url, known?.source_url].find((other) => other && other !== failed);
    if (url) this.load({ ...shown, playback_url: url, tried: true }, play);
    else this.#say(why, shown);
  }

  /** A file's own playlist has none: they are asked for beside it. */
  async #readSubtitles(video, videoId) {
    const tracks = await subtitles(videoId).catch(() => []);
    if (this.#video !== video || !tracks.length) return;
    const elements = tracks.map((track) => element("track", { kind: "subtitles", label: track.name, srclang: track.language ?? "", src: track.url }));
    video.append(...elements);
    this.#choices.texts(
      tracks.map((track) => track.name),
      (chosen) => elements.forEach((each, i) => (each.track.mode = i === chosen ? "showing" : "disabled")),
    );
  }

  #everyFrame(video) {
    if (!video.requestVideoFrameCallback) return;
    const next = (now, { mediaTime }) => {
      if (this.#video !== video) return;
      this.#tell(mediaTime);
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  }

  #tell(seconds) {
    if (!this.#video) return;
    this.#overlay.update(seconds * 1000);
    this.#onTime(seconds * 1000);
  }

  #full() {
    const toggle = () => (document.fullscreenElement ? document.exitFullscreen() : this.element.requestFullscreen?.());
    return iconButton("frame", "Full screen (f)", toggle, { className: "quiet full" });
  }

  #say(text, shown) {
    this.#detach();
    this.#video = null;
    this.#overlay = null;
    this.element.replaceChildren(
      element("div", { className: "unplayable", role: "status" }, shown.thumbnail_url ? picture(shown.thumbnail_url) : null, element("p", {}, text)),
    );
  }

  #keys(event) {
    const video = this.#video;
    if (!video || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("button.box, select")) return;
    const steps = { ArrowLeft: -5, ArrowRight: 5, ",": -FRAME_S, ".": FRAME_S };
    if (event.key in steps) {
      if (Math.abs(steps[event.key]) < 1) video.pause();
      video.currentTime = Math.max(0, video.currentTime + steps[event.key]);
    } else if (event.key === "k" || (event.key === " " && event.target !== video)) {
      if (video.paused) video.play();
      else video.pause();
    } else if (event.key === "c") {
      this.#choices.toggleTexts();
    } else if (event.key === "f") {
      this.element.querySelector(".full").click();
    } else {
      return;
    }
    event.preventDefault();
  }
}
