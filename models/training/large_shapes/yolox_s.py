"""YOLOX-S (Ge et al. 2021, arXiv:2107.08430) with its raw head, plain PyTorch.

Pictures come in as uint8 [b,640,640,3]; rows leave as [b,8400,85]: dx dy log-w log-h objectness 80 classes.
"""
import torch
from torch import nn

WIDTH = (32, 64, 128, 256, 512)


class Conv(nn.Sequential):
    def __init__(self, i, o, k=1, s=1):
        super().__init__(nn.Conv2d(i, o, k, s, k // 2, bias=False), nn.BatchNorm2d(o, 1e-3), nn.SiLU())


class Bottleneck(nn.Module):
    def __init__(self, c, shortcut):
        super().__init__()
        self.path, self.shortcut = nn.Sequential(Conv(c, c), Conv(c, c, 3)), shortcut

    def forward(self, x):
        return x + self.path(x) if self.shortcut else self.path(x)


class Csp(nn.Module):
    def __init__(self, i, o, n, shortcut=True):
        super().__init__()
        self.left, self.right, self.join = Conv(i, o // 2), Conv(i, o // 2), Conv(o, o)
        self.inner = nn.Sequential(*(Bottleneck(o // 2, shortcut) for _ in range(n)))

    def forward(self, x):
        return self.join(torch.cat([self.inner(self.left(x)), self.right(x)], 1))


class Spp(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.narrow, self.join = Conv(c, c // 2), Conv(c * 2, c)
        self.pools = nn.ModuleList(nn.MaxPool2d(k, 1, k // 2) for k in (5, 9, 13))

    def forward(self, x):
        x = self.narrow(x)
        return self.join(torch.cat([x] + [pool(x) for pool in self.pools], 1))


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        w = WIDTH
        self.stem = Conv(12, w[0], 3)
        self.dark2 = nn.Sequential(Conv(w[0], w[1], 3, 2), Csp(w[1], w[1], 1))
        self.dark3 = nn.Sequential(Conv(w[1], w[2], 3, 2), Csp(w[2], w[2], 3))
        self.dark4 = nn.Sequential(Conv(w[2], w[3], 3, 2), Csp(w[3], w[3], 3))
        self.dark5 = nn.Sequential(Conv(w[3], w[4], 3, 2), Spp(w[4]), Csp(w[4], w[4], 1, False))

    def forward(self, x):
        focus = [x[..., r::2, c::2] for c in (0, 1) for r in (0, 1)]
        x3 = self.dark3(self.dark2(self.stem(torch.cat(focus, 1))))
        x4 = self.dark4(x3)
        return x3, x4, self.dark5(x4)


class Neck(nn.Module):
    def __init__(self):
        super().__init__()
        a, b, c = WIDTH[2:]
        self.up = nn.Upsample(scale_factor=2)
        self.lateral5, self.merge4 = Conv(c, b), Csp(2 * b, b, 1, False)
        self.lateral4, self.merge3 = Conv(b, a), Csp(2 * a, a, 1, False)
        self.down3, self.merge43 = Conv(a, a, 3, 2), Csp(2 * a, b, 1, False)
        self.down4, self.merge54 = Conv(b, b, 3, 2), Csp(2 * b, c, 1, False)

    def forward(self, x3, x4, x5):
        f5 = self.lateral5(x5)
        f4 = self.lateral4(self.merge4(torch.cat([self.up(f5), x4], 1)))
        p3 = self.merge3(torch.cat([self.up(f4), x3], 1))
        p4 = self.merge43(torch.cat([self.down3(p3), f4], 1))
        return p3, p4, self.merge54(torch.cat([self.down4(p4), f5], 1))


class Head(nn.Module):
    def __init__(self, i, c=128, classes=80):
        super().__init__()
        self.stem = Conv(i, c)
        self.cls_path = nn.Sequential(Conv(c, c, 3), Conv(c, c, 3))
        self.box_path = nn.Sequential(Conv(c, c, 3), Conv(c, c, 3))
        self.cls, self.box, self.obj = nn.Conv2d(c, classes, 1), nn.Conv2d(c, 4, 1), nn.Conv2d(c, 1, 1)

    def forward(self, x):
        x = self.stem(x)
        box = self.box_path(x)
        parts = [self.box(box), self.obj(box).sigmoid(), self.cls(self.cls_path(x)).sigmoid()]
        return torch.cat(parts, 1).flatten(2)


class YoloxS(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone, self.neck = Backbone(), Neck()
        self.heads = nn.ModuleList(Head(c) for c in WIDTH[2:])

    def forward(self, image):
        x = image.to(self.heads[0].box.weight.dtype).permute(0, 3, 1, 2)
        levels = self.neck(*self.backbone(x))
        return torch.cat([head(x) for head, x in zip(self.heads, levels)], 2).transpose(1, 2)
