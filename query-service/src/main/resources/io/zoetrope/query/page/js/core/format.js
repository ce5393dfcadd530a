/** 83500 → "1:23.5"; hours only where there are some. */
export function clock(ms, tenths = true) {
  const total = Math.max(0, ms) / 1000;
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const whole = Math.floor(total) % 60;
  const head = hours ? `${hours}:${String(minutes).padStart(2, "0")}` : `${minutes}`;
  const tail = tenths ? `.${Math.floor((total * 10) % 10)}` : "";
  return `${head}:${String(whole).padStart(2, "0")}${tail}`;
}

/** How long a video is; of one that is over soon, to the tenth of a second. */
export const lasts = (ms) => clock(ms, ms < 10_000);

/** From and to; once if they read the same. */
export function stretch(startMs, endMs) {
  const [start, end] = [clock(startMs), clock(endMs)];
  return start === end ? start : `${start} – ${end}`;
}

/** A name for people: the title, else the last part of the uri. */
export function nameOf(video) {
  if (video.title) return video.title;
  const last = (video.uri || "").split("?")[0].split("/").filter(Boolean).pop() || video.video_id;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

export function bytes(count) {
  if (!count) return "";
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  return `${(count / 1000 ** step).toFixed(step ? 1 : 0)} ${units[step]}`;
}

export const plural = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;

/** The places to look, as people call them. */
export const SOURCES = {
  visual: "Looks",
  object: "Things",
  dialogue: "Said",
  text: "Written",
  audio: "Sounds",
};

/** Icons of the places to look. */
export const SOURCE_ICONS = { visual: "seen", object: "thing", dialogue: "said", text: "written", audio: "heard" };

/** "not_a_video" → "not a video" */
export const words = (code) => String(code ?? "").replaceAll("_", " ");

/** 3725000 → "1 h 2 min", 42000 → "42 s" */
export function span(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

/** A colour for a name, the same each time; read on light and dark. */
export function hue(name) {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)) % 3600;
  return Math.round((sum * 137.5) % 360);
}
