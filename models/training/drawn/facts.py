"""Facts about scenes as vectors: to know which captions fit which pictures, and as training labels.

A caption fits a picture when every fact it claims is among the picture's facts.
"""

import numpy as np

from .captions import position, size_word
from .world import BACKGROUNDS, COLORS, HELD_OUT, KINDS

K, C, B = len(KINDS), len(COLORS), len(BACKGROUNDS)
PAIR = 0
KIND_ONLY = PAIR + K * C
GROUND = KIND_ONLY + K
PLACE = GROUND + B * (C + 1)
SIZE = PLACE + K * C * 9
COUNT = SIZE + K * C * 2
FACTS = COUNT + K * C * 2

V, H = {"top": 0, "": 1, "bottom": 2}, {"left": 0, "": 1, "right": 2}
SIZES = {"small": 0, "large": 1}


def _place(pair, where):
    return PLACE + pair * 9 + V[where[0]] * 3 + H[where[1]]


def of_scene(rows, bg, bg_colour):
    """Indices of all facts that hold."""
    found, counts = {GROUND + bg * (C + 1) + bg_colour}, {}
    for row in rows:
        pair = int(row[0]) * C + int(row[1])
        counts[pair] = counts.get(pair, 0) + 1
        found.update((PAIR + pair, KIND_ONLY + int(row[0]), _place(pair, position(row[2], row[3]))))
        if size_word(row):
            found.add(SIZE + pair * 2 + SIZES[size_word(row)])
    found.update(COUNT + pair * 2 + n - 2 for pair, n in counts.items() if n in (2, 3))
    return sorted(found)


def of_claims(claims, bg, bg_colour):
    found = {KIND_ONLY + k for k in claims.kinds}
    if claims.background:
        found.add(GROUND + bg * (C + 1) + bg_colour)
    for kind, colour, count, where, size in claims.groups:
        pair = kind * C + colour
        found.add(PAIR + pair)
        if count > 1:
            found.add(COUNT + pair * 2 + count - 2)
        if where:
            found.add(_place(pair, where))
        if size:
            found.add(SIZE + pair * 2 + SIZES[size])
    return sorted(found)


def fits(scene_facts, claims):
    """bool [scenes, captions]: the scene has all that the caption claims."""
    has = np.zeros((len(scene_facts), FACTS), bool)
    for row, ids in zip(has, scene_facts):
        row[ids] = True
    return np.stack([has[:, ids].all(1) for ids in claims], 1)


# Labels of the read-out heads (nets.Readout), in its order.
LABELS = {"pair": K * C, "kind_place": K * 4, "colour_place": C * 4, "kind_size": K * 2, "kind_count": K * 2,
          "kind": K, "colour": C, "ground": B, "ground_colour": C}  # fmt: skip
OFFSET, _n = {}, 0
for _name, _size in LABELS.items():
    OFFSET[_name] = _n
    _n += _size
LABEL_COUNT = _n


def labels(rows, bg, bg_colour):
    """Indices of true labels."""
    found, counts = {OFFSET["ground"] + bg}, {}
    if bg_colour >= 0:
        found.add(OFFSET["ground_colour"] + bg_colour)
    for row in rows:
        k, c = int(row[0]), int(row[1])
        counts[k] = counts.get(k, 0) + 1
        found.update((OFFSET["pair"] + k * C + c, OFFSET["kind"] + k, OFFSET["colour"] + c))
        v, h = position(row[2], row[3])
        for i, name in enumerate(("left", "right", "top", "bottom")):
            if name in (v, h):
                found.update((OFFSET["kind_place"] + k * 4 + i, OFFSET["colour_place"] + c * 4 + i))
        if size_word(row):
            found.add(OFFSET["kind_size"] + k * 2 + SIZES[size_word(row)])
    found.update(OFFSET["kind_count"] + k * 2 + n - 2 for k, n in counts.items() if n in (2, 3))
    return sorted(found)


def left_out():
    """[kinds, colours], true for the pairs that no training scene has."""
    out = np.zeros((K, C), bool)
    for colour, kind in HELD_OUT:
        out[kind, colour] = True
    return out


def label_mask():
    """1 where a label takes part in training: held-out pairs do not, not even as negatives."""
    mask = np.ones(LABEL_COUNT, np.float32)
    mask[OFFSET["pair"] : OFFSET["pair"] + LABELS["pair"]] -= left_out().ravel()
    return mask


def matrix(index_lists, width):
    out = np.zeros((len(index_lists), width), np.float32)
    for row, ids in zip(out, index_lists):
        row[ids] = 1
    return out
