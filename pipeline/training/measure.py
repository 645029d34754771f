"""Strict scores of a model's mentions alone, before any rule: on gold minutes and on UNER-PUD."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from pipeline.annotate import Annotator
from pipeline.annotate.merge import relabelled
from pipeline.errors import GoldError, MissingModel
from pipeline.facts import NAMING_LABELS
from pipeline.read import read
from pipeline.segment import segment
from pipeline.training.corpora import uner
from pipeline.training.grammar import Line

_MARKUP = re.compile(r"<[^>\n]{1,40}>|\*\*|__|^#+ ?|^\s*[|>]|\|", re.M)


@dataclass(frozen=True)
class Counts:
    """Mentions found, found rightly, and in gold; counts add."""

    found: int = 0
    right: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.found + other.found, self.right + other.right, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def __str__(self) -> str:
        counts = f"{self.right}/{self.found}/{self.gold}"
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F {self.f1:.3f}  ({counts})"


Mention = tuple[int, int, str]
Piece = tuple[str, Sequence[int]]  # clean text and the offset of each of its characters
View = Callable[[Path], Iterable[Piece]]


def measure(annotator: Annotator, gold: Path, view: View | None = None) -> dict[str, dict[str, Counts]]:
    """Counts a document and label over ``NAME.txt`` and ``NAME.gold.json`` of the folder `gold`.

    `view` cuts a text file into what the model sees; `lines` by default, `blocks` is the pipeline's own.
    Raises GoldError when the folder holds no gold.
    """
    if not any(gold.glob("*.gold.json")):
        raise GoldError(f"{gold}: no gold is there (NAME.txt with NAME.gold.json)")
    scores: dict[str, dict[str, Counts]] = {}
    for path in sorted(gold.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        pieces = list((view or lines)(gold / f"{name}.txt"))
        scores[name] = _counts(mentions(annotator, pieces), gold_mentions(path))
    return scores


def measure_pud(annotator: Annotator, path: Path) -> dict[str, Counts]:
    """Counts of PERSON and ORG on UNER-PUD, whose organisations include what Paragraf calls BODY.

    Of an annotator with several voices the first is measured: PUD comes in words, which only one can share.
    """
    nlp = annotator.protocol or annotator.base
    if nlp is None:
        raise MissingModel("no model to measure")
    total = {label: Counts() for label in ("PERSON", "ORG")}
    docs = list(uner(path, nlp.vocab, raw=True))
    for want, have in zip(
        docs, nlp.pipe(Doc(nlp.vocab, words=[t.text for t in doc]) for doc in docs), strict=True
    ):
        heard = have if annotator.protocol else relabelled(have)
        merged = {
            (ent.start, ent.end, "ORG" if ent.label_ == "BODY" else ent.label_)
            for ent in heard.ents
            if ent.label_ != "ROLE"
        }
        for label, counts in _counts(merged, {(e.start, e.end, e.label_) for e in want.ents}).items():
            if label in total:
                total[label] = total[label] + counts
    return total


def measure_lines(annotator: Annotator, told: Sequence[Line]) -> dict[str, Counts]:
    """Counts a label over generated lines, whose labels are known."""
    heard = annotator.annotate(line.text for line in told)
    found, gold = set[Mention](), set[Mention]()
    at = 0
    for line, doc in zip(told, heard, strict=True):
        found |= {(at + ent.start_char, at + ent.end_char, ent.label_) for ent in doc.ents}
        gold |= {(at + start, at + end, label) for start, end, label in line.spans}
        at += len(line.text) + 1
    return _counts(found, gold)


def split_by(
    annotator: Annotator, gold: Path, learned: Set[tuple[str, str]]
) -> dict[str, tuple[Counts, Counts]]:
    """Counts a label of the gold mentions whose words the model has `learned`, and of the others.

    `learned` are labels with words in small letters; a genitive s makes no difference. Only recall is told:
    what is found beyond gold is in neither.
    """
    split: dict[str, tuple[Counts, Counts]] = {label: (Counts(), Counts()) for label in NAMING_LABELS}
    for path in sorted(gold.glob("*.gold.json")):
        text = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
        raw = text.read_bytes().decode("utf-8")
        found = mentions(annotator, list(blocks(text)))
        for one in gold_mentions(path):
            words = " ".join(raw[one[0] : one[1]].lower().split())
            right = int(one in found)
            known = {(one[2], words), (one[2], words.removesuffix("s"))} & learned
            old, new = split[one[2]]
            mine = Counts(right, right, 1)
            split[one[2]] = (old + mine, new) if known else (old, new + mine)
    return split


def words_of(told: Iterable[Line]) -> set[tuple[str, str]]:
    """The labels and words of generated lines, in small letters, as `split_by` asks for them."""
    return {(label, line.text[start:end].lower()) for line in told for start, end, label in line.spans}


def total(scores: Iterable[dict[str, Counts]]) -> dict[str, Counts]:
    """The sum over documents, a label."""
    summed: dict[str, Counts] = {label: Counts() for label in NAMING_LABELS}
    for document in scores:
        for label in NAMING_LABELS:
            summed[label] = summed[label] + document[label]
    return summed


def gold_mentions(path: Path) -> set[Mention]:
    """The mentions of a gold file that the model can find."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return {(m["start"], m["end"], m["label"]) for m in record["mentions"] if m["label"] in NAMING_LABELS}


