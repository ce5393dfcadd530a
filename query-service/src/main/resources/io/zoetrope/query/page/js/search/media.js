import { toast } from "../core/dom.js";

const MAX_BYTES = 20 * 1024 * 1024;
const PICTURES = ["image/jpeg", "image/png"];

export const ACCEPTED = "image/*,audio/wav,audio/x-wav,audio/aiff,audio/x-aiff,video/*";

/**
 * A file as the service takes it: pictures of other kinds become PNG.
 *
 * @return null if it cannot be searched by; a note has said why
 */
export async function searchable(file) {
  if (file.size > MAX_BYTES) {
    toast(`“${file.name}” has more than 20 MB. A shorter clip or a smaller picture will do.`, "error");
    return null;
  }
  if (!file.type.startsWith("image/") || PICTURES.includes(file.type)) return file;
  try {
    return await asPng(file);
  } catch {
    toast("This browser cannot read that picture.", "error");
    return null;
  }
}

/** WebP, AVIF and the like. */
async function asPng(file) {
  const bitmap = await createImageBitmap(file);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  const png = await canvas.convertToBlob({ type: "image/png" });
  return new File([png], "picture.png", { type: "image/png" });
}

/** Calls with each picture that is pasted. */
export function onPaste(use) {
  document.addEventListener("paste", (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find((f) => f.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    use(file);
  });
}
