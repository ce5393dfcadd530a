"""Scenes: first a specification (what stands where), then a picture of it, then the wear of a video frame.

Specification and picture are apart so that a scene can have a twin that differs in one thing only, and two views that
differ in wear only.
"""

import dataclasses
import io
import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from . import shapes
from .backgrounds import background, colour_jitter
from .world import BACKGROUND_MEAN, BACKGROUNDS, COLORS, COLOURED_BACKGROUNDS, HELD_OUT, KINDS, MIN_CONTRAST, RGB

ONE, TWO, SAME, THREE, EMPTY = range(5)
MODE_SHARE = [0.36, 0.38, 0.10, 0.10, 0.06]


@dataclasses.dataclass
class Thing:
    """Centre and radius are shares of the picture's height; colours and kinds are indices."""

    kind: int
    colour: int
    x: float
    y: float
    radius: float
    turn: float = 0.0
    stretch: float = 1.0
    seed: int = 0


@dataclasses.dataclass
class Spec:
    bg: int
    bg_colour: int
    seed: int
    things: list
    squeeze: float = 1.0  # width of an object in the picture: 9/16 for a wide frame squashed to a square


def backdrop_rgb(bg, bg_colour):
    return RGB[bg_colour] if bg_colour >= 0 else np.array(BACKGROUND_MEAN[BACKGROUNDS[bg]], float)


def visible(colour, bg, bg_colour):
    return np.abs(RGB[colour] - backdrop_rgb(bg, bg_colour)).sum() > MIN_CONTRAST


def draw_background(rng):
    bg = int(rng.integers(len(BACKGROUNDS) if rng.random() < 0.55 else COLOURED_BACKGROUNDS))
    return bg, int(rng.integers(len(COLORS))) if bg < COLOURED_BACKGROUNDS else -1


def pick_pair(rng, bg, bg_colour, held):
    """A (kind, colour) that shows on the background; held=True draws only held-out pairs, False never."""
    pool = sorted(HELD_OUT)
    for _ in range(60):
        if held:
            colour, kind = pool[int(rng.integers(len(pool)))]
        else:
            kind, colour = int(rng.integers(len(KINDS))), int(rng.integers(len(COLORS)))
            if (colour, kind) in HELD_OUT:
                continue
        if visible(colour, bg, bg_colour):
            return kind, colour
    return None


def place(rng, things, r_min, r_max, squeeze):
    """A free spot, or None."""
    for _ in range(30):
        r = rng.uniform(r_min, r_max)
        mx = r * 0.9 * squeeze
        x, y = rng.uniform(mx, 1 - mx), rng.uniform(r * 0.9, 1 - r * 0.9)
        if all(max(abs(x - t.x) / squeeze, abs(y - t.y)) > (r + t.radius) * 0.92 for t in things):
            return x, y, r
    return None


def sample_spec(rng, mode=None, count=None, held=False, r_min=0.11, r_max=0.3, wide=0.4, small_first=False):
    """held: the first thing is a held-out pair. count overrides mode. wide: share of squashed 16:9 frames."""
    bg, bg_colour = draw_background(rng)
    mode = int(rng.choice(5, p=MODE_SHARE)) if mode is None else mode
    n = count if count is not None else {ONE: 1, TWO: 2, SAME: int(rng.integers(2, 4)), THREE: 3, EMPTY: 0}[mode]
    squeeze = 9 / 16 if rng.random() < wide else 1.0
    spec = Spec(bg, bg_colour, int(rng.integers(2**31)), [], squeeze)
    limit = r_max if n < 3 or small_first else min(r_max, 0.2)
    pair = None
    for i in range(n):
        if pair is None or mode != SAME:
            pair = pick_pair(rng, bg, bg_colour, held and i == 0)
        top = r_min + (limit - r_min) * rng.random() if small_first else limit
        spot = place(rng, spec.things, r_min, max(top, r_min * 1.01), squeeze) if pair else None
        if spot:
            spec.things.append(
                Thing(*pair, *spot, rng.normal(0, 0.14), rng.uniform(0.88, 1.1), int(rng.integers(2**31)))
            )
    return spec


def twin(rng, spec):
    """A copy that differs in one thing; None where nothing could be changed."""
    for _ in range(8):
        out = dataclasses.replace(spec, things=[dataclasses.replace(t) for t in spec.things])
        if _mutate(rng, out) and _allowed(out):
            return out
    return None


def _allowed(spec):
    seen = all((t.colour, t.kind) not in HELD_OUT for t in spec.things)
    return seen and all(visible(t.colour, spec.bg, spec.bg_colour) for t in spec.things)


