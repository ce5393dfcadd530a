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

export const searchText = (text, filter, groupBy, limit, signal) =>
  request("/v1/search", { ...json({ query: { text }, filter, group_by: groupBy, limit }), signal });

export function searchImage(image, filter, groupBy, limit, signal) {
  const form = new FormData();
  form.append("image", image, image.name || "picture");
  form.append("filter", JSON.stringify(filter));
  form.append("group_by", groupBy);
  form.append("limit", limit);
  return request("/v1/search", { method: "POST", body: form, signal });
}

export const nextPage = (token) => request(`/v1/search/${encodeURIComponent(token)}`);

export const videos = (page) =>
  request(`/v1/videos?limit=100${page ? `&page=${encodeURIComponent(page)}` : ""}`);

export const video = (id) => request(`/v1/videos/${encodeURIComponent(id)}`);

export const moments = (id) => request(`/v1/videos/${encodeURIComponent(id)}/moments?limit=200`);

export const remove = (id) => request(`/v1/videos/${encodeURIComponent(id)}`, { method: "DELETE" });

export const models = () => request("/v1/models");

export function upload(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  return request("/v1/videos", { method: "POST", body: form });
}
