import { element } from "../core/dom.js";
import { attach } from "../play/playback.js";

/** Who only passes over a card loads nothing. */
const PATIENCE_MS = 350;

const hovers = matchMedia("(hover: hover) and (prefers-reduced-motion: no-preference)");

/** Plays a moment without sound while the pointer rests on its picture. */
export function preview(opener, thumb, moment) {
  if (!moment.playback_url || !hovers.matches) return;
  let waiting = 0;
  let playing = null;
  opener.addEventListener("pointerenter", () => {
    waiting = setTimeout(() => (playing = start(thumb, moment)), PATIENCE_MS);
  });
  opener.addEventListener("pointerleave", () => {
    clearTimeout(waiting);
    playing?.();
    playing = null;
  });
}

/** @return ends it */
function start(thumb, moment) {
  const video = element("video", { muted: true, playsInline: true, tabIndex: -1, ariaHidden: "true" });
  const from = moment.start_ms / 1000;
  const detach = attach(video, moment.playback_url, moment.start_ms);
  video.addEventListener("timeupdate", () => {
    if (moment.end_ms > moment.start_ms && video.currentTime * 1000 > moment.end_ms) video.currentTime = from;
  });
  video.addEventListener("error", () => video.remove());
  thumb.append(video);
  video.play().catch(() => video.remove());
  return () => {
    detach();
    video.remove();
  };
}
