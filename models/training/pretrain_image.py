"""Steps of the image encoder without sentences: what is at each thing's cell, and the background.

The first come before the joint training, on pictures of half the side. The last come after it, on the whole side: composer and text
encoder stay as they are then, and every sentence profits from what is seen better.
"""

import argparse
import pathlib

import numpy as np
import torch
from torch import nn

from . import data
from .loop import Device, Pictures, Progress, optimizer, plateau_rate, rate, store, update
from .nets import LAYOUT
from .seen import seen_loss
from .train_clip import RECOLOURED, Scenes, encoders, instance_loss, restore

BATCH = 128  # of the first steps
FINE_BATCH = 96  # scenes in a batch of the last steps, which are four times as large
FINE_RECOLOURED = 24  # of them shown once more in other colours
LEAVES = 4  # groups of leaves in a batch of the last steps: × 4 moments × 2 views
PLACES = 50  # groups looked at together where layout is solved for
RIDGE = 0.1  # of what wear changes on the mean, added to every direction


def train(folder, device, steps, seed, peak=2e-3, checkpoint=None):
    """Returns the image encoder."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed + 200)
    images, rows, grounds = data.load(folder)
    pictures = Pictures(device, data.SIDE // 2, seed=seed)
    image = encoders()[0]
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
            store({"image": image.state_dict()}, checkpoint)
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
        index = np.sort(rng.choice(len(share), FINE_BATCH, replace=False, p=share))
        groups = np.sort(rng.choice(len(scenes.leaves), LEAVES, replace=False))
        leaf = scenes.leaves[groups].reshape(-1, 2, data.SIDE, data.SIDE, 3)
        shown, others = [scenes.rows(i) for i in index], rng.permutation(FINE_BATCH)[:FINE_RECOLOURED]
        stack = np.concatenate([scenes.images[index], leaf[:, 0], leaf[:, 1]])
        x = torch.cat([pictures.augmented(stack), pictures.recoloured(scenes.images[index[others]])])
        with device.autocast():
            every, seen = image(x)
        named = seen_loss([z[:FINE_BATCH] for z in seen], shown, scenes.grounds[index])
        shapes = seen_loss([z[-FINE_RECOLOURED:] for z in seen], [shown[i] for i in others])
        first, second = every[FINE_BATCH : FINE_BATCH + 2 * len(leaf)].chunk(2)
        same, found = instance_loss(first, second, every[:FINE_BATCH])
        update(opt, params, named + 0.7 * shapes + 0.5 * same, rate(step, steps, peak), 2.0)
        progress.add(step, seen=named, shapes=shapes, same=same, found=found)
        if (step + 1) % 200 == 0 or step + 1 == steps:
            store(state | {"image": image.state_dict()}, work / "clip.pt")


def solve_layout(work, device, seed):
    """Writes `clip.pt` anew with a layout that is solved for, not learned: Fisher's linear discriminant.

    Of what the finished encoder sees, it takes the directions in which moments of one place differ most, measured by what light
    and wear change in one picture. What stands where stays as it is.
    """
    torch.manual_seed(seed + 8)
    leaves = np.load(work / "leaves" / "images.npy", mmap_mode="r")
    state = torch.load(work / "clip.pt", weights_only=False)
    image, _, _ = restore(work / "clip.pt", device)
    pictures, views = Pictures(device, data.SIDE, seed=seed), ([], [])
    with torch.no_grad():
        for i in range(0, len(leaves), PLACES):
            for view, found in enumerate(views):
                shown = leaves[i : i + PLACES, :, view].reshape(-1, *leaves.shape[3:])
                found.append(image.shrunk(image.features(pictures.augmented(shown).float())).double())
        first, second = (torch.cat(v) for v in views)
        norm = image.layout_norm
        mean, var = first.mean(0), first.var(0).clamp(min=norm.eps)
        directions = discriminant((first - mean) / var.sqrt(), (second - mean) / var.sqrt(), leaves.shape[1])
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(var - norm.eps)
        nn.init.ones_(norm.weight)
        for bias in (norm.bias, image.layout.bias):
            nn.init.zeros_(bias)
        image.layout.weight.copy_(directions.T)
    store(state | {"image": image.state_dict()}, work / "clip.pt")


def discriminant(first, second, moments):
    """Two views [n · moments, d] of n places' moments → [d, LAYOUT]."""
    within = (first - second).T @ (first - second) / len(first) / 2
    within += torch.eye(len(within), dtype=within.dtype) * within.diag().mean() * RIDGE
    places = ((first + second) / 2).unflatten(0, (-1, moments))
    between = (places - places.mean(1, keepdim=True)).flatten(0, 1)
    length, axes = torch.linalg.eigh(within)
    whiten = axes / length.sqrt()
    return whiten @ torch.linalg.eigh(whiten.T @ (between.T @ between) @ whiten)[1][:, -LAYOUT:]


def main():
    p = argparse.ArgumentParser(description="Trains the image encoder alone; needs the drawn scenes.")
    p.add_argument("--work", type=pathlib.Path, required=True)
    p.add_argument("--steps", type=int, default=1500)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    train(a.work / "twins", Device("auto"), a.steps, a.seed, checkpoint=a.work / "image.pt")


if __name__ == "__main__":
    main()
