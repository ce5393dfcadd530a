"""The drawn world: what exists in it, which colours it has, and which pairs training never sees.

The Java drawing class of the module `testing` draws the same world; change both together.
"""

import numpy as np

KINDS = (
    "circle square triangle star ring cross heart arrow car person house tree sun moon boat fish flower cat"
).split()
COLORS = "red orange yellow green blue purple pink brown black white".split()
BACKGROUNDS = "plain gradient stripes checks texture night sky grass sea road sand bricks".split()
COLOURED_BACKGROUNDS = 5  # the first five take a colour; the others bring their own

RGB = np.array(
    [
        [215, 30, 35],
        [245, 135, 20],
        [245, 220, 40],
        [40, 160, 60],
        [35, 80, 210],
        [130, 50, 170],
        [250, 140, 185],
        [120, 75, 40],
        [22, 22, 24],
        [245, 245, 245],
    ],
    float,
)

# Mean colour of the backgrounds without a colour of their own: an object is only drawn where it stands out.
BACKGROUND_MEAN = {
    "night": (20, 20, 45),
    "sky": (150, 185, 235),
    "grass": (70, 140, 60),
    "sea": (50, 110, 160),
    "road": (92, 92, 96),
    "sand": (220, 195, 140),
    "bricks": (165, 85, 65),
}
MIN_CONTRAST = 110  # sum of absolute RGB differences between object and background

HELD_OUT_NAMES = [
    ("red", "star"),
    ("blue", "car"),
    ("green", "heart"),
    ("yellow", "fish"),
    ("purple", "house"),
    ("pink", "boat"),
    ("orange", "tree"),
    ("white", "cat"),
    ("black", "arrow"),
    ("brown", "circle"),
    ("red", "moon"),
    ("blue", "triangle"),
    ("green", "person"),
    ("yellow", "cross"),
]
KIND = {name: i for i, name in enumerate(KINDS)}
COLOR = {name: i for i, name in enumerate(COLORS)}
BACKGROUND = {name: i for i, name in enumerate(BACKGROUNDS)}
HELD_OUT = {(COLOR[c], KIND[k]) for c, k in HELD_OUT_NAMES}

# Part colours that do not follow the object's own colour.
INK = (25, 25, 28)
PAPER = (240, 240, 240)
WOOD = (110, 70, 40)
SKIN = (225, 180, 150)
POLLEN = (245, 215, 60)
GLASS = (190, 215, 230)
EYE = (120, 200, 90)
NOSE = (240, 150, 160)
STEM = (50, 130, 50)
