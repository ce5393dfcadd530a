// The address says what is shown: #/search?q=…, #/video/ID?t=MS. So it can be sent to someone, and
// the browser's back button works.

let routes = {};
let shown = null;

/** How far down each address was read when it was left. */
const read = new Map();
let last = "";

/**
 * @param views by the first part of the address: `element`, `show(rest, parameters)`, `hide()`
 * @param changed called with the name of the view that is shown
 */
export function route(views, changed) {
  routes = views;
  history.scrollRestoration = "manual";
  const go = () => {
    const { name, rest, parameters } = here();
    read.set(last, scrollY);
    last = location.hash;
    if (shown && shown !== name) routes[shown].hide?.();
    const fresh = shown !== name;
    shown = name;
    for (const [other, view] of Object.entries(routes)) view.element.hidden = other !== name;
    changed(name);
    routes[name].show(rest, parameters);
    if (fresh) scrollTo(0, read.get(last) ?? 0);
  };
  addEventListener("hashchange", go);
  go();
}

function here() {
  const [path, asked] = location.hash.replace(/^#\/?/, "").split("?");
  const [first, ...rest] = path.split("/");
  const name = first in routes ? first : Object.keys(routes)[0];
  return { name, rest: rest.map(decode), parameters: new URLSearchParams(asked ?? "") };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a view. */
export function address(name, rest = [], parameters = {}) {
  const asked = parameters instanceof URLSearchParams ? parameters : new URLSearchParams(parameters);
  const path = [name, ...rest.map(encodeURIComponent)].join("/");
  return `#/${path}${asked.size ? `?${asked}` : ""}`;
}

/** Writes what is shown already into the address. */
export function remember(address, replace = false) {
  if (location.hash === address) return;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  last = address;
}

/** Shows what stands at an address. */
export function visit(address) {
  location.hash = address;
}
