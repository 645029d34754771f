"""How fast the language model is, as a ratio in one run to a pipeline of sv_core_news_sm's make-up.

The other pipeline is the project's own base with all its components (the same architectures and widths as
sv_core_news_sm: tok2vec, tagger, morphologizer, lemmatizer, parser, attribute_ruler, a NER with words of its
own), or sv_core_news_sm itself when it is installed. Rounds alternate, so that a busy machine slows all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import spacy
from spacy.language import Language

from pipeline import inbox
from pipeline.annotate import PROTOCOL_MODEL, USUAL_BASE, load
from pipeline.gazetteers import models_folder
from pipeline.read import read
from pipeline.segment import segment

BATCH = 64


@dataclass(frozen=True)
class Speed:
    """Words a second of each pass, the median of the rounds, and the ratios the issue asks for."""

    words: int
    seconds: dict[str, float]

    def rate(self, name: str) -> float:
        """Words a second of a pass."""
        return self.words / self.seconds[name]

    def __str__(self) -> str:
        rows = [f"{name:34}{self.rate(name):9.0f} words/s" for name in self.seconds]
        ner = self.rate(NER) / self.rate(OTHER_NER)
        run = self.rate(RUN) / self.rate(OTHER_ALL)
        return "\n".join(
            [*rows, f"NER to NER {ner:.2f}", f"all that Paragraf runs to its full pass {run:.2f}"]
        )


NER, RUN = "protocol NER", "all that Paragraf runs"
OTHER_NER, OTHER_ALL = "the other's NER", "the other's full pass"


def speed(folder: Path, rounds: int = 5) -> Speed:
    """Time the passes over the blocks of the minutes in `folder`, each distinct text once a round."""
    blocks = (block for path in inbox.documents(folder) for block in segment(read(path)).blocks)
    texts = list(dict.fromkeys(block.text for block in blocks if block.text))
    ours = load()
    passes: dict[str, Callable[[], Iterable[object]]] = {
        NER: _pass(load(voices="protocol").protocol, texts),
        OTHER_NER: _pass(_other(ner_only=True), texts),
        RUN: lambda: ours.annotate(texts),
        OTHER_ALL: _pass(_other(ner_only=False), texts),
    }
    taken: dict[str, list[float]] = {name: [] for name in passes}
    for round_ in range(rounds + 1):
        for name, run in passes.items():
            start = time.process_time()
            for _ in run():
                pass
            if round_:  # the first fills caches
                taken[name].append(time.process_time() - start)
    return Speed(sum(len(text.split()) for text in texts), {name: median(t) for name, t in taken.items()})


def _pass(nlp: Language | None, texts: Sequence[str]) -> Callable[[], Iterable[object]]:
    return lambda: nlp.pipe(texts, batch_size=BATCH) if nlp else ()


def _other(ner_only: bool) -> Language:
    if find_spec(USUAL_BASE):
        nlp = spacy.load(USUAL_BASE)
        if ner_only:
            nlp.select_pipes(enable=["ner"])
        return nlp
    nlp = spacy.load(models_folder() / PROTOCOL_MODEL, exclude=["ner"])
    nlp.enable_pipe("base_ner")
    if ner_only:
        nlp.select_pipes(enable=["base_ner"])
    else:
        ruler = nlp.add_pipe("attribute_ruler", before="base_ner")
        ruler.add(patterns=[[{"IS_SPACE": True}]], attrs={"TAG": "_SP", "POS": "SPACE"})  # type: ignore[attr-defined]  # the ruler's own method
    return nlp
