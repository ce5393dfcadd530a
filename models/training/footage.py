"""Whether a re-scaled and re-compressed frame of a real clip finds its clip and its second among all frames.

Real clips are read for this figure only; no training sees them.
"""

import io

import av
import numpy as np
from PIL import Image

from .export import IMAGE_SIDE

SIDE = (IMAGE_SIDE, IMAGE_SIDE)
MOST_SECONDS = 40
BLANK = 3.0  # standard deviation of pixel values below which a frame shows nothing: all such frames are alike


def frames(path):
    """RGB pictures at 1 per second; none where this reader cannot open or decode the file."""
    out, due = [], 0.0
    try:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            for frame in container.decode(stream):
                if frame.time is None or frame.time < due:
                    continue
                due = max(due + 1, frame.time)
                out.append(frame.to_image())
                if len(out) >= MOST_SECONDS:
                    break
    except (av.FFmpegError, IndexError):
        return out
    return out


def again(img):
    """The frame as a smaller copy of it would show: half size, JPEG of quality 30."""
    small = img.resize((max(img.width // 2, 64), max(img.height // 2, 64)), Image.BILINEAR)
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=30)
    return Image.open(buffer).convert("RGB")


def square(images):
    return np.stack([np.asarray(i.resize(SIDE, Image.BILINEAR)) for i in images])


def measure(family, folder):
    first, second, clip, blank = [], [], [], 0
    for n, path in enumerate(sorted(folder.iterdir())):
        every = frames(path) if path.suffix not in (".vtt", ".srt") else []
        pictures = [p for p in every if np.asarray(p.convert("L")).std() >= BLANK]
        blank += len(every) - len(pictures)
        if pictures:
            first.append(square(pictures))
            second.append(square([again(p) for p in pictures]))
            clip += [n] * len(pictures)
    clip = np.array(clip)
    best = (family.images(np.concatenate(second)) @ family.images(np.concatenate(first)).T).argmax(1)
    return {
        "clips": len(set(clip.tolist())),
        "frames": len(clip),
        "blank_frames_left_out": blank,
        "right_clip": round(float((clip[best] == clip).mean()), 4),
        "right_second": round(float((best == np.arange(len(clip))).mean()), 4),
    }
