"""Trains the caption decoder on embeddings of the finished image encoder.

The read-out comes from the training of the image encoder and stays: it was kept from learning which pairs exist.
"""

import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from . import captions, data, train_clip
from .caption_net import CaptionDecoder
from .loop import Device, Pictures, Progress, optimizer, rate, update

BATCH = 384
SCENES = 50_000  # of those drawn for the image encoder
JITTER = 0.012  # noise on an embedding's components, as another codec or size would add


def embeddings(image, folder, device):
    """float32 [n ≤ SCENES, 256] of pictures under random light, as in the training of the encoder."""
    images = data.load(folder)[0][:SCENES]
    pictures, out = Pictures(device, data.SIDE), []
    with torch.no_grad(), device.autocast():
        for i in range(0, len(images), 512):
            out.append(image(pictures.augmented(images[i : i + 512]))[0].float())
    return torch.cat(out)


def sentences(folder):
    """int64 [n ≤ SCENES, 28]: the plain and full caption of every scene."""
    _, rows, grounds = data.load(folder)
    rng = np.random.default_rng(0)  # plain captions draw nothing from it that matters
    lines = [
        captions.caption(data.things(r), *g, rng, full=True, plainly=True)[0]
        for r, g in zip(rows[:SCENES], grounds)
    ]
    ids = captions.encode_all(lines)
    return np.pad(ids, ((0, 0), (0, captions.MAX_TOKENS - ids.shape[1])))


def train(image, heads, folder, device, steps, seed, peak=3e-3, checkpoint=None):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    seen, ids = embeddings(image, folder, device), sentences(folder)
    net = CaptionDecoder()
    net.readout.load_state_dict(heads.readout.state_dict())
    net.readout.requires_grad_(False)
    net.to(device.name)
    opt, params = optimizer([net], 0.01, (0.9, 0.99))
    progress = Progress("caption", steps)
    for step in range(steps):
        index = rng.integers(0, len(ids), BATCH)
        batch = ids[index]
        batch = device.put(batch[:, : (batch != captions.PAD).sum(1).max()])
        v = seen[torch.from_numpy(index).to(seen.device)]
        v = F.normalize(v + torch.randn_like(v) * JITTER, dim=1)
        with device.autocast():
            logits = net.teach(batch, v)
        loss = F.cross_entropy(logits.flatten(0, 1).float(), batch[:, 1:].flatten(), ignore_index=captions.PAD)
        update(opt, params, loss, rate(step, steps, peak, 50), 1.0)
        progress.add(step, loss=loss)
    if checkpoint:
        torch.save({"caption": net.state_dict()}, checkpoint)
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
