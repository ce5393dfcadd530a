"""Trains the image and the text encoder in one space, each of them already trained alone."""

import argparse
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from . import data
from .drawn import captions, facts
from .drawn.world import COLORS, COLOURED_BACKGROUNDS, HELD_OUT, KINDS
from .loop import Device, Pictures, Progress, optimizer, plateau_rate, store, update
from .nets import Composer, ImageEncoder, Readout, TextEncoder
from .seen import seen_loss

PAIRS = 64  # twin scenes in a batch
SECOND = 16  # scenes shown in a second view
GROUPS = 6  # groups of leaves: × 4 moments × 2 views
RECOLOURED = 32  # scenes shown once more in other colours, to learn shapes by
INSTANCE_SCALE = 20.0
FULL, BARE = 0.4, 0.35  # shares of captions that tell all, and of those that tell colours and kinds only


def wrong_scene(rng, rows, bg, bg_colour):
    """Rows of a scene like this one with one thing wrong, never naming a held-out pair; None if that failed."""
    rows, u, n = [r.copy() for r in rows], rng.random(), len(rows)
    if n == 0 or u < 0.06:
        bg = int(rng.integers(12))
        return rows, bg, int(rng.integers(10)) if bg < COLOURED_BACKGROUNDS else -1
    i = int(rng.integers(n))
    if n > 1 and u < 0.5:
        j = (i + 1) % n
        swapped = [1] if u < 0.36 else [0, 1]
        for c in swapped:
            rows[i][c], rows[j][c] = rows[j][c], rows[i][c]
    elif u < 0.6:
        rows[i][1] = rng.integers(len(COLORS))
    elif u < 0.7:
        rows[i][0] = rng.integers(len(KINDS))
    elif u < 0.94 or n == 1:
        c = 2 if rng.random() < 0.5 else 3
        rows[i][c] = 1 - rows[i][c]
    else:
        rows.pop(i)
    if any((int(r[1]), int(r[0])) in HELD_OUT for r in rows):
        return None
    return rows, bg, bg_colour


