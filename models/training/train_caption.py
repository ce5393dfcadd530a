"""Trains the caption decoder on embeddings of the finished image encoder.

First the read-out, which comes from the training of the encoders, learns to undo the composer for every pair, also those
that no picture has: what was seen on a picture is composed once more under other names of kinds and colours. Then it stays, and
the decoder learns to speak, under ever new names too.
"""

import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from . import data, train_clip
from .caption_net import CaptionDecoder
from .drawn import captions, facts
from .drawn.world import KINDS
from .loop import Device, Pictures, Progress, optimizer, rate, store, update
from .nets import GROUND, HEARD, LAYOUT, MEANING, THING
from .train_clip import label_loss

BATCH = 384
SCENES = 50_000  # of those drawn for the image encoder
READ, READ_STEPS = 192, 800  # batch and steps of the read-out
JITTER = 0.012  # noise on an embedding's components, as another codec or size would add


class Seen:
    """Embeddings float32 [n ≤ SCENES, 256] of pictures under random light, as in the training of the encoder, and the logits
    they were composed of."""

    def __init__(self, image, folder, device):
        images = data.load(folder)[0][:SCENES]
        pictures, parts = Pictures(device, data.SIDE), []
        with torch.no_grad(), device.autocast():
            for i in range(0, len(images), 512):
                embedding, (things, ground) = image(pictures.augmented(images[i : i + 512]))
                parts.append((embedding.float(), things.bfloat16(), ground.bfloat16()))
        self.compose = image.meaning
        self.embeddings, self.things, self.ground = (torch.cat(p) for p in zip(*parts))

    def under(self, named, index):
        """The embeddings as if kinds and colours were called otherwise."""
        centre, kind, colour, size = self.things[index].split(THING, 1)
        ground, tint = self.ground[index].split(GROUND, 1)
        own = np.append(named.old_colour, facts.C)  # the last colour of a ground is "its own"
        things = torch.cat([centre, kind[:, named.old_kind], colour[:, named.old_colour], size], 1)
        out = self.embeddings[index].clone()
        with torch.no_grad():
            out[:, : -LAYOUT - HEARD] = MEANING * self.compose(things, torch.cat([ground, tint[:, own]], 1))
        return out


class Renamed:
    """Another naming of kinds and colours, for what was seen and for what is said of it alike.

    The decoder learns to say what it reads, whichever pair it is, and not which pairs exist. (Fish keep their kind: the
    word does not tell one from many.)
    """

    def __init__(self, rng):
        others = np.array([k for k in range(facts.K) if KINDS[k] != "fish"])
        self.kind, self.colour = np.arange(facts.K), rng.permutation(facts.C)
        self.kind[others] = rng.permutation(others)
        self.old_kind, self.old_colour = np.argsort(self.kind), np.argsort(self.colour)

    def scene(self, rows, ground):
        rows = [np.concatenate([[self.kind[int(r[0])], self.colour[int(r[1])]], r[2:]]) for r in rows]
        return rows, int(ground[0]), int(self.colour[ground[1]]) if ground[1] >= 0 else -1


def read_every_pair(readout, seen, rows, grounds, rng, device, steps, peak=1e-3):
    """Goes on training the read-out: half on pictures, half on the same under other names."""
    opt, params = optimizer([readout], 0.01)
    progress = Progress("readout", steps)
    masks = device.put(np.stack([facts.label_mask(), np.ones(facts.LABEL_COUNT, np.float32)])).repeat_interleave(READ, 0)
    for step in range(steps):
        index = rng.integers(0, len(rows), READ)
        named = Renamed(rng)
        truth = [facts.labels(rows[i], *grounds[i]) for i in index]
        truth += [facts.labels(*named.scene(rows[i], grounds[i])) for i in index]
        e = torch.cat([seen.embeddings[index], seen.under(named, index)])
        e = F.normalize(e + torch.randn_like(e) * JITTER, dim=1)
        loss = 30 * label_loss(readout(e), device.put(facts.matrix(truth, facts.LABEL_COUNT)), masks)
        update(opt, params, loss, rate(step, steps, peak, 50), 1.0)
        progress.add(step, loss=loss)


def train(image, heads, folder, device, steps, seed, peak=3e-3, checkpoint=None):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    seen = Seen(image, folder, device)
    _, rows, grounds = data.load(folder)
    rows = [data.things(r) for r in rows[: len(seen.embeddings)]]
    net = CaptionDecoder()
    net.readout.load_state_dict(heads.readout.state_dict())
    net.to(device.name)
    read_every_pair(net.readout, seen, rows, grounds, rng, device, READ_STEPS)
    net.readout.requires_grad_(False)
    opt, params = optimizer([net], 0.01, (0.9, 0.99))
    progress = Progress("caption", steps)
    for step in range(steps):
        index = rng.integers(0, len(rows), BATCH)
        named = Renamed(rng)
        lines = [captions.caption(*named.scene(rows[i], grounds[i]), rng, True, True)[0] for i in index]
        ids = device.put(captions.encode_all(lines))
        v = seen.under(named, index)
        v = F.normalize(v + torch.randn_like(v) * JITTER, dim=1)
        with device.autocast():
            logits = net.teach(ids, net.tables(v))
        loss = F.cross_entropy(logits.flatten(0, 1).float(), ids[:, 1:].flatten(), ignore_index=captions.PAD)
        update(opt, params, loss, rate(step, steps, peak, 50), 1.0)
        progress.add(step, loss=loss)
    if checkpoint:
        store({"caption": net.state_dict()}, checkpoint)
    return net.eval()


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
