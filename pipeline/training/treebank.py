"""What the base makes of the test treebank: scores of tags, lemmas and trees, and what lemmas are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.annotate import load
from pipeline.errors import MissingModel
from pipeline.stem import stem
from pipeline.training.base import UD_TEST, treebank

SCORES = {
    "UPOS": "pos_acc",
    "XPOS": "tag_acc",
    "morphology": "morph_acc",
    "lemma": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sentences F1": "sents_f",
}
# Word classes people search for, as Universal Dependencies calls them.
SEARCHED = frozenset(("NOUN", "VERB", "ADJ", "PROPN"))


def measure_syntax(language_data: Path) -> dict[str, float]:
    """SCORES on the test treebank from raw text, which the pipeline itself cuts into words."""
    nlp = _syntax()
    gold = list(treebank(language_data, UD_TEST, nlp.vocab))
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    return {name: float(scores[key]) for name, key in SCORES.items()}


def search_by_lemmas(language_data: Path) -> str:
    """Pairs of forms of one word (by the treebank's lemmas and classes) that each way of folding lets meet.

    `recall` is the share of such pairs with one key, `precision` the share of pairs with one key that are
    of one word. Only forms of SEARCHED classes count, each once.
    """
    nlp = _syntax()
    words: dict[tuple[str, str], str] = {}
    lemmas: dict[str, str] = {}
    for doc in treebank(language_data, UD_TEST, nlp.vocab):
        for gold, token in zip(doc, _tagged(nlp, doc), strict=True):
            if gold.pos_ in SEARCHED and gold.is_alpha:
                words[(gold.lower_, gold.pos_)] = gold.lemma_.lower()
                lemmas.setdefault(gold.lower_, token.lemma_.lower())
    keys: dict[str, Callable[[str], str]] = {
        "form": str,
        "stem": stem,
        "lemma": lambda form: lemmas[form],
        "stem of lemma": lambda form: stem(lemmas[form]),
    }
    return "\n".join(f"{name:14} {_pairs(words, key)}" for name, key in keys.items())


def _syntax() -> Language:
    nlp = load(voices="protocol", syntax=True).protocol
    if nlp is None:
        raise MissingModel("the project's pipeline is not there: make model")
    nlp.select_pipes(disable=["ner"])
    return nlp


def _tagged(nlp: Language, doc: Doc) -> Doc:
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    return nlp(Doc(nlp.vocab, words=words, spaces=spaces))


def _pairs(words: Mapping[tuple[str, str], str], key: Callable[[str], str]) -> str:
    lemma_groups: dict[str, set[str]] = defaultdict(set)
    key_groups: dict[str, set[str]] = defaultdict(set)
    for (form, pos), lemma in words.items():
        lemma_groups[f"{lemma} {pos}"].add(form)
        key_groups[key(form)].add(form)
    wanted, found = _meetings(lemma_groups.values()), _meetings(key_groups.values())
    both = len(wanted & found)
    recall, precision = both / len(wanted), both / len(found) if found else 1.0
    return f"recall {recall:.3f}  precision {precision:.3f}  ({both}/{len(found)}/{len(wanted)} pairs)"


def _meetings(groups: Iterable[set[str]]) -> set[tuple[str, str]]:
    return {(a, b) for group in groups for a in group for b in group if a < b}
