"""Writes the small held-out set over which the build of the Java runtime recomputes the headline figures.

Pictures are stored at half of the side the graph takes, with five bits a channel, and enlarged by repeating pixels:
`picture[y][x] = stored[y / 2][x / 2]`. Whoever reads them gets the same bytes as this script, so figures can be compared.
Detector pictures are stored at full side. Sounds are 16-bit little-endian samples; divide by 32768.
"""

import argparse
import gzip
import json
import pathlib
import tempfile

import numpy as np

from . import data, evaluate_detector
from .drawn import captions, scenes, sounds
from .drawn.sounds import SOUND_CAPTIONS, SOUNDS
from .drawn.world import KINDS
from .evaluate import CLEAR, _differ, phrase
from .export import IMAGE_SIDE
from .runtime import Family

SEED = 880_000
PICTURES = (("mixed", 150, {}), ("one", 50, {"count": 1}), ("two", 100, {"mode": scenes.TWO}),
            ("unseen", 30, {"count": 1, "held": True}))  # fmt: skip
DETECTOR_PICTURES = 24
SOUNDS_EACH = 3
SLACK = 0.03  # by which a figure may fall below the expected one before the test fails


def coarse(a):
    """Five bits a channel: such pictures pack well."""
    return (a & 0xF8) | 4


def enlarged(a):
    return a.repeat(2, 1).repeat(2, 2)


def store(folder, name, array):
    with gzip.GzipFile(folder / name, "wb", 9, mtime=0) as out:
        out.write(np.ascontiguousarray(array).tobytes())


