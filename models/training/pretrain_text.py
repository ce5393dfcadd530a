"""First steps of the text encoder, without pictures: sentences find the things that were drawn.

What an encoder of pictures would see is known exactly from the drawing, so composer and text encoder learn from that, cheaply,
which colour belongs to which thing and what stands where. The image encoder only has to learn to see.
"""

import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from . import data
from .drawn import captions, facts
from .loop import Device, Progress, optimizer, plateau_rate, store, update
from .nets import CELLS, GROUND, HEARD, LAYOUT, Composer, Readout, TextEncoder
from .train_clip import label_loss, wrong_scene

BATCH = 96
SCALE = 18.0
POOL = 30_000  # scenes of the data set whose things the sentences are about
DOUBT = 0.2  # share of probability, at most, that goes to a wrong kind or colour: no encoder is sure


class Sentences:
    """Two sentences about each scene, and one that is wrong in one thing."""

    def __init__(self, folder):
        _, rows, grounds = data.load(folder)
        self.rows, self.grounds = [data.things(r) for r in rows[:POOL]], grounds

    def batch(self, rng):
        first, second, wrong, known, labels, off, distinct = [], [], [], ([], []), [], [], []
        pairs = rng.choice(len(self.rows) // 2, BATCH // 2, replace=False) * 2
        index = np.stack([pairs, pairs + 1], 1).ravel()  # twins: each is the other's hard negative
        for i in index:
            rows, ground = self.rows[i], self.grounds[i]
            seed = int(rng.integers(2**30))
            text, claims = captions.caption(rows, *ground, np.random.default_rng(seed), True)
            other = wrong_scene(rng, rows, *ground)
            first.append(text)
            known[0].append(facts.of_claims(claims, *ground))
            wrong.append(captions.caption(*other, np.random.default_rng(seed), True)[0] if other else text)
            line, said = captions.caption(rows, *ground, rng, full=rng.random() < 0.2)
            second.append(line)
            known[1].append(facts.of_claims(said, *ground))
            labels.append(facts.labels(rows, *ground))
            off.append(facts.labels(*other) if other else [])
            distinct.append(wrong[-1] != text)
        has = [facts.of_scene(self.rows[i], *self.grounds[i]) for i in index]
        return index, first, second, wrong, [facts.fits(has, k) for k in known], labels, off, np.array(distinct)


def unsure(rng, truth, width):
    """One-hot [n, width] with some doubt."""
    out = np.zeros((len(truth), width), np.float32)
    doubt, at = rng.random(len(truth)).astype(np.float32) ** 2 * DOUBT, np.arange(len(truth))
    out[at, rng.integers(0, width, len(truth))] += doubt
    out[at, truth] += 1 - doubt
    return out


def drawn(composer, rng, rows, grounds, device):
    """What the composer makes of scenes as they were drawn: [b, 256], the part of layout zero."""
    most = max(1, max(map(len, rows)))
    weight, cells = np.zeros((len(rows), most, 1), np.float32), np.zeros((len(rows), most, CELLS**2), np.float32)
    kind, colour, size = (np.zeros((len(rows), most, n), np.float32) for n in (facts.K, facts.C, 3))
    for i, scene in enumerate(rows):
        if n := len(scene):
            r = np.array(scene)
            weight[i, :n, 0] = rng.uniform(0.75, 1, n)
            kind[i, :n] = unsure(rng, r[:, 0].astype(int), facts.K)
            colour[i, :n] = unsure(rng, r[:, 1].astype(int), facts.C)
            size[i, :n] = unsure(rng, [facts.SIZES.get(captions.size_word(x), 2) for x in r], 3)
            x, y = (r[:, 2:4] * CELLS).astype(int).clip(0, CELLS - 1).T
            cells[i, np.arange(n), y * CELLS + x] = 1
    ground = [unsure(rng, np.asarray(g) % n, n)[:, None] for g, n in zip(np.array(grounds).T, GROUND)]
    ground = [np.ones((len(rows), 1, 1), np.float32), *ground]
    said = composer(*(device.put(x) for x in (weight, kind, colour, size, cells)), [device.put(g) for g in ground])
    return F.pad(said, (0, LAYOUT + HEARD))


def found(e, t, fits, wrong, distinct):
    """Scenes and sentences find each other; a sentence that fits another scene too is no negative there."""
    y = torch.arange(len(e), device=e.device)
    logits = (SCALE * e @ t.T).masked_fill(fits.fill_diagonal_(False), -1e4)
    against = (SCALE * (e * wrong).sum(1)).masked_fill(~distinct, -1e4)
    loss = F.cross_entropy(torch.cat([logits, against[:, None]], 1), y) + F.cross_entropy(logits.T, y)
    return loss / 2, (logits.argmax(1) == y).float().mean()


def train(folder, device, steps, seed, peak=3e-3, start=None, checkpoint=None):
    """start: state to begin with. Returns (text, readout)."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed + 100)
    sentences, text, readout = Sentences(folder), TextEncoder(Composer()).to(device.name), Readout().to(device.name)
    if start:
        text.load_state_dict(start["text"])
        readout.load_state_dict(start["readout"])
    opt, params = optimizer([text, readout], 0.02)
    mask = device.put(facts.label_mask())
    progress = Progress("text", steps)
    for step in range(steps):
        index, first, second, wrong, fits, labels, off, distinct = sentences.batch(rng)
        rows = [sentences.rows[i] for i in index]
        with device.autocast():
            e = drawn(text.composer, rng, rows, sentences.grounds[index], device)
            a, b, w = text(device.put(captions.encode_all(first + second + wrong))).chunk(3)
            distinct = device.put(distinct)
            read = readout(torch.cat([e, a, w[distinct]]))
        full, top = found(e, a, device.put(fits[0]), w, distinct)
        some, _ = found(e, b, device.put(fits[1]), w, distinct)
        off = [o for o, d in zip(off, distinct.tolist()) if d]
        named = label_loss(read, device.put(facts.matrix(labels + labels + off, facts.LABEL_COUNT)), mask)
        update(opt, params, full + some + 30 * named, plateau_rate(step, steps, peak), 2.0)
        progress.add(step, full=full, some=some, named=named * 100, top=top)
        if checkpoint and ((step + 1) % 100 == 0 or step + 1 == steps):
            store({"text": text.state_dict(), "readout": readout.state_dict()}, checkpoint)
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
