import { call } from "./api.js";
import { byId } from "./dom.js";
import { eventsOf } from "./sse.js";

/** A stream that broke is opened again, a little later each time. */
const FIRST_MS = 1000;
const LONGEST_MS = 30000;

const listeners = new Set();
let connected = false;

/**
 * @param listener `hello` is called at each connection, as what happened before it has to be asked
 *     for; `video` with each new state of a video
 * @return stops listening
 */
export function listen(listener) {
  listeners.add(listener);
  if (connected) listener.hello?.();
  return () => listeners.delete(listener);
}

/**
 * Follows the service's events as long as the page lives, over failures of the connection and of the service; who is not
 * let in is followed no longer until a key was taken.
 */
export function follow() {
  let stop = new AbortController();
  let refused = false;
  const run = async () => {
    const { signal } = stop;
    refused = false;
    for (let wait = FIRST_MS; !signal.aborted; wait = Math.min(LONGEST_MS, wait * 2)) {
      say("connecting");
      try {
        const response = await call("/v1/events", { headers: { Accept: "text/event-stream" }, signal });
        for await (const { event, data } of eventsOf(response)) {
          wait = FIRST_MS;
          hear(event, data);
        }
      } catch (problem) {
        if (signal.aborted) return;
        if (problem.status === 401 || problem.status === 403) {
          connected = false;
          refused = true;
          say("signed out");
          return;
        }
      }
      connected = false;
      say("connecting");
      await new Promise((done) => setTimeout(done, wait));
    }
  };
  run();
  addEventListener("signedin", () => refused && run());
  addEventListener("pagehide", () => stop.abort());
  // A page that comes back from the browser's cache has no stream any more.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    stop = new AbortController();
    run();
  });
}

function hear(event, data) {
  if (event === "hello") {
    connected = true;
    say("live");
    listeners.forEach((listener) => listener.hello?.());
  } else if (event === "video") {
    const video = JSON.parse(data);
    listeners.forEach((listener) => listener.video?.(video));
  }
}

function say(state) {
  byId("live").dataset.state = state;
  byId("live").querySelector("span").textContent = state;
}
