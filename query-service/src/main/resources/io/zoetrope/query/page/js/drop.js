import { byId } from "./dom.js";

/**
 * Lets files be dropped anywhere on the page.
 *
 * @param picture called with a picture
 * @param videos called with the other files
 */
export function acceptDrops(picture, videos) {
  const veil = byId("drop");
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) veil.hidden = true;
  });
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    const files = [...event.dataTransfer.files];
    const image = files.find((file) => file.type.startsWith("image/"));
    if (image) picture(image);
    const others = files.filter((file) => !file.type.startsWith("image/"));
    if (others.length) videos(others);
  });
}
