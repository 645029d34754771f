"""Text → spaCy docs with mentions: the only stage that runs language models.

Two voices can be heard beside the rules. The protocol NER of ``models/sv_paragraf`` labels PERSON, ORG, BODY
and ROLE. A general Swedish pipeline, the *base*, tells persons and organisations only: sv_core_news_sm when
it is installed, else the base that is part of ``models/sv_paragraf``; what it may add, `merge` says. `load`
takes the voices asked for, so that each can be measured alone. spaCy is imported by `load`, not with this
module: commands without a model start at once.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from pipeline.annotate.foreign import files_of, is_protocol_ner, only_names
from pipeline.errors import BadSetting, MissingModel
from pipeline.gazetteers import models_folder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Voices = Literal["rules", "base", "protocol", "all"]
VOICES: tuple[Voices, ...] = get_args(Voices)

PROTOCOL_MODEL = "sv_paragraf"
USUAL_BASE = "sv_core_news_sm"
RULES = "rules alone"

# What no rule needs of the project's own pipeline.
_SYNTAX = ("tok2vec", "tagger", "morphologizer", "lemmatizer", "parser")
_PROTOCOL_NER, _BASE_NER = "ner", "base_ner"
# The extras of the project that bring a kind of component, by what spaCy says when it is missing.
_EXTRAS = (
    (re.compile(r"curated_transformer|spacy-curated-transformers"), "transformers"),
    (re.compile(r"'transformer'|spacy-transformers|spacy_transformers"), "spacy-transformers"),
)
_BATCH = 64
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Annotator:
    """Models that are loaded; `version` names what runs, ``"sv_paragraf 0.4.0, sv_core_news_sm 3.8.0"``.

    With `syntax` texts are read whole: the parser finds the sentences itself.
    """

    version: str
    protocol: Language | None = None
    base: Language | None = None
    syntax: bool = False

    @property
    def speaks(self) -> bool:
        """Whether any model runs; `annotate` gives nothing when none does."""
        return self.protocol is not None or self.base is not None

    def annotate(self, texts: Iterable[str]) -> Iterator[Doc]:
        """A doc for each of the `texts` of one document, in their order.

        The models read a text cell by cell and sentence by sentence, and what comes again ("Justerandes
        sign") once. ``doc.ents`` is what they say together, ``doc.spans["base"]`` what the base says where it
        was asked.
        """
        if not self.speaks:
            return
        from pipeline.annotate.pieces import Cut, cut, together

        make = (self.protocol or self.base).make_doc  # type: ignore[union-attr]  # one of them speaks
        if self.syntax:
            yield from self._read([make(text) for text in texts])
            return
        wholes: list[Cut] = [cut(make(text)) for text in texts]
        distinct = {piece.text: piece for whole in wholes for _, piece in whole.pieces}
        read = dict(zip(distinct, self._read(list(distinct.values())), strict=True))
        for whole in wholes:
            yield together(whole, read)

    def _read(self, docs: list[Doc]) -> Iterator[Doc]:
        """What the models say of each piece."""
        from pipeline.annotate.merge import leaves_open, merged, relabelled, renamed

        if self.protocol is None:
            yield from map(relabelled, _run(self.base, docs) if self.base else ())
            return
        docs = [renamed(doc) for doc in _run(self.protocol, docs)]
        asked = [doc for doc in docs if leaves_open(doc)] if self.base else []
        if self.base is not None:
            answers = _run(self.base, [doc.text for doc in asked])
            for doc, answer in zip(asked, answers, strict=True):
                merged(doc, relabelled(answer))
        yield from docs


def load(name: str | None = None, voices: Voices = "all", *, syntax: bool = False) -> Annotator:
    """The models of `voices`: the protocol NER, and the spaCy pipeline `name` (package or folder) as base.

    Without a name sv_core_news_sm is the base when it is installed, else the project's own. A pipeline that
    labels BODY is a protocol NER itself and takes the place of the project's, with the base that is part of
    it when it is of the project's make. With `syntax` the docs of the project's protocol NER have tags,
    morphology, lemmas and trees too, which no rule needs. Raises MissingModel when a model named or asked for
    is not there, cannot be loaded or names nobody.
    """
    if voices == "rules":
        return _told(None, None)
    named = _foreign(name) if name and not _is_own(name) else None
    if name and named is not None and is_protocol_ner(named):
        base = _own_make(name, _BASE_NER) if _has_base(name) and voices != "protocol" else None
        return _told(None, base or _base(None)) if voices == "base" else _told(named, base)
    protocol = None if voices == "base" else _own(_PROTOCOL_NER, *(_SYNTAX if syntax else ()))
    base = None if voices == "protocol" else named or _base(name)
    return _told(protocol, base, syntax)


def alone(name: str | None = None) -> Annotator:
    """The one model `name` and no other voice: what it finds by itself (the protocol NER without a name)."""
    if name is None or _is_own(name):
        return load(voices="protocol")
    named = _foreign(name)
    return _told(named, None) if is_protocol_ner(named) else _told(None, named)


def voices_of(word: str) -> Voices:
    """`word` as the name of voices. Raises BadSetting when it is none."""
    for voices in VOICES:
        if word == voices:
            return voices
    raise BadSetting(f"voices {word!r}: choose one of {', '.join(VOICES)}")


def _run(nlp: Language, texts: Sequence[str] | Sequence[Doc]) -> list[Doc]:
    """What a pipeline says of the texts. Raises MissingModel when it breaks over one of them."""
    try:
        return list(nlp.pipe(texts, batch_size=_BATCH))
    except Exception as error:
        # components of any maker raise anything; the user needs one line
        raise MissingModel(f"the language model {_version(nlp)} cannot be run: {_reason(error)}") from error


def _told(protocol: Language | None, base: Language | None, syntax: bool = False) -> Annotator:
    version = ", ".join(_version(nlp) for nlp in (protocol, base) if nlp) or RULES
    _log.info("language models: %s", version)
    return Annotator(version, protocol, base, syntax)


def _is_own(name: str) -> bool:
    return name == PROTOCOL_MODEL or Path(name).resolve() == (models_folder() / PROTOCOL_MODEL).resolve()


def _base(name: str | None) -> Language:
    """sv_core_news_sm when it is installed and no model is named; else the project's own."""
    if name is None and find_spec(USUAL_BASE):
        try:
            return _foreign(USUAL_BASE)
        except MissingModel as error:
            _log.warning("%s; the project's own base runs in its place", error)
    return _own(_BASE_NER)


def _own(*components: str) -> Language:
    """The project's pipeline with these of its components."""
    return _own_make(PROTOCOL_MODEL, *components)


def _own_make(name: str, *components: str) -> Language:
    """A pipeline of the project's make, the shipped one or one in a folder, with these of its components."""
    exclude = {*_SYNTAX, _PROTOCOL_NER, _BASE_NER} - set(components)
    nlp = _loaded(name, models_folder() / name if name == PROTOCOL_MODEL else name, exclude)
    for component in components:
        if component not in nlp.component_names:
            raise MissingModel(f"the language model {name} has no {component}: make model")
        nlp.enable_pipe(component)
    return nlp


def _has_base(name: str) -> bool:
    """Whether the folder `name` holds a pipeline of the project's make, its base beside its protocol NER."""
    return (Path(name) / _BASE_NER).is_dir()


def _foreign(name: str) -> Language:
    """The pipeline `name` without what no rule needs of it; a retrained one of the project's as its NER."""
    return only_names(_loaded(name, name, {_BASE_NER, *_SYNTAX} if _has_base(name) else ()), name)


def _loaded(name: str, where: Path | str, exclude: Iterable[str]) -> Language:
    import spacy

    from pipeline.annotate import half, hints  # noqa: F401 (register what the project's pipeline is made of)

    try:
        return spacy.load(where, exclude=list(exclude))
    except OSError as error:
        if Path(where).exists():
            raise MissingModel(f"the language model {name} is no spaCy pipeline: {_reason(error)}") from error
        raise MissingModel(f"the language model {name} is not installed") from error
    except Exception as error:
        # spaCy and thinc raise many kinds for a damaged or foreign folder; the user needs one line.
        raise MissingModel(f"the language model {name} cannot be loaded: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    line = (str(error) or type(error).__name__).strip().splitlines()[0]
    for missing, extra in _EXTRAS:
        if missing.search(str(error)):
            return f"it needs the extra for such transformers (pip install 'paragraf[{extra}]'): {line}"
    return line


def _version(nlp: Language) -> str:
    """ "sv_paragraf 0.4.0"; of a pipeline in a folder of its own also what its files are, by their hash."""
    base = " base" if _BASE_NER in nlp.component_names and nlp.meta["name"] == "paragraf" else ""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}{base} {nlp.meta['version']}{files_of(nlp)}"
