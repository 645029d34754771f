"""One run of spaCy's own training loop over a config of ``models/config``."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import load_config

from pipeline.gazetteers import models_folder
from pipeline.training.tokens import tokenizer


def fit(
    config: str,
    train: Iterable[Doc],
    dev: Iterable[Doc],
    folder: Path,
    seed: int,
    keep: str = "best",
    overrides: Mapping[str, object] | None = None,
) -> Language:
    """The pipeline of ``models/config/NAME.cfg`` trained on `train`, working in the empty `folder`.

    `keep` is the ``"best"`` checkpoint on `dev` or the ``"last"``; weights are averaged. One thread, so that
    the same seed and data give the same pipeline.
    """
    paths = {"paths.train": folder / "train.spacy", "paths.dev": folder / "dev.spacy"}
    for (_, path), docs in zip(paths.items(), (train, dev), strict=True):
        DocBin(docs=docs, store_user_data=False).to_disk(path)
    filled = load_config(
        models_folder() / "config" / f"{config}.cfg",
        overrides={
            **{name: str(path) for name, path in paths.items()},
            "system.seed": seed,
            **(overrides or {}),
        },
        interpolate=False,
    )
    (folder / "model").mkdir()
    nlp = init_nlp(filled)
    nlp.tokenizer = tokenizer(nlp)
    spacy_train(nlp, folder / "model", stdout=io.StringIO())
    words = () if "lemmatizer" in nlp.pipe_names else ("vocab",)  # only its trees are made of words
    made = spacy.load(folder / "model" / f"model-{keep}", exclude=words)
    made.config["paths"] = dict.fromkeys(made.config["paths"])  # where the corpora lay is nobody's concern
    return made
