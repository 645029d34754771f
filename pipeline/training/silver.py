"""Silver labels: blocks of unlabelled minutes on which rules and the protocol NER agree.

Both read the same blocks, neither hears the other. A block is kept when they mark the same mentions with the
same labels, and when it has one or looks as if it could (a capital inside): agreement that there is nothing
in "Mötets öppnande" teaches little, that "Exp." is no name does. A score of a model that was trained on
silver lines of a body is no score for that body: leave its minutes out of the folder. Minutes with gold,
and copies of such, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from pipeline import inbox
from pipeline.annotate import Annotator, load
from pipeline.errors import BadSetting
from pipeline.facts import NAMING_LABELS, Document, Source
from pipeline.read import read
from pipeline.run import extract_source
from pipeline.segment import segment
from pipeline.training.grammar import Line
from pipeline.view import Block

_GOLD = ".gold.json"
_COULD_NAME = re.compile(r"(?<!^)(?<![.:?!] )\b[A-ZÅÄÖ]")


def silver(folder: Path, measured: Iterable[Path] = ()) -> Iterator[Line | None]:
    """A line for each distinct block of the minutes in `folder`, None where rules and model differ.

    Raises BadSetting before any line when gold stands in the folder, or a file of it has the text of gold
    beside the folder or in one of the folders `measured`.
    """
    if gold := sorted(folder.rglob(f"*{_GOLD}")):
        raise BadSetting(f"{folder}: {gold[0].name} is gold to measure with: no silver lines are made of it")
    known = _texts_of_gold([folder.resolve().parent, *measured])
    sources = [read(path) for path in inbox.documents(folder)]
    for source in sources:
        if there := known.get(_plain(source.text)):
            said = f"the text of {there.name}, which is gold to measure with"
            raise BadSetting(f"{Path(source.path).name}: {said}: no silver lines are made of it")
    return _agreed(sources)


def _texts_of_gold(folders: Iterable[Path]) -> dict[str, Path]:
    golds = [path for folder in folders for path in sorted(folder.glob(f"*{_GOLD}"))]
    texts = {gold: gold.with_name(gold.name.removesuffix(_GOLD) + ".txt") for gold in golds}
    return {_plain(read(path).text): gold for gold, path in texts.items() if path.is_file()}


def _plain(text: str) -> str:
    """`text` without white space: a copy may have been saved with other line ends."""
    return "".join(normalize("NFC", text).split())


def _agreed(sources: Iterable[Source]) -> Iterator[Line | None]:
    rules, model = load(voices="rules"), load(voices="protocol")
    seen: set[str] = set()
    for source in sources:
        document = extract_source(source, rules)
        blocks = [block for block in segment(source).blocks if block.text and block.kind != "front"]
        for block, heard in zip(blocks, _heard(model, blocks), strict=True):
            if block.text not in seen:
                seen.add(block.text)
                told = _told(document, block)
                agreed = told == heard and (told or _COULD_NAME.search(block.text))
                yield Line(block.text, told) if agreed else None


def _heard(model: Annotator, blocks: list[Block]) -> Iterator[tuple[tuple[int, int, str], ...]]:
    for doc in model.annotate(block.text for block in blocks):
        yield tuple(
            (ent.start_char, ent.end_char, ent.label_) for ent in doc.ents if ent.label_ in NAMING_LABELS
        )


def _told(document: Document, block: Block) -> tuple[tuple[int, int, str], ...]:
    """The mentions of the rules in a block, at the block's own offsets."""
    place = {offset: index for index, offset in enumerate(block.offsets)}
    return tuple(
        sorted(
            (place[mention.start], place[mention.end - 1] + 1, mention.label)
            for mention in document.mentions
            if mention.label in NAMING_LABELS and mention.start in place and mention.end - 1 in place
        )
    )