class Scenes:
    """The data set. What is on a picture is unpacked when it is asked for: a step needs few of them."""

    def __init__(self, folder, leaf_folder):
        self.images, self.packed, self.grounds = data.load(folder)
        self.second = np.load(f"{folder}/second.npy", mmap_mode="r")
        self.leaves = np.load(f"{leaf_folder}/images.npy", mmap_mode="r")

    def rows(self, i):
        return data.things(self.packed[i])

    def facts(self, i):
        return facts.of_scene(self.rows(i), *self.grounds[i])

    def labels(self, i):
        return facts.labels(self.rows(i), *self.grounds[i])

    def batch(self, rng):
        pairs = np.sort(rng.choice(len(self.packed) // 2, PAIRS, replace=False))
        index = np.stack([pairs * 2, pairs * 2 + 1], 1).ravel()
        twice = np.flatnonzero(index % 4 == 0)[:SECOND]
        groups = np.sort(rng.choice(len(self.leaves), min(GROUPS, len(self.leaves)), replace=False))
        return index, twice, groups

    def texts(self, rng, index):
        """Right captions, wrong captions and what is known of them. Twins share their sentence frame."""
        right, wrong, known, wrong_labels, full, wrong_ok = [], [], [], [], [], []
        for n, i in enumerate(index):
            if n % 2 == 0:
                seed, manner = int(rng.integers(2**30)), rng.random()
            rows = self.rows(i)
            text, claims = sentence(rows, self.grounds[i], seed, manner)
            other = wrong_scene(rng, rows, *self.grounds[i])
            negative, false = sentence(other[0], other[1:], seed, manner) if other else (text, claims)
            right.append(text)
            wrong.append(negative)
            known.append(facts.of_claims(claims, *self.grounds[i]))
            wrong_labels.append(facts.labels(*other) if other else [])
            full.append(manner < FULL)
            # A sentence can be another one and still be true: the same things in another order.
            wrong_ok.append(bool(other) and not set(facts.of_claims(false, *other[1:])) <= set(self.facts(i)))
        return right, wrong, known, wrong_labels, np.array(full), np.array(wrong_ok)


def sentence(rows, ground, seed, manner):
    """Caption and claims; manner in 0..1 says how much is told."""
    rng = np.random.default_rng(seed)
    if FULL <= manner < FULL + BARE and len(rows):
        return captions.bare(rows, rng)
    return captions.caption(rows, *ground, rng, manner < FULL)


class Heads(nn.Module):
    """Used in training only (the read-out goes on into the caption decoder)."""

    def __init__(self):
        super().__init__()
        self.readout = Readout()
        self.log_scale = nn.Parameter(torch.tensor(math.log(12.0)))


def encoders():
    """Image and text encoder around one composer, and the heads."""
    composer = Composer()
    return ImageEncoder(composer), TextEncoder(composer), Heads()


def exchanged_loss(read, rows):
    """Of two things that differ, the pairs as they are read stronger than the pairs with the colours exchanged."""
    at, right, wrong = [], [], []
    for i, scene in enumerate(rows):
        (k, c), (m, d) = [(int(r[0]), int(r[1])) for r in scene] if len(scene) == 2 else ((0, 0), (0, 0))
        if k != m and c != d and not {(d, k), (c, m)} & HELD_OUT:
            at.append(i)
            right.append((k * facts.C + c, m * facts.C + d))
            wrong.append((k * facts.C + d, m * facts.C + c))
    z = read[at].float()
    right, wrong = (z.gather(1, torch.tensor(p, device=z.device)).sum(1) for p in (right, wrong))
    return F.softplus(wrong - right + 1).mean(), (right > wrong).float().mean()


def contrast(e, t, wrong, fits, wrong_ok, scale):
    """Pictures against captions both ways; captions that fit another picture too are no negatives.

    A wrong caption of one's own, and the twin's picture and caption, are also pushed below the right one by pairs.
    """
    logits = (scale * e @ t.T).masked_fill(fits, -1e4)
    own = logits.diag()
    against = (scale * (e * wrong).sum(1)).masked_fill(~wrong_ok, -1e4)
    y = torch.arange(len(e), device=e.device)
    both = F.cross_entropy(torch.cat([logits, against[:, None]], 1), y) + F.cross_entropy(logits.T, y)
    hard = F.softplus((against - own)[wrong_ok]).mean()
    twin = y ^ 1
    distinct = ~fits[y, twin] & ~fits[twin, y]
    pair = F.softplus((logits[y, twin] - own)[distinct]) + F.softplus((logits[twin, y] - own)[distinct])
    hits = ((own > against)[wrong_ok]).float().mean(), ((own > logits[y, twin])[distinct]).float().mean()
    return both / 2, hard + pair.mean(), (logits.argmax(1) == y).float().mean(), *hits


def instance_loss(first, second, others):
    """Two views of one picture find each other among all pictures of the batch."""
    y = torch.arange(len(first), device=first.device)
    a = INSTANCE_SCALE * second @ torch.cat([first, others]).T
    b = INSTANCE_SCALE * first @ torch.cat([second, others]).T
    return (F.cross_entropy(a, y) + F.cross_entropy(b, y)) / 2, (a.argmax(1) == y).float().mean()


def label_loss(logits, truth, mask):
    return (F.binary_cross_entropy_with_logits(logits.float(), truth, reduction="none") * mask).mean()


def begin_with(work, image, text, heads):
    """Loads what pretrain_image and pretrain_text left; composer and read-out are the text's, pictures come into its space."""
    seen, read = (torch.load(work / f"{n}.pt", weights_only=False) for n in ("image", "text"))
    image.load_state_dict(seen["image"])
    text.load_state_dict(read["text"])
    heads.readout.load_state_dict(read["readout"])


def train(work, device, steps, seed, peak=1.5e-3):
    """Returns (image, text, heads). Goes on from the checkpoint `clip.pt` if there is one."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    scenes, checkpoint = Scenes(work / "twins", work / "leaves"), work / "clip.pt"
    pictures = Pictures(device, data.SIDE // 2, seed=seed)
    image, text, heads = encoders()
    begin_with(work, image, text, heads)
    image.to(device.name).to(memory_format=torch.channels_last)
    text, heads = text.to(device.name), heads.to(device.name)
    opt, params = optimizer([image, text, heads], 0.05, slow=[text, heads.readout])
    mask = device.put(facts.label_mask())
    progress = Progress("clip", steps)
    begin = resume(checkpoint, (image, text, heads), opt, rng) if checkpoint.exists() else 0
    for step in range(begin, steps):
        index, twice, groups = scenes.batch(rng)
        n, m = len(index), len(twice)
        right, wrong, known, wrong_labels, full, wrong_ok = scenes.texts(rng, index)
        leaf = scenes.leaves[groups].reshape(-1, 2, data.SIDE, data.SIDE, 3)
        stack = np.concatenate([scenes.images[index], scenes.second[index[twice] // 4], leaf[:, 0], leaf[:, 1]])
        x = torch.cat([pictures.augmented(stack), pictures.recoloured(scenes.images[index[-RECOLOURED:]])])
        ids = device.put(captions.encode_all(right + wrong))
        with device.autocast():
            every, seen = image(x)
            told = text(ids)
            e, t, w = every[:n], told[:n], told[n:]
            read = heads.readout(torch.cat([e, told]))
        fits = device.put(facts.fits([scenes.facts(i) for i in index], known))
        fits.fill_diagonal_(False)
        wrong_ok = device.put(wrong_ok)
        scale = heads.log_scale.exp().clamp(max=60)
        both, pairwise, top, hit, twin_hit = contrast(e, t, w, fits, wrong_ok, scale)
        truth = device.put(facts.matrix([scenes.labels(i) for i in index] + wrong_labels, facts.LABEL_COUNT))
        whole = device.put(full)
        by_image = label_loss(read[:n], truth[:n], mask)
        told_all = torch.cat([whole, whole & wrong_ok])
        by_text = label_loss(read[n:][told_all], truth[told_all], mask)
        k = len(leaf)
        first = torch.cat([e[device.put(twice)], every[n + m : n + m + k]])
        second = torch.cat([every[n : n + m], every[n + m + k : n + m + 2 * k]])
        rest = np.setdiff1d(np.arange(n), twice)
        same, found = instance_loss(first, second, e[device.put(rest)])
        rows = [scenes.rows(i) for i in index]
        spatial = seen_loss([z[:n] for z in seen], rows, scenes.grounds[index])
        shapes = seen_loss([z[-RECOLOURED:] for z in seen], rows[-RECOLOURED:])
        bound, apart = exchanged_loss(read[:n], rows)
        loss = both + pairwise + bound + 15 * by_image + 8 * by_text + 0.5 * same + spatial + 0.5 * shapes
        update(opt, params, loss, plateau_rate(step, steps, peak), 2.0)
        progress.add(
            step, both=both, pair=pairwise, img=by_image * 100, txt=by_text * 100, same=same, seen=spatial, shapes=shapes, top=top,
            hit=hit, twin=twin_hit, found=found, bound=bound, apart=apart,
        )  # fmt: skip
        if (step + 1) % 100 == 0 or step + 1 == steps:
            save(checkpoint, (image, text, heads), opt, rng, step + 1)
    return image.eval(), text.eval(), heads.eval()


def save(path, nets, opt, rng, step):
    state = {name: net.state_dict() for name, net in zip(("image", "text", "heads"), nets)}
    state |= {"optimizer": opt.state_dict(), "torch": torch.get_rng_state(), "numpy": rng.bit_generator.state}
    store(state | {"step": step}, path)


def resume(path, nets, opt, rng):
    """The step to go on with."""
    state = torch.load(path, weights_only=False)
    for net, name in zip(nets, ("image", "text", "heads")):
        net.load_state_dict(state[name])
    opt.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["torch"])
    rng.bit_generator.state = state["numpy"]
    return state["step"]


def restore(path, device):
    state = torch.load(path, map_location=device.name, weights_only=False)
    nets = encoders()
    for net, name in zip(nets, ("image", "text", "heads")):
        net.load_state_dict(state[name])
        net.to(device.name).eval()
    nets[0].to(memory_format=torch.channels_last)
    return nets


def main():
    p = argparse.ArgumentParser(description="Trains both encoders together; needs the drawn scenes, text.pt and image.pt.")
    p.add_argument("--work", type=pathlib.Path, required=True)
    p.add_argument("--steps", type=int, default=1900)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--device", default="auto")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    train(a.work, Device(a.device), a.steps, a.seed)


if __name__ == "__main__":
    main()
