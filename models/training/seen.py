"""What the image encoder learns from a drawing alone: what is in each cell, and the background."""

import numpy as np
import torch
import torch.nn.functional as F

from .drawn import facts
from .drawn.captions import size_word
from .nets import GROUND, THING

NEAR = 0.25  # cells; a cell this near a thing's centre may take it for its own, so it learns what the thing is too


def cells_near(centres, n):
    """Which centre [m] and which cell [m, 2] (x, y), for every centre [k, 2] in 0..n and each cell that is NEAR it."""
    own = centres.astype(int).clip(0, n - 1)
    which, cells = [], []
    for step in np.stack(np.meshgrid((-1, 0, 1), (-1, 0, 1)), -1).reshape(-1, 2):
        cell = own + step
        gap = np.maximum(np.maximum(cell - centres, centres - cell - 1), 0)
        fits = ((gap <= NEAR) & (cell >= 0) & (cell < n)).all(1)
        which.append(np.flatnonzero(fits))
        cells.append(cell[fits])
    return np.concatenate(which), np.concatenate(cells)


def seen_loss(seen, rows, grounds=None):
    """What is in the cell of each thing's centre or near it, that nothing is centred elsewhere, and the background.

    Without `grounds` no colour is asked for: the pictures were recoloured. A pair that training leaves out is no wrong answer
    for a thing of its kind or of its colour: otherwise its kind would learn never to have that colour.
    """
    things, ground = (z.float() for z in seen)
    left_out = torch.from_numpy(facts.left_out()).to(things.device)
    n, device = things.shape[-1], things.device
    at = [(i, r) for i, scene in enumerate(rows) for r in scene]
    r = np.array([x for _, x in at]).reshape(-1, 8)
    of = np.array([i for i, _ in at], int)
    x, y = (r[:, 2:4] * n).astype(int).clip(0, n - 1).T
    centre, *_ = things.split(THING, 1)
    truth = torch.zeros_like(centre)
    truth[of, 0, y, x] = 1
    loss = 0.3 * F.binary_cross_entropy_with_logits(centre, truth, reduction="sum") / len(truth)
    which, cells = cells_near(r[:, 2:4] * n, n)
    of, r = of[which], r[which]
    _, *known = things[of, :, cells[:, 1], cells[:, 0]].split(THING, 1)
    size = np.array([facts.SIZES.get(size_word(x), 2) for x in r])
    kind, colour = r[:, 0].astype(int), r[:, 1].astype(int)
    if grounds is not None:
        known[0] = known[0].masked_fill(left_out.T[colour], -1e4)
        known[1] = known[1].masked_fill(left_out[kind], -1e4)
    for share, z, y in zip((1.0, 0.5 if grounds is not None else 0.0, 0.3), known, (kind, colour, size)):
        loss = loss + share * F.cross_entropy(z, torch.from_numpy(y).to(device))
    if grounds is None:
        return loss
    for z, y in zip(ground.split(GROUND, 1), np.array(grounds).T):
        loss = loss + 0.3 * F.cross_entropy(z, torch.from_numpy(y % z.shape[1]).to(device))
    return loss
