"""The project's own general Swedish pipeline, of the make-up of sv_core_news_sm.

`syntax` learns tags, morphology, lemmas and trees from Universal Dependencies, `general_ner` the labels of
SUC (PRS, ORG, LOC, TME …). Neither knows anything of minutes.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training.converters.conllu_to_docs import conllu_to_docs
from spacy.vocab import Vocab

from pipeline.training.corpora import Sentence, ranges, suc_hard_sentences, suc_sentences, uner_sentences
from pipeline.training.fit import fit

UD_TRAIN, UD_TEST = ("pud", "tb_dev"), "tb_test"
SENTENCES = 5  # a document, so that the parser learns where sentences end
WATCHED = 30  # documents and sentences that the training is watched with
GENERAL_DEV = 600

# Every corpus's names of what SUC labels.
_SUC = {
    "PER": "PRS", "ORG": "ORG", "LOC": "LOC", "TME": "TME", "MSR": "MSR", "WRK": "WRK", "EVN": "EVN",
    "OBJ": "OBJ", "WORK": "WRK", "EVENT": "EVN", "PRODUCT": "OBJ", "ANIMAL": "PRS", "MYTH": "PRS",
}  # fmt: skip
# Universal NER and the hard sentences leave times and measures unlabelled: these words are left open there.
_TIME_OR_MEASURE = re.compile(
    r"\d.*|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|(?:år|dag|vecka|månad|timm|minut|kron|procent|meter|kilo)\w*"
    r"|i|om|för|på|under|sedan|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|hundra|tusen|miljon\w*|%"
    r"|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|(?:vår|sommar|höst|vinter|kväll|morgon|natt|nu|igår|idag)\w*",
    re.I,
)


def syntax(language_data: Path, folder: Path, seed: int, epochs: int | None = None) -> Language:
    """Tagger, morphologizer, lemmatizer and parser, trained on all of UD that is not the test set."""
    vocab = spacy.blank("sv").vocab
    docs = [doc for name in UD_TRAIN for doc in treebank(language_data, name, vocab)]
    random.Random(seed).shuffle(docs)
    overrides = {"training.max_epochs": epochs} if epochs else {}
    return fit("base_syntax", docs, docs[:WATCHED], folder, seed, "last", overrides)


def general_ner(language_data: Path, folder: Path, seed: int, epochs: int | None = None) -> Language:
    """A NER with SUC's labels from SUC and Universal NER; PUD is kept apart."""
    vocab = spacy.blank("sv").vocab
    docs = [_labelled(vocab, sentence, whole=True) for sentence in suc_sentences(language_data)]
    docs += [_labelled(vocab, sentence, whole=False) for sentence in suc_hard_sentences(language_data)]
    for name in ("train", "dev", "test"):
        path = language_data / "ner" / f"uner_tb_{name}.iob2.gz"
        docs += [_labelled(vocab, sentence, whole=False) for sentence in uner_sentences(path)]
    random.Random(seed).shuffle(docs)
    overrides = {"training.max_epochs": epochs} if epochs else {}
    return fit("base_ner", docs[GENERAL_DEV:], docs[:GENERAL_DEV], folder, seed, "best", overrides)


def treebank(language_data: Path, name: str, vocab: Vocab) -> Iterator[Doc]:
    """A file of Universal Dependencies, SENTENCES sentences a doc."""
    with gzip.open(language_data / "ud" / f"{name}.conllu.gz", "rt", encoding="utf-8") as file:
        for doc in conllu_to_docs(file.read(), n_sents=SENTENCES, no_print=True):  # type: ignore[no-untyped-call]  # spaCy leaves it untyped
            yield Doc(vocab).from_bytes(doc.to_bytes())


def _labelled(vocab: Vocab, sentence: Sentence, whole: bool) -> Doc:
    """A sentence with SUC's labels; without `whole` what may be a time or a measure is left open."""
    words, tags = sentence
    doc = Doc(vocab, words=words)
    ents = [Span(doc, start, end, _SUC[kind]) for start, end, kind in ranges(tags) if kind in _SUC]
    taken = {token.i for ent in ents for token in ent}
    unsure = [
        doc[token.i : token.i + 1]
        for token in doc
        if not whole and token.i not in taken and _TIME_OR_MEASURE.fullmatch(token.text)
    ]
    doc.set_ents(ents, missing=unsure)
    return doc
