"""Numbered lists that are no items: points of a decision, people counted, attachments, an agenda retold."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import takewhile

from pipeline.patterns import item_label
from pipeline.segment.lines import Line
from pipeline.segment.titles import PERSON, Candidate
from pipeline.segment.wrapping import states

OPENING = re.compile(r"öppn|upprop|juster|dagordning|föredragningslista|närvar|formalia", re.IGNORECASE)
# labels under which points are counted: what is decided, proposed, voted on, enclosed, sent out
_COUNTED = frozenset(
    ("decision", "proposal", "motions", "voting", "reservation", "basis", "earlier", "distribution")
)
# "Kommunstyrelsen föreslår kommunfullmäktige besluta", "Styrelsen beslutar följande"
_LEADS_IN = re.compile(
    r"\b(?:besluta(?:r|de|s|t|des)?|beslöt|föresl(?:år|og|ås)|yrkar?|hemställer|godkän(?:ner|de)|fastställer|antar"
    r"|utses|väljs|valdes|att|följande)(?: följande| enligt förslag(?:et)?| att)?\s?:?$",
    re.IGNORECASE,
)
# "2. Godkänna planen", "3. Planen antas.", "4. Förvaltningen får i uppdrag att …"
_DECIDES = re.compile(
    r"^(?:Att|Godkänna|Anta|Fastställa|Uppdra|Ge|Bevilja|Avslå|Bifalla|Överlämna|Notera|Utse|Välja"
    r"|Återremittera|Bordlägga|Lägga|Avsätta|Anslå|Föreslå|Rekommendera|Avge|Upphäva|Avskriva"
    r"|Besluta|Tillstyrka)\s[a-zåäö]"
    r"|\b(?:godkänns|antas|fastställs|avslås|beviljas|bifalls|avskrivs|upphävs|överlämnas"
    r"|läggs till handlingarna|noteras|återremitteras|bordläggs"
    r"|justeras omedelbart|får i uppdrag|uppdras"
    r"|ges i uppdrag|tillstyrks|avstyrks)\b"
)
# "1. Kyrkorådet beslutar att avslå motionen.", one after the other
_EACH_DECIDES = re.compile(
    r"^[A-ZÅÄÖ][\wåäö-]+(?: [\wåäö-]+){0,3} (?:beslutar|beslutade|beslöt|föreslår) att\b"
)
_ASKS = re.compile(r"\?$")
# "1. Tjänsteskrivelse 2024-03-04", "2. Protokollsutdrag, socialnämnden den 3 mars 2024"
_ENCLOSES = re.compile(
    r"^(?:Tjänste(?:skrivelse|utlåtande)|Protokollsutdrag|Bilaga|Skrivelse|Remiss\w*|Yttrande|Karta|Ritning|Ansökan"
    r"|Missiv|Minnesanteckningar)\b.*\d{4}"
)
# "1. Ordförande: Anna Ek", "2 Ersättare Bo Lund (M)"
_ELECTS = re.compile(
    r"^(?:[\wåäö.:]+ ){0,3}"
    r"(?i:ordförande|ledamot|ersättare|suppleant|revisor|ombud|sekreterare|kassör)\b"
    r".*[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ]"
)


def listed(lines: list[Line], skip: Set[int], points: list[Candidate]) -> set[int]:
    """Lines of the points in lists that a label or a lead-in opens: "Beslut" / "1. Taxan antas."

    Such a list begins at 1, and no text but that of a wrapped point stands in it.
    """
    out: set[int] = set()
    for k, point in enumerate(points):
        if (point.number, point.suffix) != (1, "") or OPENING.search(point.rest):
            continue
        if _nested(lines, skip, points, k):
            out.update(_as_deep(lines, points[k:]))
            continue
        if not _led_in(lines, skip, point.line):
            continue
        out.add(point.line)
        around = points[k - 1].number if k else 0
        parted = False
        for before, after in zip(points[k:], points[k + 1 :], strict=False):
            if after.number != before.number + 1 or not _wrapped(lines, skip, before.line, after.line):
                break
            gap = lines[after.line - 1].blank
            if gap and (after.number == around + 1 or (before is not point and not parted)):
                break  # the list stood close, the next item after a gap
            parted = parted or gap
            out.add(after.line)
    return out


def _nested(lines: list[Line], skip: Set[int], points: list[Candidate], k: int) -> bool:
    """ "2. Frågestund" / "Tre frågor har kommit in:" / "  1. …": set in below a point, under a lead-in."""
    index = points[k].line
    above = next((i for i in range(index - 1, -1, -1) if _solid(lines, skip, i)), None)
    return (
        above is not None
        and lines[above].text.endswith(":")
        and any(lines[p.line].indent < lines[index].indent and p.line < above for p in points[:k])
    )


def _as_deep(lines: list[Line], points: list[Candidate]) -> list[int]:
    """The lines of the first points, which are set in as far as the first of them."""
    deep = lines[points[0].line].indent
    return [p.line for p in takewhile(lambda p: lines[p.line].indent >= deep, points)]


def _led_in(lines: list[Line], skip: Set[int], index: int) -> bool:
    """Whether the line above opens a list: a label, or a clause that the points go on."""
    above = next((lines[i] for i in range(index - 1, max(-1, index - 4), -1) if _solid(lines, skip, i)), None)
    if above is None or above.level:
        return above is not None and item_label(above.text) in _COUNTED
    return item_label(above.text) in _COUNTED or _LEADS_IN.search(above.text) is not None


def _solid(lines: list[Line], skip: Set[int], index: int) -> bool:
    return index not in skip and not lines[index].blank


def _wrapped(lines: list[Line], skip: Set[int], first: int, stop: int) -> bool:
    """Whether only the rest of a wrapped point stands between two points."""
    texts = [lines[i].text for i in range(first + 1, stop) if _solid(lines, skip, i)]
    return len(texts) <= 6 and all(text[0].islower() or not _new(text) for text in texts)


def _new(text: str) -> bool:
    """A line that begins something of its own rather than going on with the point above."""
    return item_label(text) is not None or states(text) or len(text) < 30


def no_items(points: list[Candidate]) -> bool:
    """Whether a run of points counts something else than items, by the words of most of them."""
    texts = [point.rest.strip() for point in points]
    if people(points):
        return True
    if points[0].number != 1 or any(OPENING.search(text) for text in texts[:4]):
        return False
    return any(
        sum(pattern.search(text) is not None for text in texts) >= max(2, len(texts) * 0.6)
        for pattern in (_DECIDES, _EACH_DECIDES, _ASKS, _ENCLOSES, _ELECTS)
    )


def people(points: list[Candidate]) -> bool:
    """Whether a run of points counts people: a roll, a ballot."""
    named = sum(PERSON.fullmatch(point.rest.strip()) is not None for point in points)
    return named >= max(2, len(points) * 0.7)


def within_an_item(before: Candidate, points: list[Candidate]) -> bool:
    """Whether points behind the only § of a text are a list in it, not the items of a meeting."""
    return before.line < points[0].line and not any(OPENING.search(point.rest) for point in points[:4])
