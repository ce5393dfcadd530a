"""How likely is a hit right? Measures what the query service makes of cosines (docs/decisions/0017), on fresh scenes and sounds.

python -m training.calibrate, in the folder above. Fits a logistic curve on half of the questions and measures it on the others.
"""

import pathlib

import numpy as np

from .drawn import scenes, sounds
from .drawn.world import BACKGROUNDS, COLORS, KINDS
from .evaluate import phrase
from .runtime import Family

ROOT = pathlib.Path(__file__).parents[1] / "bundled"
QUESTIONS = pathlib.Path(__file__).parents[2] / "query-service/src/main/resources/io/zoetrope/query/background.txt"
SEED, BEST = 77, 20
GROUNDS = {"night": "at night", "grass": "on grass", "sea": "at sea", "road": "on a road", "sand": "on sand",
           "bricks": "in front of bricks", "sky": "in the sky"}  # fmt: skip
FOREIGN = """a man giving a speech|two people shaking hands|a dog running|an interview in a kitchen|a football match|
an aerial view of a city|a close-up of a hand|dancing|a train station|snow on a mountain|a bottle on a table|an explosion|a bird|
a guitar player|a crowd|a map|a classroom|credits|a rocket launch|a bicycle|a horse race|a wedding|an airplane|a bridge|a kitchen|
fire|a computer screen|rain|a baby|a dinner""".replace("\n", "").split("|")  # fmt: skip


def pictures(rng):
    """Pictures, what is on each, and its ground; the last twenty hold nothing."""
    images, rows, grounds = [], [], []
    for i in range(360):
        spec = scenes.sample_spec(rng, **({} if i < 200 else {"count": 1} if i < 280 else {"mode": scenes.TWO}))
        clean, things = scenes.render(spec, 224)
        images.append(np.asarray(scenes.wear(rng, clean)))
        rows.append(things)
        grounds.append(BACKGROUNDS[spec.bg])
    for i in range(20):
        blank = np.full((224, 224, 3), [0, 255, 128, 40, 90][i % 5])
        images.append((blank + (rng.integers(-30, 30, blank.shape) if i >= 10 else 0)).clip(0, 255).astype(np.uint8))
        rows.append([])
        grounds.append("")
    return np.stack(images), rows, grounds


def asked(rows, grounds):
    """Questions, and for each which pictures are right."""
    out = {}
    for kind in range(len(KINDS)):
        out["a " + KINDS[kind]] = [any(int(r[0]) == kind for r in things) for things in rows]
        for colour in range(len(COLORS)):
            right = [any((int(r[0]), int(r[1])) == (kind, colour) for r in things) for things in rows]
            out[phrase((kind, colour))] = right
    out |= {words: [g == ground for g in grounds] for ground, words in GROUNDS.items()}
    out |= {words: [False] * len(rows) for words in FOREIGN}
    return list(out), np.array(list(out.values()))


def fitted(x, y):
    """Weight and offset of the logistic curve, by Newton's method."""
    w, design = np.zeros(2), np.stack([x, np.ones_like(x)], 1)
    for _ in range(80):
        p = 1 / (1 + np.exp(-design @ w))
        hessian = (design * (p * (1 - p))[:, None]).T @ design + 1e-4 * np.eye(2)
        w -= np.linalg.solve(hessian, design.T @ (p - y) + 1e-4 * w)
    return w


def calibration_error(p, right, bins=10):
    at = np.minimum((p * bins).astype(int), bins - 1)
    return sum(abs(p[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any())


def best(nearness, right, questions, most):
    order = {q: np.argsort(-nearness[q])[:most] for q in questions}
    x = np.concatenate([nearness[q, o] for q, o in order.items()])
    return x, np.concatenate([right[q, o] for q, o in order.items()])


def measure(name, nearness, right, rng, most=BEST):
    order = rng.permutation(len(right))
    fit_on, held = order[: len(order) // 2], order[len(order) // 2 :]
    x, y = best(nearness, right, fit_on, most)
    w = fitted(x, y.astype(float))
    x, y = best(nearness, right, held, most)
    error = calibration_error(1 / (1 + np.exp(-(w[0] * x + w[1]))), y)
    first = np.array([right[q, nearness[q].argmax()] for q in held])
    p = 1 / (1 + np.exp(-(w[0] * nearness[held].max(1) + w[1])))
    good = np.mean((p >= 0.5) == first)
    print(f"{name}: half {-w[1] / w[0]:.3f} slope {w[0]:.2f}, error {error:.3f}, of the best {calibration_error(p, first):.3f}, good match right {good:.3f}")


def main():
    family, rng = Family(ROOT), np.random.default_rng(SEED)
    images, rows, grounds = pictures(rng)
    words, right = asked(rows, grounds)
    documents = family.images(images)
    cosines = family.texts(words) @ documents.T
    background = family.texts(QUESTIONS.read_text().splitlines()) @ documents.T
    measure("moments, cosine", cosines, right, rng)
    measure("moments, deviations", (cosines - background.mean(0)) / background.std(0), right, rng)
    kinds = np.repeat(np.arange(len(sounds.SOUNDS)), 25)
    heard = family.sounds(np.stack([sounds.make(k, rng) for k in kinds]).astype(np.float32))
    captions = [(c, kinds == k) for k, n in enumerate(sounds.SOUNDS) for c in sounds.SOUND_CAPTIONS[n]]
    captions += [(c, np.zeros(len(kinds), bool)) for c in FOREIGN]
    measure("sounds, cosine", family.texts([c for c, _ in captions]) @ heard.T, np.array([r for _, r in captions]), rng, 2 * BEST)


if __name__ == "__main__":
    main()
