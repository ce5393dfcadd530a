"""Makes the graphs of the tests in this folder: small enough that their results are known by hand.

    python generate.py        (needs onnx and numpy)

tokens.py makes those that say token after token, logmel.py a spectrogram as it should be.
"""

import numpy as np
from graph import F32, I64, U8, T, constant, node, value, write

rng = np.random.default_rng(7)

# Picture of 4x4 → its bytes times a fixed matrix. Not normalised.
write(
    "image",
    [node("Cast", "image", "f", to=F32), node("Flatten", "f", "flat"), node("MatMul", "flat w", "embedding")],
    [value("image", U8, "b", 4, 4, 3)],
    [value("embedding", F32, "b", 8)],
    [constant("w", rng.standard_normal((48, 8)).astype(np.float32))],
)

# Floats, channels first, one picture a call: gives back what went in.
write(
    "planes",
    [node("Flatten", "pixels", "out")],
    [value("pixels", F32, 1, 3, 4, 4)],
    [value("out", F32, 1, 48)],
)

# Token ids → sum of their rows in a table.
write(
    "text",
    [node("Gather", "table input_ids", "rows"), node("ReduceSum", "rows axis", "embedding", keepdims=0)],
    [value("input_ids", I64, "b", "l")],
    [value("embedding", F32, "b", 8)],
    [
        constant("table", np.concatenate([np.zeros((1, 8)), rng.standard_normal((15, 8))]).astype(np.float32)),
        constant("axis", np.array([1], np.int64)),
    ],
)

# The first bytes of a picture are a box (in 255ths), its score, its class, its appearance.
write(
    "detector",
    [
        node("Cast", "image", "f", to=F32),
        node("Flatten", "f", "flat"),
        node("Split", "flat parts", "box score kind look rest", axis=1),
        node("Div", "box full", "unit"),
        node("Unsqueeze", "unit one", "boxes"),
        node("Div", "score full", "scores"),
        node("Cast", "kind", "classes", to=I64),
        node("Unsqueeze", "look one", "appearance"),
    ],
    [value("image", U8, "b", 4, 4, 3)],
    [
        value("boxes", F32, "b", 1, 4),
        value("scores", F32, "b", 1),
        value("classes", I64, "b", 1),
        value("appearance", F32, "b", 1, 2),
    ],
    [
        constant("parts", np.array([4, 1, 1, 2, 40], np.int64)),
        constant("full", np.float32(255)),
        constant("one", np.array([1], np.int64)),
    ],
)

# Sixteen samples → their products with a fixed matrix.
write(
    "audio",
    [node("MatMul", "waveform w", "embedding"), node("Softmax", "embedding", "scores")],
    [value("waveform", F32, "b", 16)],
    [value("embedding", F32, "b", 8), value("scores", F32, "b", 8)],
    [constant("w", rng.standard_normal((16, 8)).astype(np.float32))],
)

# Speech = mean of window and state; the state counts up by the window's mean.
write(
    "vad",
    [
        node("ReduceMean", "input", "mean", axes=[1], keepdims=1),
        node("Add", "mean state", "stateN"),
        node("Identity", "stateN", "output"),
        node("Identity", "sr", "unused"),
    ],
    [value("input", F32, 1, "n"), value("state", F32, 1, 1), value("sr", I64)],
    [value("output", F32, 1, 1), value("stateN", F32, 1, 1), value("unused", I64)],
)

# Half precision, channels first: gives back what went in.
write(
    "halves",
    [node("Flatten", "pixels", "out")],
    [value("pixels", T.FLOAT16, "b", 3, 4, 4)],
    [value("out", T.FLOAT16, "b", 48)],
)

# Token ids → sum of their rows where the mask is 1; padding's row is not zero, so the mask is needed.
write(
    "masked",
    [
        node("Gather", "table input_ids", "rows"),
        node("Cast", "attention_mask", "used", to=F32),
        node("Unsqueeze", "used last", "column"),
        node("Mul", "rows column", "kept"),
        node("ReduceSum", "kept axis", "embedding", keepdims=0),
    ],
    [value("input_ids", I64, "b", "l"), value("attention_mask", I64, "b", "l")],
    [value("embedding", F32, "b", 8)],
    [
        constant("table", rng.standard_normal((16, 8)).astype(np.float32)),
        constant("axis", np.array([1], np.int64)),
        constant("last", np.array([2], np.int64)),
    ],
)
