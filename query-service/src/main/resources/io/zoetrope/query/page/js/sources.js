import { byId, element } from "./dom.js";
import { SOURCES } from "./format.js";

/** Chips for the places to look; none chosen means everywhere. */
export class Sources {
  #chips = new Map();

  /** @param changed called after one was chosen or left */
  constructor(changed) {
    for (const [source, name] of Object.entries(SOURCES)) {
      const chip = element("button", { type: "button", className: "chip", ariaPressed: "false" }, name);
      chip.dataset.source = source;
      chip.addEventListener("click", () => {
        chip.ariaPressed = chip.ariaPressed === "true" ? "false" : "true";
        changed();
      });
      this.#chips.set(source, chip);
    }
    byId("sources").append(...this.#chips.values());
  }

  get chosen() {
    return [...this.#chips].filter(([, chip]) => chip.ariaPressed === "true").map(([source]) => source);
  }
}
