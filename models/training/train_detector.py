"""Trains the detector: a peak per thing on a 32×32 grid, the distances from there to its four sides, and a look.

Heat as in CenterNet (Zhou et al., 2019, "Objects as Points"), boxes by generalised IoU (Rezatofighi et al., 2019). The
look is taught by kind, by colour, and by finding the same thing again in a shifted view of the picture.
"""

import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from . import data
from .drawn import facts
from .export import GRID
from .loop import Device, Pictures, Progress, optimizer, rate, store, update
from .nets import Detector

BATCH = 24
SEEN_AGAIN = 8  # pictures of the batch that come a second time, shifted
FOREGROUND = 0.3  # cells with more heat than this learn a box and a look


def flipped(images, rows):
    rows = [[np.array([k, c, 1 - x, y, 1 - x1, y0, 1 - x0, y1]) for k, c, x, y, x0, y0, x1, y1 in r] for r in rows]
    return images[:, :, ::-1], rows


def shifted(rng, images, rows):
    """Moves every picture by up to 12 pixels; what leaves is cut off, what enters is the padding's grey."""
    side, out, moved = images.shape[1], np.full_like(images, 114), []
    for i, scene in enumerate(rows):
        dx, dy = (int(v) for v in rng.integers(-12, 13, 2))
        to_x, to_y = slice(max(dx, 0), side + min(dx, 0)), slice(max(dy, 0), side + min(dy, 0))
        of_x, of_y = slice(max(-dx, 0), side - max(dx, 0)), slice(max(-dy, 0), side - max(dy, 0))
        out[i, to_y, to_x] = images[i, of_y, of_x]
        by = np.array([0, 0, dx, dy, dx, dy, dx, dy]) / side
        moved.append([np.concatenate([(r + by)[:2], (r + by)[2:].clip(0, 0.9999)]) for r in scene])
    return out, moved


class Targets:
    """Heat [b, 18, 32, 32], sides [b, 4, 32, 32], weight [b, 32, 32], kind, colour and number of the thing per cell.

    Numbers count the things of a picture; a second view of the picture gives the same numbers.
    """

    def __init__(self, rows):
        b = len(rows)
        self.heat = np.zeros((b, facts.K, GRID, GRID), np.float32)
        self.sides = np.zeros((b, 4, GRID, GRID), np.float32)
        self.weight = np.zeros((b, GRID, GRID), np.float32)
        self.known = np.zeros((b, 3, GRID, GRID), np.int64)
        self.centres = []  # (picture, number, y, x)
        y, x = np.mgrid[0:GRID, 0:GRID].astype(np.float32) + 0.5
        for i, scene in enumerate(rows):
            for number, row in enumerate(scene):
                self._add(i, number, row, x, y)

    def _add(self, i, number, row, x, y):
        x0, y0, x1, y1 = row[4:8] * GRID
        cx, cy, w, h = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
        across, down = max(w * 0.12, 0.45), max(h * 0.12, 0.45)
        bump = np.exp(-((x - cx) ** 2) / (2 * across**2) - (y - cy) ** 2 / (2 * down**2))
        px, py = min(int(cx), GRID - 1), min(int(cy), GRID - 1)
        bump[py, px] = 1
        kind = int(row[0])
        self.heat[i, kind] = np.maximum(self.heat[i, kind], bump)
        own = (bump > FOREGROUND) & (bump > self.weight[i])
        self.weight[i][own] = bump[own]
        for j, distance in enumerate((x - x0, y - y0, x1 - x, y1 - y)):
            self.sides[i, j][own] = distance[own]
        for j, value in enumerate((kind, int(row[1]), number)):
            self.known[i, j][own] = value
        self.centres.append((i, number, py, px))


def heat_loss(logits, heat):
    """Penalty-reduced focal loss."""
    p = torch.sigmoid(logits.float()).clamp(1e-5, 1 - 1e-5)
    peak = heat == 1
    near = -(torch.log(p) * (1 - p) ** 2)[peak].sum()
    far = -(torch.log(1 - p) * p**2 * (1 - heat) ** 4)[~peak].sum()
    return (near + far) / peak.sum().clamp(min=1)


