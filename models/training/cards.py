"""Writes the measured figures beside each package (`figures.json`) and as a table into its MODEL_CARD.md.

The words of a card are kept by hand; only what stands between the two marks is replaced.
"""

import json

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def _rows_clip(f):
    r, one, unseen, b, s = f["retrieval"], f["one"], f["unseen_pairs"], f["binding"], f["sides"]
    yield f"text → image R@1 of {r['scenes']}", r["text_to_image_r1"], 0.97
    yield "text → image R@5", r["text_to_image_r5"], None
    yield "image → text R@1", r["image_to_text_r1"], None
    yield "text → image R@1, captions with synonyms", f["retrieval_synonyms"]["text_to_image_r1"], None
    yield "one thing: kind, among 180 pairs", one["kind"], 0.99
    yield "one thing: colour, among 180 pairs", one["colour"], 0.99
    yield "one thing: pair, among 180", one["pair"], None
    yield "pairs never seen: pair, among 180", unseen["pair"], 0.92
    yield "left or right", s["left_right"], 0.99
    yield "top or bottom", s["top_bottom"], 0.99
    yield "two things, colours exchanged", b["colour_swap"], 0.85
    yield "two things, places exchanged", b["position_swap"], None
    yield "one, two or three alike", f["counting"]["count"], None
    if "footage" in f:
        v = f["footage"]
        yield f"real footage, {v['frames']} frames of {v['clips']} clips: right clip", v["right_clip"], 0.96
        yield "real footage: right second", v["right_second"], 0.85


def _rows_detector(f):
    d = f["detector"]
    yield "mAP at IoU .50, a third of the things under 24 px", d["map50"], 0.93
    yield "mAP at IoU .75", d["map75"], None
    yield f"mAP at IoU .50, radii spread evenly ({d['even_things']} things)", d["even_map50"], 0.93
    yield "mAP at IoU .75, the same", d["even_map75"], None
    yield f"recall under 24 px ({d['things_under_24_px']} things), score > .3, IoU ≥ .5", d["recall_under_24_px"], 0.90
    yield "recall 24 to 40 px", d["recall_24_to_40_px"], None
    yield "recall 40 to 80 px", d["recall_40_to_80_px"], None
    yield "recall over 80 px", d["recall_over_80_px"], None
    yield "class of what is found", d["class_right"], None
    yield "boxes on nothing", d["false_boxes"], None
    yield "look finds the thing again in a moved, darker, noisy copy", d["look_finds_again"], None


def _rows_audio(f):
    s = f["sounds"]
    yield "twelve sounds by their first caption", s["twelve"], 0.99
    yield "by the nearest of all captions", s["any_caption"], None
    yield "similarity of a right caption, 5th percentile", s["similarity_right_p05"], None
    yield "similarity of the nearest wrong caption, 95th percentile", s["similarity_wrong_p95"], None
    yield "highest similarity of a sound to a picture's caption", s["similarity_to_pictures_max"], None


def _rows_caption(f):
    c = f["captions"]
    yield "set of things exact, one thing", c["one"]["1"]["exact"], 0.97
    yield "set of things exact, two things", c["two"]["2"]["exact"], 0.75
    yield "set of things exact, pairs never seen", c["unseen"]["1"]["exact"], 0.85
    for n, each in c["mixed"].items():
        yield f"mixed scenes with {n} things ({each['scenes']})", each["exact"], None


CARDS = {
    "zoetrope-clip": (_rows_clip, ("retrieval", "retrieval_synonyms", "one", "unseen_pairs", "sides", "binding", "counting", "footage")),
    "zoetrope-detector": (_rows_detector, ("detector",)),
    "zoetrope-audio": (_rows_audio, ("sounds",)),
    "zoetrope-caption": (_rows_caption, ("captions",)),
}  # fmt: skip


def table(rows):
    lines = ["| on fresh scenes | measured | aimed at | |", "|---|---|---|---|"]
    for name, value, aim in rows:
        missed = "below" if aim is not None and value < aim else "reached" if aim is not None else ""
        lines.append(f"| {name} | {value:.3f} | {'' if aim is None else f'{aim:.2f}'} | {missed} |")
    return "\n".join(lines)


def write(root, figures):
    """Updates the cards of all packages in `root` for which there are figures."""
    for name, (rows, keys) in CARDS.items():
        card = root / name / "MODEL_CARD.md"
        if keys[0] not in figures or not card.exists():
            continue
        own = {k: figures[k] for k in keys if k in figures}
        (root / name / "figures.json").write_text(json.dumps(own, indent=1) + "\n")
        text = card.read_text()
        head, tail = text.split(BEGIN)[0], text.split(END)[1]
        card.write_text(f"{head}{BEGIN}\n{table(rows(figures))}\n{END}{tail}")
