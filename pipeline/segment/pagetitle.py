"""The title of a page that holds one item: its heading comes again below the head of the minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipeline.segment.lines import Line
from pipeline.segment.titles import Heading

_ABOVE = 3  # lines with text before it: where the page stands
_BETWEEN = 14  # lines with text of a head
_LONGEST = 110  # letters of such a line


def page_title(lines: list[Line], skip: Set[int], found: Sequence[Heading]) -> set[int]:
    """The lines of a first heading that only names the page.

    "§ 14 Policy för flaggning" / "SAMMANTRÄDESPROTOKOLL" / "Kulturnämnden" / "2024-03-04" / "KuN § 14" /
    "Policy för flaggning": the second is the item, and what stands between tells of the meeting.
    """
    if len(found) < 2 or found[0].number != found[1].number or not found[0].title:
        return set()
    title, item = found[0], found[1]
    if _words(title.title)[:6] != _words(item.title)[:6]:
        return set()
    above = [i for i in range(title.first) if lines[i].text and i not in skip]
    between = [lines[i].text for i in range(title.last + 1, item.first) if lines[i].text]
    if len(above) > _ABOVE or not between or len(between) > _BETWEEN:
        return set()
    if any(len(text) > _LONGEST or text.endswith(".") for text in between):
        return set()
    return set(range(title.first, title.last + 1))


def _words(title: str) -> list[str]:
    return re.findall(r"\w+", title.casefold())
