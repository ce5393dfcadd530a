// What can be done with the picture that is shown, and with a stretch of a video.

import * as api from "../core/api.js";
import { action, element, toast } from "../core/dom.js";
import { clock } from "../core/format.js";
import { milliseconds } from "../search/filters.js";

/**
 * @param stage whose picture is meant
 * @param use called with a picture to search by
 */
export function pictureTools(stage, use) {
  const capture = async (box) => {
    try {
      stage.pause();
      use(await stage.capture(box));
    } catch {
      toast("This browser does not let the page read that picture.", "error");
    }
  };
  return [
    action("frame", "Search this frame", () => capture(), { title: "Search with the picture that is shown", data: { tool: "frame" } }),
    action(
      "box",
      "Search a part",
      async () => {
        const box = await stage.draw();
        if (box) capture(box);
      },
      { title: "Draw a box around what to look for", data: { tool: "box" } },
    ),
  ];
}

/** Saves a stretch of a video as a file of its own. */
export function clipTool(videoId, stretch) {
  const opener = action("save", "Save a clip", () => open(), { title: "Save a stretch as a file", data: { tool: "clip" } });
  const open = () => {
    const { start_ms: from, end_ms: to } = stretch();
    const input = (value, label) => element("input", { type: "text", ariaLabel: label, value: clock(value) });
    const [start, end] = [input(from, "From"), input(to, "To")];
    const dialog = element(
      "dialog",
      { className: "sheet", ariaLabel: "Save a clip" },
      element(
        "form",
        { method: "dialog", onsubmit: (event) => event.submitter?.value === "save" && save(videoId, milliseconds(start.value), milliseconds(end.value)) },
        element("h2", {}, "Save a clip"),
        element("div", { className: "pair" }, element("label", {}, "From ", start), element("label", {}, "To ", end)),
        element(
          "div",
          { className: "buttons" },
          element("button", { type: "button", className: "plain", onclick: () => dialog.close() }, "Not now"),
          element("button", { type: "submit", className: "primary", value: "save" }, "Save"),
        ),
      ),
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  return opener;
}

async function save(videoId, startMs, endMs) {
  if (startMs === undefined || endMs === undefined || endMs <= startMs) {
    toast("A clip ends after it begins; times are like 1:23.", "error");
    return;
  }
  try {
    toast("Cutting the clip …");
    const response = await api.call(api.clip(videoId, startMs, endMs));
    const url = URL.createObjectURL(await response.blob());
    element("a", { href: url, download: `${videoId}-${clock(startMs, false).replaceAll(":", ".")}.mp4` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch (problem) {
    toast(problem.missing ? "This service cannot cut clips." : problem.message, "error");
  }
}
