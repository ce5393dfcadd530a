"""Every kind as a list of polygons in the square [-1, 1]², y downwards, painted in order.

A part is (points, colour); the colour is MAIN, DARK or LIGHT (derived from the object's colour) or a fixed RGB.
"""

import math

import numpy as np

from .world import EYE, GLASS, INK, NOSE, PAPER, POLLEN, SKIN, STEM, WOOD

MAIN, DARK, LIGHT = "main", "dark", "light"


def ellipse(cx, cy, rx, ry, points=22):
    t = np.linspace(0, 2 * math.pi, points)
    return np.stack([cx + rx * np.cos(t), cy + ry * np.sin(t)], 1)


def rectangle(x0, y0, x1, y1):
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], float)


def polygon(*points):
    return np.array(points, float)


def bar(x0, y0, x1, y1, width):
    """A straight line with a width."""
    a, b = np.array([x0, y0], float), np.array([x1, y1], float)
    along = (b - a) / (np.hypot(*(b - a)) + 1e-9)
    side = np.array([-along[1], along[0]]) * width / 2
    return np.array([a + side, b + side, b - side, a - side])


def around(n, radius, cx=0.0, cy=0.0):
    """n points on a circle, the first at angle 0."""
    t = np.arange(n) * 2 * math.pi / n
    return [(cx + radius * math.cos(a), cy + radius * math.sin(a)) for a in t]


def mirrored(parts, flip):
    return [(p * [-1, 1], c) for p, c in parts] if flip else parts


def circle(rng):
    return [(ellipse(0, 0, 1, rng.uniform(0.9, 1)), MAIN)]


def square(rng):
    return [(rectangle(-0.88, -0.88, 0.88, 0.88) * [1, rng.uniform(0.85, 1)], MAIN)]


def triangle(rng):
    return [(polygon((0, -0.95), (0.95, 0.8), (-0.95, 0.8)) + [rng.uniform(-0.15, 0.15), 0], MAIN)]


def star(rng):
    inner = rng.uniform(0.36, 0.48)
    t = -math.pi / 2 + np.arange(10) * math.pi / 5
    r = np.where(np.arange(10) % 2 == 0, 1.0, inner)
    return [(np.stack([r * np.cos(t), r * np.sin(t)], 1), MAIN)]


def ring(rng):
    hole = rng.uniform(0.5, 0.66)
    return [(np.concatenate([ellipse(0, 0, 1, 1, 26), ellipse(0, 0, hole, hole, 26)[::-1]]), MAIN)]


def cross(rng):
    q = rng.uniform(0.24, 0.38)
    return [(rectangle(-q, -1, q, 1), MAIN), (rectangle(-1, -q, 1, q), MAIN)]


def heart(rng):
    t = np.linspace(0, 2 * math.pi, 30)
    y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)) / 17
    return [(np.stack([np.sin(t) ** 3, y], 1), MAIN)]


def arrow(rng):
    q = rng.uniform(0.16, 0.26)
    points = polygon((-1, -q), (0.2, -q), (0.2, -0.6), (1, 0), (0.2, 0.6), (0.2, q), (-1, q))
    for _ in range(int(rng.integers(4))):  # quarter turns
        points = points[:, ::-1] * [1, -1]
    return [(points, MAIN)]


def car(rng):
    flip, wheel = rng.random() < 0.5, rng.uniform(0.2, 0.25)
    body = polygon(
        (-1, 0.35), (-1, -0.1), (-0.62, -0.15), (-0.38, -0.55), (0.35, -0.55), (0.62, -0.15), (1, -0.05), (1, 0.35)
    )
    parts = [
        (body, MAIN),
        (polygon((-0.46, -0.14), (-0.3, -0.45), (-0.02, -0.45), (-0.02, -0.14)), GLASS),
        (polygon((0.06, -0.14), (0.06, -0.45), (0.3, -0.45), (0.46, -0.14)), GLASS),
        (ellipse(-0.52, 0.36, wheel, wheel, 14), INK),
        (ellipse(0.52, 0.36, wheel, wheel, 14), INK),
    ]
    return mirrored(parts, flip)


def person(rng):
    arms = rng.uniform(0.1, 0.5)
    return [
        (bar(-0.12, 0.3, -0.25, 1, 0.2), INK),
        (bar(0.12, 0.3, 0.25, 1, 0.2), INK),
        (bar(0, -0.32, -0.5, arms - 0.2, 0.17), MAIN),
        (bar(0, -0.32, 0.5, 0.1 - arms, 0.17), MAIN),
        (polygon((-0.27, -0.42), (0.27, -0.42), (0.24, 0.4), (-0.24, 0.4)), MAIN),
        (ellipse(0, -0.72, 0.25, 0.28, 16), SKIN),
    ]


