import { byId } from "./dom.js";

/** A stream that was refused is not opened again by the browser; so it is, a little later each time. */
const FIRST_MS = 1000;
const LONGEST_MS = 30000;

/**
 * Follows the service's events, over failures of the connection and of the service.
 *
 * @param hello called at each connection: what happened before it has to be asked for
 * @param video called with each new state of a video
 */
export function follow(hello, video) {
  let events = null;
  let wait = FIRST_MS;
  let again = 0;
  const say = (state) => {
    byId("live").dataset.state = state;
    byId("live").querySelector("span").textContent = state;
  };
  const open = () => {
    events = new EventSource("/v1/events");
    events.addEventListener("hello", () => {
      wait = FIRST_MS;
      say("live");
      hello();
    });
    events.addEventListener("video", (event) => video(JSON.parse(event.data)));
    events.addEventListener("error", () => {
      say("connecting");
      if (events.readyState !== EventSource.CLOSED) return;
      again = setTimeout(open, wait);
      wait = Math.min(LONGEST_MS, wait * 2);
    });
  };
  open();
  addEventListener("pagehide", () => {
    clearTimeout(again);
    events.close();
  });
  // A page that comes back from the browser's cache has no stream any more.
  addEventListener("pageshow", (event) => event.persisted && open());
}
