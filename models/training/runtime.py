"""The finished graphs under ONNX Runtime, as Java runs them; used for measuring only."""

import time

import numpy as np
import onnxruntime as ort

from .caption_net import HIDDEN
from .drawn import captions


def session(path, threads=1):
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def batches(s, name, x, size):
    """Outputs of the whole, each as one array."""
    parts = [s.run(None, {name: np.ascontiguousarray(x[i : i + size])}) for i in range(0, len(x), size)]
    return [np.concatenate(p) for p in zip(*parts)]


class Family:
    """root: the folder that holds the packages."""

    def __init__(self, root, threads=1):
        self.root, self.threads, self.sessions = root, threads, {}

    def get(self, package, file):
        key = f"{package}/{file}"
        if key not in self.sessions:
            self.sessions[key] = session(self.root / key, self.threads)
        return self.sessions[key]

    def images(self, x):
        """u8 [n, 224, 224, 3] → [n, 256]."""
        return batches(self.get("zoetrope-clip", "image.onnx"), "image", x, 32)[0]

    def texts(self, lines):
        ids = captions.encode_all(lines)
        return batches(self.get("zoetrope-clip", "text.onnx"), "input_ids", ids, 128)[0]

    def detections(self, x):
        """boxes, scores, classes, appearance."""
        return batches(self.get("zoetrope-detector", "detector.onnx"), "image", x, 16)

    def sounds(self, x):
        return batches(self.get("zoetrope-audio", "audio.onnx"), "waveform", x, 64)[0]

    def sentences(self, embeddings):
        """Greedy decoding; <pad>, <unk> and <bos> are never chosen."""
        s = self.get("zoetrope-caption", "caption.onnx")
        token = np.full(len(embeddings), captions.BEGIN, np.int64)
        hidden = np.zeros((len(embeddings), HIDDEN), np.float32)
        told = []
        for _ in range(captions.MAX_TOKENS):
            logits, hidden = s.run(None, {"token": token, "hidden": hidden, "embedding": embeddings})
            logits[:, : captions.END] = -np.inf
            token = logits.argmax(1)
            told.append(token)
        return [sentence(row) for row in np.stack(told, 1)]


def sentence(tokens):
    end = np.flatnonzero(tokens == captions.END)
    return " ".join(captions.VOCABULARY[t] for t in tokens[: end[0] if len(end) else None])


def latency_ms(s, feed, runs=60):
    """Median of single calls."""
    for _ in range(5):
        s.run(None, feed)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        s.run(None, feed)
        times.append(time.perf_counter() - start)
    return float(np.median(times) * 1e3)