def draw():
    """Half-side pictures and what is on them."""
    rng, images, things = np.random.default_rng(SEED), [], []
    for name, count, options in PICTURES:
        for _ in range(count):
            spec = scenes.sample_spec(rng, **options)
            while name != "mixed" and not spec.things:
                spec = scenes.sample_spec(rng, **options)
            clean, rows = scenes.render(spec, IMAGE_SIDE // 2)
            images.append(coarse(np.asarray(scenes.wear(rng, clean))))
            things.append((name, rows, (spec.bg, spec.bg_colour)))
    return np.stack(images), things


def plain(rows, ground):
    return captions.caption(rows, *ground, np.random.default_rng(0), full=True, plainly=True)[0]


def questions(things):
    """Two-way questions: {picture, group, right, wrong}."""
    out = []
    for i, (name, rows, _) in enumerate(things):
        if name == "two" and _differ(rows):
            a, b = rows
            right, wrong = f"{phrase(a)} and {phrase(b)}", f"{phrase(a, b[1])} and {phrase(b, a[1])}"
            out.append({"picture": i, "group": "colour_swap", "right": right, "wrong": wrong})
        if name == "one" and len(rows) == 1:
            for group, axis, words in (("left_right", 2, ("on the left", "on the right")),
                                       ("top_bottom", 3, ("at the top", "at the bottom"))):  # fmt: skip
                if abs(rows[0][axis] - 0.5) > CLEAR:
                    side = int(rows[0][axis] > 0.5)
                    right, wrong = (f"{phrase(rows[0])} {words[s]}" for s in (side, 1 - side))
                    out.append({"picture": i, "group": group, "right": right, "wrong": wrong})
    return out


def describe(things):
    """The whole set as JSON: questions, retrieval, zero-shot, captions."""
    seen, retrieval = set(), []
    for i, (name, rows, ground) in enumerate(things):
        line = plain(rows, ground)
        if name in ("mixed", "two") and line not in seen:
            seen.add(line)
            retrieval.append({"picture": i, "text": line})
    single = [(i, name, rows[0]) for i, (name, rows, _) in enumerate(things) if name in ("one", "unseen") and rows]
    zero = [{"picture": i, "group": name, "kind": KINDS[int(r[0])], "pair": phrase(r)} for i, name, r in single]
    prompts = [phrase((k, c)) for k in range(len(KINDS)) for c in range(10)]
    told = [
        {"picture": i, "things": len(rows), "group": name, "says": sorted(f"{c} {k}" for _, c, k in captions.parse(plain(rows, g)))}
        for i, (name, rows, g) in enumerate(things)
        if name in ("one", "two", "unseen") and len(rows) in (1, 2) and (name != "two" or _differ(rows))
    ]  # fmt: skip
    return {"retrieval": retrieval, "zero_shot": zero, "prompts": prompts, "questions": questions(things), "captions": told}


def expected(family, images, spec):
    v = family.images(enlarged(images))
    at = [r["picture"] for r in spec["retrieval"]]
    s = family.texts([r["text"] for r in spec["retrieval"]]) @ v[at].T
    figures = {"retrieval_r1": float((s.argmax(1) == np.arange(len(at))).mean())}
    p = family.texts(spec["prompts"])
    for group in ("one", "unseen"):
        z = [z for z in spec["zero_shot"] if z["group"] == group]
        best = [spec["prompts"][j] for j in (v[[q["picture"] for q in z]] @ p.T).argmax(1)]
        figures[f"{group}_pair"] = float(np.mean([b == q["pair"] for b, q in zip(best, z)]))
    for group in ("colour_swap", "left_right", "top_bottom"):
        q = [q for q in spec["questions"] if q["group"] == group]
        e = v[[x["picture"] for x in q]]
        right, wrong = (family.texts([x[w] for x in q]) for w in ("right", "wrong"))
        figures[group] = float(((e * right).sum(1) > (e * wrong).sum(1)).mean())
    lines = family.sentences(v)
    for group in ("one", "two", "unseen"):
        told = [c for c in spec["captions"] if c["group"] == group]
        figures[f"caption_{group}"] = float(np.mean([all(p in lines[c["picture"]] for p in c["says"]) for c in told]))
    return figures


def detector_set(family):
    """Pictures, truth and expected recall of sure boxes of the right class."""
    with tempfile.TemporaryDirectory() as folder:
        data.make_detector(folder, DETECTOR_PICTURES, SEED + 1, 1)
        images, rows, _ = data.load(folder)
        images = coarse(np.asarray(images))
    truth = [
        [{"class": KINDS[int(r[0])], "box": [round(float(x), 4) for x in r[4:8]]} for r in data.things(scene)]
        for scene in rows
    ]
    boxes, scores, classes, _ = family.detections(images)
    hits = []
    for i, scene in enumerate(truth):
        sure = scores[i] > evaluate_detector.SURE
        iou = evaluate_detector.overlap(np.array([t["box"] for t in scene]), boxes[i][sure])
        named = np.array([[KINDS[c] == t["class"] for c in classes[i][sure]] for t in scene])
        hits += list(((iou >= 0.5) & named).any(1)) if sure.any() else [False] * len(scene)
    return images, truth, float(np.mean(hits))


def sound_set(family):
    g = np.random.default_rng(SEED + 2)
    labels = [i for i in range(len(SOUNDS)) for _ in range(SOUNDS_EACH)]
    samples = np.stack([(sounds.make(i, g).clip(-1, 0.9999) * 32768).astype("<i2") for i in labels])
    prompts = [SOUND_CAPTIONS[s][0] for s in SOUNDS]
    best = (family.sounds(samples.astype(np.float32) / 32768) @ family.texts(prompts).T).argmax(1)
    return samples, {"labels": labels, "prompts": prompts}, float((best == labels).mean())


def write(packages, folder):
    folder.mkdir(parents=True, exist_ok=True)
    family = Family(packages)
    images, things = draw()
    spec = describe(things)
    figures = expected(family, images, spec)
    boxes, spec["detector"], figures["detector_recall"] = detector_set(family)
    samples, spec["sounds"], figures["sounds"] = sound_set(family)
    store(folder, "pictures.bin.gz", images)
    store(folder, "detector.bin.gz", boxes)
    store(folder, "sounds.bin.gz", samples)
    shapes = {"pictures": list(images.shape), "detector": list(boxes.shape), "sounds": list(samples.shape)}
    (folder / "heldout.json").write_text(json.dumps({"shapes": shapes, **spec}, separators=(",", ":")) + "\n")
    rounded = {k: round(v, 4) for k, v in figures.items()}
    (folder / "expected.json").write_text(json.dumps({"slack": SLACK, "figures": rounded}, indent=1) + "\n")
    return figures


def main():
    p = argparse.ArgumentParser(description="Writes the held-out set and its expected figures.")
    p.add_argument("--packages", type=pathlib.Path, required=True)
    p.add_argument("--out", type=pathlib.Path, required=True)
    a = p.parse_args()
    print(json.dumps(write(a.packages, a.out), indent=1))


if __name__ == "__main__":
    main()
