"""General Swedish corpora as spaCy docs labelled by Paragraf's guidelines.

SUC and Universal NER name people, organisations and places as newspapers do. Here their persons and
organisations are kept, an organisation that is an organ ("Socialnämnden") becomes BODY, a post
("ordföranden") ROLE. Words whose label depends on what the guidelines ask of minutes ("gruppen",
"rådet") are left open, so that the model is not taught against them.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from pipeline import gazetteers
from pipeline.annotate.hints import word_class
from pipeline.training.grammar import Line

_BODY_ORG = re.compile(
    r".*(?:nämnd|styrelse|utskott|förvaltning|beredning|fullmäktige|kommitté|presidie|kansli)"
    r"(?:en|n|et|t|ens|ns|ets|s)?"
)
# State agencies bear the names of organs; the guidelines call them ORG.
_STATE_BODIES = re.compile(
    r"(?:social|skogs|läns|transport|post|rymd|same|skol|riks|polis|kriminalvårds|institutions|tele)\w*styrelsen?s?"
    r"|kriminalvård\w*|regeringskansli\w*|sveriges.*|\w*räddningsverk\w*",
    re.I,
)
_BODY_WORD = re.compile(
    r"(?:kommun|lands?tings|region|förbunds|bolags|byggnads|skol|social|miljö|kultur|hälsovårds)?"
    r"(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen|presidiet|förvaltningen|kansliet)s?"
    r"|arbetsutskottets?|valberedningens?|årsmötet|bolagsstämman|ledningsgruppens?|styrgruppens?"
)
# Written small these are no mention by the guidelines.
_COMMON = frozenset(
    "kommunen kommunens landstinget landstingets staden stadens regionen regionens kommunal förbundet".split()
)
_OPEN_WORD = re.compile(
    r"\w*(?:nämnd|styrelse|utskott|grupp|råd|enhet|avdelning|kommitté|kontor|team|revision)"
    r"(?:en|n|et|t|er|ar|erna|arna|ens|ns|ets|s)?"
)
_ROLE_WORD = re.compile(
    r"(?:vice )?(?:\w*ordförande(?:n|ns|s)?|ledamöter(?:na)?|(?:styrelse)?ledamot(?:en)?"
    r"|\w{3,}chef(?:en|ens|er|erna)?|\w*sekreterare(?:n|ns)?|kassör(?:en)?|rektor(?:n|er)?"
    r"|\w*minister(?:n|ns)?|(?:vice)?president(?:en|ens)?|professor(?:n)?|kommunalråd(?:et)?"
    r"|landshövding(?:en)?|\w*direktör(?:en|ens)?|suppleant(?:er)?|projektledare(?:n)?"
    r"|revisor(?:n|er|erna)?|vd|vd:n)",
    re.I,
)
_OPEN_ROLE = re.compile(
    r"(?:\w*ledare|\w*ombudsman|statsråd|handläggare"
    r"|\w*konsulent|\w*inspektör|\w*representant|talesman|företrädare|ekonom|jurist|arkitekt)"
    r"(?:n|en|ns|ens|na|er|erna|s)?",
    re.I,
)


Sentence = tuple[list[str], list[str]]  # words and their tags, as published


def suc(folder: Path, vocab: Vocab, raw: bool = False) -> Iterator[Doc]:
    """SUC 3.0 as published with simple labels: one sentence a doc; `raw` as in `uner`."""
    for words, tags in suc_sentences(folder):
        yield _doc(vocab, words, _spans(tags), raw)


def suc_hard(folder: Path, vocab: Vocab, raw: bool = False) -> Iterator[Doc]:
    """Sentences of SUC on which taggers and annotators disagreed, with the annotators' labels."""
    for words, tags in suc_hard_sentences(folder):
        yield _doc(vocab, words, _spans(tags), raw)


def uner(path: Path, vocab: Vocab, raw: bool = False) -> Iterator[Doc]:
    """A file of Universal NER; with `raw` its own persons and organisations, nothing retagged or open."""
    for words, tags in uner_sentences(path):
        yield _doc(vocab, words, _spans(tags), raw)


