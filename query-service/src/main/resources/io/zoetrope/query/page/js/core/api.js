// The HTTP API. Every failure is an ApiError whose message can be shown.

import { identity, letIn } from "./session.js";

/** What went wrong, as the service says it. */
export class ApiError extends Error {
  constructor(message, status = 0, code = "", detail = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** The service knows the call but cannot do it here. */
  get missing() {
    return this.status === 501 || this.status === 405;
  }
}

/** As `fetch`, with who asks; asks for a key where one is needed. */
export async function call(path, options = {}) {
  const response = await send(path, options);
  if (response.status === 401) {
    const problem = await problemOf(response);
    if (await letIn(problem.message)) return call(path, options);
    throw problem;
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function send(path, options) {
  try {
    return await fetch(path, { ...options, headers: { ...options.headers, ...identity() } });
  } catch (cause) {
    if (cause.name === "AbortError") throw cause;
    throw new ApiError("The service cannot be reached. Is it running?");
  }
}

async function problemOf(response) {
  const { error } = await response.json().catch(() => ({}));
  const wait = response.status === 401 ? null : response.headers.get("Retry-After");
  return new ApiError(sentence(error?.message ?? `The service answered ${response.status}`, wait), response.status, error?.code, error?.detail);
}

/** The service's words as a sentence, with when it is worth while to ask again. */
function sentence(said, wait) {
  const text = wait ? said.replace(/; try again( later)?\.?$/, "") : said;
  const begun = /^[a-z]+[ ,]/.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
  return begun + (/[.!?]$/.test(begun) ? "" : ".") + (wait ? ` Try again in ${wait} s.` : "");
}

async function request(path, options) {
  const response = await call(path, options);
  return response.status === 204 ? null : response.json();
}

const json = (method, body) => ({ method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const path = (...parts) => ["/v1", ...parts.map(encodeURIComponent)].join("/");

const query = (values) => {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== null && value !== "") all.append(name, value);
  return all.size ? `?${all}` : "";
};

/** @param body JSON, or a form if pictures, sounds or clips are sent along */
export const search = (body, signal) =>
  request("/v1/search", { ...(body instanceof FormData ? { method: "POST", body } : json("POST", body)), signal });

export const nextPage = (token, signal) => request(path("search", token), { signal });

/** @param asked status, collection, limit, page */
export const videos = (asked = {}) => request(`/v1/videos${query({ limit: 100, ...asked })}`);

export const video = (id) => request(path("videos", id));

export const remove = (id) => request(path("videos", id), { method: "DELETE" });

export const announce = (video) => request("/v1/videos", json("POST", video));

export const thumbnail = (id, ms) => `${path("videos", id, "thumbnail")}?ms=${Math.max(0, Math.round(ms))}`;

export const clip = (id, startMs, endMs) => `${path("videos", id, "clip.mp4")}${query({ start_ms: Math.round(startMs), end_ms: Math.round(endMs) })}`;

export const subtitles = (id) => request(path("videos", id, "subtitles")).then((answer) => answer.tracks);

export const spriteMap = (id) => path("videos", id, "hls", "sprites", "map.vtt");

/**
 * What was found in a video, in order of time, page after page.
 *
 * @param kind moments, shots, objects, dialogue, text or sounds
 * @param most read at most so many
 */
export async function findings(id, kind, most = 5000) {
  const field = { dialogue: "lines", text: "texts" }[kind] ?? kind;
  const all = [];
  let page = null;
  do {
    const answer = await request(path("videos", id, kind) + query({ limit: Math.min(most, 1000), page }));
    all.push(...answer[field]);
    page = answer.page?.next_page_token;
  } while (page && all.length < most);
  return all;
}

export const models = () => request("/v1/models");

export const labels = () => request("/v1/labels").then((answer) => answer.labels);
export const label = (name) => request(path("labels", name));
export const examples = (name) => request(path("labels", name, "examples"));
export const candidates = (name, limit = 48) => request(path("labels", name, "candidates") + query({ limit })).then((answer) => answer.candidates);
export const labelHistory = (name) => request(path("labels", name, "history")).then((answer) => answer.history);
export const teach = (said) => request("/v1/labels", json("POST", said));
export const undoLabel = (name, version) => request(path("labels", name, "undo") + query({ version }), { method: "POST" });
export const renameLabel = (name, to) => request(path("labels", name, "rename"), json("POST", { to }));
export const forgetLabel = (name) => request(path("labels", name), { method: "DELETE" });
/** The labels as files that can be imported again, one after the other. */
export async function* exportLabels() {
  let page = null;
  do {
    const text = await (await call("/v1/labels/export" + query({ max_bytes: 8 << 20, page }))).text();
    yield new Blob([text], { type: "application/json" });
    page = JSON.parse(text).page?.next_page_token;
  } while (page);
}
export const importLabels = (file) => request("/v1/labels/import", { method: "POST", headers: { "Content-Type": "application/json" }, body: file });

/** An answer as a stream of events. */
export const generate = (body, signal) =>
  call("/v1/generate", { ...json("POST", body), headers: { "Content-Type": "application/json", Accept: "text/event-stream" }, signal });

/**
 * Sends a file.
 *
 * @param fields of the form beside it
 * @param progress called with 0 to 1
 * @param signal ends it
 */
export async function upload(file, fields, progress, signal) {
  const answer = await sendForm(file, fields, progress, signal);
  if (answer.status === 401 && (await letIn(answer.body?.error?.message))) return upload(file, fields, progress, signal);
  if (answer.status < 300) return answer.body;
  const error = answer.body?.error;
  throw new ApiError(sentence(error?.message ?? `The service answered ${answer.status}`), answer.status, error?.code);
}

/** By XMLHttpRequest: fetch tells nothing of what was sent. */
function sendForm(file, fields, progress, signal) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  form.append("file", file, file.name);
  const sending = new XMLHttpRequest();
  sending.open("POST", "/v1/videos");
  for (const [name, value] of Object.entries(identity())) sending.setRequestHeader(name, value);
  sending.responseType = "json";
  sending.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
  signal.addEventListener("abort", () => sending.abort());
  return new Promise((done, failed) => {
    sending.addEventListener("load", () => done({ status: sending.status, body: sending.response }));
    sending.addEventListener("error", () => failed(new ApiError("The connection broke while the file was sent.")));
    sending.addEventListener("abort", () => failed(new DOMException("ended", "AbortError")));
    sending.send(form);
  });
}
