"""Trains the protocol NER from generated minutes and general corpora.

`train` writes the corpora beside the model, fills ``models/config/sv_paragraf.cfg`` and runs spaCy's own
loop on one thread; the same seed and data give the same model.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without types
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
    filter_spans,
    load_config,
)

from pipeline.annotate import hints  # noqa: F401 (registers the architecture the config names)
from pipeline.gazetteers import models_folder
from pipeline.training.corpora import cells, suc, suc_hard, uner
from pipeline.training.generate import generate
from pipeline.training.grammar import Line

NAME, VERSION = "paragraf", "0.1.0"
GENERATED, VALIDATION = 24_000, 1_500
GENERAL_DEV = 600
SOURCES = (
    ("SUC 3.0, Språkbanken Text; Ejerhed & Källgren; KBLab", "CC BY-SA 4.0"),
    ("Universal NER (Talbanken); Mayhew et al. 2024", "CC BY-SA 4.0"),
    ("generated minutes", "CC BY-SA 4.0"),
    ("models/gazetteers", "see its README"),
)


def train(
    language_data: Path, out: Path, seed: int = 20, generated: int | None = None, epochs: int | None = None
) -> dict[str, float]:
    """Train on `language_data` and `generated` lines (GENERATED when None), write the pipeline to `out`.

    Gives spaCy's scores on the validation set.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_corpora(language_data, folder, seed, GENERATED if generated is None else generated)
        config = load_config(
            models_folder() / "config" / "sv_paragraf.cfg",
            overrides={
                "paths.train": str(folder / "train.spacy"),
                "paths.dev": str(folder / "dev.spacy"),
                "system.seed": seed,
                **({"training.max_epochs": epochs} if epochs else {}),
            },
            interpolate=False,
        )
        (folder / "model").mkdir()
        nlp = init_nlp(config)
        nlp.tokenizer = tokenizer(nlp)
        nlp, _ = spacy_train(nlp, folder / "model")
        best = spacy.load(folder / "model" / "model-best")
        scores = _finish(best, seed)
        shutil.rmtree(out, ignore_errors=True)
        best.to_disk(out)
    return scores


def write_corpora(language_data: Path, folder: Path, seed: int, generated: int) -> dict[str, int]:
    """``train.spacy`` and ``dev.spacy`` in `folder`; documents in each."""
    nlp = spacy.blank("sv")
    nlp.tokenizer = tokenizer(nlp)
    general = list(_general(language_data, nlp))
    rng = random.Random(seed)
    rng.shuffle(general)
    drawn = [*generate(generated, seed), *cells(general[GENERAL_DEV:], rng, generated // 7)]
    training = [*docs(nlp, drawn), *general[GENERAL_DEV:]]
    rng.shuffle(training)
    validation = [*docs(nlp, generate(VALIDATION, seed + 1, held_out=True)), *general[:GENERAL_DEV]]
    DocBin(docs=training, store_user_data=False).to_disk(folder / "train.spacy")
    DocBin(docs=validation, store_user_data=False).to_disk(folder / "dev.spacy")
    return {"train": len(training), "dev": len(validation)}


def docs(nlp: Language, lines: Iterable[Line]) -> Iterator[Doc]:
    """Lines as labelled docs; a mention that does not fall on word boundaries is left open."""
    for line in lines:
        doc = nlp.make_doc(line.text)
        ents, unsure = [], []
        for start, end, label in line.spans:
            span = doc.char_span(start, end, label=label)
            if span is not None:
                ents.append(span)
            elif (wide := doc.char_span(start, end, alignment_mode="expand")) is not None:
                unsure.append(wide)
        taken = {token.i for ent in ents for token in ent}
        free = [span for span in filter_spans(unsure) if not taken & set(range(span.start, span.end))]
        doc.set_ents(ents, missing=free)
        yield doc


def tokenizer(nlp: Language) -> Tokenizer:
    """spaCy's Swedish tokenizer, which also splits what minutes run together.

    "§64", "kommun/region", "ordförande,Anna", "(S)," and "Sign……" come apart; "Anna-Karin" stays one.
    """
    letter = "A-Za-zÅÄÖåäöÉéÜü"
    infixes = [
        *(nlp.Defaults.infixes or ()),
        rf"(?<=[{letter})])[/,;:](?=[{letter}(])",
        rf"(?<=[{letter}]),(?=\d)",
        r"[…_|\\]+|\.{2,}",
        rf"(?<=[{letter}0-9])\(",
        rf"\)(?=[{letter}0-9,])|(?<=\w)\)$",
        rf"(?<=[{letter}])[–—](?=\w)",
    ]
    prefixes = [*(nlp.Defaults.prefixes or ()), "§+", "•", "–", "/", "-(?=[A-ZÅÄÖ])"]
    suffixes = [*(nlp.Defaults.suffixes or ()), r"[…_]+", "/", "–", r"(?<=[A-ZÅÄÖ])\."]
    # "V." ends a sentence about a party far more often than it is an initial.
    rules = nlp.Defaults.tokenizer_exceptions or {}
    return Tokenizer(
        nlp.vocab,
        rules={text: parts for text, parts in rules.items() if not re.fullmatch(r"[A-ZÅÄÖ]\.", text)},
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=nlp.Defaults.token_match,
        url_match=nlp.Defaults.url_match,
    )


def _general(language_data: Path, nlp: Language) -> Iterator[Doc]:
    yield from suc(language_data, nlp.vocab)
    yield from suc_hard(language_data, nlp.vocab)
    for name in ("train", "dev", "test"):
        yield from uner(language_data / "ner" / f"uner_tb_{name}.iob2.gz", nlp.vocab)


def _finish(nlp: Language, seed: int) -> dict[str, float]:
    performance = nlp.meta.get("performance", {})
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # where the corpora lay is nobody's concern
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        description="Persons, organisations, bodies and roles in Swedish minutes",
        author="Paragraf",
        license="CC BY-SA 4.0",
        sources=[{"name": name, "license": licence} for name, licence in SOURCES],
        seed=seed,
    )
    return {key: float(value) for key, value in performance.items() if isinstance(value, float)}
