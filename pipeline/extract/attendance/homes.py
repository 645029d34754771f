"""Where each comes from behind the name, without a comma: "Anna Ek Norrby" over "Bo Lund Alviken"."""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.extract.attendance.entries import Row

_LEAST = 4  # people in a list whose names can show what their last words are
_TOLD = 2  # of them that the text names without it


_HOME = re.compile(r"(?P<name>\S+(?: \S+){1,2}) (?P<home>[A-ZÅÄÖ][a-zåäö]+)")


def without_homes(rows: list[Row], text: str) -> None:
    """Take the last word from the names of a list when the text behind it names its people without.

    `text` is the document's raw text. Nobody of the list may be named there with it: a surname in two
    words ("Anna Ek Berg") comes again whole.
    """
    lists: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        lists[row.list].append(row)
    for listed in lists.values():
        parted = [_HOME.fullmatch(row.name) for row in listed]
        if len(listed) < _LEAST or not all(parted) or any(row.rest.strip(" .,") for row in listed):
            continue
        behind = text[max(row.piece.block.offsets[row.end - 1] for row in listed) :]
        if any(_said(row.name, behind) for row in listed):
            continue
        if sum(match is not None and _said(match["name"], behind) for match in parted) < _TOLD:
            continue
        for row, match in zip(listed, parted, strict=True):
            if match is not None:
                row.end -= len(match["home"]) + 1
                row.name = match["name"]


def _said(name: str, text: str) -> bool:
    """Whether `text` says the name, over the end of a line too; a genitive s is looked through."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.search(rf"(?<!\w){words}s?(?!\w)", text) is not None
