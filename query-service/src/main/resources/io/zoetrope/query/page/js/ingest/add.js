import * as api from "../core/api.js";
import { byId, element, iconButton, toast } from "../core/dom.js";
import { bytes, clock } from "../core/format.js";
import { milliseconds } from "../search/filters.js";

/** Adds videos: by their address, or by sending files one after the other. */
export class Add {
  #announced;
  #queue = Promise.resolve();

  /** @param announced called with what is known of a video that was taken */
  constructor(announced) {
    this.#announced = announced;
    byId("add-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#byAddress();
    });
    byId("files").addEventListener("change", (event) => {
      this.files([...event.target.files]);
      event.target.value = "";
    });
  }

  /** Sends files; each can be called off. */
  files(files) {
    const { collection, title } = this.#options();
    // One title is not that of several files.
    const options = files.length === 1 ? { collection, title } : { collection };
    for (const file of files) {
      const sending = this.#row(file);
      // One after the other: side by side none would be there sooner, and all of them later.
      this.#queue = this.#queue.then(() => this.#send(file, options, sending));
    }
    byId("add-title").value = "";
  }

  #options() {
    const value = (id) => byId(id).value.trim();
    const options = {};
    if (value("add-collection")) options.collection = value("add-collection");
    if (value("add-title")) options.title = value("add-title");
    return options;
  }

  async #byAddress() {
    const uri = byId("add-uri").value.trim();
    if (!uri) {
      byId("add-uri").focus();
      return;
    }
    const video = { uri, ...this.#options() };
    const limit = byId("add-limit").value.trim();
    if (limit) {
      const ms = milliseconds(limit);
      if (!ms) {
        this.#say("“Only the first” is a time, such as 90 or 10:00.", true);
        return;
      }
      video.limit_seconds = ms / 1000;
    }
    if (byId("add-captions").value.trim()) video.captions_uri = byId("add-captions").value.trim();
    try {
      const taken = await api.announce(video);
      this.#announced({ ...video, ...taken });
      byId("add-uri").value = "";
      byId("add-title").value = "";
      this.#say(video.limit_seconds ? `Taken: the first ${clock(video.limit_seconds * 1000, false)} will be indexed.` : "Taken; it stands in the list.");
    } catch (problem) {
      this.#say(problem.message, true);
    }
  }

  #row(file) {
    const stop = new AbortController();
    const bar = element("progress", { max: 1, value: 0, ariaLabel: `Sent of ${file.name}` });
    const says = element("span", { className: "facts" }, `waiting · ${bytes(file.size)}`);
    const cancel = iconButton("close", `Do not send ${file.name}`, () => {
      stop.abort();
      node.remove();
    });
    const node = element("li", { className: "sending" }, element("strong", {}, file.name), cancel, bar, says);
    byId("sending").append(node);
    return { stop, bar, says, node, cancel };
  }

  async #send(file, options, { stop, bar, says, node, cancel }) {
    if (stop.signal.aborted) return;
    try {
      const progress = (part) => {
        bar.value = part;
        says.textContent = part < 1 ? `${Math.round(part * 100)} % of ${bytes(file.size)}` : "sent; being looked at …";
      };
      const taken = await api.upload(file, options, progress, stop.signal);
      node.remove();
      this.#announced({ title: options.title || file.name, collection: options.collection, ...taken });
    } catch (problem) {
      if (problem.name === "AbortError") return;
      node.classList.add("failed");
      bar.remove();
      cancel.title = "Take this away";
      says.textContent = problem.message;
      toast(`${file.name}: ${problem.message}`, "error");
    }
  }

  #say(text, wrong = false) {
    byId("add-says").textContent = text;
    byId("add-says").classList.toggle("error", wrong);
  }
}
