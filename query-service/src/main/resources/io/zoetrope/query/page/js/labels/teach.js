import * as api from "../core/api.js";
import { element, picture, toast } from "../core/dom.js";

/**
 * Asks which label something shows, or does not show, and tells the service.
 *
 * @param thing `id` of an object or moment, `name`, `thumbnail`
 * @param taught called with the label's name when the service has it
 */
export async function teach(thing, taught = () => {}) {
  const known = await api.labels().catch((problem) => problem);
  if (known instanceof Error) {
    toast(known.missing ? "This service has no labels yet." : known.message, "error");
    return;
  }
  const name = element("input", { type: "text", id: "teach-name", required: true, maxLength: 64, placeholder: "such as “our van”" });
  name.setAttribute("list", "teach-known");
  const dialog = element(
    "dialog",
    { className: "sheet", ariaLabel: "Label" },
    element(
      "form",
      { method: "dialog" },
      element("h2", {}, `Label ${thing.name}`),
      thing.thumbnail ? picture(thing.thumbnail, { className: "teach-picture" }) : null,
      element("label", { htmlFor: "teach-name" }, "Label"),
      name,
      element("datalist", { id: "teach-known" }, ...known.map((label) => element("option", { value: label.name }))),
      element(
        "div",
        { className: "buttons reversed" },
        // The first is what Enter means.
        element("button", { type: "submit", className: "primary", value: "positives" }, "This is it"),
        element("button", { type: "submit", className: "plain", value: "negatives" }, "This is not it"),
        element("button", { type: "button", className: "plain", onclick: () => dialog.close("") }, "Not now"),
      ),
    ),
  );
  dialog.addEventListener("close", async () => {
    const label = name.value.trim();
    dialog.remove();
    if (!dialog.returnValue || !label) return;
    try {
      const answer = await api.teach({ name: label, [dialog.returnValue]: [thing.id] });
      toast(`“${label}” has learned from ${thing.name}.`);
      taught(label, answer);
    } catch (problem) {
      toast(problem.missing ? "This service has no labels yet." : problem.message, "error");
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}
