"""Average precision, recall by size, and whether the look finds a thing again."""

import numpy as np

from . import data
from .drawn.world import KINDS

COUNT = 500
SEED = 990_700
LOW, SURE = 0.02, 0.3  # scores from which a box counts for average precision, and for recall
MATCH = 0.5
SIZES = (("under_24_px", 0, 24), ("24_to_40_px", 24, 40), ("40_to_80_px", 40, 80), ("over_80_px", 80, 999))


def overlap(a, b):
    """IoU [n, m] of boxes xyxy."""
    wide = np.minimum(a[:, None, 2:], b[None, :, 2:]) - np.maximum(a[:, None, :2], b[None, :, :2])
    shared = np.prod(np.clip(wide, 0, None), -1)
    area = [(z[:, 2] - z[:, 0]) * (z[:, 3] - z[:, 1]) for z in (a, b)]
    return shared / (area[0][:, None] + area[1][None] - shared + 1e-9)


def precision_of_kind(found, rows, kind, match):
    """Area under the interpolated precision-recall curve; None where the set has no such thing."""
    records, total = [], 0
    for (boxes, scores, classes), things in zip(found, rows):
        truth = np.array([r[4:8] for r in things if int(r[0]) == kind]).reshape(-1, 4)
        total += len(truth)
        taken = set()
        for j in np.flatnonzero((scores > LOW) & (classes == kind)):  # best first already
            hit = False
            if len(truth):
                iou = overlap(boxes[j : j + 1], truth)[0]
                m = int(iou.argmax())
                hit = iou[m] >= match and m not in taken
                taken |= {m} if hit else set()
            records.append((-scores[j], hit))
    if not total:
        return None
    hits = np.cumsum([h for _, h in sorted(records, key=lambda r: r[0])])
    precision = np.maximum.accumulate((hits / np.arange(1, len(hits) + 1))[::-1])[::-1]
    return float(np.sum(np.diff(np.concatenate([[0], hits / total])) * precision))


def mean_precision(found, rows, match):
    each = [precision_of_kind(found, rows, k, match) for k in range(len(KINDS))]
    return round(float(np.mean([a for a in each if a is not None])), 4)


def recall(found, rows):
    """Share of things with a sure box on them, by the longer side in pixels of 256; and how often the class is right."""
    hits = {name: [] for name, _, _ in SIZES}
    named, wrong, boxes_total = [], 0, 0
    for (boxes, scores, classes), things in zip(found, rows):
        sure = np.flatnonzero(scores > SURE)
        truth = np.array([r[4:8] for r in things]).reshape(-1, 4)
        iou = overlap(boxes[sure], truth)
        boxes_total += len(sure)
        wrong += int((iou.max(1) < MATCH).sum()) if len(truth) and len(sure) else len(sure)
        for m, r in enumerate(things):
            side = max(r[6] - r[4], r[7] - r[5]) * data.DETECTOR_SIDE
            hit = bool(len(sure)) and iou[:, m].max() >= MATCH
            next(hits[n] for n, a, b in SIZES if a <= side < b).append(hit)
            if hit:
                named.append(classes[sure[iou[:, m].argmax()]] == int(r[0]))
    out = {f"recall_{n}": round(float(np.mean(h)), 4) for n, h in hits.items() if h}
    out |= {f"things_{n}": len(h) for n, h in hits.items()}
    return out | {
        "class_right": round(float(np.mean(named)), 4),
        "false_boxes": round(wrong / max(boxes_total, 1), 4),
    }


def found_again(family, images, found, looks, side=data.DETECTOR_SIDE, dx=12, dy=5):
    """Each sure box looks for itself among all sure boxes of 25 pictures that were moved, darkened and made noisy."""
    rng, right = np.random.default_rng(0), []
    by = np.array([dx, dy, dx, dy]) / side
    for start in range(0, len(images), 25):
        part = slice(start, start + 25)
        moved = np.roll(images[part], (dy, dx), (1, 2)).astype(np.float32) * 0.9
        moved = np.clip(moved + rng.normal(0, 6, moved.shape), 0, 255).astype(np.uint8)
        boxes, scores, _, look = family.detections(moved)
        there = [(i, j) for i in range(len(moved)) for j in np.flatnonzero(scores[i] > SURE)]
        if not there:
            continue
        at, e = np.array([boxes[i, j] for i, j in there]), np.array([look[i, j] for i, j in there])
        for i in range(len(moved)):
            for j in np.flatnonzero(found[start + i][1] > SURE):
                iou = overlap(found[start + i][0][j : j + 1] + by, at)[0] * [n == i for n, _ in there]
                if iou.max() >= MATCH:
                    right.append(int((e @ looks[start + i, j]).argmax()) == int(iou.argmax()))
    return {"look_finds_again": round(float(np.mean(right)), 4), "look_things": len(right)}


def measure(family, work, workers):
    """Scenes as in training, mostly of small things, and some with things of all sizes alike."""
    images, rows = _fresh(work.parent / (work.name + "-fresh"), SEED, workers, True)
    boxes, scores, classes, looks = family.detections(images)
    found = list(zip(boxes, scores, classes))
    figures = {"scenes": len(rows), "things": sum(map(len, rows))}
    figures |= {"map50": mean_precision(found, rows, 0.5), "map75": mean_precision(found, rows, 0.75)}
    figures |= recall(found, rows) | found_again(family, images, found, looks)
    images, rows = _fresh(work.parent / (work.name + "-even"), SEED + 1, workers, False)
    found = list(zip(*family.detections(images)[:3]))
    figures |= {"even_things": sum(map(len, rows)), "even_map50": mean_precision(found, rows, 0.5)}
    return figures | {"even_map75": mean_precision(found, rows, 0.75)}


def _fresh(folder, seed, workers, small_first):
    if not (folder / "labels.npz").exists():
        data.make_detector(folder, COUNT, seed, workers, small_first)
    images, rows, _ = data.load(folder)
    return images, [data.things(r) for r in rows]
