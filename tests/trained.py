"""A real second pipeline, small and trained in a few seconds: persons and organisations with SUC's labels."""

from __future__ import annotations

import random
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
    """``sv_second 1.0``, trained on 250 generated lines; it knows nothing of bodies and roles."""
    nlp = spacy.blank("sv")
    nlp.meta.update(name="second", version="1.0")
    nlp.add_pipe("ner", config=_SMALL)
    examples = [
        Example.from_dict(
            nlp.make_doc(line.text),
            {"entities": [(start, end, _SUC[label]) for start, end, label in line.spans if label in _SUC]},
        )
        for line in islice(generate(400, seed=9), 250)
        if all(
            nlp.make_doc(line.text).char_span(start, end) is not None
            for start, end, label in line.spans
            if label in _SUC
        )
    ]
    random.seed(9)
    fix_random_seed(9)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(5):
        random.shuffle(examples)
        for start in range(0, len(examples), 12):
            nlp.update(examples[start : start + 12], sgd=optimizer, drop=0.1)
    return nlp


def stored(folder: Path) -> str:
    """The path of the second pipeline, written to `folder`."""
    second_pipeline().to_disk(folder / "second")
    return str(folder / "second")
