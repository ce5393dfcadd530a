import { AskView } from "./ask/view.js";
import * as api from "./core/api.js";
import { byId, icon, toast } from "./core/dom.js";
import { acceptDrops } from "./core/drop.js";
import { help } from "./core/help.js";
import { Library } from "./core/library.js";
import { follow } from "./core/live.js";
import { route, visit } from "./core/router.js";
import { showCaller, signOut } from "./core/session.js";
import { themes } from "./core/theme.js";
import { IngestView } from "./ingest/view.js";
import { teach } from "./labels/teach.js";
import { LabelsView } from "./labels/view.js";
import { term } from "./search/query.js";
import { SearchView } from "./search/view.js";
import { VideoView } from "./video/view.js";

const library = new Library();
const search = new SearchView(teach);
const ingest = new IngestView(library);
const ask = new AskView(library);
const labels = new LabelsView({ search: (name, examples) => search.byLabel(name, examples) });
const video = new VideoView({
  file: (file) => search.byFile(file),
  object: (object) => search.by(term("object", object.object_id, { title: `this ${object.class}`, thumbnail: object.thumbnail_url })),
  label: teach,
});

let view = "search";

themes();
decorate();
// Addresses of an earlier page asked by ?q=.
if (location.search && !location.hash) {
  const words = new URLSearchParams(location.search).get("q");
  history.replaceState(null, "", words ? `/#/search?${new URLSearchParams({ q: words })}` : "/");
}
const TITLES = { search: "Search", videos: "Videos", video: "Video", labels: "Labels", ask: "Ask" };

const views = { search, videos: ingest, video, labels, ask };
route(views, (name) => {
  view = name;
  document.body.dataset.view = name;
  document.title = `${TITLES[name]} · Zoetrope`;
  for (const link of document.querySelectorAll("#nav a")) {
    if (link.dataset.view === (name === "video" ? "videos" : name)) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
});
library.onChange((id) => (id === null || !library.all.find((one) => one.video_id === id)?.progress?.segments_done) && suggestSoon());
follow();
acceptDrops(
  (file) => search.byFile(file),
  (files) => {
    if (view !== "videos") visit("#/videos");
    ingest.files(files);
  },
  () => view !== "videos",
);
showModel();

/** What can be suggested is looked for again at most so often, however much happens. */
const SUGGEST_MS = 10_000;

let suggesting = 0;
let suggested = -SUGGEST_MS;

function suggestSoon() {
  if (!library.loaded || suggesting) return;
  suggesting = setTimeout(
    () => {
      suggesting = 0;
      suggested = performance.now();
      search.videos(library.all);
    },
    Math.max(0, suggested + SUGGEST_MS - performance.now()),
  );
}

function decorate() {
  for (const link of document.querySelectorAll("#nav a")) link.prepend(icon(link.dataset.icon));
  byId("signout").append(icon("key"));
  byId("signout").addEventListener("click", () => signOut().then(() => location.reload()));
  byId("help").addEventListener("click", help);
  showCaller();
  addEventListener("keydown", keys);
}

/** Views by the key behind a g. */
const JUMPS = { s: "#/search", v: "#/videos", l: "#/labels", a: "#/ask" };

let gone = 0;

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches?.("input:not([type=checkbox]), select, textarea");
  if (views[view].key?.(event, typing)) {
    event.preventDefault();
  } else if (typing) {
    return;
  } else if (event.key === "/") {
    event.preventDefault();
    if (view !== "search") visit("#/search");
    search.focus();
  } else if (event.key === "?") {
    help();
  } else if (Date.now() - gone < 1500 && JUMPS[event.key]) {
    visit(JUMPS[event.key]);
  }
  gone = event.key === "g" && !typing ? Date.now() : 0;
}

async function showModel() {
  try {
    const [model] = (await api.models()).models;
    byId("model").textContent = `${model.name} ${model.version} · ${model.provider}`;
  } catch (problem) {
    toast(problem.message, "error");
  }
}