def suc_sentences(folder: Path) -> Iterator[Sentence]:
    """SUC 3.0 with simple labels: PER, ORG, LOC, TME, MSR, WRK, EVN, OBJ, without B- and I-."""
    with gzip.open(folder / "ner" / "sucx3_dev_simple.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield record["tokens"], record["ner_tags"]


def suc_hard_sentences(folder: Path) -> Iterator[Sentence]:
    """The hard sentences of SUC: B- and I- with PER, ORG, LOC, WORK, EVENT, PRODUCT …"""
    with gzip.open(folder / "ner" / "sucx3_removed_manual.txt.gz", "rt", encoding="utf-8") as file:
        for block in re.split(r"\n\s*\n", file.read()):
            rows = [row for row in (line.split() for line in block.splitlines()) if len(row) == 3]
            if rows:
                yield [row[0] for row in rows], [_simple(row[1]) for row in rows]


def uner_sentences(path: Path) -> Iterator[Sentence]:
    """A file of Universal NER: B- and I- with PER, ORG, LOC."""
    words: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in [*file, "\n"]:
            if line.startswith("#"):
                continue
            if line.strip():
                _, word, tag = line.split("\t")[:3]
                words.append(word)
                tags.append(tag)
            elif words:
                yield words, tags
                words, tags = [], []


def cells(docs: Sequence[Doc], rng: random.Random, count: int) -> Iterator[Line]:
    """Words that name nothing, as headings and cells have them: "Bättre lokaler  1 200"."""
    made = 0
    while made < count:
        doc = rng.choice(docs)
        start = rng.randrange(len(doc))
        words = []
        for token in doc[start : start + rng.choice((1, 1, 2, 2, 3, 4, 5))]:
            if token.ent_iob_ != "O" or not token.is_lower or not token.is_alpha or _named(token.text):
                break
            words.append(token.text)
        if words and (len(words) > 1 or len(words[0]) > 3):
            made += 1
            yield Line(_cell(" ".join(words), rng))


def organisations(folder: Path) -> list[str]:
    """Names of organisations in SUC that could stand anywhere: no genitive, no place's name, each once."""
    names = {
        " ".join(words[start:end])
        for words, tags in chain(suc_sentences(folder), suc_hard_sentences(folder))
        for start, end, kind in ranges(tags)
        if kind == "ORG"
    }
    places = gazetteers.places() | gazetteers.municipalities().keys()
    return sorted(
        name
        for name in names - places
        if name[0].isupper() and not name.endswith("s") and 3 <= len(name) <= 40 and not _is_body(name)
    )


def _is_body(name: str) -> bool:
    return bool(_BODY_ORG.fullmatch(name.lower()) or _OPEN_WORD.fullmatch(name.lower()))


def _cell(words: str, rng: random.Random) -> str:
    words = words if rng.random() < 0.2 else words[0].upper() + words[1:]
    chance, number = rng.random(), rng.randint(-999, 9999)
    if chance < 0.3:
        return f"{words}{rng.choice(('  ', chr(9), ' '))}{number}"
    if chance < 0.4:
        return f"{rng.randint(1, 40)}{rng.choice(('. ', '  ', ' '))}{words}"
    if chance < 0.5:
        return f"{rng.choice('abcde')}{number % 20}  {words}  {number}  {rng.randint(1, 900)}"
    return words.upper() if chance < 0.55 else words + rng.choice(("", "", "", ":", "."))


def _named(word: str) -> bool:
    return word_class(word).startswith(("role", "body", "org"))


def _simple(tag: str) -> str:
    prefix, _, kind = tag.partition("-")
    kind = {"person": "PER", "inst": "ORG", "place": "LOC"}.get(kind, kind.upper())
    return f"{prefix}-{kind}" if kind else prefix


def ranges(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Token ranges and kinds of tags with or without B- and I-."""
    spans: list[tuple[int, int, str]] = []
    previous = "O"
    for index, tag in enumerate(tags):
        prefix, _, kind = tag.rpartition("-")
        if kind == "O":
            previous = "O"
            continue
        if prefix == "B" or kind != previous:
            spans.append((index, index + 1, kind))
        else:
            start, _, _ = spans.pop()
            spans.append((start, index + 1, kind))
        previous = kind
    return spans


def _spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Token ranges of PERSON and ORG."""
    labels = {"PER": "PERSON", "PRS": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "INST": "ORG"}
    return [(start, end, labels[kind]) for start, end, kind in ranges(tags) if kind in labels]


def _doc(vocab: Vocab, words: Sequence[str], spans: list[tuple[int, int, str]], raw: bool = False) -> Doc:
    doc = Doc(vocab, words=list(words))
    ents = [Span(doc, start, end, label=label) for start, end, label in spans]
    if raw:
        doc.set_ents(ents)
        return doc
    ents = [Span(doc, ent.start, ent.end, label=_label(ent)) for ent in ents if ent.text not in _COMMON]
    taken = {token.i for ent in ents for token in ent}
    unsure: list[Span] = []
    for token in doc:
        if token.i in taken or (token.is_title and token.i > 0 and not token.text[1:].islower()):
            continue
        one = doc[token.i : token.i + 1]
        if _ROLE_WORD.fullmatch(token.text):
            ents.append(Span(doc, token.i, token.i + 1, label="ROLE"))
        elif _BODY_WORD.fullmatch(token.lower_):
            ents.append(Span(doc, token.i, token.i + 1, label="BODY"))
        elif _OPEN_WORD.fullmatch(token.lower_) or _OPEN_ROLE.fullmatch(token.lower_):
            unsure.append(one)
    doc.set_ents(sorted(ents, key=lambda ent: ent.start), missing=unsure)
    return doc


def _label(ent: Span) -> str:
    if ent.label_ == "ORG" and _BODY_ORG.fullmatch(ent.text.lower()):
        return "ORG" if _STATE_BODIES.fullmatch(ent.text) else "BODY"
    return ent.label_
