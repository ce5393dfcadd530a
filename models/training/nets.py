"""The networks of the family."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from . import facts
from .captions import MAX_TOKENS, VOCABULARY
from .sounds import RATE

DIMENSION = 256
FEATURES = 112  # channels of the image encoder's 8×8 map


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


class ImageEncoder(nn.Module):
    """[b, 3, 64, 64] in -1..1 → [b, 256] normalised, and the 8×8 feature map.

    What stands where is bound by products taken cell by cell before pooling: of two projections of the features (kind
    and colour of the same thing), and of the features and a learned code of the cell (thing and place).
    """

    def __init__(self, dim=DIMENSION, rank=160, place_rank=160, cells=8):
        super().__init__()
        self.body = nn.Sequential(conv(3, 24, 2), conv(24, 64, 2), Residual(64), conv(64, FEATURES, 2), Residual(FEATURES))
        self.local = conv(FEATURES, 192, 1, 1)
        self.first = nn.Conv2d(192, rank, 1)
        self.second = nn.Conv2d(192, rank, 1)
        self.what = nn.Conv2d(192, place_rank, 1)
        self.gate = nn.Conv2d(192, 1, 1)
        self.where = nn.Parameter(torch.randn(place_rank, cells, cells) * 0.5)
        self.layout = nn.Sequential(conv(FEATURES, 48, 2), nn.Conv2d(48, 16, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        width = rank * 2 + place_rank + 192 + 16 * 16
        self.norm = nn.BatchNorm1d(width)
        self.project = nn.Linear(width, dim)

    def forward(self, x):
        f = self.body(x)
        g = self.local(f)
        gate = torch.sigmoid(self.gate(g))
        bound = self.first(g) * self.second(g)
        placed = (gate * self.what(g) * self.where).sum((2, 3)) / 16
        pooled = [(gate * bound).sum((2, 3)) / 16, bound.amax((2, 3)), placed, g.mean((2, 3)), self.layout(f).flatten(1)]
        return F.normalize(self.project(self.norm(torch.cat(pooled, 1))).float(), dim=1), f


class TextBlock(nn.Module):
    def __init__(self, d, heads=4, wide=384):
        super().__init__()
        self.heads = heads
        self.n1, self.n2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.mlp = nn.Sequential(nn.Linear(d, wide), nn.GELU(), nn.Linear(wide, d))

    def forward(self, x, bias):
        b, n, d = x.shape
        q, k, v = self.qkv(self.n1(x)).reshape(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = torch.softmax(q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5 + bias, -1)
        x = x + self.out((a @ v).transpose(1, 2).reshape(b, n, d))
        return x + self.mlp(self.n2(x))


class TextEncoder(nn.Module):
    """ids [b, l ≤ 28] → [b, 256] normalised. Padding does not change the result.

    A convolution over five words shows each noun its adjectives at once; attention alone finds them late. Tokens are
    summed after a wide layer rather than averaged: each noun adds its own share, as each cell of the picture does.
    """

    def __init__(self, dim=DIMENSION, d=128, layers=2, wide=384):
        super().__init__()
        self.embed = nn.Embedding(len(VOCABULARY), d)
        self.position = nn.Parameter(torch.randn(MAX_TOKENS, d) * 0.02)
        self.around = nn.Conv1d(d, d, 5, padding=2)
        self.blocks = nn.ModuleList([TextBlock(d) for _ in range(layers)])
        self.norm = nn.LayerNorm(d)
        self.token = nn.Sequential(nn.Linear(d, wide), nn.GELU())
        self.project = nn.Linear(wide, dim)
        nn.init.normal_(self.embed.weight, std=0.05)

    def forward(self, ids):
        mask = (ids != 0).float()
        x = self.embed(ids) * mask[..., None]
        x = x + self.around(x.transpose(1, 2)).transpose(1, 2) + self.position[: ids.shape[1]]
        bias = (mask - 1)[:, None, None, :] * 1e4
        for block in self.blocks:
            x = block(x, bias)
        x = (self.token(self.norm(x)) * mask[..., None]).sum(1) / 4
        return F.normalize(self.project(x).float(), dim=1)


class Readout(nn.Module):
    """Reads labels (facts.LABELS) off an embedding, of a picture or of a text alike.

    The direction of a pair is the product of a kind's and a colour's vector, so a pair never seen has one too.
    """

    def __init__(self, dim=DIMENSION, rank=256):
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
        self.s4 = nn.Sequential(conv(3, 16, 2), conv(16, 32, 2), conv(32, 32))
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
    """[b, 16000] → [b, 256] normalised. The spectrogram is a convolution, so it is part of the graph."""

    def __init__(self, dim=DIMENSION, window=256, hop=128, bands=40):
        super().__init__()
        half = window // 2 + 1
        k = np.arange(half)[:, None] * np.arange(window)[None] * 2 * np.pi / window
        hann = np.hanning(window)
        waves = np.concatenate([np.cos(k) * hann, -np.sin(k) * hann])[:, None]
        self.register_buffer("waves", torch.tensor(waves, dtype=torch.float32))
        self.register_buffer("bands", torch.tensor(mel_bands(half, window, bands), dtype=torch.float32))
        self.hop, self.half = hop, half
        self.body = nn.Sequential(conv(1, 16, 2), conv(16, 32, 2), conv(32, 64, 2), Residual(64))
        self.project = nn.Linear(64 * math.ceil(bands / 8) * 2, dim)

    def forward(self, wave):
        z = F.conv1d(wave[:, None], self.waves, stride=self.hop)
        power = z[:, : self.half] ** 2 + z[:, self.half :] ** 2
        x = self.body(((torch.log(self.bands @ power + 1e-5) + 4) / 4)[:, None])
        pooled = torch.cat([x.mean(3), x.amax(3)], 1).flatten(1)
        return F.normalize(self.project(pooled).float(), dim=1)


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
