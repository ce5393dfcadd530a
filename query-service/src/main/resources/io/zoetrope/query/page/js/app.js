import * as api from "./api.js";
import { byId, element, icon, toast } from "./dom.js";
import { acceptDrops } from "./drop.js";
import { Library } from "./library.js";
import { follow } from "./live.js";
import { Player } from "./player.js";
import { Results } from "./results.js";
import { Search } from "./search.js";
import { themes } from "./theme.js";

const EXAMPLES = ["a red car at night", "a boat at sea", "a yellow sun over sand", "two blue squares", "a cat on grass"];

let recentShown = "";

const player = new Player();
const results = new Results((moment) => player.play(moment));
const search = new Search(results);
const library = new Library((video) => player.play(asMoment(video)), changed);

player.onStep((by) => results.step(by));
themes();
follow(() => library.reload(), (video) => library.update(video));
acceptDrops((file) => search.setPicture(file), upload);
decorate();
showModel();

const asked = new URL(location.href).searchParams.get("q");
if (asked) search.setText(asked);

function asMoment(video) {
  return { ...video, start_ms: 0, end_ms: 0, playback_url: video.source_url };
}

function decorate() {
  document.querySelector(".lens").append(icon("search"));
  document.querySelector(".pick").prepend(icon("picture"));
  document.querySelector(".add").prepend(icon("add"));
  byId("examples").append(
    ...EXAMPLES.map((text) => element("button", { type: "button", className: "chip", onclick: () => search.setText(text) }, text)),
  );
  byId("files").addEventListener("change", (event) => {
    upload([...event.target.files]);
    event.target.value = "";
  });
  addEventListener("keydown", keys);
}

function keys(event) {
  const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && player.open) {
    player.close();
    results.focus();
  } else if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("text").focus();
    byId("text").select();
  } else if (event.key === "ArrowDown" && event.target === byId("text") && results.size) {
    event.preventDefault();
    results.focus();
  }
}

async function upload(files) {
  for (const file of files) {
    toast(`Sending “${file.name}” …`);
    try {
      await api.upload(file);
    } catch (problem) {
      toast(`${file.name}: ${problem.message}`, "error");
    }
  }
}

async function showModel() {
  try {
    const [model] = (await api.models()).models;
    byId("model").textContent = `${model.name} ${model.version} · ${model.provider}`;
  } catch (problem) {
    toast(problem.message, "error");
  }
}

function changed(videos) {
  showCollections(videos);
  if (!search.asked) showRecent(videos);
}

/** What the page shows before the first question. */
function showRecent(videos) {
  const recent = videos.filter((video) => video.moments).slice(0, 12);
  const shown = recent.map((video) => video.video_id).join();
  if (shown === recentShown) return;
  recentShown = shown;
  results.clear();
  results.add(recent.map(asMoment));
  byId("summary").textContent = recent.length ? "Recently added" : "";
}

function showCollections(videos) {
  const names = [...new Set(videos.map((video) => video.collection).filter(Boolean))].sort();
  const choice = byId("collection");
  const chosen = choice.value;
  choice.replaceChildren(element("option", { value: "" }, "all collections"), ...names.map((name) => element("option", { value: name }, name)));
  choice.value = names.includes(chosen) ? chosen : "";
  byId("collection-choice").hidden = names.length === 0;
}
