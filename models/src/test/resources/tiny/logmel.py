"""Whisper's spectrogram of a chord, by torch: values at some places.

    python logmel.py        (needs torch and numpy)
"""

import json

import numpy as np
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
