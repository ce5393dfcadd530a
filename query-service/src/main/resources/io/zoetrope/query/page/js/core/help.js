import { element } from "./dom.js";

const KEYS = {
  Anywhere: [
    ["/", "to the search box"],
    ["g s", "Search"],
    ["g v", "Videos"],
    ["g l", "Labels"],
    ["g a", "Ask"],
    ["?", "these keys"],
  ],
  Results: [
    ["← → ↑ ↓", "walk over the results"],
    ["Enter", "play"],
    ["n  p", "next, previous result"],
    ["m  l", "more, less like this"],
    ["v", "open the whole video here"],
    ["t", "teach a label"],
    ["Esc", "close the player"],
  ],
  Player: [
    ["k", "play, pause"],
    ["← →", "five seconds"],
    [",  .", "one frame"],
    ["c", "subtitles"],
    ["f", "full screen"],
  ],
  Labels: [
    ["y  x", "yes, no to a candidate"],
    ["u", "undo"],
  ],
};

/** Shows which keys do what. */
export function help() {
  const dialog = element(
    "dialog",
    { className: "sheet keys", ariaLabel: "Keys" },
    element("form", { method: "dialog" }, element("h2", {}, "Keys"), element("button", { className: "plain" }, "Close")),
    element(
      "div",
      { className: "key-groups" },
      ...Object.entries(KEYS).map(([group, keys]) =>
        element(
          "section",
          {},
          element("h3", {}, group),
          element("dl", {}, ...keys.flatMap(([key, what]) => [element("dt", {}, ...key.split(" ").filter(Boolean).map((one) => element("kbd", {}, one))), element("dd", {}, what)])),
        ),
      ),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