def mentions(annotator: Annotator, pieces: Sequence[Piece]) -> set[Mention]:
    """What the models find in the pieces of a text, at the text's own offsets."""
    found: set[Mention] = set()
    for (_, offsets), doc in zip(pieces, annotator.annotate(text for text, _ in pieces), strict=True):
        found |= {(offsets[e.start_char], offsets[e.end_char - 1] + 1, e.label_) for e in doc.ents}
    return found


def blocks(path: Path) -> Iterator[Piece]:
    """What the pipeline shows the model: the blocks of `segment`."""
    for block in segment(read(path)).blocks:
        yield block.text, block.offsets


def lines(path: Path) -> Iterator[Piece]:
    """Lines without markup, runs of space made two, a wrapped sentence joined; each with its offsets."""
    text = path.read_bytes().decode("utf-8")
    masked = _MARKUP.sub(lambda match: "\x00" * len(match[0]), text)
    line, offsets = "", list[int]()
    position, longest = 0, 0
    for raw in masked.split("\n"):
        words, places = _clean(raw, position)
        position += len(raw) + 1
        if not words:
            continue
        if line and _goes_on(line, words, longest):
            line, offsets = f"{line} {words}", [*offsets, offsets[-1] + 1, *places]
        else:
            if line:
                yield line, offsets
            line, offsets = words, places
        longest = len(words)
    if line:
        yield line, offsets


def _clean(raw: str, start: int) -> tuple[str, list[int]]:
    kept: list[tuple[str, int]] = []
    for index, char in enumerate(raw):
        if char == "\x00" and kept and kept[-1][0].isalnum() and raw[index:].lstrip("\x00")[:1].isalnum():
            char = " "  # "<b>Nämnden</b><b>2024</b>": two words
        if char in "\x00\r":
            continue
        if char.isspace() and char != "\t":
            if len(kept) >= 2 and kept[-1][0] == kept[-2][0] == " ":
                continue
            char = " "
        kept.append((char, start + index))
    while kept and kept[0][0].isspace():
        kept.pop(0)
    while kept and kept[-1][0].isspace():
        kept.pop()
    return "".join(char for char, _ in kept), [place for _, place in kept]


def _goes_on(line: str, words: str, length: int) -> bool:
    """Whether `words` continue a sentence that the page's width broke."""
    if re.search(r"[.:;!?]$|\.{3}", line) or "  " in line or "\t" in line:
        return False
    if line.endswith((" och", "-")):
        return True
    return length >= 50 and (words[0].islower() or (length >= 65 and words[0].isalnum()))


def _counts(found: set[Mention], gold: set[Mention]) -> dict[str, Counts]:
    have, want = Counter(m[2] for m in found), Counter(m[2] for m in gold)
    right = Counter(m[2] for m in found & gold)
    return {label: Counts(have[label], right[label], want[label]) for label in NAMING_LABELS}
