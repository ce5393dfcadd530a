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

# Whisper's two graphs in small: 8 bands of 20 columns; a loud sound starts with token 4, silence with 6.
write(
    "encoder",
    [node("Transpose", "features", "hidden", perm=[0, 2, 1])],
    [value("features", F32, "b", 8, 20)],
    [value("hidden", F32, "b", 20, 8)],
)
write(
    "decoder",
    [
        node("Gather", "follow input_ids", "after"),
        node("ReduceMax", "hidden", "peak", axes=[1, 2], keepdims=1),
        node("Greater", "peak quiet", "loud"),
        node("Where", "loud first_loud first_quiet", "first"),
        node("Equal", "input_ids begin", "is_begin"),
        node("Cast", "is_begin", "begins", to=F32),
        node("Unsqueeze", "begins last", "begins_column"),
        node("Mul", "first begins_column", "started"),
        node("Add", "after started", "logits"),
    ],
    [value("input_ids", I64, "b", "n"), value("hidden", F32, "b", 20, 8)],
    [value("logits", F32, "b", "n", 8)],
    [
        constant("follow", follow),
        constant("quiet", np.float32(0)),
        constant("begin", np.int64(2)),
        constant("last", np.array([2], np.int64)),
        constant("first_loud", np.eye(8, dtype=np.float32)[4]),
        constant("first_quiet", np.eye(8, dtype=np.float32)[6]),
    ],
)

# The same decoder with a cache, as Optimum merges one: what it says depends on how many tokens it has seen, and on what it
# remembers of the sound. Only the first call remembers that: later ones get `hidden` too, but hear silence in it, and give
# an empty memory back.
merged_loud, merged_quiet = np.zeros((5, 8), np.float32), np.zeros((5, 8), np.float32)
for row, (loud, quiet) in enumerate(((4, 6), (5, 7), (6, 3), (7, 3), (3, 3))):
    merged_loud[row, loud] = merged_quiet[row, quiet] = 5
