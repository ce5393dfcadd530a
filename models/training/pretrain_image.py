"""Steps of the image encoder without sentences: what is at each thing's cell, and the background.

The first come before the joint training. The last come after it: composer and text encoder stay as they are then, and every
sentence profits from what is seen better.
"""

import argparse
import pathlib

import numpy as np
import torch

from . import data
from .loop import Device, Pictures, Progress, optimizer, plateau_rate, rate, update
from .seen import seen_loss
from .train_clip import RECOLOURED, Scenes, encoders, instance_loss, restore

BATCH = 128
LEAVES = 10  # groups of leaves in a batch of the last steps: × 2 moments × 2 views


def train(folder, device, steps, seed, peak=2e-3, start=None, checkpoint=None):
    """start: state to begin with. Returns the image encoder."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed + 200)
    images, rows, grounds = data.load(folder)
    pictures = Pictures(device, data.SIDE, seed=seed)
    image = encoders()[0]
    if start:
        image.load_state_dict(start["image"])
    image = image.to(device.name).to(memory_format=torch.channels_last)
    opt, params = optimizer([image], 0.03)
    progress = Progress("image", steps)
    for step in range(steps):
        index = np.sort(rng.choice(len(images), BATCH, replace=False))
        shown, others = [data.things(rows[i]) for i in index], rng.permutation(BATCH)[:RECOLOURED]
        x = torch.cat([pictures.augmented(images[index]), pictures.recoloured(images[index[others]])])
        with device.autocast():
            seen = image(x)[1]
        named = seen_loss([z[:BATCH] for z in seen], shown, grounds[index])
        shapes = seen_loss([z[BATCH:] for z in seen], [shown[i] for i in others])
        update(opt, params, named + 0.7 * shapes, plateau_rate(step, steps, peak), 2.0)
        progress.add(step, seen=named, shapes=shapes)
        if checkpoint and ((step + 1) % 100 == 0 or step + 1 == steps):
            torch.save({"image": image.state_dict()}, checkpoint)
    return image


def finish(work, device, steps, seed, peak=1e-3):
    """Goes on with the image encoder of `clip.pt`, which is written anew; small things come more often, they are the hard ones."""
    torch.manual_seed(seed + 7)
    rng = np.random.default_rng(seed + 300)
    scenes = Scenes(work / "twins", work / "leaves")
    state = torch.load(work / "clip.pt", weights_only=False)
    image, _, _ = restore(work / "clip.pt", device)
    image.train()
    image.composer.requires_grad_(False)
    smallest = np.array([min((r[6] - r[4] for r in data.things(rows)), default=1) for rows in scenes.packed])
    share = np.where(smallest < 0.25, 2.0, 1.0)
    share /= share.sum()
    pictures = Pictures(device, data.SIDE, seed=seed)
    opt, params = optimizer([image], 0.03)
    progress = Progress("finish", steps)
    for step in range(steps):
        index = np.sort(rng.choice(len(share), BATCH, replace=False, p=share))
        groups = np.sort(rng.choice(len(scenes.leaves), LEAVES, replace=False))
        leaf = scenes.leaves[groups].reshape(-1, 2, data.SIDE, data.SIDE, 3)
        shown, others = [scenes.rows(i) for i in index], rng.permutation(BATCH)[:RECOLOURED]
        stack = np.concatenate([scenes.images[index], leaf[:, 0], leaf[:, 1]])
        x = torch.cat([pictures.augmented(stack), pictures.recoloured(scenes.images[index[others]])])
        with device.autocast():
            every, seen = image(x)
        named = seen_loss([z[:BATCH] for z in seen], shown, scenes.grounds[index])
        shapes = seen_loss([z[-RECOLOURED:] for z in seen], [shown[i] for i in others])
        first, second = every[BATCH : BATCH + 2 * len(leaf)].chunk(2)
        same, found = instance_loss(first, second, every[:BATCH])
        update(opt, params, named + 0.7 * shapes + 0.5 * same, rate(step, steps, peak), 2.0)
        progress.add(step, seen=named, shapes=shapes, same=same, found=found)
        if (step + 1) % 200 == 0 or step + 1 == steps:
            torch.save(state | {"image": image.state_dict()}, work / "clip.pt")


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
