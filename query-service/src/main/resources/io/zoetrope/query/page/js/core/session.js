// The key of a service that asks for one. It lives as long as the tab.

import { byId, element } from "./dom.js";

const KEY = "zoetrope.key";

let asking = null;
let held = read();

/** Headers that say who asks. */
export const identity = () => (held ? { Authorization: `Bearer ${held}` } : {});

export const signedIn = () => Boolean(held);

export function signOut() {
  keep(null);
}

/**
 * Asks for a key, once however many calls wait for it.
 *
 * @return whether one was given
 */
export function askForKey(why) {
  asking ??= ask(why).finally(() => (asking = null));
  return asking;
}

function ask(why) {
  const input = element("input", { type: "password", id: "key", autocomplete: "off", required: true, maxLength: 512, spellcheck: false });
  const dialog = element(
    "dialog",
    { className: "sheet signin", ariaLabel: "Sign in" },
    element(
      "form",
      { method: "dialog" },
      element("h2", {}, "Sign in"),
      element("p", { className: "dim" }, why || "This service asks for an API key."),
      element("label", { htmlFor: "key" }, "API key"),
      input,
      element("p", { className: "dim small-print" }, "Kept in this tab only, until it is closed."),
      element(
        "div",
        { className: "buttons" },
        element("button", { type: "button", className: "plain", onclick: () => dialog.close("") }, "Not now"),
        element("button", { type: "submit", className: "primary", value: "given" }, "Sign in"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) =>
    dialog.addEventListener("close", () => {
      const given = dialog.returnValue === "given" && input.value.trim();
      dialog.remove();
      if (given) keep(given);
      done(Boolean(given));
    }),
  );
}

function keep(key) {
  held = key;
  try {
    if (key) sessionStorage.setItem(KEY, key);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without storage the key lasts as long as the page.
  }
  show();
}

function read() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** The button of the header: there if a key is held. */
export function show() {
  byId("signout").hidden = !held;
}