write(
    "merged",
    [
        node("Cast", "input_ids", "ids", to=F32),
        node("Unsqueeze", "ids head_and_value", "ids4"),
        node("Concat", "past ids4", "present", axis=2),
        node("Cast", "use_cache_branch", "used", to=F32),
        node("ReduceMax", "hidden", "peak", axes=[1, 2], keepdims=1),
        node("Sub", "one used", "fresh"),
        node("Mul", "peak fresh", "heard"),
        node("Unsqueeze", "heard head", "heard4"),
        node("Concat", "past_sound heard4", "sounds", axis=2),
        node("Gather", "sounds first", "sound", axis=2),
        node("Cast", "fresh", "kept", to=I64),
        node("Slice", "sounds nothing kept second", "present_sound"),
        node("Shape", "present", "length", start=2, end=3),
        node("Sub", "length starts", "row"),
        node("Gather", "say_loud row", "loud"),
        node("Gather", "say_quiet row", "quiet"),
        node("Greater", "sound silence", "is_loud"),
        node("Reshape", "is_loud flat", "is_loud1"),
        node("Where", "is_loud1 loud quiet", "said"),
        node("Shape", "input_ids", "size"),
        node("Concat", "size words", "wide", axis=0),
        node("Expand", "said wide", "logits"),
    ],
    [
        value("input_ids", I64, "b", "n"),
        value("hidden", F32, "b", 20, 8),
        value("use_cache_branch", T.BOOL, 1),
        value("past", F32, "b", 1, "p", 1),
        value("past_sound", F32, "b", 1, "q", 1),
    ],
    [
        value("logits", F32, "b", "n", 8),
        value("present", F32, "b", 1, "p+n", 1),
        value("present_sound", F32, "b", 1, "r", 1),
    ],
    [
        constant("head_and_value", np.array([1, 3], np.int64)),
        constant("head", np.array([1], np.int64)),
        constant("one", np.float32([1])),
        constant("first", np.array([0], np.int64)),
        constant("nothing", np.array([0], np.int64)),
        constant("second", np.array([2], np.int64)),
        constant("starts", np.array([2], np.int64)),
        constant("say_loud", merged_loud),
        constant("say_quiet", merged_quiet),
        constant("silence", np.float32(0)),
        constant("flat", np.array([1, 1], np.int64)),
        constant("words", np.array([8], np.int64)),
    ],
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

# A recogniser's decoder of random weights, as Whisper's export without a cache: what it says hangs on all tokens before and on
# the sound. Of its 24 tokens 0-3 are special, 4-7 words, 8 says that nobody speaks, 9 is never said, 10-23 are timestamps.
chance = np.random.default_rng(11)
spoken = [
    constant("table", chance.standard_normal((24, 8)).astype(np.float32)),
    constant("w_sound", chance.standard_normal((8, 8)).astype(np.float32)),
    constant("w_out", (3 * chance.standard_normal((8, 24))).astype(np.float32)),
    constant("head", np.array([1], np.int64)),
]
say = [
    node("ReduceMean", "hidden", "sound", axes=[1], keepdims=1),
    node("MatMul", "sound w_sound", "heard"),
    node("Add", "sums heard", "both"),
    node("Tanh", "both", "state"),
    node("MatMul", "state w_out", "logits"),
]
write(
    "random",
    [node("Gather", "table input_ids", "rows"), node("CumSum", "rows place", "sums"), *say],
    [value("input_ids", I64, "b", "n"), value("hidden", F32, "b", 20, 8)],
    [value("logits", F32, "b", "n", 24)],
    [*spoken, constant("place", np.int64(1))],
)

# The same with a cache.
write(
    "random_cached",
    [
        node("Gather", "table input_ids", "rows"),
        node("Unsqueeze", "rows head", "rows4"),
        node("Concat", "past rows4", "present", axis=2),
        node("CumSum", "present place", "all"),
        node("Shape", "input_ids", "n", start=1, end=2),
        node("Neg", "n", "from"),
        node("Slice", "all from end second", "last"),
        node("Squeeze", "last head", "sums"),
        *say,
    ],
    [value("input_ids", I64, "b", "n"), value("hidden", F32, "b", 20, 8), value("past", F32, "b", 1, "p", 8)],
    [value("logits", F32, "b", "n", 24), value("present", F32, "b", 1, "p+n", 8)],
    [
        *spoken,
        constant("place", np.int64(2)),
        constant("end", np.array([np.iinfo(np.int64).max], np.int64)),
        constant("second", np.array([2], np.int64)),
    ],
)

# Whisper's spectrogram of a chord, by torch: values at some places.
if __name__ == "__main__":
    import json

    import torch

    def mel(f):
        return np.where(f < 1000, f * 3 / 200, 15 + np.log(np.maximum(f, 1) / 1000) * 27 / np.log(6.4))

    def hertz(m):
        return np.where(m < 15, m * 200 / 3, 1000 * np.exp(np.log(6.4) * (m - 15) / 27))

    t = np.arange(8000) / 16000
    x = 0.5 * np.sin(2 * np.pi * 440 * t) + 0.1 * np.sin(2 * np.pi * 3000 * t * (1 + t)) + 0.01
    s = torch.stft(torch.tensor(x), 400, 160, window=torch.hann_window(400, dtype=torch.float64), return_complex=True)
    power = (s[:, :-1].abs() ** 2).numpy()
    edges = hertz(np.linspace(0, mel(np.float64(8000)), 82))
    f = np.linspace(0, 8000, 201)
    up = (f - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    down = (edges[2:, None] - f) / (edges[2:] - edges[1:-1])[:, None]
    bands = np.maximum(0, np.minimum(up, down)) * (2 / (edges[2:] - edges[:-2]))[:, None]
    log = np.log10(np.maximum(bands @ power, 1e-10))
    log = (np.maximum(log, log.max() - 8) + 4) / 4
    places = [(r, c) for r in (0, 1, 7, 20, 41, 60, 79) for c in (0, 1, 25, 48, 49)]
    golden = {"shape": list(log.shape), "values": [[r, c, round(float(log[r, c]), 5)] for r, c in places]}
    with open("logmel.json", "w") as out:
        json.dump(golden, out)
