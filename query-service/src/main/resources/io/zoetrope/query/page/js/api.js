// The HTTP API. Every failure is an Error whose message can be shown.

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (cause) {
    if (cause.name === "AbortError") throw cause;
    throw new Error("The service cannot be reached.");
  }
  if (response.ok) return response.json();
  const body = await response.json().catch(() => ({}));
  throw new Error(body.error?.message ?? `The service answered ${response.status}.`);
}

const json = (body) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** @param options filter, group_by, limit, and modalities: an empty list for everywhere */
export const searchText = (text, options, signal) =>
  request("/v1/search", { ...json({ query: { text }, ...options }), signal });

export function searchImage(image, options, signal) {
  const form = new FormData();
  form.append("image", image, image.name || "picture");
  form.append("filter", JSON.stringify(options.filter));
  form.append("group_by", options.group_by);
  form.append("limit", options.limit);
  if (options.modalities.length) form.append("modalities", options.modalities.join());
  return request("/v1/search", { method: "POST", body: form, signal });
}

export const nextPage = (token, signal) => request(`/v1/search/${encodeURIComponent(token)}`, { signal });

export const videos = (page) =>
  request(`/v1/videos?limit=100${page ? `&page=${encodeURIComponent(page)}` : ""}`);

export const video = (id) => request(`/v1/videos/${encodeURIComponent(id)}`);

const MOST_MOMENTS = 5000;

/** All of a video's moments, page after page. */
export async function moments(id) {
  const all = [];
  let page = null;
  do {
    const more = page ? `&page=${encodeURIComponent(page)}` : "";
    const answer = await request(`/v1/videos/${encodeURIComponent(id)}/moments?limit=200${more}`);
    all.push(...answer.moments);
    page = answer.page.next_page_token;
  } while (page && all.length < MOST_MOMENTS);
  return { moments: all };
}

/** What was found in a video, in order of time; the first so many of each kind. */
export async function findings(id) {
  const list = (kind) => request(`/v1/videos/${encodeURIComponent(id)}/${kind}`);
  const [said, written, seen] = await Promise.all([list("dialogue"), list("text"), list("objects")]);
  return { lines: said.lines, texts: written.texts, objects: seen.objects };
}

export const remove = (id) => request(`/v1/videos/${encodeURIComponent(id)}`, { method: "DELETE" });

export const models = () => request("/v1/models");

export function upload(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  return request("/v1/videos", { method: "POST", body: form });
}
