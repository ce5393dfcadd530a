"""Measures the finished packages on fresh scenes and sounds through ONNX Runtime and writes the figures as JSON.

The scenes' seeds are not those of training. Scenes are drawn at 224 pixels and worn there, as frames of video come.
"""

import argparse
import json
import pathlib

import numpy as np

from . import data, evaluate_detector, footage
from .drawn import captions, scenes
from .drawn.sounds import SOUND_CAPTIONS, SOUNDS
from .drawn.world import COLORS, KINDS
from .export import IMAGE_SIDE
from .runtime import Family, latency_ms

SEED = 990_000
SETS = {
    "mixed": (1500, {}),
    "one": (1000, {"count": 1}),
    "unseen": (600, {"count": 1, "held": True}),
    "two": (800, {"mode": scenes.TWO}),
    "same": (500, {"mode": scenes.SAME}),
}
CLEAR = 0.14  # share of the picture by which a centre must be off the middle to count as left, right, top or bottom


class Fresh:
    """One set: pictures u8 [n, 224, 224, 3], things per scene, backgrounds."""

    def __init__(self, folder, keep=None):
        self.images, rows, self.grounds = data.load(folder)
        self.rows = [data.things(r) for r in rows]
        self.index = list(range(len(self.rows))) if keep is None else keep

    def where(self, test):
        return [i for i in range(len(self.rows)) if test(self.rows[i])]


def draw(work, workers):
    for n, (name, (count, options)) in enumerate(SETS.items()):
        if not (work / name / "labels.npz").exists():
            data.make_plain(work / name, count, SEED + n, workers, IMAGE_SIDE, **options)
    return {name: Fresh(work / name) for name in SETS}


def phrase(row, colour=None):
    c, k = COLORS[int(row[1] if colour is None else colour)], KINDS[int(row[0])]
    return ("an " if c[0] in "aeiou" else "a ") + f"{c} {k}"


def share(hits):
    return round(float(np.mean(hits)), 4)


def two_way(family, images, right, wrong):
    """Share of pictures that are nearer to the right sentence than to the wrong one."""
    return share((images * family.texts(right)).sum(1) > (images * family.texts(wrong)).sum(1))


def retrieval(family, fresh, vectors, plainly, count=1000):
    """Recall among `count` scenes with captions that differ, by the full caption."""
    rng, seen, keep, lines = np.random.default_rng(3), set(), [], []
    for i, rows in enumerate(fresh.rows):
        line = captions.caption(rows, *fresh.grounds[i], rng, full=True, plainly=plainly)[0]
        if line not in seen and len(keep) < count:
            seen.add(line)
            keep.append(i)
            lines.append(line)
    s = family.texts(lines) @ vectors[keep].T
    own = np.diag(s)
    by_text, by_image = (s > own[:, None]).sum(1), (s > own[None]).sum(0)
    out = {"scenes": len(keep)}
    for k in (1, 5):
        out[f"text_to_image_r{k}"] = share(by_text < k)
        out[f"image_to_text_r{k}"] = share(by_image < k)
    for n in (0, 1, 2, 3):
        of = [j for j, i in enumerate(keep) if len(fresh.rows[i]) == n]
        out[f"text_to_image_r1_things_{n}"] = share(by_text[of] < 1)
    return out


