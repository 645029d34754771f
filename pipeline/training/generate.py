"""Generated minutes: labelled lines as rules and the language model see them (`Block.text`).

`generate` draws lines from the templates under ``models/config/grammar`` and treats some of them as
readers of PDFs do: wrapped in the middle of a sentence, cells run together, spaces lost, capitals.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.gazetteers import models_folder
from pipeline.training.grammar import Grammar, Line, grammar, is_held_out, parse
from pipeline.training.names import sources

# Which part of the lines comes from which slot.
SHARES = {"attendance": 0.34, "prose": 0.44, "frames": 0.22}
SPLIT = 16  # names that a list has at least for a tenth of it to be kept apart
# Fields that posts and organs are put together of, and posts and organs as such.
FIELDS = ("stem", "stemdom", "dom", "nomdom", "area", "field", "topic", "topic2")
WORDS = ("role_base", "role_def", "role_pl", "body_low", "body_gen_low", "body_ind", "body_cap_named")


def generate(count: int, seed: int, held_out: bool = False, folder: Path | None = None) -> Iterator[Line]:
    """`count` different labelled lines, the same for the same `seed`.

    `held_out` draws from the templates and names that training never sees.
    """
    rng = random.Random(seed)
    rules = held_apart(held_out, folder)
    seen: set[str] = set()
    while len(seen) < count:
        line = _line(rules, rng)
        if line.text not in seen and line.text.strip():
            seen.add(line.text)
            yield line


def held_apart(held_out: bool, folder: Path | None = None) -> Grammar:
    """The grammar with the templates and names of training, or with those kept for validation.

    So is every tenth field ("folkhälso") and every tenth post and organ. What every minute has stands in
    both, by its weight above 1: "ordförande" and "styrelsen" are vocabulary, which the model must know;
    "Stiftelsen Kvarngården" and "tillgänglighetsstrateg" are words which it must not need to have seen.
    """
    rules = grammar(folder or models_folder() / "config" / "grammar", sources(held_out))
    for slot, (alternatives, _) in rules.slots.items():
        names = all("[o:" in words for words in alternatives) or slot in FIELDS
        if slot in SHARES or (names and len(alternatives) >= SPLIT and any(map(is_held_out, alternatives))):
            rules = rules.held_out(slot)[1 if held_out else 0]
        elif slot in WORDS:
            rules = rules.held_out(slot, core=1)[1 if held_out else 0]
    return rules


def _line(rules: Grammar, rng: random.Random) -> Line:
    slot = rng.choices(list(SHARES), list(SHARES.values()))[0]
    line = parse(rules.draw(slot, rng))
    if slot == "prose":
        if rng.random() < 0.45:
            line = joined(line, parse(rules.draw(slot, rng)), " ")
        if rng.random() < 0.3:
            line = wrapped(line, rng)
    elif slot == "frames" and rng.random() < 0.15:
        other = rng.choice(("frames", "attendance", "prose"))
        line = joined(line, parse(rules.draw(other, rng)), rng.choice(("  ", " ", "\t", ": ")))
    elif slot == "attendance" and rng.random() < 0.1:
        line = joined(line, parse(rules.draw(slot, rng)), rng.choice(("  ", " ", "\t", ", ")))
    return noisy(line, rng)


def joined(first: Line, second: Line, between: str) -> Line:
    """Both lines as one."""
    shift = len(first.text) + len(between)
    moved = tuple((start + shift, end + shift, label) for start, end, label in second.spans)
    return Line(first.text + between + second.text, first.spans + moved)


def renamed(line: Line, names: Sequence[str], rng: random.Random) -> Line:
    """Some organisations of a line under other names, such as newspapers have: "Akademibokhandeln"."""
    for start, end, label in reversed(line.spans):
        words = line.text[start:end]
        if label == "ORG" and len(words) > 3 and not words.endswith("s") and rng.random() < 0.2:
            name = rng.choice(names)
            other = Line(name, ((0, len(name), "ORG"),))
            line = joined(joined(cut(line, 0, start), other, ""), cut(line, end, len(line.text)), "")
    return line


def wrapped(line: Line, rng: random.Random) -> Line:
    """A physical line of a longer paragraph: cut at spaces, mentions cut with it."""
    spaces = [match.start() for match in re.finditer(r"(?<=\S) (?=\S)", line.text)]
    if len(line.text) < 70 or not spaces:
        return line
    start = 0 if rng.random() < 0.5 else rng.choice(spaces) + 1
    stop = min(len(line.text), start + rng.randint(55, 95))
    stops = [space for space in spaces if start + 10 < space <= stop]
    return cut(line, start, stops[-1] if stops and stop < len(line.text) else len(line.text))


def cut(line: Line, start: int, stop: int) -> Line:
    """The range ``[start, stop)`` of a line with what is left of its mentions."""
    spans = tuple(
        (max(begin, start) - start, min(end, stop) - start, label)
        for begin, end, label in line.spans
        if begin < stop and end > start
    )
    return Line(line.text[start:stop], spans)


def noisy(line: Line, rng: random.Random) -> Line:
    """What converters do to a line, seldom: a lost space, a bullet, double spaces, capitals, a lost stop."""
    chance = rng.random()
    if chance < 0.02:
        return replace(line, text=_capitals(line.text))
    if chance < 0.05:
        return joined(Line(rng.choice(("-", "•", "*", "–", "1.", "a)", "2)"))), line, " ")
    if chance < 0.08:
        return _edited(line, r"(?<=\w[,)]) (?=\w)|(?<=§) (?=\d)", "", rng)
    if chance < 0.11:
        return _edited(line, r"(?<=\S) (?=\S)", "  ", rng)
    if chance < 0.14 and line.text.endswith("."):
        return cut(line, 0, len(line.text) - 1)
    if chance < 0.16:
        return _edited(line, r" och (?=[A-ZÅÄÖ])", " & ", rng)
    return line


def _capitals(text: str) -> str:
    # ß and its like change the length; Swedish names have none, the lists a few.
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)


def _edited(line: Line, pattern: str, new: str, rng: random.Random) -> Line:
    """One place outside of mentions that fits `pattern` replaced by `new`."""
    places = [
        match.span()
        for match in re.finditer(pattern, line.text)
        if not any(start < match.end() and match.start() < end for start, end, _ in line.spans)
    ]
    if not places:
        return line
    start, stop = rng.choice(places)
    return joined(cut(line, 0, start), cut(line, stop, len(line.text)), new)
