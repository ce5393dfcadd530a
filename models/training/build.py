"""Draws, trains, exports, measures and packs the whole family: one command, one seed.

    python -m training.build --work /tmp/family --packages bundled --heldout src/test/resources/heldout

A step whose result is already in the work folder is skipped, so an interrupted build goes on where it stopped.
"""

import argparse
import concurrent.futures
import json
import multiprocessing
import os
import pathlib
import time

import torch

from . import cards, data, evaluate, export, heldout, packages, pretrain_image, pretrain_text
from . import train_audio, train_caption, train_clip, train_detector
from .loop import Device

SCENES, LEAVES, DETECTOR_SCENES, SOUNDS = 110_000, 6_000, 12_000, 16_000
TEXT_STEPS, IMAGE_STEPS, CLIP_STEPS, FINE_STEPS = 1300, 800, 1500, 4400
DETECTOR_STEPS, AUDIO_STEPS, CAPTION_STEPS = 6000, 1000, 1500


class Build:
    """The steps. Two of them run at a time, each in a process of its own with some threads: that is faster than one with them all."""

    def __init__(self, work, seed, workers, threads, device):
        self.work, self.seed, self.workers, self.threads, self.device = work, seed, workers, threads, device

    def once(self, name, make, *args, **options):
        """Runs a step unless it was finished before, and notes how many seconds it took."""
        done = self.work / f"{name}.done"
        if not done.exists():
            start = time.time()
            make(*args, **options)
            done.write_text(f"{time.time() - start:.0f}\n")

    def draw(self):
        w, s, n = self.work, self.seed * 10, self.workers
        self.once("draw_scenes", data.make_twins, w / "twins", SCENES, s + 1, n)
        self.once("draw_leaves", data.make_leaves, w / "leaves", LEAVES, s + 2, n)
        self.once("draw_boxes", data.make_detector, w / "boxes", DETECTOR_SCENES, s + 3, n)

    def train(self):
        start = multiprocessing.get_context("spawn")
        with concurrent.futures.ProcessPoolExecutor(2, start, torch.set_num_threads, (self.threads,)) as pool:
            joint, detector = pool.submit(self.joint), pool.submit(self.detector)
            joint.result()
            fine, audio = pool.submit(self.fine), pool.submit(self.audio)
            fine.result()
            pool.submit(self.captions).result()
            for step in (detector, audio):
                step.result()

    def joint(self):
        w, d, s = self.work, self.device, self.seed
        twins = w / "twins"
        self.once("pretrain_text", pretrain_text.train, twins, d, TEXT_STEPS, s, checkpoint=w / "text.pt")
        self.once("pretrain_image", pretrain_image.train, twins, d, IMAGE_STEPS, s, checkpoint=w / "image.pt")
        self.once("train_clip", train_clip.train, w, d, CLIP_STEPS, s)

    def fine(self):
        self.once("finish_image", pretrain_image.finish, self.work, self.device, FINE_STEPS, self.seed)
        self.once("solve_layout", pretrain_image.solve_layout, self.work, self.device, self.seed)

    def captions(self):
        image, _, heads = train_clip.restore(self.work / "clip.pt", self.device)
        scenes, told = self.work / "twins", self.work / "caption.pt"
        self.once("train_caption", train_caption.train, image, heads, scenes, self.device, CAPTION_STEPS, self.seed, checkpoint=told)

    def audio(self):
        text, heard = train_clip.restore(self.work / "clip.pt", self.device)[1], self.work / "audio.pt"
        self.once("train_audio", train_audio.train, text, self.device, SOUNDS, AUDIO_STEPS, self.seed, 1, checkpoint=heard)

    def detector(self):
        boxes, found = self.work / "boxes", self.work / "detector.pt"
        self.once("train_detector", train_detector.train, boxes, self.device, DETECTOR_STEPS, self.seed, checkpoint=found)

    def seconds(self):
        return {p.stem: int(p.read_text()) for p in sorted(self.work.glob("*.done"), key=lambda p: p.stat().st_mtime)}


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
    cores = os.cpu_count()
    p.add_argument("--workers", type=int, default=cores, help="processes that draw")
    p.add_argument("--threads", type=int, default=max(1, cores // 2), help="threads of each of two processes that train")
    p.add_argument("--device", default="auto")
    p.add_argument("--pack-only", action="store_true", help="export and pack what is trained, and no more")
    a = p.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    if not a.pack_only:
        build = Build(a.work, a.seed, a.workers, a.threads, Device(a.device))
        build.draw()
        build.train()
        print("seconds", json.dumps(build.seconds()))
    print("packed", *pack(a.work, a.packages))
    if a.pack_only:
        return
    figures = evaluate.measure(a.packages, a.work / "fresh", a.workers, a.videos)
    cards.write(a.packages, figures)
    if a.heldout:
        heldout.write(a.packages, a.heldout)


if __name__ == "__main__":
    main()