def zero_shot(family, fresh, vectors):
    """Among all 180 colour and kind pairs, among 18 kinds, among 10 colours given the kind."""
    k, c = (np.array([int(r[0][j]) for r in fresh.rows]) for j in (0, 1))
    pairs = family.texts([phrase((kind, colour)) for kind in range(len(KINDS)) for colour in range(len(COLORS))])
    kinds = family.texts([f"a {kind}" for kind in KINDS])
    s = vectors @ pairs.T
    best = s.argmax(1)
    given = s.reshape(-1, len(KINDS), len(COLORS))[np.arange(len(k)), k].argmax(1)
    return {
        "scenes": len(k),
        "pair": share(best == k * len(COLORS) + c),
        "kind": share(best // len(COLORS) == k),
        "kind_by_name_alone": share((vectors @ kinds.T).argmax(1) == k),
        "colour": share(best % len(COLORS) == c),
        "colour_given_kind": share(given == c),
    }


def sides(family, fresh, vectors):
    out = {}
    for name, axis, words in (("left_right", 2, ("on the left", "on the right")),
                              ("top_bottom", 3, ("at the top", "at the bottom"))):  # fmt: skip
        keep = fresh.where(lambda r, axis=axis: len(r) == 1 and abs(r[0][axis] - 0.5) > CLEAR)
        text = [[f"{phrase(fresh.rows[i][0])} {w}" for w in words] for i in keep]
        side = [int(fresh.rows[i][0][axis] > 0.5) for i in keep]
        right, wrong = [t[s] for t, s in zip(text, side)], [t[1 - s] for t, s in zip(text, side)]
        out[name] = two_way(family, vectors[keep], right, wrong)
        out[name + "_scenes"] = len(keep)
    return out


def _differ(r):
    return len(r) == 2 and r[0][0] != r[1][0] and r[0][1] != r[1][1]


def binding(family, fresh, vectors):
    keep = fresh.where(_differ)
    right = [f"{phrase(a)} and {phrase(b)}" for a, b in (fresh.rows[i] for i in keep)]
    wrong = [f"{phrase(a, b[1])} and {phrase(b, a[1])}" for a, b in (fresh.rows[i] for i in keep)]
    out = {"colour_swap": two_way(family, vectors[keep], right, wrong), "colour_swap_scenes": len(keep)}
    apart = fresh.where(lambda r: _differ(r) and (r[0][2] - 0.5) * (r[1][2] - 0.5) < 0 and abs(r[0][2] - r[1][2]) > 0.28)
    right, wrong = [], []
    for i in apart:
        a, b = sorted(fresh.rows[i], key=lambda r: r[2])
        right.append(f"{phrase(a)} on the left and {phrase(b)} on the right")
        wrong.append(f"{phrase(b)} on the left and {phrase(a)} on the right")
    out["position_swap"] = two_way(family, vectors[apart], right, wrong)
    return out | {"position_swap_scenes": len(apart)}


def counting(family, fresh, vectors, single, single_vectors):
    """One, two or three alike."""
    hits = []
    for source, e in ((fresh, vectors), (single, single_vectors[:250])):
        for i in range(len(e)):
            rows = source.rows[i]
            if not rows:
                continue
            c, k = COLORS[int(rows[0][1])], KINDS[int(rows[0][0])]
            many = f"{c} {captions.plural(k)}"
            s = family.texts([phrase(rows[0]), "two " + many, "three " + many]) @ e[i]
            hits.append(int(s.argmax()) + 1 == len(rows))
    return {"count": share(hits), "count_scenes": len(hits)}


def told(family, fresh, vectors):
    """Object sets of generated captions, by number of things."""
    hits = {}
    for line, rows, ground in zip(family.sentences(vectors), fresh.rows, fresh.grounds):
        plain = captions.caption(rows, *ground, np.random.default_rng(0), full=True, plainly=True)[0]
        if len(captions.encode(plain)) < captions.MAX_TOKENS:
            hits.setdefault(len(rows), []).append(captions.parse(line) == captions.parse(plain))
    return {str(n): {"exact": share(h), "scenes": len(h)} for n, h in sorted(hits.items())}


def hearing(family, count=1200):
    labels, waves = data.make_sounds(count, SEED + 50, 1)
    heard = family.sounds(waves)
    prompts = family.texts([SOUND_CAPTIONS[s][0] for s in SOUNDS])
    every = [(c, i) for i, s in enumerate(SOUNDS) for c in SOUND_CAPTIONS[s]]
    nearest = (heard @ family.texts([c for c, _ in every]).T).argmax(1)
    s = heard @ prompts.T
    own = s[np.arange(count), labels]
    s[np.arange(count), labels] = -1
    pictures = family.texts([phrase((k, c)) for k in range(len(KINDS)) for c in range(len(COLORS))])
    return {
        "sounds": count,
        "twelve": share(own > s.max(1)),
        "any_caption": share(np.array([i for _, i in every])[nearest] == labels),
        "similarity_right_p05": round(float(np.quantile(own, 0.05)), 3),
        "similarity_wrong_p95": round(float(np.quantile(s.max(1), 0.95)), 3),
        "similarity_to_pictures_max": round(float((heard @ pictures.T).max()), 3),
    }


def speed(family):
    u8 = np.uint8
    feeds = {
        "image": ("zoetrope-clip", "image.onnx", {"image": np.zeros((1, 224, 224, 3), u8)}),
        "text": ("zoetrope-clip", "text.onnx", {"input_ids": captions.encode_all(["a red car on the left on grass"])}),
        "detector": ("zoetrope-detector", "detector.onnx", {"image": np.zeros((1, 256, 256, 3), u8)}),
        "audio": ("zoetrope-audio", "audio.onnx", {"waveform": np.zeros((1, 16000), np.float32)}),
    }
    found = {name: f for name, f in feeds.items() if (family.root / f[0] / f[1]).exists()}
    return {name: round(latency_ms(family.get(p, f), feed), 3) for name, (p, f, feed) in found.items()}


def clip_figures(family, sets):
    v = {name: family.images(s.images) for name, s in sets.items()}
    figures = {
        "retrieval": retrieval(family, sets["mixed"], v["mixed"], True),
        "retrieval_synonyms": retrieval(family, sets["mixed"], v["mixed"], False),
        "one": zero_shot(family, sets["one"], v["one"]),
        "unseen_pairs": zero_shot(family, sets["unseen"], v["unseen"]),
        "sides": sides(family, sets["one"], v["one"]),
        "binding": binding(family, sets["two"], v["two"]),
        "counting": counting(family, sets["same"], v["same"], sets["one"], v["one"]),
    }
    return figures, v


def measure(packages, work, workers, videos=None):
    """All figures of the packages that exist in `packages`."""
    family = Family(packages)
    sets = draw(work, workers)
    figures, v = clip_figures(family, sets)
    if (packages / "zoetrope-caption" / "caption.onnx").exists():
        figures["captions"] = {n: told(family, sets[n], v[n]) for n in ("mixed", "one", "two", "unseen")}
    if (packages / "zoetrope-audio" / "audio.onnx").exists():
        figures["sounds"] = hearing(family)
    if (packages / "zoetrope-detector" / "detector.onnx").exists():
        figures["detector"] = evaluate_detector.measure(family, work / "boxes", workers)
    if videos:
        figures["footage"] = footage.measure(family, videos)
    return figures | {"latency_ms_one_thread": speed(family)}


def main():
    p = argparse.ArgumentParser(description="Measures the packages on fresh scenes.")
    p.add_argument("--packages", type=pathlib.Path, required=True, help="folder of the packages")
    p.add_argument("--work", type=pathlib.Path, required=True, help="folder for the fresh scenes")
    p.add_argument("--out", type=pathlib.Path, required=True, help="JSON file to write")
    p.add_argument("--videos", type=pathlib.Path, help="folder of real clips; for measuring only")
    p.add_argument("--workers", type=int, default=2)
    a = p.parse_args()
    figures = measure(a.packages, a.work, a.workers, a.videos)
    a.out.write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
