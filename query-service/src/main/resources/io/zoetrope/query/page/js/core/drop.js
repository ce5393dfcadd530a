import { byId } from "./dom.js";

/**
 * Lets files be dropped anywhere on the page: on its left half to search by them, on its right half to add them.
 *
 * @param search called with the first file
 * @param add called with all files
 * @param searching whether there is something to search from where the page stands
 */
export function acceptDrops(search, add, searching) {
  const veil = byId("drop");
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const toSearch = (event) => searching() && event.clientX < innerWidth / 2;
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
    veil.classList.toggle("only-add", !searching());
    veil.dataset.over = toSearch(event) ? "search" : "add";
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) veil.hidden = true;
  });
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    const files = [...event.dataTransfer.files];
    // A folder, or what another page gave, has none.
    if (!files.length) return;
    const pictures = files.every((file) => file.type.startsWith("image/"));
    if (toSearch(event) || pictures) search(files[0]);
    else add(files.filter((file) => !file.type.startsWith("image/")));
  });
}
