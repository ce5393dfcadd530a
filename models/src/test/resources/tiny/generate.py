"""Makes the graphs of the tests in this folder: small enough that their results are known by hand.

    python generate.py        (needs onnx and numpy)
"""

import numpy as np
from onnx import TensorProto as T
from onnx import checker, helper, numpy_helper, save

U8, F32, I64 = T.UINT8, T.FLOAT, T.INT64


def value(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, list(shape))


def constant(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def node(op, inputs, outputs, **attributes):
    return helper.make_node(op, inputs.split(), outputs.split(), **attributes)


def write(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    save(model, name + ".onnx")


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

# Token t is followed by t + 1, begin (2) by the place of the embedding's greatest value plus 4; 7 is followed by end (3).
follow = np.zeros((8, 8), np.float32)
for a, b in {4: 5, 5: 6, 6: 7, 7: 3}.items():
    follow[a, b] = 5
write(
    "step",
    [
        node("Gather", "follow token", "after"),
        node("Equal", "token begin", "is_begin"),
        node("Cast", "is_begin", "first", to=F32),
        node("Unsqueeze", "first one", "first_column"),
        node("MatMul", "embedding place", "placed"),
        node("Mul", "placed first_column", "started"),
        node("Add", "after started", "logits"),
        node("Identity", "hidden", "hidden_out"),
    ],
    [value("token", I64, "b"), value("hidden", F32, "b", 2), value("embedding", F32, "b", 3)],
    [value("logits", F32, "b", 8), value("hidden_out", F32, "b", 2)],
    [
        constant("follow", follow),
        constant("begin", np.int64(2)),
        constant("one", np.array([1], np.int64)),
        constant("place", np.eye(3, 8, 4, dtype=np.float32)),
    ],
)
