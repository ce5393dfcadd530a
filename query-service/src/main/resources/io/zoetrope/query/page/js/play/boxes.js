/**
 * Where an object is at a time: between two boxes its sides move evenly.
 *
 * @param boxes in order of time, as the API has them
 * @return {{x0, y0, x1, y1}} in [0,1]; null if it has none
 */
export function boxAt(boxes, ms) {
  if (!boxes?.length) return null;
  let low = 0;
  let high = boxes.length - 1;
  if (ms <= boxes[low].ms) return boxes[low];
  if (ms >= boxes[high].ms) return boxes[high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (boxes[middle].ms <= ms) low = middle;
    else high = middle;
  }
  const [a, b] = [boxes[low], boxes[high]];
  const part = (ms - a.ms) / Math.max(1, b.ms - a.ms);
  const side = (name) => a[name] + (b[name] - a[name]) * part;
  return { x0: side("x0"), y0: side("y0"), x1: side("x1"), y1: side("y1") };
}

/** The things of a list that are there at a time. */
export const at = (things, ms) => things.filter((thing) => thing.start_ms <= ms && ms < thing.end_ms);
