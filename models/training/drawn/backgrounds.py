"""The twelve backgrounds as float arrays [size, size, 3] in 0..255."""

import math

import numpy as np
from PIL import Image

from .world import BACKGROUNDS, RGB


def colour_jitter(colour, rng):
    return np.clip(RGB[colour] * rng.uniform(0.85, 1.1) + rng.normal(0, 9, 3), 0, 255)


def cloud_noise(rng, size, coarse=2, octaves=4):
    """Smooth noise around 0: a sum of enlarged random grids, each finer and weaker."""
    total, weight = np.zeros((size, size), np.float32), 1.0
    for octave in range(octaves):
        n = min(size, int(coarse) * 4**octave)
        grid = Image.fromarray((rng.random((n, n)) * 255).astype(np.uint8)).resize((size, size), Image.BICUBIC)
        total += weight * (np.asarray(grid, np.float32) / 255 - 0.5)
        weight *= 0.6
    return total


def _axes(size):
    t = np.linspace(0, 1, size, dtype=np.float32)
    return t[None, :], t[:, None]


def _above(a, y, horizon, colour):
    """Paints everything above the horizon."""
    mask = np.broadcast_to(y < horizon, a.shape[:2])[..., None]
    return np.where(mask, np.asarray(colour, np.float32), a)


def _mix(mask, first, second):
    return first * (1 - mask) + second * mask


def plain(rng, size, c, shade):
    return np.broadcast_to(c, (size, size, 3))


def gradient(rng, size, c, shade):
    x, y = _axes(size)
    t = rng.uniform(0, 2 * math.pi)
    return _mix(((x - 0.5) * math.cos(t) + (y - 0.5) * math.sin(t) + 0.5)[..., None], c, shade)


def stripes(rng, size, c, shade):
    x, y = _axes(size)
    t, f = rng.choice([0, math.pi / 2, math.pi / 4, -math.pi / 4]), rng.uniform(4, 10)
    mask = (((x * math.cos(t) + y * math.sin(t)) * f) % 1 > 0.5).astype(np.float32)[..., None]
    white = c.sum() < 700 and rng.random() < 0.4
    return _mix(mask, c, np.array([250.0, 250, 250]) if white else shade * 0.75)


def checks(rng, size, c, shade):
    x, y = _axes(size)
    f = int(rng.integers(3, 7)) * 2
    mask = (((x * f).astype(int) + (y * f).astype(int)) % 2).astype(np.float32)[..., None]
    return _mix(mask, c, shade * 0.75)


def texture(rng, size, c, shade):
    rough = cloud_noise(rng, size, rng.integers(2, 6))[..., None] * rng.uniform(60, 140)
    return c + rough + cloud_noise(rng, size, 3, 2)[..., None] * rng.normal(0, 15, 3)


def night(rng, size, *_):
    _, y = _axes(size)
    a = np.array([12, 14, 35.0]) * rng.uniform(0.6, 1.8) + np.broadcast_to(y, (size, size))[..., None] * [10, 10, 25.0]
    stars = rng.random((size, size)) < 0.004
    a[stars] = rng.uniform(150, 255)
    return a


def sky(rng, size, *_):
    _, y = _axes(size)
    a = np.array([95, 160, 235.0]) + np.broadcast_to(y, (size, size))[..., None] * [90, 60, 15.0]
    clouds = np.clip(cloud_noise(rng, size, 3) * 2.2 - rng.uniform(0, 0.5), 0, 1)[..., None]
    return _mix(clouds, a, 250.0)


def grass(rng, size, *_):
    _, y = _axes(size)
    horizon, hidden = rng.uniform(0, 0.5), rng.random() < 0.4
    blades = (cloud_noise(rng, size, 8, 2) * 50 + rng.normal(0, 14, (size, size)))[..., None] * [0.7, 1, 0.5]
    a = np.array([60, 140, 45.0]) * rng.uniform(0.7, 1.15) + blades
    return a if hidden else _above(a, y, horizon, (150, 195, 240))


def sea(rng, size, *_):
    x, y = _axes(size)
    horizon, hidden = rng.uniform(0.1, 0.5), rng.random() < 0.3
    waves = np.sin(y * rng.uniform(60, 120) + 3 * np.sin(x * rng.uniform(5, 14))) * 14
    waves = waves + cloud_noise(rng, size, 4, 3) * 25
    a = np.array([25, 95, 150.0]) * rng.uniform(0.7, 1.2) + waves[..., None]
    return a if hidden else _above(a, y, horizon, np.array([165, 205, 240.0]) * rng.uniform(0.8, 1.05))


def road(rng, size, *_):
    x, y = _axes(size)
    horizon = rng.uniform(0.15, 0.45)
    a = np.array([92, 92, 96.0]) + rng.normal(0, 7, (size, size, 1))
    a = _above(a, y, horizon, (150, 190, 230) if rng.random() < 0.6 else (30, 32, 60))
    line = rng.uniform(horizon + 0.2, 0.92)
    a[(np.abs(y - line) < 0.02) & ((x * 6) % 1 < 0.55)] = (235, 230, 200)
    return a


def sand(rng, size, *_):
    grain = cloud_noise(rng, size, 4, 4) * 30 + rng.normal(0, 9, (size, size))
    return np.array([222, 196, 140.0]) * rng.uniform(0.85, 1.08) + grain[..., None]


def bricks(rng, size, *_):
    x, y = _axes(size)
    rows = int(rng.integers(6, 12))
    row = (y * rows).astype(int)
    along = x * rows * 0.5 + (row % 2) * 0.5
    mortar = ((y * rows) % 1 < 0.14) | (along % 1 < 0.07)
    a = np.array([165, 75, 55.0]) * rng.uniform(0.75, 1.1) + (cloud_noise(rng, size, 6, 2) * 40)[..., None]
    return np.where(mortar[..., None], np.array([190, 180, 170.0]), a)


PAINT = {f.__name__: f for f in (plain, gradient, stripes, checks, texture, night, sky, grass, sea, road, sand, bricks)}


def background(rng, size, bg, bg_colour):
    """bg_colour is ignored by backgrounds that bring their own colour."""
    c = shade = None
    if bg_colour >= 0:
        c = colour_jitter(bg_colour, rng)
        shade = np.clip(c * rng.uniform(0.55, 0.85) + (40 if rng.random() < 0.5 else 0), 0, 255)
    return np.clip(PAINT[BACKGROUNDS[bg]](rng, size, c, shade), 0, 255)
