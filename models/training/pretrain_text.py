"""First steps of the text encoder, without pictures: sentences about the same scene find each other.

Sentences are cheap and what they say is known exactly, so which colour belongs to which thing, and what stands where, is
learned here; the image encoder then has a space to aim at.
"""

import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from . import captions, data, facts
from .loop import Device, Progress, optimizer, plateau_rate, update
from .nets import Readout, TextEncoder
from .train_clip import label_loss, wrong_scene

BATCH = 96
SCALE = 14.0
POOL = 30_000  # scenes of the data set whose things the sentences are about


class Sentences:
    """Two sentences about each scene, and one that is wrong in one thing."""

    def __init__(self, folder):
        _, rows, grounds = data.load(folder)
        self.rows, self.grounds = [data.things(r) for r in rows[:POOL]], grounds

    def batch(self, rng):
        first, second, wrong, known, labels, off, distinct = [], [], [], [], [], [], []
        index = rng.choice(len(self.rows) // 2, BATCH // 2, replace=False) * 2
        for i in np.stack([index, index + 1], 1).ravel():  # twins: each is the other's hard negative
            rows, ground = self.rows[i], self.grounds[i]
            seed = int(rng.integers(2**30))
            text, claims = captions.caption(rows, *ground, np.random.default_rng(seed), True)
            other = wrong_scene(rng, rows, *ground)
            first.append(text)
            wrong.append(captions.caption(*other, np.random.default_rng(seed), True)[0] if other else text)
            line, said = captions.caption(rows, *ground, rng, full=rng.random() < 0.4)
            second.append(line)
            known.append(facts.of_claims(said, *ground))
            labels.append(facts.labels(rows, *ground))
            off.append(facts.labels(*other) if other else [])
            distinct.append(wrong[-1] != text)
        has = [facts.of_scene(self.rows[i], *self.grounds[i]) for i in np.stack([index, index + 1], 1).ravel()]
        return first, second, wrong, facts.fits(has, known), labels, off, np.array(distinct)


def train(folder, device, steps, seed, peak=2e-3, start=None, checkpoint=None):
    """start: state to begin with. Returns (text, readout)."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed + 100)
    sentences, text, readout = Sentences(folder), TextEncoder().to(device.name), Readout().to(device.name)
    if start:
        text.load_state_dict(start["text"], strict=False)
        readout.load_state_dict(start["readout"])
    opt, params = optimizer([text, readout], 0.02)
    mask = device.put(facts.label_mask())
    progress = Progress("text", steps)
    y = torch.arange(BATCH, device=device.name)
    for step in range(steps):
        first, second, wrong, fits, labels, off, distinct = sentences.batch(rng)
        with device.autocast():
            e = text(device.put(captions.encode_all(first + second + wrong)))
            a, b, w = e.chunk(3)
            distinct = device.put(distinct)
            read = readout(torch.cat([a, w[distinct]]))
        fits = device.put(fits).fill_diagonal_(False)
        logits = (SCALE * a @ b.T).masked_fill(fits, -1e4)
        against = (SCALE * (a * w).sum(1)).masked_fill(~distinct, -1e4)
        both = F.cross_entropy(torch.cat([logits, against[:, None]], 1), y) + F.cross_entropy(logits.T, y)
        # A sentence that is wrong in one thing keeps a distance of its own, however alike the words are.
        near = F.relu((a * w).sum(1)[distinct] - 0.6).mean()
        off = [o for o, d in zip(off, distinct.tolist()) if d]
        named = label_loss(read, device.put(facts.matrix(labels + off, facts.LABEL_COUNT)), mask)
        update(opt, params, both / 2 + 3 * near + 30 * named, plateau_rate(step, steps, peak), 2.0)
        top = (logits.argmax(1) == y).float().mean()
        progress.add(step, both=both, near=near, named=named * 100, top=top)
        if checkpoint and ((step + 1) % 100 == 0 or step + 1 == steps):
            torch.save({"text": text.state_dict(), "readout": readout.state_dict()}, checkpoint)
    return text, readout


def main():
    p = argparse.ArgumentParser(description="Trains the text encoder alone; needs the drawn scenes.")
    p.add_argument("--work", type=pathlib.Path, required=True)
    p.add_argument("--steps", type=int, default=1200)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--start", type=pathlib.Path, help="checkpoint to begin with")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    start = torch.load(a.start) if a.start else None
    train(a.work / "twins", Device("auto"), a.steps, a.seed, start=start, checkpoint=a.work / "text.pt")


if __name__ == "__main__":
    main()
