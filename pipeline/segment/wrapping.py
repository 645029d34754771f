"""Titles that go on over lines, and lines that are sentences rather than titles."""

from __future__ import annotations

import re
from collections.abc import Set

from pipeline.gazetteers import given_names
from pipeline.patterns import item_label
from pipeline.segment.casenumbers import is_case
from pipeline.segment.lines import Line

_STATES = re.compile(
    r"[A-ZÅÄÖ]\S*\s(?:\S+\s){0,3}?(?:beslut(?:ar|ade|at|as)|beslöt|valde[sn]?|väljs|utses|utsågs|informera(?:r|de)|diskutera(?:r|de)"
    r"|föresl(?:år|og)|redogör|redogjorde|hälsa(?:r|de)|öppna(?:r|de)|förklara(?:r|de)|godkän(?:ner|de|des|ns)"
    r"|är|var|ska|skall|finns|kommer|anser|ansåg|rapportera(?:r|de)|konstatera(?:r|de)|meddela(?:r|de))\b"
)
# what no title ends with, where it is wrapped between names
_HANGS = re.compile(
    r"(?:.{12},|.{12}\si|.{3}\s(?:och|samt|av|för|om|med|till|från|på|avseende|angående|gällande|mellan))$",
    re.IGNORECASE,
)

# words that a person's name follows in a title: "motion av", "efter", "från"
_LEADS_TO_NAME = frozenset(
    ("av", "för", "från", "till", "efter", "med", "och", "om", "samt", "ang", "angående")
)


def states(text: str) -> bool:
    """Whether a line is a sentence that tells or settles something: "Budgeten godkändes av mötet"."""
    return _STATES.match(text) is not None


def continuation(lines: list[Line], skip: Set[int], last: int, first_words: str) -> list[int]:
    """Lines a wrapped title goes on over: "… granskning av / patientnämnden"."""
    more: list[int] = []
    index, gap = last + 1, 0
    previous = first_words if len(first_words) > len(lines[last].text) else lines[last].text
    while index < len(lines) and len(more) < 5:
        line = lines[index]
        if index in skip:
            break
        if line.blank:
            gap += 1
            index += 1
            if line.rule or gap > 1:
                break
            continue
        if (
            item_label(line.text)
            or "\t" in line.text
            or re.match(
                r"(?:\w{2,8} )?§|[•\-–] |[a-zåäö]\)\s|\d{1,3}(?:(?:[.:]\d{1,2}){0,3}[.)]\s|\s[A-ZÅÄÖ])",
                line.text,
            )
            or is_case(line.text)
        ):
            break
        if previous.endswith((".", ":", "?", "!")) or (lines[last].level and not line.level):
            break
        label, colon, _ = line.text.partition(":")  # "Beslut: Godkändes och lades till handlingarna"
        parted = gap == 0 and _parts_a_name(previous, line.text)
        if (not parted and _STATES.match(line.text)) or (colon and item_label(label)):
            break
        lower = line.text[0].islower() or re.match(r"(?:19|20)\d\d\b.{0,20}$", line.text) is not None
        sentence = line.text.endswith((".", ",")) or len(line.text) > 110
        # "Motion av Bo Lund (M)," / "Siv Ek (C) om cykelvägar", a blank line may part them
        hangs = not line.text.endswith(".") and _HANGS.search(previous) is not None
        # "SVAR PÅ MOTION OM" / "FRI KOLLEKTIVTRAFIK", "Delårsrapport" / "2024"
        both = _shouted(previous) and _shouted(line.text)
        hangs = hangs or parted or (gap == 0 and (both or _last_year(lines, index)))
        if (
            not hangs
            and not (lower and len(previous) >= 25 and (not sentence or len(previous) > 60))
            and not (
                gap == 0 and len(previous) >= 35 and not sentence and _ends_block(lines, index, len(previous))
            )
        ):
            break
        if gap and len(previous) < 40 and not hangs:
            break
        more.append(index)
        previous, gap = line.text, 0
        index += 1
    return more


def joined(words: list[str]) -> str:
    """The lines of a title as one: "dokument-" / "hanteringsplan", but "gång- och" / "cykelväg"."""
    text = words[0]
    for more in words[1:]:
        divided = more[:1].islower() and not re.match(r"(?:och|eller|samt|resp\w*|till|men)\b", more)
        if divided and re.search(r"[a-zåäö]-$", text):
            text = text[:-1] + more
        else:
            text += more if divided and re.search(r"[A-ZÅÄÖ]-$", text) else f" {more}"
    return text


def _parts_a_name(above: str, below: str) -> bool:
    """ "Avsägelse från Lena" / "Granström som ersättare", "… om hur Norrby" / "Kommun ska spara".

    A given name waits for its surname, a town's for the word that makes it a municipality.
    """
    words, following = above.split(), below.split()
    if words[-1][0].isupper() and re.fullmatch(r"(?:Stads?|Kommuns?)\W?", following[0]):
        return len(words) > 1
    return (
        len(words) > 1
        and words[-1] in given_names()
        and (words[-2].endswith(",") or words[-2] in _LEADS_TO_NAME)
        and re.fullmatch(r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?,?", following[0]) is not None
        and following[0] not in given_names()
    )


def _last_year(lines: list[Line], index: int) -> bool:
    """Whether a line is a year and nothing else, below it a gap or a label."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return re.fullmatch(r"(?:19|20)\d\d", lines[index].text) is not None and (
        below is None or below.blank or item_label(below.text) is not None
    )


def _shouted(text: str) -> bool:
    return text.isupper() and len(text) > 11 and " " in text


def _ends_block(lines: list[Line], index: int, width: int) -> bool:
    """Whether the line is a title's last: a gap or a label follows, and it is no longer than the title."""
    if len(lines[index].text) > width + 15:
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    return (
        following is None
        or following.blank
        or item_label(following.text) is not None
        or following.text[0].islower()
    )