def box_loss(sides, truth, weight):
    """1 - GIoU of boxes that are given by positive distances [n, 4] (left, top, right, bottom) from a common point."""
    low, high = torch.minimum(sides, truth), torch.maximum(sides, truth)
    shared = (low[:, 0] + low[:, 2]).clamp(min=0) * (low[:, 1] + low[:, 3]).clamp(min=0)
    hull = ((high[:, 0] + high[:, 2]) * (high[:, 1] + high[:, 3])).clamp(min=1e-6)

    def area(s):
        return (s[:, 0] + s[:, 2]).clamp(min=0) * (s[:, 1] + s[:, 3]).clamp(min=0)

    union = (area(sides) + area(truth) - shared).clamp(min=1e-6)
    loss = 1 - shared / union + (hull - union) / hull
    return (loss * weight).sum() / weight.sum().clamp(min=1e-6)


def again_loss(look, targets, first):
    """Things of the second views (pictures from `first` on) find themselves among all things of the batch."""
    number = {(i, n): j for j, (i, n, _, _) in enumerate(targets.centres) if i < first}
    pairs = [(number[i - first, n], j) for j, (i, n, _, _) in enumerate(targets.centres) if i >= first]
    at = torch.tensor([(i, y, x) for i, _, y, x in targets.centres], device=look.device)
    e = F.normalize(look[at[:, 0], :, at[:, 1], at[:, 2]].float(), dim=1)
    if not pairs:
        return e.sum() * 0
    one, two = torch.tensor(pairs, device=look.device).T
    firsts = e[: len(number)]
    return F.cross_entropy(14 * e[two] @ firsts.T, one)


class Looks(nn.Module):
    """Kind and colour from the look; used in training only."""

    def __init__(self):
        super().__init__()
        self.kind, self.colour = nn.Linear(64, facts.K), nn.Linear(64, facts.C)

    def loss(self, look, kind, colour):
        e = F.normalize(look.float(), dim=1) * 10
        return F.cross_entropy(self.kind(e), kind) + F.cross_entropy(self.colour(e), colour)


def train(folder, device, steps, seed, peak=2e-3, checkpoint=None):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    images, rows, _ = data.load(folder)
    rows = [data.things(r) for r in rows]
    pictures = Pictures(device, data.DETECTOR_SIDE, bank=16, seed=seed)
    net = Detector()
    net = net.to(device.name).to(memory_format=torch.channels_last)
    looks = Looks().to(device.name)
    opt, params = optimizer([net, looks], 0.02, (0.9, 0.99))
    progress = Progress("detector", steps)
    for step in range(steps):
        index = np.sort(rng.choice(len(images), BATCH, replace=False))
        batch, scenes = images[index], [rows[i] for i in index]
        if rng.random() < 0.5:
            batch, scenes = flipped(batch, scenes)
        again, moved = shifted(rng, batch[:SEEN_AGAIN], scenes[:SEEN_AGAIN])
        x = pictures.augmented(np.concatenate([batch, again]))
        targets = Targets(scenes + moved)
        with device.autocast():
            heat, sides, look = net(x)
        weight = device.put(targets.weight)
        own = weight > FOREGROUND
        reach = torch.exp(sides.float().clamp(max=4)).permute(0, 2, 3, 1)[own]
        known = device.put(targets.known).permute(0, 2, 3, 1)[own]
        hot = heat_loss(heat, device.put(targets.heat))
        box = box_loss(reach, device.put(targets.sides).permute(0, 2, 3, 1)[own], weight[own])
        named = looks.loss(look.permute(0, 2, 3, 1)[own], known[:, 0], known[:, 1])
        found = again_loss(look, targets, BATCH)
        update(opt, params, hot + 2 * box + 0.3 * named + 0.3 * found, rate(step, steps, peak, 100), 5.0)
        progress.add(step, heat=hot, box=box, named=named, found=found)
        if checkpoint and ((step + 1) % 200 == 0 or step + 1 == steps):
            store({"detector": net.state_dict()}, checkpoint)
    return net.eval()


def restore(path, device):
    net = Detector()
    net.load_state_dict(torch.load(path, map_location=device.name)["detector"])
    return net.to(device.name).eval()


def main():
    p = argparse.ArgumentParser(description="Draws scenes and trains the detector.")
    p.add_argument("--work", type=pathlib.Path, required=True)
    p.add_argument("--scenes", type=int, default=10_000)
    p.add_argument("--steps", type=int, default=1500)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--workers", type=int, default=2)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--device", default="auto")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    if not (a.work / "boxes" / "labels.npz").exists():
        data.make_detector(a.work / "boxes", a.scenes, a.seed * 10 + 3, a.workers)
    train(a.work / "boxes", Device(a.device), a.steps, a.seed, checkpoint=a.work / "detector.pt")


if __name__ == "__main__":
    main()
