// Who asks a service that wants a key. The key lives as long as the tab, in sessionStorage; the cookie that it is changed
// for goes along with what a browser asks for by itself: pictures and videos.

import { byId, element } from "./dom.js";

const KEY = "zoetrope.key";
const SESSION = "/v1/session";

/** What the caller of a service is called that is open to everybody. */
const LOCAL = "local";

let asking = null;
let held = read();

/** Headers that say who asks. */
export const identity = () => (held ? { Authorization: `Bearer ${held}` } : {});

/**
 * Lets calls in again that were refused: by the key that is held, else by one that is asked for, once however many calls
 * wait for it.
 *
 * @param why the service's words
 * @return whether it is worth trying again
 */
export function letIn(why) {
  asking ??= renew(why).finally(() => (asking = null));
  return asking;
}

async function renew(why) {
  if (held && (await change())) return true;
  for (let says = why; ; says = "This key is not known here, or it has ended.") {
    const given = await ask(says);
    if (!given) return false;
    keep(given);
    if (await change()) {
      await showCaller();
      dispatchEvent(new Event("signedin"));
      return true;
    }
    keep(null);
  }
}

/** The key for a cookie; whether it was taken. A service without cookies takes the key itself. */
async function change() {
  try {
    const response = await fetch(SESSION, { method: "POST", headers: identity() });
    return response.status !== 401;
  } catch {
    return true;
  }
}

export async function signOut() {
  keep(null);
  await fetch(SESSION, { method: "DELETE" }).catch(() => {});
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
      element("p", { className: "dim small-print" }, "Kept in this tab until it is closed."),
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
      const given = dialog.returnValue === "given" ? input.value.trim() : "";
      dialog.remove();
      done(given);
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
}

function read() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Says in the header who is signed in, if anybody has to be. */
export async function showCaller() {
  const response = await fetch(SESSION, { headers: identity() }).catch(() => null);
  const caller = response?.ok ? await response.json().catch(() => null) : null;
  const named = caller && caller.key_name !== LOCAL;
  byId("signout").hidden = !named;
  if (named) byId("signout").title = `Sign out: ${caller.key_name} of ${caller.tenant}, may ${caller.role}`;
}
