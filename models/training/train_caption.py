"""Trains the caption decoder on embeddings of the finished image encoder.

First the read-out, which comes from the training of the encoders, learns to undo the composer for every pair, also those
that no picture and no sentence has: for that it needs descriptions only. Then it stays, and the decoder learns to speak.
"""

import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from . import captions, data, facts, train_clip
from .caption_net import CaptionDecoder
from .loop import Device, Pictures, Progress, optimizer, rate, update
from .nets import HEARD, LAYOUT, MEANING
from .pretrain_text import drawn
from .train_clip import label_loss
from .world import KINDS

BATCH = 384
SCENES = 50_000  # of those drawn for the image encoder
READ, READ_STEPS = 192, 800  # batch and steps of the read-out
JITTER = 0.012  # noise on an embedding's components, as another codec or size would add


def embeddings(image, folder, device):
    """float32 [n ≤ SCENES, 256] of pictures under random light, as in the training of the encoder."""
    images = data.load(folder)[0][:SCENES]
    pictures, out = Pictures(device, data.SIDE), []
    with torch.no_grad(), device.autocast():
        for i in range(0, len(images), 512):
            out.append(image(pictures.augmented(images[i : i + 512]))[0].float())
    return torch.cat(out)


class Renamed:
    """Another naming of kinds and colours: read-outs and things change their names alike.

    The decoder learns to say what the read-outs say, whichever pair it is, and not which pairs exist. (Fish keep their
    kind: the word does not tell one from many.)
    """

    def __init__(self, rng):
        others = np.array([k for k in range(facts.K) if KINDS[k] != "fish"])
        self.kind, self.colour = np.arange(facts.K), rng.permutation(facts.C)
        self.kind[others] = rng.permutation(others)
        kind, colour = np.argsort(self.kind), np.argsort(self.colour)
        source, at = np.arange(facts.LABEL_COUNT), facts.OFFSET
        for name, size in facts.LABELS.items():
            own = source[at[name] : at[name] + size].copy()
            if name.startswith("kind") or name == "pair":
                own = own.reshape(facts.K, -1)[kind].reshape(-1)
            if name.startswith("colour"):
                own = own.reshape(facts.C, -1)[colour].reshape(-1)
            if name in ("pair", "ground_colour"):
                own = own.reshape(-1, facts.C)[:, colour].reshape(-1)
            source[at[name] : at[name] + size] = own
        self.source = torch.from_numpy(source)

    def scene(self, rows, ground):
        rows = [np.concatenate([[self.kind[int(r[0])], self.colour[int(r[1])]], r[2:]]) for r in rows]
        return rows, (ground[0], self.colour[ground[1]] if ground[1] >= 0 else -1)


def read_every_pair(readout, composer, seen, rows, grounds, rng, device, steps, peak=1e-3):
    """Goes on training the read-out: half on pictures, half on renamed descriptions with the layout of some picture."""
    opt, params = optimizer([readout], 0.01)
    progress = Progress("readout", steps)
    masks = device.put(np.stack([facts.label_mask(), np.ones(facts.LABEL_COUNT, np.float32)])).repeat_interleave(READ, 0)
    meaning = slice(0, -LAYOUT - HEARD)
    for step in range(steps):
        index = rng.integers(0, len(rows), READ)
        named = Renamed(rng)
        other, other_grounds = zip(*(named.scene(rows[i], grounds[i]) for i in index))
        v = torch.stack([seen[i] for i in index])
        with torch.no_grad(), device.autocast():
            told = drawn(composer, rng, other, other_grounds, device).float()
        moved = v.clone()
        moved[:, meaning] = told[:, meaning] * MEANING
        truth = [facts.labels(rows[i], *grounds[i]) for i in index]
        truth += [facts.labels(r, *g) for r, g in zip(other, other_grounds)]
        e = torch.cat([v, moved])
        e = F.normalize(e + torch.randn_like(e) * JITTER, dim=1)
        loss = 30 * label_loss(readout(e), device.put(facts.matrix(truth, facts.LABEL_COUNT)), masks)
        update(opt, params, loss, rate(step, steps, peak, 50), 1.0)
        progress.add(step, loss=loss)


def train(image, heads, folder, device, steps, seed, peak=3e-3, checkpoint=None):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    seen = embeddings(image, folder, device)
    _, rows, grounds = data.load(folder)
    rows = [data.things(r) for r in rows[: len(seen)]]
    net = CaptionDecoder()
    net.readout.load_state_dict(heads.readout.state_dict())
    net.to(device.name)
    read_every_pair(net.readout, image.composer, seen, rows, grounds, rng, device, READ_STEPS)
    net.readout.requires_grad_(False)
    opt, params = optimizer([net], 0.01, (0.9, 0.99))
    progress = Progress("caption", steps)
    for step in range(steps):
        index = rng.integers(0, len(rows), BATCH)
        named = Renamed(rng)
        lines = [captions.caption(*_flat(named.scene(rows[i], grounds[i])), rng, True, True)[0] for i in index]
        ids = device.put(captions.encode_all(lines))
        v = seen[torch.from_numpy(index).to(seen.device)]
        v = F.normalize(v + torch.randn_like(v) * JITTER, dim=1)
        with device.autocast():
            logits = net.teach(ids, net.tables(v)[:, named.source.to(v.device)])
        loss = F.cross_entropy(logits.flatten(0, 1).float(), ids[:, 1:].flatten(), ignore_index=captions.PAD)
        update(opt, params, loss, rate(step, steps, peak, 50), 1.0)
        progress.add(step, loss=loss)
    if checkpoint:
        torch.save({"caption": net.state_dict()}, checkpoint)
    return net.eval()


def _flat(scene):
    rows, (bg, bg_colour) = scene
    return rows, int(bg), int(bg_colour)


def restore(path, device):
    net = CaptionDecoder()
    net.load_state_dict(torch.load(path, map_location=device.name)["caption"])
    return net.to(device.name).eval()


def main():
    p = argparse.ArgumentParser(description="Trains the caption decoder; needs clip.pt and its scenes.")
    p.add_argument("--work", type=pathlib.Path, required=True)
    p.add_argument("--steps", type=int, default=900)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--device", default="auto")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    device = Device(a.device)
    image, _, heads = train_clip.restore(a.work / "clip.pt", device)
    train(image, heads, a.work / "twins", device, a.steps, a.seed, checkpoint=a.work / "caption.pt")


if __name__ == "__main__":
    main()
