"""What other people's pipelines are made of: which components name somebody, under which labels."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import MissingModel
from pipeline.gazetteers import models_folder

if TYPE_CHECKING:
    from spacy.language import Language

# What protocols name, by the labels of Swedish models: SUC's (PRS, INST, TTL), spaCy's and CoNLL's (PER), the
# project's own.
LABELS = {
    "PERSON": "PERSON",
    "PRS": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "INST": "ORG",
    "BODY": "BODY",
    "ROLE": "ROLE",
    "TTL": "ROLE",
    "TITLE": "ROLE",
}


def label(word: str) -> str | None:
    """Paragraf's name of another model's label, None for what it has no name for: PRS → PERSON, LOC → None.

    A finer label counts as its first part: "ORG/CRP" is an ORG, "prs-hum" a PERSON.
    """
    return LABELS.get(word.upper().replace("-", "/").split("/")[0])


def naming(nlp: Language) -> list[str]:
    """The names of the components that run and name entities, whatever they are called."""
    return [
        name
        for name in nlp.pipe_names
        if "doc.ents" in nlp.get_pipe_meta(name).assigns
        or getattr(nlp.get_pipe(name), "annotate_ents", False)
    ]


def is_protocol_ner(nlp: Language) -> bool:
    """Whether a pipeline knows organs, as no general one does: one of its labels is BODY."""
    return any(label(word) == "BODY" for name in naming(nlp) for word in nlp.pipe_labels.get(name, ()))


def only_names(nlp: Language, called: str) -> Language:
    """`nlp` with what names somebody, and what that hears, as all that runs.

    Raises MissingModel, with the model as it was `called`, when nothing in it names a person or organisation.
    """
    names = naming(nlp)
    if not names:
        raise MissingModel(
            f"the language model {called} names nobody: none of its components finds entities "
            f"({', '.join(nlp.pipe_names) or 'it has none'})"
        )
    labels = sorted({word for name in names for word in nlp.pipe_labels.get(name, ())})
    if labels and not any(label(word) in ("PERSON", "ORG", "BODY", "ROLE") for word in labels):
        raise MissingModel(
            f"the language model {called} names nobody: its labels are {', '.join(labels[:12])}; "
            "needed is PERSON (PER, PRS) or ORG"
        )
    every = list(nlp.pipe_names)
    nlp.select_pipes(disable=[name for name in nlp.pipe_names if _is_syntax(nlp, name)])
    nlp.select_pipes(disable=[name for name in nlp.pipe_names if _nobody_hears(nlp, name)])
    if _fault(nlp) is not None:
        for name in every:  # a ruler may ask for tags or lemmas
            if name in nlp.disabled:
                nlp.enable_pipe(name)
        fault = _fault(nlp)
        if fault is not None:
            raise MissingModel(f"the language model {called} cannot be run: {fault}")
    return nlp


def _fault(nlp: Language) -> str | None:
    """What keeps a pipeline from reading a sentence, such as weights that were never made."""
    try:
        nlp("Alma Ros är ordförande i Norrby byalag.")
    except Exception as error:
        # components of any maker raise anything; the user needs one line
        return (str(error) or type(error).__name__).strip().splitlines()[0]
    return None


def files_of(nlp: Language) -> str:
    """What a pipeline in a folder is, by its files (" 3f2a91c4"): two may have one name and version.

    The project's own and what is installed as a package say enough by their version.
    """
    folder = nlp.path
    if folder is None or folder.resolve().parent == models_folder().resolve():
        return ""
    if (folder.parent / "__init__.py").is_file() or not (folder / "meta.json").is_file():
        return ""
    total = blake2b(digest_size=4)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(_hash(path))
    return f" {total.hexdigest()}"


def _hash(path: Path) -> bytes:
    with path.open("rb") as file:
        total = blake2b(digest_size=16)
        while chunk := file.read(1 << 20):
            total.update(chunk)
    return total.digest()


# what no rule needs, by the factories that make it
_SYNTAX = frozenset(
    "tagger morphologizer lemmatizer trainable_lemmatizer parser senter attribute_ruler".split()
)


def _is_syntax(nlp: Language, name: str) -> bool:
    return nlp.get_pipe_meta(name).factory in _SYNTAX


def _nobody_hears(nlp: Language, name: str) -> bool:
    """Whether a component only makes vectors for others that do not run."""
    heard_by = getattr(nlp.get_pipe(name), "listening_components", None)
    return heard_by is not None and not set(heard_by) & set(nlp.pipe_names)
