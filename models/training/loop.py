"""What all trainings share: device, learning rate, progress, augmentation."""

import math
import time

import numpy as np
import torch
import torch.nn.functional as F


class Device:
    """Where and in which precision to train; bfloat16 where the processor has it."""

    def __init__(self, name="auto"):
        cuda = torch.cuda.is_available()
        self.name = ("cuda" if cuda else "cpu") if name == "auto" else name
        self.low = self.name == "cuda" or torch.ops.mkldnn._is_mkldnn_bf16_supported()
        self.dtype = torch.bfloat16 if self.low else torch.float32

    def autocast(self):
        return torch.autocast(self.name, torch.bfloat16, enabled=self.low)

    def put(self, x):
        return (torch.from_numpy(x) if isinstance(x, np.ndarray) else x).to(self.name, non_blocking=True)


def rate(step, steps, peak, warm=60):
    """Linear warm-up, then a cosine to almost nothing."""
    return peak * min(1, (step + 1) / warm) * (0.5 + 0.5 * math.cos(math.pi * step / steps)) + 1e-6


def plateau_rate(step, steps, peak, warm=60, last=0.35):
    """Linear warm-up, a plateau, and a straight way down over the last share of the steps.

    Until the way down begins, a run does not depend on how many steps it will have: it can be cut short or prolonged.
    """
    return peak * min(1, (step + 1) / warm, (steps - step) / (last * steps)) + 1e-6


class Muon(torch.optim.AdamW):
    """AdamW, except that kernels of convolutions move along their orthogonalised momentum.

    Jordan et al., 2024, "Muon: An optimizer for hidden layers in neural networks"; the length of a step as in Liu et al., 2025,
    "Muon is scalable for LLM training", times `KERNEL_STEP`.
    """

    MOMENTUM, KERNEL_STEP = 0.95, 3.0

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            if group["kernels"]:
                for p in (p for p in group["params"] if p.grad is not None):
                    self._move(p, group["lr"] * self.KERNEL_STEP, group["weight_decay"] / self.KERNEL_STEP)
                    p.grad = None
        super().step()

    def _move(self, p, lr, decay):
        momentum = self.state[p].setdefault("momentum", torch.zeros_like(p))
        momentum.lerp_(p.grad, 1 - self.MOMENTUM)
        direction = orthogonal(p.grad.lerp(momentum, self.MOMENTUM).flatten(1))
        p.mul_(1 - lr * decay).add_(direction.reshape(p.shape), alpha=-0.2 * lr * max(direction.shape) ** 0.5)


def orthogonal(m):
    """The nearest (semi-)orthogonal matrix to m [a, b], about: five rounds of the Newton-Schulz iteration."""
    x = m.T if m.shape[0] > m.shape[1] else m
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        square = x @ x.T
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.T if m.shape[0] > m.shape[1] else x


def optimizer(modules, decay, betas=(0.9, 0.98), slow=()):
    """Muon; biases and norms are not decayed. What was trained before (`slow`) learns at a quarter of the rate."""
    params = list({p: None for m in modules for p in m.parameters() if p.requires_grad})  # modules may share some
    held = {id(p) for m in slow for p in m.parameters()}
    groups = {}
    for p in params:
        kernels = p.ndim == 4 and p.shape[-1] > 1
        share, decayed = 0.25 if id(p) in held else 1.0, p.ndim > 1
        groups.setdefault((kernels, share, decayed), []).append(p)
    groups = [
        {"params": own, "kernels": kernels, "share": share, "weight_decay": decay if decayed else 0.0}
        for (kernels, share, decayed), own in groups.items()
    ]
    return Muon(groups, lr=1e-3, betas=betas), params


def update(opt, params, loss, lr, clip):
    for group in opt.param_groups:
        group["lr"] = lr * group["share"]
    opt.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(params, clip)
    opt.step()


def store(state, path):
    """Saves whole or not at all: another step may read the file meanwhile, and a build may be interrupted."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


class Progress:
    """Prints means of named values every so many steps."""

    def __init__(self, name, steps, every=100):
        self.name, self.steps, self.every = name, steps, every
        self.start, self.sums, self.n = time.time(), {}, 0

    def add(self, step, **values):
        for k, v in values.items():
            self.sums[k] = self.sums.get(k, 0) + (v.detach() if torch.is_tensor(v) else v)
        self.n += 1
        if (step + 1) % self.every == 0 or step + 1 == self.steps:
            means = " ".join(f"{k} {float(v) / self.n:.3f}" for k, v in self.sums.items())
            print(f"{self.name} {step + 1}/{self.steps} {self.seconds():.0f}s {means}", flush=True)
            self.sums, self.n = {}, 0

    def seconds(self):
        return time.time() - self.start


class Pictures:
    """uint8 NHWC → NCHW in -1..1 with random light, tint and grain, in the device's precision for training.

    Larger pictures are reduced to `side` first.
    """

    def __init__(self, device, side, bank=32, seed=0):
        self.device, self.side = device, side
        g = torch.Generator().manual_seed(seed)
        noise = torch.randn(bank, 3, side, side, generator=g)
        self.noise = device.put(noise).to(device.dtype).contiguous(memory_format=torch.channels_last)

    def plain(self, images):
        x = self.device.put(np.ascontiguousarray(images)).permute(0, 3, 1, 2).to(self.device.dtype) / 127.5 - 1
        if x.shape[-1] > self.side:
            x = F.avg_pool2d(x, x.shape[-1] // self.side)
        return x.contiguous(memory_format=torch.channels_last)

    def augmented(self, images):
        x = self.plain(images)
        n, d = len(x), x.device

        def u(low, high, channels=1):
            return torch.empty(n, channels, 1, 1, device=d).uniform_(low, high).to(x.dtype)

        pick = torch.randint(len(self.noise), (n,), device=d)
        x = x * u(0.75, 1.2) * u(0.94, 1.06, 3) + u(-0.15, 0.15) + self.noise[pick] * u(0, 0.08)
        return x.clamp(-1, 1)

    def recoloured(self, images):
        """As `augmented`, with the colour channels of each picture mixed anew: what is left is shape."""
        x = self.augmented(images)
        n, d = len(x), x.device
        one, other = (torch.eye(3, device=d)[torch.rand(n, 3, device=d).argsort(1)] for _ in range(2))
        share = torch.empty(n, 1, 1, device=d).uniform_(0, 0.6)
        mixed = torch.einsum("nij,njhw->nihw", ((1 - share) * one + share * other).to(x.dtype), x)
        return mixed.contiguous(memory_format=torch.channels_last)
