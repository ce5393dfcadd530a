"""First steps of the image encoder, without sentences: kind and colour at each thing's cell, and what the scene holds."""

import argparse
import pathlib

import numpy as np
import torch

from . import data, facts
from .loop import Device, Pictures, Progress, optimizer, plateau_rate, update
from .nets import ImageEncoder
from .train_clip import Heads, cell_loss, label_loss

BATCH = 128


def train(folder, device, steps, seed, peak=2e-3, start=None, checkpoint=None):
    """start: state to begin with. Returns (image, heads)."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed + 200)
    images, rows, grounds = data.load(folder)
    pictures = Pictures(device, data.SIDE, seed=seed)
    image, heads = ImageEncoder(), Heads()
    if start:
        image.load_state_dict(start["image"])
        heads.load_state_dict(start["heads"])
    image, heads = image.to(device.name).to(memory_format=torch.channels_last), heads.to(device.name)
    opt, params = optimizer([image, heads], 0.03)
    mask = device.put(facts.label_mask())
    progress = Progress("image", steps)
    for step in range(steps):
        index = np.sort(rng.choice(len(images), BATCH, replace=False))
        shown = [data.things(rows[i]) for i in index]
        truth = facts.matrix([facts.labels(r, *grounds[i]) for r, i in zip(shown, index)], facts.LABEL_COUNT)
        with device.autocast():
            e, features = image(pictures.augmented(images[index]))
            cells, read = heads.cell(features), heads.readout(e)
        spatial, named = cell_loss(cells, shown), label_loss(read, device.put(truth), mask)
        update(opt, params, spatial + 20 * named, plateau_rate(step, steps, peak), 2.0)
        progress.add(step, cell=spatial, named=named * 100)
        if checkpoint and ((step + 1) % 100 == 0 or step + 1 == steps):
            torch.save({"image": image.state_dict(), "heads": heads.state_dict()}, checkpoint)
    return image, heads


def main():
    p = argparse.ArgumentParser(description="Trains the image encoder alone; needs the drawn scenes.")
    p.add_argument("--work", type=pathlib.Path, required=True)
    p.add_argument("--steps", type=int, default=1500)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--start", type=pathlib.Path, help="checkpoint to begin with")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    start = torch.load(a.start, weights_only=False) if a.start else None
    train(a.work / "twins", Device("auto"), a.steps, a.seed, start=start, checkpoint=a.work / "image.pt")


if __name__ == "__main__":
    main()
