import { byId } from "./dom.js";

/**
 * Follows the service's events; the browser connects again by itself.
 *
 * @param hello called at each connection: what happened before it has to be asked for
 * @param video called with each new state of a video
 */
export function follow(hello, video) {
  const events = new EventSource("/v1/events");
  const say = (state) => {
    byId("live").dataset.state = state;
    byId("live").querySelector("span").textContent = state;
  };
  events.addEventListener("hello", () => {
    say("live");
    hello();
  });
  events.addEventListener("video", (event) => video(JSON.parse(event.data)));
  events.addEventListener("error", () => say("connecting"));
  addEventListener("pagehide", () => events.close());
}
