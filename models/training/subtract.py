"""How well does a vector leave out what is not wanted? Measures ways to subtract (docs/decisions/0025) on fresh scenes.

python -m training.subtract, in the folder above.
"""

import numpy as np

from .calibrate import GROUNDS, ROOT
from .drawn import scenes
from .drawn.world import BACKGROUNDS, COLORS, KINDS
from .runtime import Family

SEED, FEWEST_RIGHT, FEWEST_WRONG, TOP = 78, 3, 2, 10


def pictures(rng):
    """Pictures, what is on each as (kind, colour), and its ground."""
    images, rows, grounds = [], [], []
    for i in range(700):
        spec = scenes.sample_spec(rng, **({} if i < 200 else {"count": 1} if i < 450 else {"mode": scenes.TWO}))
        clean, things = scenes.render(spec, 224)
        images.append(np.asarray(scenes.wear(rng, clean)))
        rows.append({(int(r[0]), int(r[1])) for r in things})
        grounds.append(BACKGROUNDS[spec.bg])
    return np.stack(images), rows, np.array(grounds)


def pairs(rows, grounds):
    """What is wanted, what is not, and which pictures have either."""
    kinds = {"a " + name: np.array([any(k == i for k, _ in r) for r in rows]) for i, name in enumerate(KINDS)}
    colours = {name: np.array([any(c == i for _, c in r) for r in rows]) for i, name in enumerate(COLORS)}
    places = {words: grounds == ground for ground, words in GROUNDS.items()}
    combined = [(kinds, places), (kinds, colours), (kinds, kinds), (places, kinds)]
    out = [(a, b, x[a], y[b]) for x, y in combined for a in x for b in y if a != b]
    return [p for p in out if (p[2] & ~p[3]).sum() >= FEWEST_RIGHT and (p[2] & p[3]).sum() >= FEWEST_WRONG]


def less(share):
    """Subtracts a share of the unwanted vector; the share may depend on both."""

    def way(wanted, unwanted):
        left = wanted - share(float(wanted @ unwanted)) * unwanted
        return left / np.linalg.norm(left)

    return way


def average_precision(score, right):
    found = right[np.argsort(-score)]
    return (np.cumsum(found) / np.arange(1, len(found) + 1))[found].mean()


def among_wanted(score, wanted, unwanted):
    right, wrong = score[wanted & ~unwanted], score[wanted & unwanted]
    return np.mean((right[:, None] > wrong) + 0.5 * (right[:, None] == wrong))


def main():
    family = Family(ROOT)
    images, rows, grounds = pictures(np.random.default_rng(SEED))
    documents, asked = family.images(images), pairs(rows, grounds)
    words = sorted({p[0] for p in asked} | {p[1] for p in asked})
    vectors = dict(zip(words, family.texts(words)))
    ways = {"nothing": less(lambda s: 0)}
    ways |= {f"plain {share}": less(lambda s, share=share: share) for share in (0.25, 0.5, 0.6, 0.75, 1)}
    ways |= {f"projection {of}": less(lambda s, of=of: of * max(0, s)) for of in (1, 1.25, 1.5, 2)}
    ways["projection 1.25 in [.3, .75]"] = less(lambda s: min(0.75, max(0.3, 1.25 * s)))
    queries = {name: [way(vectors[a], vectors[b]) for a, b, _, _ in asked] for name, way in ways.items()}
    queries["the encoder is told \"not\""] = family.texts([f"{a} not {b}" for a, b, _, _ in asked])
    print(f"{len(asked)} pairs: average precision, order among the wanted, right and unwanted of the first {TOP}")
    for name, vector in queries.items():
        figures = []
        for query, (_, _, wanted, unwanted) in zip(vector, asked):
            score, right = documents @ query, wanted & ~unwanted
            top = np.argsort(-score)[:TOP]
            order = among_wanted(score, wanted, unwanted)
            figures.append((average_precision(score, right), order, right[top].mean(), (wanted & unwanted)[top].mean()))
        print(f"{name:30s}", " ".join(f"{figure:.3f}" for figure in np.mean(figures, 0)))


if __name__ == "__main__":
    main()
