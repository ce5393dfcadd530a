import { call, spriteMap } from "../core/api.js";
import { element } from "../core/dom.js";

const CUE = /^(?:(\d+):)?(\d\d):(\d\d)\.(\d{3}) --> /;
/** Pictures in a row of a sheet, the last one's too. */
const ACROSS = 5;
const PART = /^([^#]+)#xywh=(\d+),(\d+),(\d+),(\d+)$/;

/** Small pictures of a video over its time, many in one file. */
export class Sprites {
  #pictures;

  constructor(pictures) {
    this.#pictures = pictures;
  }

  /** @return null if there are none */
  static async of(videoId) {
    const map = spriteMap(videoId);
    const text = await call(map)
      .then((response) => response.text())
      .catch(() => "");
    const pictures = parse(text, map.slice(0, map.lastIndexOf("/") + 1));
    return pictures.length ? new Sprites(pictures) : null;
  }

  /** The picture that stands for a time, as an element of a width. */
  element(ms, width) {
    const { url, x, y, w, h } = this.#at(ms);
    const scale = width / w;
    const shown = element("div", { className: "sprite", role: "presentation" });
    shown.style.width = `${width}px`;
    shown.style.height = `${Math.round(h * scale)}px`;
    shown.style.backgroundImage = `url("${url}")`;
    shown.style.backgroundPosition = `${-x * scale}px ${-y * scale}px`;
    shown.style.backgroundSize = `${ACROSS * width}px auto`;
    return shown;
  }

  #at(ms) {
    let [low, high] = [0, this.#pictures.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#pictures[middle].ms <= ms) low = middle;
      else high = middle - 1;
    }
    return this.#pictures[low];
  }
}

function parse(text, folder) {
  const pictures = [];
  let ms = null;
  for (const line of text.split("\n")) {
    const time = CUE.exec(line);
    const part = PART.exec(line);
    if (time) ms = ((Number(time[1] ?? 0) * 60 + Number(time[2])) * 60 + Number(time[3])) * 1000 + Number(time[4]);
    else if (part && ms !== null) {
      const [x, y, w, h] = part.slice(2).map(Number);
      if (w > 0 && h > 0) pictures.push({ ms, url: folder + encodeURI(part[1]), x, y, w, h });
      ms = null;
    }
  }
  return pictures;
}
