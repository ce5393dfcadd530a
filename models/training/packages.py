"""Turns finished graphs into packages: copies them, writes the vocabulary and `model.yaml` with checksums."""

import hashlib
import shutil

from .caption_net import HIDDEN
from .data import DETECTOR_SIDE
from .drawn import captions
from .drawn.sounds import RATE, SOUND_CAPTIONS
from .drawn.world import KINDS
from .export import IMAGE_SIDE, TOP
from .nets import DIMENSION

VERSION = "5"
LICENCE = "Apache-2.0"
VOCABULARY_FILE = "vocab.txt"
APPEARANCE = 64
VECTOR = ("embedding", "float32", [-1, DIMENSION])


def tensor(name, kind, shape, role=None):
    named = f"name: {name}, role: {role}" if role else f"name: {name}"
    return f"      - {{{named}, type: {kind}, shape: {shape}}}"


def graph(name, file, batch, inputs, outputs):
    return [
        f"  {name}:", f"    file: {file}", f"    max_batch: {batch}", "    inputs:", *(tensor(*t) for t in inputs),
        "    outputs:", *(tensor(*t) for t in outputs),
    ]  # fmt: skip


TEXT = [
    "text:", "  tokenizer: words", f"  files: {{vocabulary: {VOCABULARY_FILE}}}",
    f"  max_tokens: {captions.MAX_TOKENS}", "  lowercase: true",
]  # fmt: skip


def picture(side, fit, more=""):
    return [f"image: {{width: {side}, height: {side}, fit: {fit}, layout: NHWC, colours: RGB{more}}}"]


def clip():
    image = graph("image", "image.onnx", 64, [("image", "uint8", [-1, IMAGE_SIDE, IMAGE_SIDE, 3])], [VECTOR])
    text = graph("text", "text.onnx", 64, [("input_ids", "int64", [-1, -1])], [VECTOR])
    return "image-text-encoder", ["image.onnx", "text.onnx"], True, [*image, *text], [*picture(IMAGE_SIDE, "stretch"), *TEXT]


def detector():
    outputs = [
        ("boxes", "float32", [-1, TOP, 4]), ("scores", "float32", [-1, TOP]), ("classes", "int64", [-1, TOP]),
        ("appearance", "float32", [-1, TOP, APPEARANCE]),
    ]  # fmt: skip
    side = DETECTOR_SIDE
    lines = graph("detector", "detector.onnx", 32, [("image", "uint8", [-1, side, side, 3])], outputs)
    head = [
        "head:", "  kind: boxes", "  score_threshold: 0.3", f"  max_detections: {TOP}", "  boxes_in: unit",
        f"labels: [{', '.join(KINDS)}]",
    ]  # fmt: skip
    return "object-detector", ["detector.onnx"], False, lines, [*picture(side, "letterbox", ", pad: 114"), *head]


def audio():
    lines = graph("audio", "audio.onnx", 64, [("waveform", "float32", [-1, RATE])], [VECTOR])
    # What is below the least score is another sound: MODEL_CARD.md has the figures. Silence is told by its loudness.
    names = ", ".join(said[0].removeprefix("a ") for sort, said in SOUND_CAPTIONS.items() if sort != "silence")
    labels = ["labels:", f"  names: [{names}]", "  min_score: 0.65"]
    return "audio-encoder", ["audio.onnx"], True, lines, [f"audio: {{sample_rate: {RATE}, samples: {RATE}}}", *labels]


def caption():
    inputs = [("token", "int64", [-1]), ("hidden", "float32", [-1, HIDDEN]), VECTOR]
    outputs = [("logits", "float32", [-1, len(captions.VOCABULARY)]), ("hidden_out", "float32", [-1, HIDDEN], "hidden")]
    rule = [
        f"decoding: {{start: [{captions.BEGIN}], end: {captions.END}, "
        f"suppress: [{captions.PAD}, {captions.UNKNOWN}, {captions.BEGIN}], max_tokens: {captions.MAX_TOKENS}}}"
    ]
    return "caption-decoder", ["caption.onnx"], True, graph("step", "caption.onnx", 64, inputs, outputs), [*TEXT, *rule]


PACKAGES = {
    "zoetrope-clip": (clip, "Pictures and sentences of the drawn world in one space."),
    "zoetrope-detector": (detector, "The eighteen things of the drawn world, with a vector of how each looks."),
    "zoetrope-audio": (audio, "Twelve made sounds, in the space of zoetrope-clip's sentences."),
    "zoetrope-caption": (caption, "Writes a sentence from a cached vector of zoetrope-clip."),
}


def entry(path):
    data = path.read_bytes()
    return f"  - {{path: {path.name}, sha256: {hashlib.sha256(data).hexdigest()}, bytes: {len(data)}}}"


def write(name, graphs, root):
    """Copies the package's graphs from the folder `graphs` to `root`/`name` and writes its manifest there."""
    describe, about = PACKAGES[name]
    task, files, normalised, graph_lines, rest = describe()
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(graphs / file, folder / file)
    if "text:" in rest:
        (folder / VOCABULARY_FILE).write_text("\n".join(captions.VOCABULARY) + "\n")
        files = [*files, VOCABULARY_FILE]
    lines = ["format: 1", f"name: {name}", f'version: "{VERSION}"', f"task: {task}", f"licence: {LICENCE}"]
    lines += [f"description: {about}", "note: Knows the drawn world only; see MODEL_CARD.md.", "verified: true"]
    if normalised:
        lines += ["space: zoetrope-clip", f"dimension: {DIMENSION}", "normalised: true"]
    if task == "object-detector":
        lines.append(f"dimension: {APPEARANCE}")
    lines += ["files:", *(entry(folder / f) for f in files), "graphs:", *graph_lines, *rest]
    (folder / "model.yaml").write_text("\n".join(lines) + "\n")
