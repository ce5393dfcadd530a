"""Data sets of pictures, drawn by several processes into memory-mapped files.

A set is a folder with `images.npy` and small arrays; every chunk has its own seed, so the number of processes does not
change the result.
"""

import concurrent.futures
import pathlib

import numpy as np

from .drawn import leaves, scenes, sounds

CHUNK = 500
MAX_THINGS = 8
SIDE = 128  # what the image encoder looks at
DETECTOR_SIDE = 256


def _rows(rows):
    out = np.full((MAX_THINGS, 8), -1, np.float32)
    for i, row in enumerate(rows[:MAX_THINGS]):
        out[i] = row
    return out


def things(rows):
    return [r for r in rows if r[0] >= 0]


def _twins_chunk(task):
    """Scenes 2i and 2i+1 are twins; `second` holds another view of every scene whose index is a multiple of 4."""
    folder, start, count, seed = task
    rng = np.random.default_rng([seed, start])
    images, second = (np.load(f"{folder}/{n}.npy", mmap_mode="r+") for n in ("images", "second"))
    rows, grounds = [], []
    for i in range(start, start + count, 2):
        spec = scenes.sample_spec(rng)
        other = scenes.twin(rng, spec) or scenes.sample_spec(rng)
        for j, s in ((i, spec), (i + 1, other)):
            clean, r = scenes.render(s, SIDE, background_size=SIDE)
            images[j] = np.asarray(scenes.wear(rng, clean))
            if j % 4 == 0:
                second[j // 4] = np.asarray(scenes.wear(rng, clean))
            rows.append(_rows(r))
            grounds.append((s.bg, s.bg_colour))
    return rows, grounds


def _plain_chunk(task):
    """Independent scenes; options go to sample_spec."""
    folder, start, count, seed, options = task
    rng = np.random.default_rng([seed, start])
    images = np.load(f"{folder}/images.npy", mmap_mode="r+")
    rows, grounds = [], []
    for i in range(start, start + count):
        spec = scenes.sample_spec(rng, **options)
        while options.get("held") and not spec.things:
            spec = scenes.sample_spec(rng, **options)
        clean, r = scenes.render(spec, images.shape[1])
        images[i] = np.asarray(scenes.wear(rng, clean))
        rows.append(_rows(r))
        grounds.append((spec.bg, spec.bg_colour))
    return rows, grounds


def _detector_chunk(task):
    folder, start, count, seed, small_first = task
    rng = np.random.default_rng([seed, start])
    images = np.load(f"{folder}/images.npy", mmap_mode="r+")
    rows, grounds = [], []
    for i in range(start, start + count):
        letterboxed = rng.random() < 0.4
        # A band of 9/16 is drawn in coordinates of its own height: things keep their shape, so squeeze is 9/16.
        spec = scenes.sample_spec(
            rng, count=int(rng.integers(1, 7)), r_min=0.035, r_max=0.3, wide=float(letterboxed), small_first=small_first
        )
        if letterboxed:
            for t in spec.things:
                t.radius = max(t.radius, 0.055)
            img, r = scenes.render_letterboxed(spec, DETECTOR_SIDE)
        else:
            img, r = scenes.render(spec, DETECTOR_SIDE, background_size=DETECTOR_SIDE)
        images[i] = np.asarray(scenes.wear(rng, img))
        rows.append(_rows(r))
        grounds.append((spec.bg, spec.bg_colour))
    return rows, grounds


def _leaves_chunk(task):
    folder, start, count, seed = task
    rng = np.random.default_rng([seed, start])
    images = np.load(f"{folder}/images.npy", mmap_mode="r+")
    for i in range(start, start + count):
        for m, clean in enumerate(leaves.group(rng, images.shape[1], SIDE)):
            for view in range(images.shape[2]):
                images[i, m, view] = np.asarray(scenes.wear(rng, clean))


def _sound_chunk(task):
    start, count, seed = task
    g = np.random.default_rng([seed, start])
    labels = g.integers(0, len(sounds.SOUNDS), count)
    return labels, np.stack([sounds.make(int(c), g) for c in labels])


def _allocate(folder, name, shape):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    np.lib.format.open_memmap(f"{folder}/{name}.npy", "w+", np.uint8, shape).flush()


def _run(function, tasks, workers):
    if workers <= 1:
        return [function(t) for t in tasks]
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        return list(pool.map(function, tasks))


def _tasks(folder, n, seed, *more):
    return [(str(folder), s, min(CHUNK, n - s), seed, *more) for s in range(0, n, CHUNK)]


def _save_labels(folder, parts):
    rows = np.array([r for p in parts for r in p[0]], np.float32)
    grounds = np.array([b for p in parts for b in p[1]], np.int16)
    np.savez(f"{folder}/labels.npz", rows=rows, grounds=grounds)


def make_twins(folder, n, seed, workers):
    n -= n % 4
    _allocate(folder, "images", (n, SIDE, SIDE, 3))
    _allocate(folder, "second", (n // 4, SIDE, SIDE, 3))
    _save_labels(folder, _run(_twins_chunk, _tasks(folder, n, seed), workers))


def make_plain(folder, n, seed, workers, side=SIDE, **options):
    _allocate(folder, "images", (n, side, side, 3))
    _save_labels(folder, _run(_plain_chunk, _tasks(folder, n, seed, options), workers))


def make_detector(folder, n, seed, workers, small_first=True):
    """small_first: a third of the things are under 24 pixels; otherwise their radii are spread evenly."""
    _allocate(folder, "images", (n, DETECTOR_SIDE, DETECTOR_SIDE, 3))
    _save_labels(folder, _run(_detector_chunk, _tasks(folder, n, seed, small_first), workers))


def make_leaves(folder, groups, seed, workers, moments=4, views=2):
    _allocate(folder, "images", (groups, moments, views, SIDE, SIDE, 3))
    _run(_leaves_chunk, _tasks(folder, groups, seed), workers)


def make_sounds(n, seed, workers):
    """labels [n], waveforms [n, 16000]."""
    parts = _run(_sound_chunk, [(s, min(CHUNK, n - s), seed) for s in range(0, n, CHUNK)], workers)
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def load(folder):
    """images (memory-mapped), rows [n, 8, 8], grounds [n, 2]."""
    z = np.load(f"{folder}/labels.npz")
    return np.load(f"{folder}/images.npy", mmap_mode="r"), z["rows"], z["grounds"].astype(int)
