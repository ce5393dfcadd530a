"""Images a second of the encoder (CLIP ViT-B/32) and the detector (YOLOX-S) at real size on a CUDA machine.

    cd models && python ../benchmarks/gpu/gpu.py [--seconds 1] [--graphs target/large_shapes]

By batch and precision, beside the chip's limit: what the same chip makes of a large matrix product in the same precision, in
this run, divided by the network's arithmetic. Two paths: PyTorch, which needs nothing but torch; and ONNX Runtime's CUDA provider
with the input kept on the GPU, where the installed onnxruntime has one and --graphs was exported. What cannot run is said.
"""
import argparse
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "models"))
from training.large_shapes.clip_vit_b32 import ImageTower  # noqa: E402
from training.large_shapes.yolox_s import YoloxS  # noqa: E402

BATCHES = (1, 2, 4, 8, 16, 32, 64, 128)
#: name: network, side of the picture, multiply-adds of one picture, in billions (counted over its matrix products), graph
NETS = {
    "encoder ViT-B/32": (ImageTower, 224, 4.4, "large-clip/image.onnx"),
    "detector YOLOX-S": (YoloxS, 640, 13.3, "large-yolox-s/detector.onnx"),
}
PRECISIONS = {"fp32": (torch.float32, False), "tf32": (torch.float32, True), "fp16": (torch.float16, False)}


def rate(call, items, seconds):
    """Items a second, the GPU waited for."""
    for _ in range(5):
        call()
    torch.cuda.synchronize()
    calls, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for _ in range(5):
            call()
        torch.cuda.synchronize()
        calls += 5
    return calls * items / (time.perf_counter() - start)


def allow_tf32(allowed):
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = allowed


def limit_tflops(dtype, seconds, side=8192):
    """What a matrix product reaches."""
    a, b = (torch.randn(side, side, device="cuda", dtype=dtype) for _ in range(2))
    return rate(lambda: a @ b, 2 * side**3, seconds) / 1e12


def with_torch(seconds):
    for label, (make, side, gmacs, _) in NETS.items():
        for precision, (dtype, tf32) in PRECISIONS.items():
            allow_tf32(tf32)
            torch.manual_seed(0)
            net = make().eval().to("cuda", dtype)
            limit = limit_tflops(dtype, seconds) * 1e3 / (2 * gmacs)
            for batch in BATCHES:
                image = torch.randint(0, 256, (batch, side, side, 3), dtype=torch.uint8, device="cuda")
                with torch.inference_mode():
                    row("torch", label, precision, batch, rate(lambda: net(image), batch, seconds), limit)


def with_onnxruntime(seconds, graphs):
    try:
        import onnxruntime
    except ImportError:
        return print("ONNX Runtime: not installed, not measured")
    providers = onnxruntime.get_available_providers()
    if "CUDAExecutionProvider" not in providers:
        return print(f"ONNX Runtime {onnxruntime.__version__} has only {providers}: its CUDA path was not measured")
    for label, (_, side, _, graph) in NETS.items():
        session = onnxruntime.InferenceSession(str(graphs / graph), providers=["CUDAExecutionProvider"])
        if session.get_providers()[0] != "CUDAExecutionProvider":
            return print("ONNX Runtime fell back to the CPU: its CUDA path was not measured")
        for batch in BATCHES:
            image = torch.randint(0, 256, (batch, side, side, 3), dtype=torch.uint8).numpy()
            binding = session.io_binding()
            binding.bind_ortvalue_input("image", onnxruntime.OrtValue.ortvalue_from_numpy(image, "cuda", 0))
            binding.bind_output(session.get_outputs()[0].name, "cuda")
            row("onnxruntime", label, "fp32", batch, rate(lambda: session.run_with_iobinding(binding), batch, seconds), None)


def row(path, label, precision, batch, images, limit):
    share = "" if limit is None else f"{limit:12.0f} {images / limit:6.1%}"
    print(f"{path:12} {label:18} {precision:5} {batch:5d} {images:10.0f} {share}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--graphs", type=Path, default=Path("target/large_shapes"))
    given = parser.parse_args()
    if not torch.cuda.is_available():
        sys.exit("gpu.py: PyTorch sees no CUDA device: nothing was measured")
    print(f"{torch.cuda.get_device_name()}, PyTorch {torch.__version__}")
    print(f"{'path':12} {'model':18} {'type':5} {'batch':>5} {'images/s':>10} {'limit/s':>12} {'share':>6}")
    with_torch(given.seconds)
    with_onnxruntime(given.seconds, given.graphs)
