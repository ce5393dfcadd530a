"""The networks of the family."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .data import SIDE
from .drawn import facts
from .drawn.captions import VOCABULARY
from .drawn.sounds import RATE

DIMENSION = 256
FEATURES = 112  # channels of the image encoder's 8×8 map
THING = (1, facts.K, facts.C, 3)  # logits of a cell: centre of a thing, its kind, colour, size
GROUND = (facts.B, facts.C + 1)  # logits of the background and of its colour; the last colour is "its own"
CELLS = 8  # cells a side of that map
LAYOUT = 64  # components of an embedding that say how a picture is laid out
SHRUNK = 16 * 4 * 4  # values from which layout is read
HEARD = 16  # components that say which sound a sentence is about; zero for pictures
MEANING = 0.7  # length of the part of a picture's embedding that words can match; the rest is layout


def conv(i, o, stride=1, kernel=3):
    return nn.Sequential(
        nn.Conv2d(i, o, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(o), nn.ReLU(inplace=True)
    )


class Residual(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.a = conv(c, c)
        self.b = nn.Sequential(nn.Conv2d(c, c, 3, 1, 1, bias=False), nn.BatchNorm2d(c))

    def forward(self, x):
        return F.relu(x + self.b(self.a(x)))


class Product(nn.Module):
    """Sum over things of the products of what is said of each: [b, n, a], [b, n, b] → [b, rank].

    Each factor has a row for every value and one for "any", so the sum tells of values alone and of values together. A
    combination that was never seen is the product of rows that were.
    """

    def __init__(self, rank, *sizes):
        super().__init__()
        self.tables = nn.ParameterList([torch.randn(size, rank) * 0.7 for size in sizes])
        self.any = nn.Parameter(torch.randn(len(sizes), rank) * 0.7)

    def forward(self, weight, *values):
        out = weight
        for table, other, value in zip(self.tables, self.any, values):
            out = out * (value @ table + other)
        return out.sum(1)


class Composer(nn.Module):
    """What is said of things and of the background → [b, 176] normalised: the one place where meanings are put together.

    Pictures and sentences come through the same tables, so both give a pair that was never seen the same place. Things are
    [b, n, ·]: weight (how many, or how sure), and probabilities of kind, colour, size and cell; what is not said is all zero.
    """

    def __init__(self, out=DIMENSION - LAYOUT - HEARD, rank=128, small=64):
        super().__init__()
        self.pair = Product(rank, facts.K, facts.C)
        self.sized = Product(small, facts.K, facts.C, 3)
        self.placed = Product(rank, facts.K, facts.C)
        self.where = nn.Parameter(torch.randn(CELLS * CELLS, rank))
        self.more = nn.ModuleList([Product(small, facts.K, facts.C) for _ in range(2)])
        self.surface = Product(small, *GROUND)
        self.project = nn.Linear(rank * 2 + small * 4, out)
        self.register_buffer("each_kind", torch.eye(facts.K).repeat_interleave(facts.C, 0)[None])
        self.register_buffer("each_colour", torch.eye(facts.C).repeat(facts.K, 1)[None])

    def forward(self, weight, kind, colour, size, cells, ground):
        """cells: [b, n, 64], or None where thing i is cell i. ground: (weight, background, its colour), each [b, m, ·]."""
        where = self.where if cells is None else cells @ self.where
        counts = ((weight * kind).transpose(1, 2) @ colour).flatten(1)[..., None]
        parts = [self.pair(weight, kind, colour), self.sized(weight, kind, colour, size)]
        parts += [self.placed(weight * where, kind, colour), self.surface(*ground)]
        parts += [more(F.relu(counts - 0.5 - n), self.each_kind, self.each_colour) for n, more in enumerate(self.more, 1)]
        return F.normalize(self.project(torch.cat(parts, 1)).float(), dim=1)


class ImageEncoder(nn.Module):
    """[b, 3, 128, 128] in -1..1 → [b, 256] normalised, and what was seen: logits of things [b, 32, 8, 8] and of ground [b, 23].

    The first 176 components say what stands where: for each cell of an 8×8 map the probabilities that a thing's centre is
    there and of its kind, colour and size, put together by the composer. The next 64 say how the picture is laid out, for
    pictures that no words tell apart. Pictures of half the side are looked at coarsely: so the first steps of training do, which
    are for what goes with what, not for small things.
    """

    def __init__(self, composer):
        super().__init__()
        self.composer = composer
        self.coarse = nn.Sequential(conv(3, 24, 2), Residual(24), conv(24, 64, 2))
        self.fine = nn.Sequential(conv(3, 16, 2), conv(16, 24, 2), Residual(24), conv(24, 64, 2))
        self.body = nn.Sequential(Residual(64), conv(64, FEATURES, 2), Residual(FEATURES))
        self.local = conv(FEATURES, 160)
        self.things = nn.Conv2d(160, sum(THING), 1)
        self.around = conv(FEATURES, 96, 1, 1)
        self.ground = nn.Linear(96, sum(GROUND))
        self.shrink = nn.Sequential(conv(FEATURES, 48, 2), nn.Conv2d(48, 16, 1, bias=False))
        self.layout_norm = nn.BatchNorm1d(SHRUNK)
        self.layout = nn.Linear(SHRUNK, LAYOUT)
        nn.init.constant_(self.things.bias[0], -3.0)
        nn.init.constant_(self.fine[-1][1].weight, 0.1)  # joins late: begins by changing little

    def meaning(self, things, ground):
        there, kind, colour, size = things.flatten(2).transpose(1, 2).float().split(THING, 2)
        back, tint = (g.softmax(1)[:, None] for g in ground.float().split(GROUND, 1))
        surface = torch.ones_like(back[..., :1]), back, tint
        return self.composer(there.sigmoid(), kind.softmax(2), colour.softmax(2), size.softmax(2), None, surface)

    def features(self, x):
        """The map [b, 112, 8, 8] that all else is read from."""
        if x.shape[-1] != SIDE:
            return self.body(self.coarse(x))
        return self.body(self.coarse(F.avg_pool2d(x, 2)) + self.fine(x))

    def shrunk(self, features):
        return self.shrink(features).flatten(1)

    def forward(self, x):
        f = self.features(x)
        things = self.things(self.local(f))
        ground = self.ground(((1 - torch.sigmoid(things[:, :1])) * self.around(f)).mean((2, 3)))
        # What is seen is taught by what was drawn alone: sentences name only the pairs that exist, and would teach that too.
        meaning = self.meaning(things.detach(), ground.detach())
        layout = F.normalize(self.layout(self.layout_norm(self.shrunk(f))).float(), dim=1)
        seen = torch.cat([MEANING * meaning, (1 - MEANING**2) ** 0.5 * layout], 1)
        return F.pad(seen, (0, HEARD)), (things, ground)


class TextEncoder(nn.Module):
    """ids [b, l ≤ 28] → [b, 256] normalised. Padding does not change the result.

    Every word says how much it is a thing or a background, and which; up to four words before and after it say its colour,
    size, place and number. The composer puts that together as it does for pictures; the part of layout is zero. Words of sounds
    add up in the last 16 components, so that learning sounds changes nothing for pictures.
    """

    def __init__(self, composer, d=96, reach=4):
        super().__init__()
        self.composer = composer
        self.embed = nn.Embedding(len(VOCABULARY), d)
        self.hear = nn.Embedding(len(VOCABULARY), HEARD).requires_grad_(False)  # train_audio's
        self.own = nn.Linear(d, 1 + facts.K + 1 + facts.B)
        self.said = (1, facts.C + 1, 3 + 1, CELLS * CELLS + 1, GROUND[1] + 1)  # each but the first has a last "not said"
        self.around = nn.Conv1d(d, sum(self.said), 2 * reach + 1, padding=reach)
        nn.init.normal_(self.embed.weight, std=0.5)
        nn.init.zeros_(self.hear.weight)

    def forward(self, ids):
        mask = (ids != 0).float()[..., None]
        x = self.embed(ids) * mask
        thing, kind, ground, back = self.own(x).float().split((1, facts.K, 1, facts.B), 2)
        number, *rest = self.around(x.transpose(1, 2)).transpose(1, 2).float().split(self.said, 2)
        colour, size, cells, tint = (z.softmax(2)[..., :-1] for z in rest)
        weight = F.softplus(thing) * F.softplus(number) * mask
        surface = F.softplus(ground) * mask, back.softmax(2), tint
        meaning = self.composer(weight, kind.softmax(2), colour, size, cells, surface)
        return F.normalize(torch.cat([F.pad(meaning, (0, LAYOUT)), self.hear(ids).sum(1)], 1), dim=1)


class Readout(nn.Module):
    """Reads labels (facts.LABELS) off an embedding, of a picture or of a text alike.

    The direction of a pair is the product of a kind's and a colour's vector, so a pair never seen has one too.
    """

    def __init__(self, dim=DIMENSION, rank=96):
        super().__init__()

        def table(n):
            return nn.Parameter(torch.randn(n, rank))

        self.pair_in, self.place_in = nn.Linear(dim, rank), nn.Linear(dim, rank)
        self.kind, self.colour = table(facts.K), table(facts.C)
        self.kind_place, self.colour_place, self.place = table(facts.K), table(facts.C), table(4)
        self.size, self.count = table(2), table(2)
        rest = facts.K + facts.C + facts.B + facts.C
        self.rest = nn.Linear(dim, rest)
        self.bias = nn.Parameter(torch.full((facts.LABEL_COUNT - rest,), -2.0))

    def forward(self, e):
        e = e * 8
        p, q = self.pair_in(e), self.place_in(e)

        def cross(x, a, b):
            return x @ (a[:, None] * b[None]).flatten(0, 1).T * 0.1

        composed = [
            cross(p, self.kind, self.colour),
            cross(q, self.kind_place, self.place),
            cross(q, self.colour_place, self.place),
            cross(q, self.kind_place, self.size),
            cross(q, self.kind_place, self.count),
        ]
        return torch.cat([torch.cat(composed, 1) + self.bias, self.rest(e)], 1)


class Detector(nn.Module):
    """[b, 3, 256, 256] → heat [b, 18, 32, 32], log distances to the sides [b, 4, 32, 32], appearance [b, 64, 32, 32]."""

    def __init__(self):
        super().__init__()
        self.s4 = nn.Sequential(conv(3, 16, 2), conv(16, 32, 2), conv(32, 32), Residual(32))
        self.s8 = nn.Sequential(conv(32, 64, 2), Residual(64), Residual(64))
        self.s16 = nn.Sequential(conv(64, 96, 2), Residual(96))
        self.s32 = conv(96, 96, 2)
        self.up32, self.up16 = nn.Conv2d(96, 96, 1), nn.Conv2d(96, 64, 1)
        self.fine = nn.Sequential(nn.PixelUnshuffle(2), nn.Conv2d(128, 64, 1))
        self.out = conv(64, 96)
        self.heat, self.sides, self.look = nn.Conv2d(96, facts.K, 1), nn.Conv2d(96, 4, 1), nn.Conv2d(96, 64, 1)
        nn.init.constant_(self.heat.bias, -4.0)
        nn.init.constant_(self.sides.bias, 1.0)

    def forward(self, x):
        a = self.s4(x)
        b = self.s8(a)
        c = self.s16(b)
        c = F.relu(c + F.interpolate(self.up32(self.s32(c)), scale_factor=2.0, mode="nearest"))
        b = F.relu(b + self.fine(a) + F.interpolate(self.up16(c), scale_factor=2.0, mode="nearest"))
        o = self.out(b)
        return self.heat(o), self.sides(o), self.look(o)


class AudioEncoder(nn.Module):
    """[b, 16000] → [b, 256] normalised. The spectrogram is a convolution, so it is part of the graph.

    Beside it goes the crest of each window, how far its loudest sample stands out: a click of a few samples under noise
    hardly shows in a window's spectrum.
    """

    def __init__(self, dim=DIMENSION, window=256, hop=128, bands=40):
        super().__init__()
        half = window // 2 + 1
        k = np.arange(half)[:, None] * np.arange(window)[None] * 2 * np.pi / window
        hann = np.hanning(window)
        waves = np.concatenate([np.cos(k) * hann, -np.sin(k) * hann])[:, None]
        self.register_buffer("waves", torch.tensor(waves, dtype=torch.float32))
        self.register_buffer("bands", torch.tensor(mel_bands(half, window, bands), dtype=torch.float32))
        self.window, self.hop, self.half = window, hop, half
        self.body = nn.Sequential(conv(2, 16, 2), conv(16, 32, 2), conv(32, 64, 2), Residual(64))
        self.project = nn.Linear(64 * math.ceil(bands / 8) * 2, dim)

    def forward(self, wave):
        z = F.conv1d(wave[:, None], self.waves, stride=self.hop)
        power = z[:, : self.half] ** 2 + z[:, self.half :] ** 2
        mel = (torch.log(self.bands @ power + 1e-5) + 4) / 4
        x = self.body(torch.stack([mel, self.crest(wave).expand(-1, mel.shape[1], -1)], 1))
        pooled = torch.cat([x.mean(3), x.amax(3)], 1).flatten(1)
        return F.normalize(self.project(pooled).float(), dim=1)

    def crest(self, wave):
        """[b, 1, windows]: about 0 for noise."""
        loudest = F.max_pool1d(wave[:, None].abs(), self.window, self.hop)
        level = F.avg_pool1d(wave[:, None] ** 2, self.window, self.hop).sqrt()
        return (loudest / (level + 1e-4) - 2.8) / 2


def mel_bands(half, window, bands, low=60.0, high=7900.0):
    """Triangular mel filters [bands, half]; a band narrower than a bin takes its nearest bin."""
    edges = np.linspace(2595 * np.log10(1 + low / 700), 2595 * np.log10(1 + high / 700), bands + 2)
    edges = 700 * (10 ** (edges / 2595) - 1)
    f = np.arange(half) * RATE / window
    up = (f - edges[:-2, None]) / (edges[1:-1, None] - edges[:-2, None])
    down = (edges[2:, None] - f) / (edges[2:, None] - edges[1:-1, None])
    filters = np.maximum(0, np.minimum(up, down))
    for i in np.flatnonzero(filters.sum(1) == 0):
        filters[i, np.argmin(np.abs(f - edges[i + 1]))] = 1
    return filters
