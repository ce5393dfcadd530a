"""Trains the audio encoder into the space of the text encoder.

The text encoder stays as it is, but for the rows of words that no scene caption uses: those are learned here, so what the
pictures learned cannot change.
"""

import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from . import data, train_clip
from .drawn import captions
from .drawn.sounds import SOUND_CAPTIONS, SOUNDS
from .drawn.world import BACKGROUNDS, COLORS, COLOURED_BACKGROUNDS, KINDS
from .loop import Device, Progress, rate, store, update
from .nets import AudioEncoder

BATCH = 128
SCALE = 14.0
MARGIN = 0.5  # similarity that separates fitting from unfitting, for the absolute part of the loss
PREFIXES = ("", "the sound of ", "there is ")


def sentences():
    """Every caption with every prefix, and the index of its sound."""
    pairs = [(prefix + c, i) for i, name in enumerate(SOUNDS) for c in SOUND_CAPTIONS[name] for prefix in PREFIXES]
    return [p[0] for p in pairs], torch.tensor([p[1] for p in pairs])


def scene_sentences(rng, n=96):
    """Captions of pictures: no sound fits them."""
    out = []
    for _ in range(n):
        k, c, bg = int(rng.integers(len(KINDS))), int(rng.integers(len(COLORS))), int(rng.integers(len(BACKGROUNDS)))
        ground = captions.background_phrase(bg, c if bg < COLOURED_BACKGROUNDS else -1, rng)
        out.append(f"a {COLORS[c]} {KINDS[k]} {ground}" if rng.random() < 0.8 else f"a picture {ground}")
    return out


def sound_words():
    """Ids of the words that only sound captions use."""
    scene = set(captions.words(captions.OTHER_WORDS)) - {"sound", "something"} | set(COLORS) | set(KINDS)
    for table in (captions.KIND_WORDS, captions.COLOR_WORDS, captions.PLACE_WORDS, captions.SURFACE_WORDS):
        for phrases in table.values():
            scene |= {w for p in phrases for w in captions.words(p)}
    scene |= {captions.plural(n) for names in captions.KIND_WORDS.values() for n in names}
    scene |= {captions.plural(k) for k in KINDS}
    heard = {w for p in sentences()[0] for w in captions.words(p)}
    return [captions.TOKEN[w] for w in sorted(heard - scene)]


def loss_of(audio, texts, sound_of_text, label, scenes):
    """Each sound against all sentences (several are right), each sentence against all sounds, and an absolute part."""
    right = sound_of_text[None] == label[:, None]
    logits = SCALE * audio @ torch.cat([texts, scenes]).T
    n = len(sound_of_text)
    found = torch.logsumexp(logits, 1) - torch.logsumexp(logits[:, :n].masked_fill(~right, -1e4), 1)
    back = logits[:, :n]
    has = right.any(0)
    told = torch.logsumexp(back, 0) - torch.logsumexp(back.masked_fill(~right, -1e4), 0)
    truth = F.pad(right.float(), (0, len(scenes)))
    absolute = F.binary_cross_entropy_with_logits(logits - SCALE * MARGIN, truth)
    return found.mean() + 0.5 * told[has].mean() + 0.5 * absolute


def train(text, device, sounds, steps, seed, workers, peak=2e-3, checkpoint=None):
    """Changes the rows of sound words in `text`; returns the audio encoder."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    labels, waves = data.make_sounds(sounds, seed * 10 + 4, workers)
    lines, sound_of_line = sentences()
    ids, sound_of_line = device.put(captions.encode_all(lines)), sound_of_line.to(device.name)
    scene_ids = device.put(captions.encode_all(scene_sentences(rng)))
    net = AudioEncoder().to(device.name)
    for p in text.parameters():
        p.requires_grad_(False)
    words = torch.tensor(sound_words(), device=device.name)
    rows = torch.nn.Parameter(text.hear.weight[words].clone())
    own = list(net.parameters())
    groups = [{"params": own, "share": 1.0}, {"params": [rows], "share": 10.0}]  # rows start at zero and must outweigh the rest
    params, opt = [*own, rows], torch.optim.AdamW(groups, lr=peak, weight_decay=0.0)
    progress = Progress("audio", steps)
    with torch.no_grad():
        scenes = text(scene_ids)
    frozen = text.hear.weight.detach().clone()
    for step in range(steps):
        index = rng.integers(0, len(labels), BATCH)
        gain = torch.empty(BATCH, 1, device=device.name).uniform_(0.4, 1.0)
        label = device.put(labels[index])
        table = frozen.index_copy(0, words, rows)
        audio = net(device.put(waves[index]) * gain)
        lines = torch.func.functional_call(text, {"hear.weight": table}, (ids,))
        loss = loss_of(audio, lines, sound_of_line, label, scenes)
        update(opt, params, loss, rate(step, steps, peak, 30), 2.0)
        right = sound_of_line[(audio @ lines.T).argmax(1)] == label
        progress.add(step, loss=loss, top=right.float().mean())
    with torch.no_grad():
        text.hear.weight[words] = rows
    if checkpoint:
        store({"audio": net.state_dict(), "text": text.state_dict()}, checkpoint)
    return net.eval()


def restore(path, text, device):
    """Loads the rows of sound words into `text` and returns the audio encoder."""
    state = torch.load(path, map_location=device.name)
    with torch.no_grad():
        words = sound_words()
        text.hear.weight[words] = state["text"]["hear.weight"][words]
    net = AudioEncoder()
    net.load_state_dict(state["audio"])
    return net.to(device.name).eval()


def main():
    p = argparse.ArgumentParser(description="Makes sounds and trains the audio encoder; needs clip.pt.")
    p.add_argument("--work", type=pathlib.Path, required=True)
    p.add_argument("--sounds", type=int, default=9000)
    p.add_argument("--steps", type=int, default=700)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--workers", type=int, default=2)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--device", default="auto")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    device = Device(a.device)
    _, text, _ = train_clip.restore(a.work / "clip.pt", device)
    train(text, device, a.sounds, a.steps, a.seed, a.workers, checkpoint=a.work / "audio.pt")


if __name__ == "__main__":
    main()
