"""The inline annotation format: protocols written with their gold facts as tags in the text.

`parse` reads a source, `to_gold` gives its facts as `annotations/gold.schema.json` has them.
"""

from evaluation.inline.gold import entity_ids, plain_name, to_gold, written
from evaluation.inline.model import FORMATS, MENTION_TAGS, Inline, PartMark, Person, Tag
from evaluation.inline.parser import fragment, parse

__all__ = [
    "FORMATS", "MENTION_TAGS", "Inline", "PartMark", "Person", "Tag",
    "entity_ids", "fragment", "parse", "plain_name", "to_gold", "written",
]  # fmt: skip
