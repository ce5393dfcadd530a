import { element, icon, iconButton, picture } from "../core/dom.js";
import { bytes, lasts, nameOf, plural, span, words } from "../core/format.js";
import { address } from "../core/router.js";

const WORKING = ["arrived", "indexing"];

/** The stages that a video passes, as people call them. */
const STAGES = ["arrived", "waiting", "analysing", "writing", "ready"];

const KINDS = { moments: "moment", shots: "shot", objects: "object", sounds: "sound", lines: "line", texts: "text" };

/** When an error was met, by the name of its stage. */
const WHEN = {
  parse: "its message was read",
  probe: "it was opened",
  plan: "it was divided",
  decode: "it was decoded",
  observe: "it was looked at",
  order: "its parts were put in order",
  index: "it was written to the index",
};

export const isWorking = (video) => WORKING.includes(video.status);

/**
 * A video with what is known of it.
 *
 * @param retry called with a video that is to be done again
 * @param forget called with a video that is to go
 */
export function row(video, retry, forget) {
  const done = video.moments > 0;
  return element(
    "li",
    { className: `video ${video.status}`, data: { videoId: video.video_id } },
    element("a", { className: "small", href: address("video", [video.video_id]), ariaLabel: `Open ${nameOf(video)}` }, done ? latePicture(video) : icon("film")),
    element(
      "div",
      { className: "about" },
      element("a", { className: "name", href: address("video", [video.video_id]), title: video.uri }, nameOf(video)),
      element("span", { className: "badge" }, video.status),
      element("span", { className: "facts" }, facts(video)),
      isWorking(video) ? stages(video) : null,
      found(video),
      problem(video),
    ),
    element(
      "div",
      { className: "row-acts" },
      ["failed", "partial"].includes(video.status) && video.uri ? iconButton("retry", `Try ${nameOf(video)} again`, () => retry(video), { data: { do: "retry" } }) : null,
      iconButton("trash", `Forget ${nameOf(video)}`, () => forget(video), { data: { do: "forget" } }),
    ),
  );
}

function facts(video) {
  const took = Date.parse(video.searchable_at) - Date.parse(video.arrived_at);
  return [
    video.duration_ms ? lasts(video.duration_ms) : "",
    video.width ? `${video.width}×${video.height}` : "",
    bytes(video.size_bytes),
    video.collection ?? "",
    took > 0 ? `searchable after ${span(took)}` : "",
    video.playable_at ? "playable" : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Where it stands: the stage, its place in the line, how much is done. */
function stages(video) {
  const { stage, segments_done: done = 0, segments_total: total = 0, queue_position: ahead, real_time_factor: factor } = video.progress ?? {};
  const at = Math.max(0, STAGES.indexOf(stage ?? "arrived"));
  const says = [
    stage === "waiting" && ahead !== undefined && ahead !== null ? (ahead > 0 ? `${span(ahead)} of video ahead of it` : "next in line") : "",
    total ? `${done} of ${plural(total, "segment")}` : "",
    factor ? `${factor.toFixed(1)} × real time` : "",
  ].filter(Boolean);
  return element(
    "div",
    { className: "stages" },
    element("ol", { ariaLabel: "Stages" }, ...STAGES.map((name, i) => element("li", { className: i < at ? "past" : i === at ? "now" : "", ariaCurrent: i === at ? "step" : null }, name))),
    total ? element("progress", { max: total, value: done, ariaLabel: `${done} of ${total} segments` }) : element("progress", { ariaLabel: "waiting" }),
    element("span", { className: "facts" }, says.join(" · ")),
  );
}

function found(video) {
  const counts = Object.entries({ moments: video.moments, ...video.found })
    .filter(([kind, count]) => count && KINDS[kind])
    .map(([kind, count]) => plural(count, KINDS[kind]));
  return counts.length ? element("span", { className: "facts" }, counts.join(" · ")) : null;
}

function problem(video) {
  const error = video.error ?? (isWorking(video) ? video.last_error : null);
  if (!error) return null;
  return element("p", { className: "error" }, element("b", {}, words(error.reason || "failed")), WHEN[error.stage] ? `, found when ${WHEN[error.stage]}` : "", error.detail ? element("span", { className: "detail" }, error.detail) : null);
}

/** A status may be heard of a moment before its picture can be asked for: one more try. */
function latePicture(video) {
  let tries = 0;
  const image = picture(video.thumbnail_url, {
    onerror: () => {
      if (tries++) image.replaceWith(icon("film"));
      else setTimeout(() => (image.src = video.thumbnail_url), 2500);
    },
  });
  return image;
}
