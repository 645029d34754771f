"""The organisation an organ belongs to: the municipality, region, parish or university of a head."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

from pipeline.gazetteers import municipalities
from pipeline.segment.bodynames import OF_PARISH, OWNER, OWNER_LINE, UPPER
from pipeline.segment.lines import Line
from pipeline.segment.organs import organ_alone

_NAME = rf"[{UPPER}][\wé-]+(?: [{UPPER}][\wé-]+){{1,2}}"
# "Anna Ek (S) Norrby kommun", "Bo Lund, ekonomichef Norrby kommun", "Förhinder: Siv Ask, Norrby kommun", and
# "ordförande, Norrby kommun" in a column behind the names: where one of those present comes from
_ON_A_LIST = re.compile(
    rf"\([A-ZÅÄÖa-zåäö]{{1,4}}\)[\s,]"
    rf"|^(?:[{UPPER}][a-zåäö]+: ?)?{_NAME}, |{_NAME}(?:\s{{2,}}|\t)$"
    r"|(?:ordf(?:örande|\.)|ledamot|ersättare|suppleant)(?: (?:för|från))?,? $"
)
_LIST_BEGINS = re.compile(
    r"(?:Närvar(?:ande|o|olista)|Beslutande|Ledamöter|Deltagare|Deltagande|Ersättare|Frånvarande|Förhinder)\b",
    re.IGNORECASE,
)


def owner_of(running: list[str], text: list[str], lines: list[Line]) -> str | None:
    """The municipality, region, parish or university that the head names, or that the text names most."""
    head = takewhile(lambda cell: not _LIST_BEGINS.match(cell), text)
    cells = [cell for cell in (*running, *head) if len(cell) < 110]
    found = next(
        (m.group() for cell in cells for m in [OWNER.search(cell)] if m and not _guest(cell, m)), None
    )
    if found is None:
        found = next((cell for cell in cells if OWNER_LINE.fullmatch(cell)), None)
    if found is None:
        found = next((m["owner"] for cell in cells for m in [OF_PARISH.fullmatch(cell)] if m), None)
    if found is None:
        named = Counter(
            m.group()
            for line in lines
            if short(line)
            for m in OWNER.finditer(line.text)
            if not _ON_A_LIST.search(line.text[max(0, m.start() - 40) : m.start()])
        )
        found = named.most_common(1)[0][0] if named and named.most_common(1)[0][1] >= 3 else None
    return found


def _guest(cell: str, owner: re.Match[str]) -> bool:
    """ "Alma Ros Älvby kommun" in a list of those present: "Ros Älvby" is no municipality's name."""
    before = cell[: owner.start()]
    if _ON_A_LIST.search(before) and not organ_alone(before.strip(" ,–-")):
        return True
    words = owner.group().split()
    if len(words) < 3 or not re.search(r"[A-ZÅÄÖ][a-zåäöé-]+ $", cell[: owner.start()]):
        return False
    known = municipalities()
    own = (words[1], words[1].removesuffix("s"))
    whole = f"{words[0]} {words[1]}"
    return any(word in known for word in own) and not {whole, whole.removesuffix("s")} & known.keys()


def guest_of(cell: str, name: re.Match[str]) -> bool:
    """ "Bo Lund, Norrby ryttarförening" in a list of those present: where somebody comes from."""
    listed = _ON_A_LIST.match(cell)
    return listed is not None and 0 < listed.end() <= name.start()


def short(line: Line) -> bool:
    """Whether a line is short enough to look through for names."""
    return 3 < len(line.text) < 2000
