"""Sentences about scenes, and the vocabulary.

A caption also returns what it claims (`Claims`), so that training can tell a wrong caption from one that happens to fit.
"""

import dataclasses
import re

import numpy as np

from .sounds import SOUND_CAPTIONS
from .world import BACKGROUNDS, COLORS, COLOURED_BACKGROUNDS, KINDS

MAX_TOKENS = 28
PAD, UNKNOWN, BEGIN, END = range(4)

KIND_WORDS = {
    "circle": ["circle", "disc", "dot", "ball"],
    "square": ["square", "box"],
    "ring": ["ring", "hoop"],
    "cross": ["cross", "plus"],
    "car": ["car", "car", "vehicle", "automobile"],
    "person": ["person", "man", "figure", "human"],
    "house": ["house", "home", "building"],
    "moon": ["moon", "crescent"],
    "boat": ["boat", "ship", "sailboat"],
    "flower": ["flower", "blossom"],
    "cat": ["cat", "kitten", "cat face"],
    "arrow": ["arrow", "pointer"],
    "sun": ["sun", "sun", "sunshine"],
}
COLOR_WORDS = {
    "purple": ["purple", "violet"],
    "brown": ["brown"],
    "red": ["red", "red", "scarlet"],
    "pink": ["pink", "rose"],
}
PLACE_WORDS = {
    "night": ["at night", "under a starry night sky", "in the dark with stars"],
    "sky": ["in a cloudy blue sky", "under the sky", "in the daytime sky with clouds"],
    "grass": ["on grass", "on a green lawn", "in a meadow", "in a field"],
    "sea": ["at sea", "on the water", "on the ocean"],
    "road": ["on a road", "on the street", "on the asphalt"],
    "sand": ["on sand", "on a beach", "in the desert"],
    "bricks": ["in front of a brick wall", "on bricks", "against a brick wall"],
}
SURFACE_WORDS = {
    "plain": ["", "plain "],
    "gradient": ["gradient ", "shaded "],
    "stripes": ["striped "],
    "checks": ["checkered ", "checked "],
    "texture": ["textured ", "rough "],
}
OTHER_WORDS = (
    "a an the of and there is are photo picture scene view image empty nothing background plain small little large big "
    "two three one at in on near top bottom left right corner side center middle over with no object something sound"
)


@dataclasses.dataclass
class Claims:
    """groups: (kind, colour, count, (v, h) or None, size or None); kinds: kinds named without a colour."""

    groups: list
    kinds: list
    background: bool


def plural(word):
    if word in ("person", "man"):
        return {"person": "people", "man": "men"}[word]
    if word in ("fish", "plus"):
        return word
    return word + ("es" if word.endswith(("s", "x")) else "s")


def position(x, y):
    v = "top" if y < 0.36 else "bottom" if y > 0.64 else ""
    h = "left" if x < 0.36 else "right" if x > 0.64 else ""
    return v, h


def size_word(row):
    """Of the longer side of the box, in shares of the picture."""
    s = max(row[6] - row[4], row[7] - row[5])
    return "small" if s < 0.3 else "large" if s > 0.48 else ""


def _pick(options, rng):
    return options[int(rng.random() * len(options))]


def _kind(kind, rng, plainly):
    name = KINDS[kind]
    return name if plainly else _pick(KIND_WORDS.get(name, [name]), rng)


def _colour(colour, rng, plainly):
    name = COLORS[colour]
    return name if plainly else _pick(COLOR_WORDS.get(name, [name]), rng)


def _article(phrase):
    return ("an " if phrase[0] in "aeiou" else "a ") + phrase


def position_phrase(v, h, rng, plainly=False):
    first = plainly or rng.random() < 0.55
    if v and h:
        return f"at the {v} {h}" if first else f"in the {v} {h} corner"
    if h:
        return f"on the {h}" if first else f"on the {h} side"
    if v:
        return f"at the {v}" if first else f"near the {v}"
    return "in the center" if first else "in the middle"


def background_phrase(bg, bg_colour, rng, plainly=False):
    name = BACKGROUNDS[bg]
    if bg >= COLOURED_BACKGROUNDS:
        return PLACE_WORDS[name][0] if plainly else _pick(PLACE_WORDS[name], rng)
    c = _colour(bg_colour, rng, plainly)
    if plainly:
        return f"on {_article(c)} {SURFACE_WORDS[name][-1]}background"
    if rng.random() < 0.8:
        return f"on {_article(c)} {_pick(SURFACE_WORDS[name], rng)}background"
    return f"over {_article(c)} background"


def _group_phrase(kind, colour, rows, rng, full, plainly):
    noun, c = _kind(kind, rng, plainly), _colour(colour, rng, plainly)
    if len(rows) > 1:
        return f"{('two', 'three')[len(rows) - 2]} {c} {plural(noun)}", None, None
    size = size_word(rows[0]) if full or rng.random() < 0.4 else ""
    word = size
    if not plainly and size and rng.random() < 0.4:
        word = {"small": "little", "large": "big"}[size]
    text, where = _article(f"{word} {c} {noun}".strip()), None
    if full or rng.random() < 0.5:
        where = position(rows[0][2], rows[0][3])
        text += " " + position_phrase(*where, rng, plainly)
    return text, where, size or None


