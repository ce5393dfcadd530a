"""Pictures without names, made of overlapping leaves: they have edges, textures and light as real pictures have.

They teach the image encoder to keep apart pictures that no caption tells apart. A group is one place seen at several
moments: one leaf moves, and the camera pans a little or stands still.
"""

import numpy as np
from PIL import Image, ImageDraw

from .backgrounds import cloud_noise

STILL = 0.5  # share of groups whose camera does not move


def palette(rng):
    base = rng.uniform(10, 245, (int(rng.integers(3, 8)), 3))
    grey = base.mean(1, keepdims=True)
    return grey + (base - grey) * rng.uniform(0.1, 1.0)


def leaf(rng, draw, colours, size, x, y, r):
    c = colours[int(rng.integers(len(colours)))] + rng.normal(0, 14, 3)
    fill = tuple(int(v) for v in np.clip(c, 0, 255))
    kind, stretch = rng.random(), rng.uniform(0.4, 1.0)
    if kind < 0.45:
        draw.ellipse([x - r, y - r * stretch, x + r, y + r * stretch], fill=fill)
        return
    n = 4 if kind < 0.75 else int(rng.integers(3, 8))
    t = np.sort(rng.uniform(0, 2 * np.pi, n)) if n != 4 else rng.uniform(0, 6.3) + np.arange(4) * np.pi / 2
    draw.polygon([(x + r * np.cos(a), y + r * stretch * np.sin(a)) for a in t], fill=fill)


def group(rng, moments, size):
    """Clean pictures [moments] of one place, each `size` square."""
    canvas = int(size * 2.4)
    colours = palette(rng)
    img = Image.new("RGB", (canvas, canvas), tuple(int(v) for v in np.clip(colours[0], 0, 255)))
    draw = ImageDraw.Draw(img)
    for _ in range(int(rng.integers(12, 90))):
        r = canvas * min(0.45, 0.02 * (1 - rng.random()) ** -0.8)
        leaf(rng, draw, colours, canvas, *rng.uniform(0, canvas, 2), r)
    light = 1 + cloud_noise(rng, canvas, 2, 2) * rng.uniform(0, 0.9)
    grain = cloud_noise(rng, canvas, int(rng.integers(4, 16)), 3) * rng.uniform(0, 60)
    place = Image.fromarray(np.clip(np.asarray(img) * light[..., None] + grain[..., None], 0, 255).astype(np.uint8))
    boxes = [camera(rng, canvas) for _ in range(moments)]
    if rng.random() < STILL:
        boxes = boxes[:1] * moments
    return [moment(rng, place, colours, size, box) for box in boxes]


def camera(rng, canvas):
    """The part of the place that is seen: x0, y0, x1, y1."""
    side = canvas * rng.uniform(0.8, 0.86)
    x, y = rng.uniform(0, canvas - side, 2)
    return x, y, x + side, y + side


def moment(rng, place, colours, size, box):
    img = place.copy()
    r = place.width * rng.uniform(0.03, 0.12)
    leaf(rng, ImageDraw.Draw(img), colours, place.width, *rng.uniform(0.25, 0.75, 2) * place.width, r)
    return img.resize((size, size), Image.BILINEAR, box=box, reducing_gap=2.0)
