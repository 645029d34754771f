"""Text → spaCy docs with mentions: the only stage that runs language models.

The protocol NER (``models/sv_paragraf``) always runs and writes ``doc.ents`` with the labels PERSON,
ORG, BODY and ROLE. A general Swedish pipeline is a second voice when there is one: what it takes for
persons and organisations stands in ``doc.spans["base"]``, and the rules weigh the two. spaCy is
imported by `load`, not with this module, so that commands without a model start at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import MissingModel
from pipeline.gazetteers import models_folder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PROTOCOL_MODEL = "sv_paragraf"
USUAL_BASE = "sv_core_news_sm"

# What general Swedish models call persons and organisations: SUC's, spaCy's and CoNLL's labels.
_LABELS = {"PRS": "PERSON", "PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG"}
# Components that mentions do not need.
_UNUSED = ("parser", "senter", "tagger", "morphologizer", "lemmatizer", "attribute_ruler")
_BATCH = 64


@dataclass(frozen=True)
class Annotator:
    """Models that are loaded; `version` names what runs, ``"sv_paragraf 0.1.0, sv_core_news_sm 3.8.0"``."""

    version: str
    protocol: Language
    base: Language | None = None

    def annotate(self, texts: Iterable[str]) -> Iterator[Doc]:
        """A doc for each of the `texts` of one document, in their order.

        A text that comes again ("Justerandes sign") is not run again; its doc is a copy.
        """
        wanted = list(texts)
        distinct = list(dict.fromkeys(wanted))
        docs = dict(zip(distinct, self._run(distinct), strict=True))
        given: set[str] = set()
        for text in wanted:
            yield docs[text].copy() if text in given else docs[text]
            given.add(text)

    def _run(self, texts: list[str]) -> Iterator[Doc]:
        docs = self.protocol.pipe(texts, batch_size=_BATCH)
        if self.base is None:
            yield from docs
            return
        for doc, other in zip(docs, self.base.pipe(texts, batch_size=_BATCH), strict=True):
            doc.spans["base"] = [
                span
                for ent in other.ents
                if (label := _LABELS.get(ent.label_))
                and (span := doc.char_span(ent.start_char, ent.end_char, label, alignment_mode="expand"))
            ]
            yield doc


def load(name: str | None = None) -> Annotator:
    """The protocol NER, and beside it the spaCy pipeline `name` (a package or a folder).

    Without a name sv_core_news_sm is taken when it is installed. Raises MissingModel when the model
    named, or the project's own, is not there or cannot be loaded.
    """
    from pipeline.annotate import hints  # noqa: F401 (registers the architecture of the protocol NER)

    protocol = _loaded(PROTOCOL_MODEL, models_folder() / PROTOCOL_MODEL)
    if name is None:
        name = USUAL_BASE if find_spec(USUAL_BASE) else PROTOCOL_MODEL
    base = None if _is_protocol_model(name) else _loaded(name, name)
    return Annotator(", ".join(_version(nlp) for nlp in (protocol, base) if nlp), protocol, base)


def _is_protocol_model(name: str) -> bool:
    return name == PROTOCOL_MODEL or Path(name).resolve() == (models_folder() / PROTOCOL_MODEL).resolve()


def _loaded(name: str, where: Path | str) -> Language:
    import spacy

    try:
        nlp = spacy.load(where)
    except OSError as error:
        raise MissingModel(f"the language model {name} is not installed") from error
    except Exception as error:
        # spaCy and thinc raise many kinds for a damaged or foreign folder; the user needs one line.
        raise MissingModel(f"the language model {name} cannot be loaded: {_first_line(error)}") from error
    if where == name:
        nlp.select_pipes(disable=[pipe for pipe in _UNUSED if pipe in nlp.pipe_names])
    return nlp


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).strip().splitlines()[0]


def _version(nlp: Language) -> str:
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
