"""Makes the graphs of the tests that say token after token: of captions, and of speech as Whisper's recogniser has them.

    python tokens.py        (needs onnx and numpy)
"""

import numpy as np
from graph import F32, I64, T, constant, node, value, write

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