def house(rng):
    return [
        (rectangle(-0.75, -0.2, 0.75, 0.9), MAIN),
        (polygon((-1, -0.2), (0, -0.95), (1, -0.2)), DARK),
        (rectangle(-0.18, 0.3, 0.18, 0.9), INK),
        (rectangle(-0.6, 0, -0.28, 0.3), PAPER),
        (rectangle(0.28, 0, 0.6, 0.3), PAPER),
    ]


def tree(rng):
    if rng.random() < 0.5:
        return [(rectangle(-0.14, 0.3, 0.14, 1), WOOD), (ellipse(0, -0.3, 0.72, 0.7, 18), MAIN)]
    return [
        (rectangle(-0.12, 0.6, 0.12, 1), WOOD),
        (polygon((0, -1), (0.55, -0.1), (-0.55, -0.1)), MAIN),
        (polygon((0, -0.5), (0.75, 0.65), (-0.75, 0.65)), MAIN),
    ]


def sun(rng):
    rays = [(bar(0.62 * x, 0.62 * y, x, y, 0.13), MAIN) for x, y in around(8, 1.0)]
    return rays + [(ellipse(0, 0, 0.52, 0.52, 18), MAIN)]


def moon(rng):
    t = np.linspace(-2.2, 2.2, 22)
    outer = np.stack([-np.cos(t), np.sin(t)], 1)
    bulge, flip = rng.uniform(0.45, 0.62), rng.random() >= 0.6
    s = np.linspace(-math.pi / 2, math.pi / 2, 16)
    inner = np.stack([0.58 - bulge * np.cos(s), abs(outer[0, 1]) * np.sin(s)], 1)
    return mirrored([(np.concatenate([outer, inner[::-1]]), MAIN)], flip)


def boat(rng):
    return [
        (polygon((-1, 0.3), (1, 0.3), (0.65, 0.85), (-0.65, 0.85)), MAIN),
        (bar(0, -0.95, 0, 0.32, 0.08), WOOD),
        (polygon((0.07, -0.9), (0.75, 0.18), (0.07, 0.18)), PAPER if rng.random() < 0.7 else LIGHT),
        (polygon((-0.07, -0.7), (-0.55, 0.18), (-0.07, 0.18)), PAPER),
    ]


def fish(rng):
    parts = [
        (ellipse(0.15, 0, 0.75, 0.45, 22), MAIN),
        (polygon((-0.5, 0), (-1, -0.45), (-1, 0.45)), MAIN),
        (polygon((0.1, -0.38), (-0.2, -0.65), (0.4, -0.4)), DARK),
        (ellipse(0.55, -0.1, 0.09, 0.09, 8), PAPER),
        (ellipse(0.56, -0.1, 0.05, 0.05, 8), INK),
    ]
    return mirrored(parts, rng.random() >= 0.5)


def flower(rng):
    petals, stem = int(rng.integers(5, 7)), rng.random() < 0.7
    cy, scale = (-0.3, 0.66) if stem else (0.0, 1.0)
    parts = [(bar(0, 0.1, 0, 1, 0.1), STEM)] if stem else []
    petal = 0.38 * scale
    parts += [(ellipse(x, y, petal, petal, 12), MAIN) for x, y in around(petals, 0.58 * scale, 0, cy)]
    return parts + [(ellipse(0, cy, 0.3 * scale, 0.3 * scale, 12), POLLEN if rng.random() < 0.8 else WOOD)]


def cat(rng):
    parts = [
        (polygon((-0.85, -0.95), (-0.2, -0.55), (-0.8, 0)), MAIN),
        (polygon((0.85, -0.95), (0.2, -0.55), (0.8, 0)), MAIN),
        (ellipse(0, 0.15, 0.88, 0.75, 22), MAIN),
    ]
    for x in (-0.34, 0.34):
        parts.append((ellipse(x, 0, 0.13, 0.17, 10), EYE))
    for x in (-0.34, 0.34):
        parts.append((ellipse(x, 0, 0.05, 0.15, 8), INK))
    parts.append((polygon((-0.1, 0.25), (0.1, 0.25), (0, 0.38)), NOSE))
    return parts + [(bar(s * 0.3, 0.4, s * 0.8, 0.3, 0.04), INK) for s in (-1, 1)]


DRAW = {
    f.__name__: f
    for f in (
        circle, square, triangle, star, ring, cross, heart, arrow, car,
        person, house, tree, sun, moon, boat, fish, flower, cat,
    )
}  # fmt: skip
OUTLINED = {"circle", "square", "triangle", "star", "heart", "arrow", "fish"}  # may get a dark outline
