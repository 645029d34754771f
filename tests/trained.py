"""A real second pipeline, small and trained in a few seconds: persons and organisations with SUC's labels."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from pipeline.training.generate import generate

_SUC = {"PERSON": "PRS", "ORG": "ORG"}
_SMALL = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 32,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 32,
            "depth": 2,
            "embed_size": 1000,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": True,
        },
    }
}


@lru_cache(maxsize=1)
def second_pipeline() -> Language:
    """``sv_second 1.0``, trained on 800 generated lines; it knows nothing of bodies and roles.

    Of the persons in lines it has not seen it finds three quarters, of the organisations half.
    """
    nlp = spacy.blank("sv")
    nlp.meta.update(name="second", version="1.0")
    nlp.add_pipe("ner", config=_SMALL)
    examples = list(islice(_examples(nlp), 800))
    random.seed(9)
    fix_random_seed(9)
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.005  # at thinc's own .001 three rounds teach it no organisation
    for _ in range(3):
        random.shuffle(examples)
        for start in range(0, len(examples), 12):
            nlp.update(examples[start : start + 12], sgd=optimizer, drop=0.1)
    return nlp


def _examples(nlp: Language) -> Iterator[Example]:
    """Lines whose mentions fall on words; of those without an organisation every second is left out."""
    for number, line in enumerate(generate(3_000, seed=9)):
        doc = nlp.make_doc(line.text)
        spans = [(start, end, _SUC[label]) for start, end, label in line.spans if label in _SUC]
        taken = number % 2 or any(label == "ORG" for *_, label in spans)
        if taken and all(doc.char_span(start, end) is not None for start, end, _ in spans):
            yield Example.from_dict(doc, {"entities": spans})


def stored(folder: Path) -> str:
    """The path of the second pipeline, written to `folder`."""
    second_pipeline().to_disk(folder / "second")
    return str(folder / "second")
