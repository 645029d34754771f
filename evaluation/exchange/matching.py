"""Which fact a region of a tool was exported from."""

from __future__ import annotations

from evaluation.exchange.fields import FIELDS, shown, unchanged
from evaluation.exchange.task import Record, Region, is_placed


def matches(old: Record, regions: list[Region], text: str) -> dict[int, Record]:
    """For each region (by index) the fact it was exported from."""
    free: dict[str, list[Record]] = {
        kind: [fact for fact in old.get(kind) or () if is_placed(fact, text)] for kind in FIELDS
    }
    found: dict[int, Record] = {}

    def take(index: int, fact: Record | None) -> None:
        if fact is not None:
            kind = regions[index].kind
            free[kind] = [other for other in free[kind] if other is not fact]
            found[index] = fact

    for index, region in enumerate(regions):
        fact = _by_ref(old, region)
        if (
            fact is not None
            and any(fact is other for other in free[region.kind])
            and (region.firm or _overlap(fact, region) > 0)
        ):
            take(index, fact)
    for same_label in (True, False):
        for index, region in enumerate(regions):
            if index not in found:
                here = [fact for fact in free[region.kind] if same_place(fact, region)]
                take(index, next((fact for fact in here if not same_label or _alike(fact, region)), None))
    for index, region in enumerate(regions):
        if index not in found:
            near = [fact for fact in free[region.kind] if _overlap(fact, region) >= 0.5]
            near = [fact for fact in near if region.kind != "mentions" or fact["label"] == region.label]
            take(index, max(near, key=lambda fact: _overlap(fact, region), default=None))
    return found


def _by_ref(old: Record, region: Region) -> Record | None:
    kind, _, number = region.ref.partition(":")
    facts = old.get(kind) or []
    return (
        facts[int(number)] if kind == region.kind and number.isdigit() and int(number) < len(facts) else None
    )


def same_place(fact: Record, region: Region) -> bool:
    """Whether a fact stands where the region is."""
    return bool(fact.get("start") == region.start and fact.get("end") == region.end)


def _alike(fact: Record, region: Region) -> bool:
    """Whether the tool still shows the fact as it was."""
    known = (each for each in FIELDS[region.kind] if each.key in region.values)
    return (region.kind != "mentions" or fact["label"] == region.label) and all(
        unchanged(shown(each, fact.get(each.key)), region.values[each.key]) for each in known
    )


def _overlap(fact: Record, region: Region) -> float:
    shared = min(fact["end"], region.end) - max(fact["start"], region.start)
    return float(max(0, shared) / (max(fact["end"], region.end) - min(fact["start"], region.start)))