def _mutate(rng, s):
    u, n = rng.random(), len(s.things)
    if n == 0 or u < 0.05:
        s.bg, s.bg_colour = draw_background(rng)
        return True
    if n > 1 and u < 0.65:
        i, j = rng.choice(n, 2, replace=False)
        a, b = s.things[i], s.things[j]
        if u < 0.45:
            a.colour, b.colour = b.colour, a.colour
            return a.colour != b.colour and a.kind != b.kind
        a.kind, b.kind = b.kind, a.kind
        a.colour, b.colour = b.colour, a.colour
        return (a.kind, a.colour) != (b.kind, b.colour)
    t = s.things[int(rng.integers(n))]
    if u < 0.75:
        t.colour = int(rng.integers(len(COLORS)))
    elif u < 0.85:
        t.kind = int(rng.integers(len(KINDS)))
    else:
        return _mirror(rng, s)
    return True


def _mirror(rng, s):
    """Mirrors all centres, so that things still do not overlap; shapes keep their own orientation."""
    if rng.random() < 0.5:
        for t in s.things:
            t.x = 1 - t.x
    else:
        for t in s.things:
            t.y = 1 - t.y
    return True


def paint_things(draw, spec, width, height, top=0.0, scale=1.0):
    """Paints the things; returns rows [kind, colour, cx, cy, x0, y0, x1, y1], all in 0..1 of the canvas.

    `top` and `scale` place a letterboxed band: y on the canvas = top + y·scale.
    """
    rows = []
    for t in spec.things:
        rng = np.random.default_rng(t.seed)
        main = colour_jitter(t.colour, rng)
        name = KINDS[t.kind]
        outline = (15, 15, 15) if name in shapes.OUTLINED and rng.random() < 0.25 else None
        turn = np.array([[math.cos(t.turn), -math.sin(t.turn)], [math.sin(t.turn), math.cos(t.turn)]])
        low, high = np.full(2, 9.0), np.full(2, -9.0)
        for points, colour in shapes.DRAW[name](rng):
            q = (points * [t.stretch, 1]) @ turn.T * t.radius * [spec.squeeze, 1] + [t.x, t.y]
            q = q * [1, scale] + [0, top]
            low, high = np.minimum(low, q.min(0)), np.maximum(high, q.max(0))
            fill = _part_colour(colour, main)
            draw.polygon([tuple(v) for v in (q * [width, height]).tolist()], fill=fill, outline=outline)
        low, high = np.clip(low, 0, 1), np.clip(high, 0, 1)
        rows.append([t.kind, t.colour, t.x, top + t.y * scale, low[0], low[1], high[0], high[1]])
    return rows


def _part_colour(colour, main):
    if colour == shapes.MAIN:
        rgb = main
    elif colour == shapes.DARK:
        rgb = main * 0.6
    elif colour == shapes.LIGHT:
        rgb = main * 0.5 + 127
    else:
        rgb = colour
    return tuple(int(v) for v in rgb)


def render(spec, size, oversample=2, background_size=None):
    """Picture [size, size] and its object rows."""
    big = size * oversample
    a = background(np.random.default_rng(spec.seed), background_size or big, spec.bg, spec.bg_colour)
    img = Image.fromarray(a.astype(np.uint8))
    if img.width != big:
        img = img.resize((big, big), Image.BILINEAR)
    rows = paint_things(ImageDraw.Draw(img), spec, big, big)
    return img.reduce(oversample), rows


def render_letterboxed(spec, size, pad=(114, 114, 114)):
    """A 16:9 picture in the middle of a padded square, as the detector sees wide video."""
    big, band = size * 2, int(size * 2 * 9 / 16) // 2 * 2
    a = background(np.random.default_rng(spec.seed), size, spec.bg, spec.bg_colour)
    img = Image.new("RGB", (big, big), pad)
    top = (big - band) // 2
    img.paste(Image.fromarray(a.astype(np.uint8)).resize((big, band), Image.BILINEAR), (0, top))
    rows = paint_things(ImageDraw.Draw(img), spec, big, big, top / big, band / big)
    return img.reduce(2), rows


def wear(rng, img):
    """What a frame of video goes through: scaling, blur or motion, lossy compression."""
    size = img.width
    if rng.random() < 0.25:
        n = int(size * rng.uniform(0.5, 0.95))
        img = img.resize((n, n), Image.BILINEAR).resize((size, size), Image.BICUBIC)
    u = rng.random()
    if u < 0.2:
        img = img.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.8) * size / 64))
    elif u < 0.4:
        img = motion_blur(rng, img)
    if rng.random() < 0.5:
        img = jpeg(img, int(rng.integers(12, 80)))
    return img


def motion_blur(rng, img):
    kx, ky = (int(v) for v in rng.integers(-1, 2, 2))
    steps = int(rng.integers(2, 6) * img.width / 128)
    if steps < 2 or (kx == 0 and ky == 0):
        return img
    a = np.asarray(img, np.float32)
    a = sum(np.roll(a, (ky * j, kx * j), (0, 1)) for j in range(steps)) / steps
    return Image.fromarray(a.astype(np.uint8))


def jpeg(img, quality):
    buffer = io.BytesIO()
    img.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("RGB")
