"""Points numbered one after the other, where a notice or informal minutes have no § signs."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from pipeline.patterns import item_label
from pipeline.segment.casenumbers import is_case
from pipeline.segment.inner import listed, no_items, people
from pipeline.segment.lines import Line
from pipeline.segment.titles import PERSON, Candidate, title_line

# "3. Budget", "3:  Budget", "1.1.2. Justerare", "4:1 Taxa", "2a Budget", "• 2a Budget", "11.Avslutning",
# "Ärende 1 – Budget", "Ärende nr 3: Budget", "Nr. 3. Budget", "Dp 3 Budget"
_NUMBERED = re.compile(
    r"(?P<bullet>[•●▪]\s?)?(?P<word>(?:(?:(?:Dagordnings)?punkt|Ärende|Pkt\.?|Dp\.?)\s(?:nr\.?\s|nummer\s)?|Nr\.?\s))?"
    r"(?P<number>\d{1,3})(?P<sub>(?:[.:]\d{1,2}){1,3}(?!\d)|[a-h](?![a-zåäö]))?(?P<mark>\s[–-](?=\s)|[.):]?|,(?=\s[A-ZÅÄÖ]))"
    r"(?:(?:\s+|(?<=[.):])(?=[A-ZÅÄÖ]))(?P<rest>\S.*))?",
    re.IGNORECASE,
)
_LONE_TAB = re.compile(r"(?:[•●▪]\s?)?[\d.:]{1,12}[a-h]?[.):]?\t\S")
# "3. Budget⇥Dnr 2024/12⇥Eva Tall" in a notice
_WITH_CASE = re.compile(
    r"\d{1,3}[.)] [A-ZÅÄÖ][^\t]{2,150}\t(?:Dnr\s|Diarienr\s)?[A-ZÅÄÖ]{0,6}\s?(?:19"
    r"|20)?\d\d[/:-]\d{1,6}(?:\t|$)"
)
# the columns beside a point in an agenda: an annex, what it is up for, when, who presents it
_MARK = re.compile(
    r"(?i:bil(?:aga|agor|\.)?\s?(?:nr\s?)?\d[\d\w ,–-]{0,12}|bil(?:aga|agor)|se bilaga|bifogas"
    r"|(?:för )?(?:beslut|info(?:rmation)?|diskussion|kännedom)|muntlig\w*(?: \w+)?|handling(?:ar)?(?: \w+)?"
    r"|kl\.?\s?\d{1,2}[.:]\d\d|\d{1,3} min(?:uter|\.)?)"
    rf"|\d{{1,2}}[.:]\d\d(?:\s?[-–]\s?\d{{1,2}}[.:]\d\d)?|{PERSON.pattern}"
)
_OPENS = re.compile(r"öppn|upprop|välkom", re.IGNORECASE)
# "Nämnden beslutar", "Samhällsbyggnadsnämnden godkänner ändringen."
_DECIDER = re.compile(
    r"[A-ZÅÄÖ][\wåäö-]*(?: och [\wåäö-]+)?(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen|beredningen"
    r"|förbundet|mötet|stämman|rådet)"
    r" (?:beslut|beslöt|godkän|fastställ|utse[rs]|utsåg|föresl|anta[rg]|antog|notera|välj|valde|lägg|lade)"
    r"|Nämnden |Styrelsen "
)
_HIGH = 13  # numbers of items that no list within one reaches
_ONES = 4  # points with the same number that are items
_MOST = 1500  # points; a longer list of numbers is a table
_BACK = 60  # how far back a point's predecessor is looked for
_LONGEST = 160
_LONG_SENTENCE = 260  # letters of the first sentence of a point that is a whole paragraph
_SENTENCE = re.compile(r"[^.!?]+[.!?](?=\s+[A-ZÅÄÖ])")
# "13. a) Till revisor valdes Bo Lund.": the point's first part stands beside its number
_FIRST_PART = re.compile(r"a\)\s+(?=[A-ZÅÄÖ])")

_Key = tuple[int, ...]


def numbered(lines: list[Line], skip: Set[int], least: int = 3) -> list[Candidate]:
    """The longest run of points numbered one after the other, subpoints between them.

    A step of two is let pass; a run shorter than `least` is none, nor is a list within an item. Two
    are enough where the first opens the meeting or decides something.
    """
    cands = _points(lines, skip)
    if not cands:
        return []
    cands = _counted_on(cands)
    best: list[tuple[float, int]] = []  # (score, previous)
    for k, (cand, key, style) in enumerate(cands):
        score, previous = (1.0 if cand.number <= 2 else 0.2), -1
        for j in range(max(0, k - _BACK), k):
            other, other_key, other_style = cands[j]
            cost = _step(other_key, key)
            if cost is None or cand.line - other.line < 1:
                continue
            alike = sum(a == b for a, b in zip(style, other_style, strict=True))
            gain = 1.0 + alike * 0.15 - cost + (0.2 if cand.line - other.line > 1 else 0.0)
            if best[j][0] + gain > score:
                score, previous = best[j][0] + gain, j
        best.append((score, previous))
    at = max(range(len(best)), key=lambda k: best[k][0])
    chain: list[Candidate] = []
    while at >= 0:
        chain.append(cands[at][0])
        at = best[at][1]
    chain.reverse()
    if len(chain) == 2 and chain[0].number == 1 and (_OPENS.search(chain[0].rest) or _decides(lines, *chain)):
        least = 2
    if len(chain) >= least and not no_items(chain):
        return chain
    lone = _lost_signs(lines, skip, [cand for cand, _, _ in cands])
    if lone:
        return lone
    return _all_ones(lines, skip, [cand for cand, _, _ in cands])


def _counted_on(
    cands: list[tuple[Candidate, _Key, tuple[object, ...]]],
) -> list[tuple[Candidate, _Key, tuple[object, ...]]]:
    """The points with the keys they would have, where a converter began to count anew among them.

    "4. Rapporter" / "1. Julfesten" / "2. Bryggan" / "7. Ekonomi": the two are the fifth and the sixth.
    """
    out = list(cands)
    for i, (cand, key, _) in enumerate(cands):
        number = cand.number
        count = 0
        while i + count + 1 < len(cands) and cands[i + count + 1][1] == (count + 1,):
            count += 1
        after = i + count + 1
        if key != (number,) or count == 0 or number < 2 or after >= len(cands):
            continue
        if cands[after][1] == (number + count + 1,):
            for k in range(1, count + 1):
                point, _, style = cands[i + k]
                out[i + k] = point, (number + k,), style
    return out


def _decides(lines: list[Line], first: Candidate, last: Candidate) -> bool:
    """Whether "Beslut" or "Förslag till beslut" stands between two points: they are items."""
    return any(
        item_label(line.text) in ("decision", "proposal") for line in lines[first.line + 1 : last.line]
    )


def _lost_signs(lines: list[Line], skip: Set[int], cands: list[Candidate]) -> list[Candidate]:
    """The few items of an extract whose text has lost "§": "122 Dagordning" / "Nämnden beslutar …".

    Under each stands what is decided, and no meeting has a list that begins with such a number.
    """
    found = [c for c in cands if c.number >= _HIGH and not c.suffix and _decided_below(lines, skip, c.line)]
    rising = all(0 < b.number - a.number <= 2 for a, b in pairwise(found))
    return found if found and rising and not people(found) else []


def _decided_below(lines: list[Line], skip: Set[int], index: int) -> bool:
    """Whether the next line is "Beslut", or says that somebody who decides does."""
    near = range(index + 1, min(index + 5, len(lines)))
    text = next((lines[i].text for i in near if lines[i].text and i not in skip), "")
    return item_label(text) in ("decision", "proposal") or _DECIDER.match(text) is not None


def _all_ones(lines: list[Line], skip: Set[int], cands: list[Candidate]) -> list[Candidate]:
    """Points that a converter has begun anew each time: "1. Val av ordförande", then text, "1. Val av …"."""
    if len(cands) < _ONES or any((cand.number, cand.suffix) != (1, "") for cand in cands) or no_items(cands):
        return []
    spoken = sum(any(_text(lines, skip, i) for i in range(a.line + 1, b.line)) for a, b in pairwise(cands))
    return cands if spoken >= 0.8 * (len(cands) - 1) else []


def _text(lines: list[Line], skip: Set[int], index: int) -> bool:
    return index not in skip and lines[index].text.endswith(".")


def points(lines: list[Line], skip: Set[int]) -> list[Candidate]:
    """Every line that begins as a point does, those of lists under a label or a lead-in left out."""
    return [cand for cand, _, _ in _points(lines, skip)]


def _points(lines: list[Line], skip: Set[int]) -> list[tuple[Candidate, _Key, tuple[object, ...]]]:
    cands: list[tuple[Candidate, _Key, tuple[object, ...]]] = []
    for i, line in enumerate(lines):
        if i in skip or line.front or line.blank or line.leader:
            continue
        found = _point(lines, skip, i)
        if found:
            cands.append((found[0], _key(found[0]), found[1]))
    if len(cands) > _MOST:
        return []
    inner = listed(lines, skip, [cand for cand, _, _ in cands])
    return [found for found in cands if found[0].line not in inner]


def _key(cand: Candidate) -> _Key:
    """ "1.1.2" → (1, 1, 2), "2b" → (2, 2)."""
    if cand.suffix.isalpha():
        return cand.number, ord(cand.suffix.lower()) - ord("a") + 1
    return cand.number, *(int(part) for part in re.findall(r"\d+", cand.suffix))


def _step(a: _Key, b: _Key) -> float | None:
    """What it costs to go on from number `a` to `b`; None when `b` does not follow."""
    shared = min(len(a), len(b))
    depth = next((k for k in range(shared) if a[k] != b[k]), shared)
    if depth == shared:  # 1 → 1.1
        return 0.0 if len(b) > len(a) and all(part == 1 for part in b[shared:]) else None
    step = b[depth] - a[depth]
    if step not in (1, 2):
        return None
    if depth == len(b) - 1:  # 1.1 → 1.2, 1.4 → 2
        return (step - 1) * 0.8
    # 1.4 → 2.1: the heading of the group has no number of its own
    return 0.2 if step == 1 and all(part == 1 for part in b[depth + 1 :]) else None


def _with_marks(line: Line) -> bool:
    """ "3 Ekonomisk rapport⇥Bilaga 2⇥Eva Tall": what an agenda's columns say of a point."""
    cells = [line.text[a:b] for a, b in line.cells if b > a]
    if re.fullmatch(r"\W*\d[\d.:]{0,6}[a-h]?[.):]?", cells[0]):
        cells = cells[1:]
    return len(cells) > 1 and all(_MARK.fullmatch(cell) or is_case(cell) for cell in cells[1:])


