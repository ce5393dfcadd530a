"""CLIP ViT-B/32 (Radford et al. 2021, arXiv:2103.00020), both towers, plain PyTorch.

Pictures come in as uint8 [b,224,224,3] RGB and are normalised inside the graph; vectors leave with length 1.
"""
import torch
from torch import nn
from torch.nn import functional as F

MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x, mask):
        b, n, w = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (w // self.heads) ** -0.5
        if mask is not None:
            scores = scores + mask[:n, :n]
        return self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(b, n, w))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, mask=None):
        x = x + self.attention(self.norm1(x), mask)
        hidden = self.wide(self.norm2(x))
        return x + self.narrow(hidden * torch.sigmoid(1.702 * hidden))


class ImageTower(nn.Module):
    def __init__(self, width=768, layers=12, heads=12, patch=32, side=224, dimension=512):
        super().__init__()
        self.patches = nn.Conv2d(3, width, patch, patch, bias=False)
        self.cls = nn.Parameter(torch.randn(width) * width**-0.5)
        self.positions = nn.Parameter(torch.randn((side // patch) ** 2 + 1, width) * width**-0.5)
        self.before, self.after = nn.LayerNorm(width), nn.LayerNorm(width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.project = nn.Linear(width, dimension, bias=False)
        self.register_buffer("mean", torch.tensor(MEAN) * 255)
        self.register_buffer("scale", 1 / (torch.tensor(STD) * 255))

    def forward(self, image):
        x = ((image.to(self.mean.dtype) - self.mean) * self.scale).permute(0, 3, 1, 2)
        x = self.patches(x).flatten(2).transpose(1, 2)
        cls = self.cls.expand(x.shape[0], 1, -1)
        x = self.before(torch.cat([cls, x], 1) + self.positions)
        for block in self.blocks:
            x = block(x)
        return F.normalize(self.project(self.after(x[:, 0])), dim=-1)


class TextTower(nn.Module):
    def __init__(self, width=512, layers=12, heads=8, context=77, vocabulary=49408, dimension=512):
        super().__init__()
        self.embed = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(torch.randn(context, width) * 0.01)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.after = nn.LayerNorm(width)
        self.project = nn.Linear(width, dimension, bias=False)
        self.register_buffer("mask", torch.full((context, context), -1e4).triu(1))

    def forward(self, input_ids):
        x = self.embed(input_ids) + self.positions[: input_ids.shape[1]]
        for block in self.blocks:
            x = block(x, self.mask)
        # The end token has the highest id; the first one of a padded row counts.
        end = F.one_hot(input_ids.argmax(1), input_ids.shape[1]).to(x.dtype)
        return F.normalize(self.project(self.after((x * end[..., None]).sum(1))), dim=-1)
