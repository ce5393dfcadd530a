import { byId, icon, toast } from "./dom.js";

const MAX_BYTES = 20 * 1024 * 1024;
const TYPES = ["image/jpeg", "image/png"];

/** The picture that is searched with: picked, pasted or dropped. */
export class Picture {
  #file = null;
  #changed;

  /** @param changed called after a picture was set */
  constructor(changed) {
    this.#changed = changed;
    byId("picture-clear").append(icon("close"));
    byId("picture-clear").addEventListener("click", () => this.clear());
    byId("image").addEventListener("change", (event) => {
      if (event.target.files.length) this.set(event.target.files[0]);
      event.target.value = "";
    });
    document.addEventListener("paste", (event) => {
      const file = [...(event.clipboardData?.files ?? [])].find((f) => f.type.startsWith("image/"));
      if (file) {
        event.preventDefault();
        this.set(file);
      }
    });
  }

  get file() {
    return this.#file;
  }

  async set(file) {
    if (file.size > MAX_BYTES) {
      toast("A picture may have at most 20 MB.", "error");
      return;
    }
    try {
      this.#file = TYPES.includes(file.type) ? file : await asPng(file);
    } catch {
      toast("This browser cannot read that picture.", "error");
      return;
    }
    const preview = byId("picture-preview");
    URL.revokeObjectURL(preview.src);
    preview.src = URL.createObjectURL(this.#file);
    byId("picture").hidden = false;
    byId("text").value = "";
    byId("text").placeholder = "Moments that look like this picture";
    this.#changed();
  }

  clear() {
    this.#file = null;
    byId("picture").hidden = true;
    byId("text").placeholder = "Describe what you saw, or drop a picture";
    byId("text").focus();
  }
}

/** WebP, AVIF and the like, as what the service takes. */
async function asPng(file) {
  const bitmap = await createImageBitmap(file);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  const png = await canvas.convertToBlob({ type: "image/png" });
  return new File([png], "picture.png", { type: "image/png" });
}
