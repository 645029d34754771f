"""spaCy: a DocBin with a group of spans for each kind of fact.

The tokens are cut at the edges of every span, and ``doc.text`` is the text to the letter. Labels hold the
closed sets ("decision:adopt:decided"); what else a fact has is in ``doc.user_data["paragraf"]``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span

from evaluation.exchange.composite import all_labels, label_of, parsed
from evaluation.exchange.fields import FIELDS
from evaluation.exchange.files import tried
from evaluation.exchange.formats import Loaded, Options
from evaluation.exchange.task import Region, Task, carried_of
from evaluation.exchange.tokens import tokens
from pipeline.errors import GoldError

UNWANTED = ""


def export(tasks: list[Task], _: Options) -> dict[str, bytes]:
    """``gold.spacy``."""
    vocab = spacy.blank("sv").vocab
    found = DocBin(store_user_data=True, docs=[_doc(task, vocab) for task in tasks])
    return {"gold.spacy": found.to_bytes()}


def load(path: Path, _: Options) -> Loaded:
    """Every document of a DocBin that has groups of spans."""
    try:
        docs = list(DocBin().from_bytes(path.read_bytes()).get_docs(spacy.blank("sv").vocab))
    except Exception as error:  # zlib's, msgpack's and spaCy's own: all mean that the file is not whole
        raise GoldError(f"{path}: no whole DocBin ({type(error).__name__}); write it anew") from error
    return [tried(partial(_task, doc, f"{path}: document {number}")) for number, doc in enumerate(docs, 1)]


def labels() -> str:
    """The labels, one a line."""
    return "\n".join(all_labels()) + "\n"


def _doc(task: Task, vocab: Any) -> Doc:
    cut = tokens(task.text, ((region.start, region.end) for region in task.regions))
    doc = Doc(vocab, words=list(cut.words), spaces=list(cut.spaces))
    for kind in FIELDS:
        doc.spans[kind] = [
            Span(doc, *cut.of(region.start, region.end), label=label_of(region), span_id=region.ref)
            for region in task.regions
            if region.kind == kind
        ]
    doc.user_data["name"] = task.name
    doc.user_data["paragraf"] = task.carried.to_json() if task.carried else ""
    return doc


def _task(doc: Doc, place: str) -> Task:
    if not doc.spans:
        raise GoldError(
            f"{place}: no groups of spans; put what is marked into doc.spans (entities alone hold no facts)"
        )
    carried = carried_of(doc.user_data.get("paragraf"), place)
    name = str(doc.user_data.get("name") or (carried.record["name"] if carried else place.rpartition(" ")[2]))
    place = f"{place} ({name})"
    regions = []
    for group in doc.spans.values():
        for number, span in enumerate(group, 1):
            where = f"{place}: span {number} of {group.name!r}"
            kind, label, values = parsed(span.label_, where)
            regions.append(
                Region(
                    kind=kind,
                    label=label,
                    start=span.start_char,
                    end=span.end_char,
                    values=values,
                    ref=span.id_,
                    place=where,
                )
            )
    return Task(name=name, text=doc.text, regions=tuple(regions), carried=carried, place=place)