def _too_long(rest: str, mark: str) -> bool:
    """Whether no heading is so long: "4. Efter föredraget om lax …. Beslöts att …" ends at its stop."""
    first = _SENTENCE.match(rest)
    return len(rest) > _LONGEST and not (mark == "." and first and first.end() <= _LONG_SENTENCE)


def _point(lines: list[Line], skip: Set[int], index: int) -> tuple[Candidate, tuple[object, ...]] | None:
    """The point a line may begin, and its style (title beside or below, mark, heading, after a gap)."""
    line = lines[index]
    match = _NUMBERED.fullmatch(line.text.rstrip())
    if not match or (
        "\t" in line.text[:-1]
        and not (_LONE_TAB.match(line.text) or _WITH_CASE.match(line.text) or _with_marks(line))
    ):
        return None
    cells = [cell.strip() for cell in (match["rest"] or "").split("\t")]
    rest = cells[0]  # in a table the presenter, the time and the case number stand beside
    part = _FIRST_PART.match(rest)
    rest, moved = (rest[part.end() :], part.end()) if part and match["mark"] else (rest, 0)
    if rest and (not re.match(r"[A-ZÅÄÖÉ\"”§(]", rest) or _too_long(rest, match["mark"])):
        return None
    sub = match["sub"] or ""
    if not rest and (
        title_line(lines, skip, index + 1) is None
        or (len(line.text) > 4 + len(sub) and not match["word"])
        or match["bullet"]
    ):
        return None
    blank_before = index == 0 or lines[index - 1].blank
    style = (bool(rest), match["mark"], bool(line.level), blank_before)
    at = match.start("rest") + moved - 1 if rest else len(line.text)
    begins = match.start("word") if match["word"] else match.start("number")
    case = next((cell for cell in cells[1:] if rest and is_case(cell)), None)
    rest = ("\t" + rest if rest else "") + (f"\t{case}" if case else "")
    return Candidate(index, int(match["number"]), sub, rest, at, begins), style
