"""Writes the ONNX graphs (opset 17). Everything a pixel or a sample needs is inside: resizing, scaling, normalising.

Each function returns the path it wrote. Shapes and names are the contract of `model.yaml` and of the Java runtime.
"""

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from torch import nn

from .caption_net import HIDDEN
from .data import DETECTOR_SIDE, SIDE
from .drawn.captions import BEGIN, encode_all
from .drawn.sounds import RATE
from .nets import DIMENSION

OPSET = 17
IMAGE_SIDE = 224
TOP = 32  # boxes that the detector returns
GRID = 32
OVERLAP = 0.5  # IoU above which the weaker of two boxes goes


def resize_matrix(source, target):
    """[target, source]: a triangle filter as wide as the reduction, the filter that Pillow calls bilinear."""
    step = source / target
    centre = (np.arange(target)[:, None] + 0.5) * step
    weight = np.maximum(0, 1 - np.abs((np.arange(source)[None] + 0.5 - centre) / step))
    return torch.from_numpy((weight / weight.sum(1, keepdims=True)).astype(np.float32))


class ImageGraph(nn.Module):
    """u8 [b, 224, 224, 3] → f32 [b, 256]. Resizing is two matrix products: no runtime differs in those."""

    def __init__(self, net):
        super().__init__()
        self.net = net
        self.register_buffer("rows", resize_matrix(IMAGE_SIDE, SIDE))
        self.register_buffer("columns", resize_matrix(IMAGE_SIDE, SIDE).T.contiguous())

    def forward(self, image):
        x = image.float().permute(0, 3, 1, 2)
        return self.net(self.rows @ x @ self.columns / 127.5 - 1)[0]


class DetectorGraph(nn.Module):
    """u8 [b, 256, 256, 3] → boxes [b, 32, 4], scores [b, 32], classes [b, 32], appearance [b, 32, 64], best first.

    A box that overlaps a better one by more than OVERLAP keeps its place with score 0.
    """

    def __init__(self, net):
        super().__init__()
        self.net = net
        at = torch.arange(GRID) + 0.5
        self.register_buffer("x", at.repeat(GRID))
        self.register_buffer("y", at.repeat_interleave(GRID))
        self.register_buffer("better", torch.tril(torch.ones(TOP, TOP), -1))

    def forward(self, image):
        heat, sides, look = self.net(image.float().permute(0, 3, 1, 2) / 127.5 - 1)
        score, kind = torch.sigmoid(heat).max(1, keepdim=True)
        score = score * (F.max_pool2d(score, 3, 1, 1) == score).float()
        scores, at = score.flatten(1).topk(TOP, 1)
        reach = self.pick(torch.exp(sides.clamp(max=4)), at)
        x, y = self.x[at], self.y[at]
        corners = [x - reach[..., 0], y - reach[..., 1], x + reach[..., 2], y + reach[..., 3]]
        boxes = (torch.stack(corners, -1) / GRID).clamp(0, 1)
        scores = scores * (1 - (self.overlaps(boxes) * self.better).amax(2))
        return boxes, scores, kind.flatten(1).gather(1, at), F.normalize(self.pick(look, at), dim=2)

    @staticmethod
    def pick(grid, at):
        flat = grid.flatten(2).permute(0, 2, 1)
        return flat.gather(1, at[..., None].expand(-1, -1, flat.shape[2]))

    @staticmethod
    def overlaps(boxes):
        """[b, 32, 32], 1 where the IoU of two boxes is above OVERLAP."""
        a, b = boxes[:, :, None], boxes[:, None]
        shared = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0)
        area = (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])
        shared = shared[..., 0] * shared[..., 1]
        return (shared > OVERLAP * (area[:, :, None] + area[:, None] - shared)).float()


def write(module, inputs, path, inputs_named, outputs_named, dynamic=None):
    axes = dynamic or {name: {0: "b"} for name in (*inputs_named, *outputs_named)}
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        module.eval().cpu(), inputs, str(path), input_names=inputs_named, output_names=outputs_named,
        dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))
    return path


def image(net, folder):
    x = torch.zeros(2, IMAGE_SIDE, IMAGE_SIDE, 3, dtype=torch.uint8)
    return write(ImageGraph(net.to(memory_format=torch.contiguous_format)), x, folder / "image.onnx", ["image"],
                 ["embedding"])  # fmt: skip


def text(net, folder):
    ids = torch.from_numpy(encode_all(["a red car on grass", "two blue circles"]))
    dynamic = {"input_ids": {0: "b", 1: "l"}, "embedding": {0: "b"}}
    return write(net, ids, folder / "text.onnx", ["input_ids"], ["embedding"], dynamic)


def detector(net, folder):
    x = torch.zeros(2, DETECTOR_SIDE, DETECTOR_SIDE, 3, dtype=torch.uint8)
    graph = DetectorGraph(net.to(memory_format=torch.contiguous_format))
    return write(graph, x, folder / "detector.onnx", ["image"], ["boxes", "scores", "classes", "appearance"])


def audio(net, folder):
    return write(net, torch.zeros(2, RATE), folder / "audio.onnx", ["waveform"], ["embedding"])


def caption(net, folder):
    example = (torch.full((2,), BEGIN), torch.zeros(2, HIDDEN), torch.zeros(2, DIMENSION))
    return write(net, example, folder / "caption.onnx", ["token", "hidden", "embedding"], ["logits", "hidden_out"])