def _empty(bg, bg_colour, rng, plainly):
    phrase = background_phrase(bg, bg_colour, rng, plainly)
    if plainly:
        return "nothing " + phrase
    if bg < COLOURED_BACKGROUNDS:
        bare = re.sub(r"^(on|over) an? ", "", phrase)
        return _pick(["an empty " + bare, "nothing " + phrase, _article(bare)], rng)
    return _pick(["nothing ", "an empty scene ", "an empty view "], rng) + phrase


def bare(rows, rng):
    """Colours and kinds only: nothing but their pairing tells such a sentence from one with the colours exchanged."""
    groups = {}
    for row in rows:
        groups.setdefault((int(row[0]), int(row[1])), []).append(row)
    keys = [list(groups)[i] for i in rng.permutation(len(groups))]
    parts = []
    for kind, colour in keys:
        noun, c, n = _kind(kind, rng, False), _colour(colour, rng, False), len(groups[kind, colour])
        parts.append(_article(f"{c} {noun}") if n == 1 else f"{('two', 'three')[n - 2]} {c} {plural(noun)}")
    return " and ".join(parts), Claims([(*k, len(groups[k]), None, None) for k in keys], [], False)


def caption(rows, bg, bg_colour, rng, full=False, plainly=False):
    """Sentence and its claims. full: mentions everything; plainly: first words only, things in order of kind.

    The same rng state gives the same sentence frame, so a twin's caption differs only where the scene does.
    """
    if not len(rows):
        return _empty(bg, bg_colour, rng, plainly), Claims([], [], True)
    groups = {}
    for row in rows:
        groups.setdefault((int(row[0]), int(row[1])), []).append(row)
    keys = sorted(groups) if plainly else list(groups)
    if not full:
        u = rng.random()
        if u < 0.05:
            text = _pick(["a scene ", "a picture "], rng) + background_phrase(bg, bg_colour, rng)
            return text, Claims([], [], True)
        if u < 0.11:
            kinds = [int(row[0]) for row in rows]
            return " and ".join(_kind(k, rng, False) for k in kinds), Claims([], kinds, False)
        if rng.random() < 0.3:
            keys = [keys[i] for i in rng.permutation(len(keys))]
        if len(keys) > 1 and rng.random() < 0.12:
            keys = keys[:1]
    elif not plainly and rng.random() < 0.3:
        keys = keys[::-1]
    parts, claims = [], Claims([], [], False)
    for key in keys:
        text, where, size = _group_phrase(*key, groups[key], rng, full, plainly)
        parts.append(text)
        claims.groups.append((*key, len(groups[key]), where, size))
    text = " and ".join(parts) if len(parts) < 3 else ", ".join(parts[:-1]) + " and " + parts[-1]
    if full or rng.random() < 0.6:
        text += " " + background_phrase(bg, bg_colour, rng, plainly)
        claims.background = True
    if not full:
        u = rng.random()
        text = ("a photo of " if u < 0.1 else "there is " if u < 0.17 else "a picture of " if u < 0.22 else "") + text
    return text, claims


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def vocabulary():
    """Tokens in order of id."""
    found = set(words(OTHER_WORDS)) | set(COLORS) | set(KINDS)
    for table in (COLOR_WORDS, PLACE_WORDS, SURFACE_WORDS, SOUND_CAPTIONS):
        for phrases in table.values():
            for phrase in phrases:
                found.update(words(phrase))
    for kind in KINDS:
        for noun in KIND_WORDS.get(kind, [kind]):
            found.update(words(noun))
            found.update(words(plural(noun)))
    return ["<pad>", "<unk>", "<bos>", "<eos>"] + sorted(found)


VOCABULARY = vocabulary()
TOKEN = {word: i for i, word in enumerate(VOCABULARY)}


def encode(text):
    """<bos> words <eos>, at most MAX_TOKENS ids."""
    return [BEGIN] + [TOKEN.get(w, UNKNOWN) for w in words(text)][: MAX_TOKENS - 2] + [END]


def encode_all(texts):
    """int64 [n, longest], padded with 0."""
    ids = [encode(t) for t in texts]
    out = np.zeros((len(ids), max(len(i) for i in ids)), np.int64)
    for row, i in zip(out, ids):
        row[: len(i)] = i
    return out


def parse(text):
    """What a plain caption says stands in the scene: a set of (count, colour, kind)."""
    nouns = {plural(k): k for k in KINDS} | {k: k for k in KINDS}
    found, w = set(), words(text)
    for i, word in enumerate(w[:-1]):
        if word in COLORS and w[i + 1] in nouns:
            before = [x for x in w[max(0, i - 2) : i] if x in ("two", "three")]
            found.add((before[-1] if before else "one", word, nouns[w[i + 1]]))
    return found
