"""The items of a meeting by number: those found, and those its head says that there are."""

from __future__ import annotations

import re

from pipeline.facts import Part
from pipeline.view import Layout

# "Paragrafer 12–22", "Omfattning: §§ 34-49", "Justerade paragrafer §§ 62-70"
_SPAN = re.compile(
    r"(?:(?<=[\s|*>])|^)(?:(?:justerade |protokollets )?paragrafer|paragraf(?:nummer)?|omfattning|omfattar)"
    r"[\s:|*]{0,12}(?:paragraf(?:erna)?\s)?§{0,2}\s?(?P<low>\d{1,4})\s?[-–—]\s?(?:§\s?)?(?P<high>\d{1,4})(?![\d-])",
    re.IGNORECASE,
)
_HEAD = 12_000  # characters in which the forms of a head stand
_MOST = 300  # items of one meeting


def item_numbers(layout: Layout, part: Part) -> tuple[str, ...]:
    """The numbers of the part's items in their order, with those between that only its head tells.

    An extract has few of its meeting's items; "ej § 5" still means all the others.
    """
    found = tuple(dict.fromkeys(s.number for s in layout.sections if s.part == part.id and s.number))
    known = {int(number) for number in found if number.isdigit()}
    if len(known) < len(found):
        return found
    head = layout.source.text[part.start : min(part.end, part.start + _HEAD)]
    for match in _SPAN.finditer(head):
        low, high = int(match["low"]), int(match["high"])
        if not 0 < high - low < _MOST or (known and not any(low <= number <= high for number in known)):
            continue
        return tuple(map(str, sorted(known | set(range(low, high + 1)))))
    return found
