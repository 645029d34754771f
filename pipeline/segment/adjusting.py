"""The label "Justeringens plats och tid" where its words stand on two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.segment.lines import Line

_BEGINS = re.compile(
    r"justering(?:en|ens|s)?(?: av protokoll(?:et)?)?(?: (?:plats|tid|dag|datum)(?: och| samt|,| &)?)?",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:(?:plats|tid|dag|datum)\s)?(?:och|samt|&)?\s?(?:tid|plats|datum|dag)(?=\s|:|$)[\s:]*", re.IGNORECASE
)
# "Tid och plats för" / "justering"
_BEGINS_BEFORE = re.compile(
    r"(?:tid(?:punkt)?|plats|dag|datum)(?:(?: och| samt|,| &|/) ?(?:tid|plats|dag|datum))?(?: för)?",
    re.IGNORECASE,
)
_ENDS_BEFORE = re.compile(
    r"(?:protokoll(?:et|ets|s)?\s?)?justering(?:en)?(?: av protokoll(?:et)?)?(?=\s|:|$)[\s:]*",
    re.IGNORECASE,
)
_ENDS_WITH_FOR = re.compile(rf"för {_ENDS_BEFORE.pattern}", re.IGNORECASE)
# "Justeringens Kommunhuset" / "plats och tid 2024-02-19": columns that have lost their gap
_FLUSH = re.compile(r"Justering(?:ens|en)?\s+(?=[A-ZÅÄÖ0-9])(?!(?:Plats|Tid|Datum|Dag)\b)")
_FLUSH_ENDS = re.compile(r"plats och (?:tid|datum)\s+(?=\S)|tid och plats\s+(?=\S)")
_LABEL = "Justeringens plats och tid"
_APART = 2  # lines below the first, of which one may hold the value
_FAR_IN = 10  # columns that a value alone on its line stands in at least


def whole_label(lines: Sequence[Line]) -> list[Line]:
    """The lines, as many, with the label's two lines in the first of them and their values behind it.

        Justeringens        Kommunhuset 2024-02-19
        plats och tid       kl. 15.00

    is "Justeringens plats och tid⇥Kommunhuset 2024-02-19⇥kl. 15.00" over an empty line, as is
    "Plats och tid för" over "justering". What stands there is not where and when the meeting was.
    """
    out = list(lines)
    for i, line in enumerate(lines):
        first = line.text[slice(*line.cells[0])].rstrip(":") if line.text else ""
        if line.front or not first:
            continue
        if _BEGINS.fullmatch(first):
            _join(out, i, _ENDS)
        elif (flush := _FLUSH.match(line.text)) and "\t" not in line.text:
            _join_flush(out, i, line.text[flush.end() :])
        elif _BEGINS_BEFORE.fullmatch(first):
            _join(out, i, _ENDS_BEFORE if first.lower().endswith("för") else _ENDS_WITH_FOR)
    return out


def _join_flush(lines: list[Line], index: int, value: str) -> None:
    below = next((i for i in range(index + 1, min(index + 3, len(lines))) if not lines[i].blank), None)
    end = _FLUSH_ENDS.match(lines[below].text) if below is not None else None
    if below is None or end is None:
        return
    joined = "\t".join([_LABEL, value, lines[below].text[end.end() :]])
    line = lines[index]
    lines[index] = replace(line, text=joined, offsets=(line.offsets or (line.start,))[:1] * len(joined))
    lines[below] = replace(lines[below], text="", offsets=())


def _join(lines: list[Line], index: int, ends: re.Pattern[str]) -> None:
    line = lines[index]
    below = [i for i in range(index + 1, min(index + 6, len(lines))) if not lines[i].blank][:_APART]
    for count, i in enumerate(below):
        end = ends.match(lines[i].text)
        if end is None:
            if lines[i].indent < _FAR_IN and not lines[i].text.startswith("\t"):
                return
            continue
        taken = [lines[j].text.strip("\t") for j in below[:count]]
        values = [*line.text.split("\t")[1:], *taken, lines[i].text[end.end() :].strip("\t")]
        if not any(map(str.strip, values)):
            return  # what follows on lines of its own is read as it is for a label on one line
        joined = "\t".join([_LABEL, *filter(None, values)])
        lines[index] = replace(line, text=joined, offsets=(line.offsets or (line.start,))[:1] * len(joined))
        for j in below[: count + 1]:
            lines[j] = replace(lines[j], text="", offsets=())
        return
