"""Trains ``models/sv_paragraf``: a general base (tags to trees, and a NER) and the protocol NER on top.

Each part is trained for itself by spaCy's own loop on one thread, so that the same seed and data give the
same weights, and `assembled` makes one pipeline of them.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.annotate import hints  # noqa: F401 (registers the architecture the config names)
from pipeline.annotate.half import WIDEN, narrow
from pipeline.errors import BadSetting
from pipeline.training.base import general_ner, syntax
from pipeline.training.corpora import cells, organisations, suc, suc_hard, uner
from pipeline.training.fit import fit
from pipeline.training.generate import generate, renamed
from pipeline.training.grammar import Line, read_lines
from pipeline.training.minutes import blocks
from pipeline.training.tokens import tokenizer

NAME, VERSION = "paragraf", "0.4.0"
SPACY = ">=3.8.7,<3.9"  # what pyproject.toml asks for; spaCy itself would write the version that trained it
SEEDS = {"syntax": 20, "base_ner": 20, "ner": 21}  # of the shipped parts
GENERATED, VALIDATION = 30_000, 1_500
OF_MINUTES = 6  # a sixth as many blocks of whole invented minutes as lines stand for themselves
GENERAL_DEV = 600
STEPS = 4200  # as many as the shipped model's training takes
SOURCES = (
    ("SUC 3.0, Språkbanken Text; Ejerhed & Källgren; KBLab", "CC BY-SA 4.0"),
    ("Universal NER (Talbanken); Mayhew et al. 2024", "CC BY-SA 4.0"),
    ("Universal Dependencies (Talbanken dev, PUD); Nivre, Smith et al.", "CC BY-SA 4.0"),
    ("generated minutes", "CC BY-SA 4.0"),
    ("models/gazetteers", "see its README"),
)
# The components of the pipeline in their order, and the part each is trained with.
COMPONENTS = {
    "tok2vec": "syntax",
    "tagger": "syntax",
    "morphologizer": "syntax",
    "lemmatizer": "syntax",
    "parser": "syntax",
    "base_ner": "base_ner",
    "ner": "ner",
}
PARTS = tuple(dict.fromkeys(COMPONENTS.values()))


@dataclass(frozen=True)
class Recipe:
    """What to train from: the folder of corpora, the seed, and how much (the shipped model's when None).

    `silver` is a file of `pipeline.training.silver`; none is part of the shipped model. With `general` the
    NER learns from the general corpora alone, as they are labelled: what to compare the shipped one with.
    """

    language_data: Path
    seed: int | None = None
    generated: int | None = None
    epochs: int | None = None
    silver: Path | None = None
    general: bool = False

    def seed_of(self, part: str) -> int:
        """The seed a part is trained with."""
        return SEEDS[part] if self.seed is None else self.seed


def train(recipe: Recipe, out: Path, parts: Iterable[str] | None = None) -> dict[str, float]:
    """Train the `parts` (all when None) and write the pipeline to `out`, which is replaced when all is done.

    Of a pipeline that stands in `out` the components of the other parts are kept. Gives spaCy's scores on
    what each part was watched with.
    """
    with tempfile.TemporaryDirectory() as scratch:
        made: dict[str, Language] = {}
        for part in parts or PARTS:
            (Path(scratch) / part).mkdir()
            made[part] = _part(part, recipe, Path(scratch) / part)
        standing = spacy.load(out) if out.is_dir() else None
        store(assembled(made, standing, recipe.seed_of("ner")), Path(scratch) / "pipeline")
        shutil.rmtree(out, ignore_errors=True)
        shutil.move(Path(scratch) / "pipeline", out)
    return {
        f"{part} {name}": value
        for part, language in made.items()
        for name, value in language.meta.get("performance", {}).items()
        if isinstance(value, float)
    }


def _part(part: str, recipe: Recipe, folder: Path) -> Language:
    if part == "syntax":
        return syntax(recipe.language_data, folder, recipe.seed_of(part), recipe.epochs)
    if part == "base_ner":
        return general_ner(recipe.language_data, folder, recipe.seed_of(part), recipe.epochs)
    if part == "ner":
        return protocol_ner(recipe, folder)
    raise BadSetting(f"{part} is no part of the model; the parts are {', '.join(PARTS)}")


def protocol_ner(recipe: Recipe, folder: Path) -> Language:
    """The NER of minutes, from generated lines and the general corpora, working in the empty `folder`."""
    training, validation = general_alone(recipe) if recipe.general else corpora(recipe)
    overrides: dict[str, object] = {"training.max_epochs": recipe.epochs} if recipe.epochs else {}
    if recipe.general and not recipe.epochs:
        overrides = {"training.max_epochs": 0, "training.max_steps": STEPS}  # it has fewer words an epoch
    return fit("protocol_ner", training, validation, folder, recipe.seed_of("ner"), "best", overrides)


def corpora(recipe: Recipe) -> tuple[list[Doc], list[Doc]]:
    """Labelled docs to train the protocol NER on, and others to choose the best checkpoint with."""
    nlp = spacy.blank("sv")
    nlp.tokenizer = tokenizer(nlp)
    general = list(_general(recipe.language_data, nlp))
    seed = recipe.seed_of("ner")
    rng = random.Random(seed)
    rng.shuffle(general)
    count = GENERATED if recipe.generated is None else recipe.generated
    names = organisations(recipe.language_data)
    drawn = [renamed(line, names, rng) if names else line for line in generate(count, seed)]
    drawn += blocks(count // OF_MINUTES, seed)
    drawn += cells(general[GENERAL_DEV:], rng, count // 7)
    if recipe.silver is not None:
        drawn += read_lines(recipe.silver)
    training = [*docs(nlp, drawn), *general[GENERAL_DEV:]]
    rng.shuffle(training)
    return training, [*docs(nlp, held_out(seed)), *general[:GENERAL_DEV]]


def general_alone(recipe: Recipe) -> tuple[list[Doc], list[Doc]]:
    """The general corpora with their own persons and organisations, nothing of minutes: the same division."""
    nlp = spacy.blank("sv")
    general = list(_general(recipe.language_data, nlp, raw=True))
    random.Random(recipe.seed_of("ner")).shuffle(general)
    return general[GENERAL_DEV:], general[:GENERAL_DEV]


def held_out(seed: int) -> list[Line]:
    """Lines of the templates and names kept for validation, which no training with `seed` has seen."""
    return [
        *generate(VALIDATION, seed + 1, held_out=True),
        *blocks(VALIDATION // OF_MINUTES, seed + 1, held_out=True),
    ]


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


def assembled(made: Mapping[str, Language], standing: Language | None, seed: int) -> Language:
    """One pipeline of the parts `made`; what none of them has comes from `standing`, if anything has it.

    The base's NER is there but disabled: two NERs in one pass would bind each other.
    """
    nlp = spacy.blank("sv")
    nlp.tokenizer = tokenizer(nlp)
    for component, part in COMPONENTS.items():
        source = made.get(part, standing)
        if source is not None and component in source.component_names:
            nlp.add_pipe(component, source=source)
    nlp.add_pipe(WIDEN)
    if "base_ner" in nlp.pipe_names:
        nlp.disable_pipe("base_ner")
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        spacy_version=SPACY,
        description="Persons, organisations, bodies and roles in Swedish minutes; tags, lemmas, trees",
        author="Paragraf",
        license="CC BY-SA 4.0",
        sources=[{"name": name, "license": licence} for name, licence in SOURCES],
        seed=seed,
    )
    return nlp


def store(nlp: Language, folder: Path) -> None:
    """Write the pipeline to `folder`, its weights in half precision."""
    nlp.to_disk(folder)
    narrow(folder)


def _general(language_data: Path, nlp: Language, raw: bool = False) -> Iterator[Doc]:
    yield from suc(language_data, nlp.vocab, raw)
    yield from suc_hard(language_data, nlp.vocab, raw)
    for name in ("train", "dev", "test"):
        yield from uner(language_data / "ner" / f"uner_tb_{name}.iob2.gz", nlp.vocab, raw)
