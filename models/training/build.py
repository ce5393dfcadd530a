"""Draws, trains, exports, measures and packs the whole family: one command, one seed.

    python -m training.build --work /tmp/family --packages bundled --heldout src/test/resources/heldout

A step whose result is already in the work folder is skipped, so an interrupted build goes on where it stopped.
"""

import argparse
import json
import pathlib
import time

import torch

from . import cards, data, evaluate, export, heldout, packages, pretrain_image, pretrain_text
from . import train_audio, train_caption, train_clip, train_detector
from .loop import Device

SCENES, LEAVES, DETECTOR_SCENES, SOUNDS = 110_000, 6_000, 12_000, 16_000
TEXT_STEPS, IMAGE_STEPS, CLIP_STEPS, FINISH_STEPS = 1500, 1800, 2600, 7000
DETECTOR_STEPS, DETECTOR_AGAIN, AUDIO_STEPS, CAPTION_STEPS = 2000, 7000, 1000, 2000


class Build:
    def __init__(self, work, seed, workers, device):
        self.work, self.seed, self.workers, self.device = work, seed, workers, device
        self.seconds = {}

    def once(self, name, make, *args, **options):
        """Runs a step unless it was finished before, and notes how long it took."""
        done = self.work / f"{name}.done"
        if not done.exists():
            start = time.time()
            make(*args, **options)
            self.seconds[name] = round(time.time() - start)
            done.touch()

    def draw(self):
        w, s, n = self.work, self.seed * 10, self.workers
        self.once("draw_scenes", data.make_twins, w / "twins", SCENES, s + 1, n)
        self.once("draw_leaves", data.make_leaves, w / "leaves", LEAVES, s + 2, n)
        self.once("draw_boxes", data.make_detector, w / "boxes", DETECTOR_SCENES, s + 3, n)

    def train(self):
        w, d, s = self.work, self.device, self.seed
        twins = w / "twins"
        self.once("pretrain_text", pretrain_text.train, twins, d, TEXT_STEPS, s, checkpoint=w / "text.pt")
        self.once("pretrain_image", pretrain_image.train, twins, d, IMAGE_STEPS, s, checkpoint=w / "image.pt")
        self.once("train_clip", train_clip.train, w, d, CLIP_STEPS, s)
        self.once("finish_image", pretrain_image.finish, w, d, FINISH_STEPS, s)
        self.once("solve_layout", pretrain_image.solve_layout, w, d, s)
        image, text, heads = train_clip.restore(w / "clip.pt", d)
        self.once("train_audio", train_audio.train, text, d, SOUNDS, AUDIO_STEPS, s, self.workers, checkpoint=w / "audio.pt")
        self.once("train_caption", train_caption.train, image, heads, twins, d, CAPTION_STEPS, s, checkpoint=w / "caption.pt")
        first, last, boxes = w / "detector-first.pt", w / "detector.pt", w / "boxes"
        self.once("train_detector", train_detector.train, boxes, d, DETECTOR_STEPS, s, checkpoint=first)
        self.once("finish_detector", train_detector.train, boxes, d, DETECTOR_AGAIN, s + 1, 1.2e-3, first, last)


def pack(work, root):
    """Exports every checkpoint that exists in `work` and writes its package to `root`."""
    cpu, graphs = Device("cpu"), work / "graphs"
    image, text, _ = train_clip.restore(work / "clip.pt", cpu)
    done = ["zoetrope-clip"]
    if (work / "audio.pt").exists():
        export.audio(train_audio.restore(work / "audio.pt", text, cpu), graphs)
        done.append("zoetrope-audio")
    export.image(image, graphs)
    export.text(text, graphs)
    if (work / "detector.pt").exists():
        export.detector(train_detector.restore(work / "detector.pt", cpu), graphs)
        done.append("zoetrope-detector")
    if (work / "caption.pt").exists():
        export.caption(train_caption.restore(work / "caption.pt", cpu), graphs)
        done.append("zoetrope-caption")
    for name in done:
        packages.write(name, graphs, root)
    return done


def main():
    p = argparse.ArgumentParser(description="Builds the bundled family.")
    p.add_argument("--work", type=pathlib.Path, required=True, help="folder for drawn data, checkpoints and graphs (12 GB)")
    p.add_argument("--packages", type=pathlib.Path, required=True, help="folder of the packages, written")
    p.add_argument("--heldout", type=pathlib.Path, help="folder of the held-out set, written")
    p.add_argument("--videos", type=pathlib.Path, help="folder of real clips, for measuring only")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--workers", type=int, default=2)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--device", default="auto")
    p.add_argument("--pack-only", action="store_true", help="export and pack what is trained, and no more")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    a.work.mkdir(parents=True, exist_ok=True)
    if not a.pack_only:
        build = Build(a.work, a.seed, a.workers, Device(a.device))
        build.draw()
        build.train()
        (a.work / "seconds.json").write_text(json.dumps(build.seconds, indent=1) + "\n")
        print("seconds", build.seconds)
    print("packed", *pack(a.work, a.packages))
    if a.pack_only:
        return
    figures = evaluate.measure(a.packages, a.work / "fresh", a.workers, a.videos)
    cards.write(a.packages, figures)
    if a.heldout:
        heldout.write(a.packages, a.heldout)


if __name__ == "__main__":
    main()
