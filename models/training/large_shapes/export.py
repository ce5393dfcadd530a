"""Writes packages of real size with random weights: python -m training.large_shapes.export [--out DIR], in models/.

large-clip (ViT-B/32, both towers) and large-yolox-s, fp32 and int8, with model.yaml, so that the models command, the
benchmarks and the job run them like any package. Fixed seed, opset 17. The results mean nothing; the speed does.
"""
import argparse
import hashlib
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from .clip_vit_b32 import ImageTower, TextTower
from .yolox_s import YoloxS

OPSET = 17


def export(net, example, name, output, axes, path):
    net.eval()
    torch.onnx.export(net, (example,), str(path), input_names=[name], output_names=[output], opset_version=OPSET,
                      dynamic_axes={name: axes, output: {0: "batch"}}, dynamo=False)


class Noise(CalibrationDataReader):
    """Random weights have no typical picture: noise gives the ranges."""

    def __init__(self, name, shape, count=4):
        rng = np.random.default_rng(0)
        self.items = iter([{name: rng.integers(0, 256, shape, np.uint8)} for _ in range(count)])

    def get_next(self):
        return next(self.items, None)


def quantize_matmuls(source, target):
    quantize_dynamic(str(source), str(target), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"])


def quantize_convolutions(source, target):
    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    quantize_static(str(ready), str(target), Noise("image", (1, 640, 640, 3)), quant_format=QuantFormat.QDQ, per_channel=True,
                    weight_type=QuantType.QInt8, activation_type=QuantType.QUInt8, op_types_to_quantize=["Conv"])
    ready.unlink()


def entry(path):
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"  - {{path: {path.name}, sha256: {digest}, bytes: {path.stat().st_size}}}\n"


def manifest(folder, name, rest):
    files = "".join(entry(path) for path in sorted(folder.glob("*.onnx")))
    head = f'format: 1\nname: {name}\nversion: "1"\nlicence: Apache-2.0\nverified: true\nnote: Random weights, for speed only.\n'
    (folder / "model.yaml").write_text(head + "files:\n" + files + rest)


CLIP = """task: image-text-encoder
dimension: 512
normalised: true
graphs:
  image:
    file: image.onnx
    variants: {int8: image.int8.onnx}
    max_batch: 128
    inputs: [{name: image, type: uint8, shape: [-1, 224, 224, 3]}]
    outputs: [{name: embedding, type: float32, shape: [-1, 512]}]
  text:
    file: text.onnx
    variants: {int8: text.int8.onnx}
    max_batch: 128
    inputs: [{name: input_ids, type: int64, shape: [-1, -1]}]
    outputs: [{name: embedding, type: float32, shape: [-1, 512]}]
image: {width: 224, height: 224, fit: center-crop, layout: NHWC, colours: RGB}
text: {tokenizer: words, files: {vocabulary: words.txt}, max_tokens: 77}
"""
YOLOX = """task: object-detector
graphs:
  detector:
    file: detector.onnx
    variants: {int8: detector.int8.onnx}
    max_batch: 128
    inputs: [{name: image, type: uint8, shape: [-1, 640, 640, 3]}]
    outputs: [{name: raw, type: float32, shape: [-1, 8400, 85]}]
image: {width: 640, height: 640, fit: letterbox, pad: 114, layout: NHWC, colours: BGR}
head: {kind: yolox, score_threshold: 0.9, strides: [8, 16, 32]}
labels: [thing]
"""


def clip(folder):
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    image = torch.zeros(2, 224, 224, 3, dtype=torch.uint8)
    export(ImageTower(), image, "image", "embedding", {0: "batch"}, folder / "image.onnx")
    ids = torch.tensor([[49406, 320, 1125, 49407], [49406, 320, 49407, 0]])
    export(TextTower(), ids, "input_ids", "embedding", {0: "batch", 1: "length"}, folder / "text.onnx")
    for part in ("image", "text"):
        quantize_matmuls(folder / f"{part}.onnx", folder / f"{part}.int8.onnx")
    words = folder / "words.txt"
    words.write_text("<pad>\n<unk>\n<bos>\n<eos>\na\nred\ncar\n")
    manifest(folder, "large-clip", entry(words) + CLIP)


def yolox(folder):
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    image = torch.zeros(2, 640, 640, 3, dtype=torch.uint8)
    export(YoloxS(), image, "image", "raw", {0: "batch"}, folder / "detector.onnx")
    quantize_convolutions(folder / "detector.onnx", folder / "detector.int8.onnx")
    manifest(folder, "large-yolox-s", YOLOX)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("target/large_shapes"))
    out = parser.parse_args().out
    clip(out / "large-clip")
    yolox(out / "large-yolox-s")
    for path in sorted(out.glob("*/*.onnx")):
        print(f"{path}: {path.stat().st_size / 1e6:.0f} MB")
