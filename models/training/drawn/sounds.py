"""Twelve sounds of one second at 16 kHz, made from formulas, and the words for them."""

import numpy as np

RATE = 16000
SOUND_CAPTIONS = {
    "low tone": ["a low tone", "a low steady tone", "a deep hum", "a low pitched sound"],
    "high tone": ["a high tone", "a high whistle", "a high pitched sound"],
    "rising": ["a rising tone", "a sweep going up", "a rising chirp"],
    "falling": ["a falling tone", "a sweep going down", "a falling chirp"],
    "noise": ["noise", "static noise", "a hiss", "rushing wind"],
    "beeps": ["beeps", "a beeping sound", "several short beeps"],
    "clicks": ["clicks", "a clicking sound", "ticking of a clock"],
    "bell": ["a bell", "a bell ringing", "a chime"],
    "siren": ["a siren", "an alarm wailing", "an emergency siren"],
    "buzz": ["a buzz", "an engine buzzing", "a harsh buzzing sound"],
    "drum": ["drum beats", "a drum", "thumping beats"],
    "silence": ["silence", "nothing to hear", "quiet"],
}
SOUNDS = list(SOUND_CAPTIONS)
T = np.arange(RATE) / RATE


def _phase(frequency):
    return 2 * np.pi * np.cumsum(np.broadcast_to(frequency, RATE)) / RATE


def low_tone(g):
    f, fall, ph = g.uniform(90, 320), g.uniform(1.5, 3), g.uniform(0, 6.28)
    return sum(np.sin(2 * np.pi * f * i * T + ph * i) / i**fall for i in (1, 2, 3))


def high_tone(g):
    vibrato = g.uniform(0, 3) * np.sin(2 * np.pi * g.uniform(3, 7) * T)
    return np.sin(2 * np.pi * g.uniform(1500, 5500) * T + vibrato)


def _sweep(g):
    a, b = g.uniform(150, 900), g.uniform(1800, 6000)
    return a * (b / a) ** T if g.random() < 0.5 else a + (b - a) * T


def rising(g):
    return np.sin(_phase(_sweep(g)))


def falling(g):
    return np.sin(_phase(_sweep(g)[::-1]))


def noise(g):
    y = g.normal(0, 1, RATE)
    k = int(g.integers(1, 12))
    return np.convolve(y, np.ones(k) / k, "same") if g.random() < 0.6 else y


def beeps(g):
    period = g.uniform(0.12, 0.34)
    gate = (T + g.uniform(0, period)) % period < period * g.uniform(0.35, 0.6)
    return np.sin(2 * np.pi * g.uniform(500, 3500) * T) * gate


def _strikes(g, low, high):
    period = g.uniform(low, high)
    return [int(s * RATE) for s in np.arange(g.uniform(0, period), 1, period)]


def clicks(g):
    y = np.zeros(RATE)
    for i in _strikes(g, 0.06, 0.3):
        n = min(160, RATE - i)
        y[i : i + n] += (g.normal(0, 1, 160) * np.exp(-np.arange(160) / g.uniform(10, 50)))[:n]
    return y


def bell(g):
    f, start, fade = g.uniform(400, 1600), g.uniform(0, 0.3), g.uniform(2.5, 7)
    envelope = np.where(T > start, np.exp(-np.maximum(T - start, 0) * fade), 0)
    partials = ((1, 1), (2.76, 0.6), (5.4, 0.35), (0.5, 0.3))
    return sum(a * np.sin(2 * np.pi * f * r * T) * envelope ** (0.6 + r * 0.25) for r, a in partials if f * r < 7800)


def siren(g):
    wail = g.uniform(150, 400) * np.sin(2 * np.pi * g.uniform(1, 4) * T + g.uniform(0, 6.28))
    return np.sin(_phase(g.uniform(600, 1000) + wail))


def buzz(g):
    return 2 * ((g.uniform(60, 180) * T + g.uniform(0, 1)) % 1) - 1


def drum(g):
    y = np.zeros(RATE)
    for i in _strikes(g, 0.2, 0.5):
        t = np.arange(RATE - i) / RATE
        y[i:] += np.sin(2 * np.pi * (60 * t + 6 * (1 - np.exp(-t * 25)))) * np.exp(-t * g.uniform(9, 20))
    return y


MAKE = {
    "low tone": low_tone, "high tone": high_tone, "rising": rising, "falling": falling, "noise": noise, "beeps": beeps,
    "clicks": clicks, "bell": bell, "siren": siren, "buzz": buzz, "drum": drum,
}  # fmt: skip


def make(sound, g):
    """float32 [16000], |y| ≤ about 1.2: the sound at a random level under random noise."""
    name = SOUNDS[sound]
    if name == "silence":
        return (g.normal(0, 1, RATE) * 3e-3 * g.uniform(0, 1)).astype(np.float32)
    y = MAKE[name](g)
    y = y / (np.abs(y).max() + 1e-6) * 10 ** (g.uniform(-26, -1) / 20)
    return (y + g.normal(0, 1, RATE) * np.abs(y).max() * 10 ** (g.uniform(-45, -12) / 20)).astype(np.float32)
