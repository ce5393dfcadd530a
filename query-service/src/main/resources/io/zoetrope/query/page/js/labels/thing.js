import { element, icon, iconButton, picture } from "../core/dom.js";
import { clock } from "../core/format.js";
import { address } from "../core/router.js";

export const idOf = (thing) => thing.object_id ?? thing.moment_id ?? thing.id;

/**
 * An object or a moment of a label, to be judged.
 *
 * @param side where it stands: positives, negatives or candidates
 * @param judge called with the thing and `positives` or `negatives`
 */
export function thingCard(thing, side, judge) {
  const name = thing.class ?? (thing.moment_id ? "moment" : "thing");
  const says = thing.start_ms === undefined ? name : `${name} at ${clock(thing.start_ms)}`;
  const verdict = (to, iconName, label) => (side === to ? null : iconButton(iconName, label, () => judge(thing, to), { data: { judge: to } }));
  const node = element(
    "li",
    { className: "judged", tabIndex: 0, draggable: true, ariaLabel: says, data: { id: idOf(thing) } },
    element("span", { className: "thumb" }, thing.thumbnail_url ? picture(thing.thumbnail_url, { draggable: false }) : element("span", { className: "none" }, icon("thing"))),
    element(
      "span",
      { className: "about" },
      thing.video_id ? element("a", { href: address("video", [thing.video_id], { t: thing.start_ms ?? 0 }), tabIndex: -1 }, says) : element("span", {}, says),
      side === "candidates" ? element("span", { className: "score" }, element("meter", { min: 0, max: 1, value: thing.score, ariaLabel: `${Math.round(thing.score * 100)} %` }), `${Math.round(thing.score * 100)} % likely`) : null,
    ),
    element("span", { className: "verdicts" }, verdict("positives", "check", "This is it (y)"), verdict("negatives", "close", "This is not it (x)")),
  );
  node.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/x-zoetrope-thing", idOf(thing));
    event.dataTransfer.effectAllowed = "move";
  });
  return node;
}
