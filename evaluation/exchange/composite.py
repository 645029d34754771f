"""Labels for tools without attributes: the values of closed sets stand in the label itself.

"decision:adopt:decided", "attendance:voting:present:remote", "amount:SEK"; a mention is "PERSON" alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from evaluation.exchange.fields import FIELDS, KINDS, Field, Shown, kind_of, suggestion
from evaluation.exchange.task import Region
from pipeline.errors import GoldError
from pipeline.facts import MENTION_LABELS

RELATIONS = {"amounts": "has_amount", "mandates": "has_mandate", "proposal": "from_proposal"}
RELATION_NAMES = {name: key for key, name in RELATIONS.items()}


def label_of(region: Region) -> str:
    """The label of a region with the values it has; a value that is null is left out."""
    values = (region.values.get(each.key, ()) for each in _closed(region.kind))
    return ":".join([region.label, *(value[0] for value in values if value)])


def parsed(label: str, place: str) -> tuple[str, str, dict[str, Shown]]:
    """(kind, label, values) of a composite label. Raises GoldError for what is in no closed set."""
    name, *values = label.split(":")
    kind = kind_of(name, place)
    fields = _closed(kind)
    found: dict[str, Shown] = {each.key: () for each in fields}
    left = list(fields)
    for value in values:
        field = next((each for each in left if value in each.choices), None)
        if field is None:
            choices = tuple(choice for each in left for choice in each.choices)
            raise GoldError(
                f"{place}: unknown label {label!r}: {value!r} is nothing of a {name}; "
                + (suggestion(value, choices) if choices else "leave it out")
            )
        found[field.key] = (value,)
        left.remove(field)
    return kind, name, found


def all_labels() -> Iterator[str]:
    """Every composite label there is, the plain ones first."""
    yield from MENTION_LABELS
    for kind, name in KINDS.items():
        fields = _closed(kind)
        needed = [each.choices for each in fields if each.type == "choice" and kind != "table_cells"]
        optional = [("", *each.choices) for each in fields if each.type != "choice" or kind == "table_cells"]
        for values in product(*needed, *optional):
            yield ":".join([name, *(value for value in values if value)])


def _closed(kind: str) -> tuple[Field, ...]:
    return tuple(each for each in FIELDS[kind] if each.choices)
