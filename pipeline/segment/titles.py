"""A heading's number, case number and title: the title may stand lines below and wrap."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from pipeline.patterns import item_label
from pipeline.segment.lines import Line

_LABEL = r"(?:Dnr|D\.nr|Diarienr|Diarienummer|Ärendenr|Ärendenummer|Ärende-?id|Ärende nr|Akt|Ref)\.?:?"
CASE = re.compile(
    rf"(?:\(?\s*{_LABEL}\s*)?"
    r"(?:(?:[A-ZÅÄÖ]{1,8}[ /-]{0,3})?(?:19|20)?\d{2}[/:\-–]\s?\d{1,6}(?:[-–/:.]\d{1,6}){0,2}(?:\s\d{3})?"
    r"|[A-ZÅÄÖ]{2,8}[ /-](?:19|20)\d{2}[-/:]\d{1,6}|(?:Dnr|Ärendenummer|Diarienummer):?\s*\S+)\)?",
)
# several case numbers, the first of which is the item's own: "KS 2024/112 (SN 2024/45)"
_CASE_LINE = re.compile(rf"\(?(?P<first>{CASE.pattern})(?:\s?[,;&]?\s?\(?(?:{CASE.pattern})\)?){{0,4}}\)?")
_LABELLED_CASE = re.compile(r"(?:Dnr|Ärendenummer|Diarienummer|Diarienr|Ärendenr)\b.{0,80}")
# letters and year, but no public inquiry, bill or statute: "(SOU 2024:12)"
_LETTERED = (
    r"(?!(?:SOU|DS|SFS|PROP|SKR|DIR|KOM|COM|EU|ISO|NJA|BFS)\b)"
    r"[A-ZÅÄÖ]{2,8}[ -]{0,2}(?:19|20)\d\d[/:-]\d{1,6}(?:[-/:.]\d{1,6})?"
)
# "… (KS 2024:33)", "… KS 2024/112 (SN 2024/45)", "… Dnr 2024/12", "…⇥2024/12"
_TAIL = re.compile(
    rf"(?:[\s(–-]{{1,6}}(?:Dnr|Diarienr|Diarienummer|Ärendenr|Ärendenummer)[.:]?\s{{1,3}}(?P<labelled>\S.{{0,60}}?)"
    rf"|[\s(–-]{{1,6}}(?P<lettered>{_LETTERED})(?:[,;]?\s?\(?{_LETTERED}\)?){{0,3}}"
    r"|\t\(?(?P<bare>(?:19|20)\d\d[/:]\d{1,6}))\)?\s*$"
)
_PAGE_TAIL = re.compile(r"(?:\t|\s{2,})\d{1,3}(?:\s?[-–]\s?\d{1,3})?$")
_CASE_FIRST = re.compile(r"[\s:.–-]*(?:\(?(?:Dnr|Ärende|Diarie|D\.nr)|[A-ZÅÄÖ]{2,8}[ /-]?\d|\d{2,4}[/-]\d)")
# references behind the number: "Sn § 20  Au § 31 Kf § 12  Dnr 2024/12"
_CROSS = re.compile(r"(?:[\s,;]*[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5}\.?\s?§{1,2}\s?\d{1,4}(?:/\d{2,4})?(?!\w))+")
# "Ks 312/09": letters in mixed case are a case only when nothing but them stands there
_MIXED_CASE = re.compile(
    r"[\s(]*(?P<first>[A-ZÅÄÖ][a-zåäö]{1,4} (?:\d{1,5}/\d{2,4}|(?:19|20)?\d\d[/-]\d{1,6}))\)?\s*$"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:ordf|sekr|nr|kl|st|dnr|tel|bl|t\.?ex|m\.?m|f\.?d|ang|resp|bitr|avd|adj|just|led|suppl|ers|tf|dr|prof|inkl|exkl|ca"
    r"|milj|kr|osv|dvs|el|enl|v|s|p|a|d)|\b[A-ZÅÄÖ])$",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"[A-ZÅÄÖ]\S*\s(?:\S+\s){0,3}?(?:beslut(?:ar|ade|at|as)|beslöt|valde[sn]?|väljs|utses|utsågs|informera(?:r|de)|diskutera(?:r|de)"
    r"|föresl(?:år|og)|redogör|redogjorde|hälsa(?:r|de)|öppna(?:r|de)|förklara(?:r|de)|godkän(?:ner|de|des|ns)"
    r"|är|var|ska|skall|finns|kommer|anser|ansåg|rapportera(?:r|de)|konstatera(?:r|de)|meddela(?:r|de))\b"
)
_ANOTHER = re.compile(r"(?:\w{2,8} )?§|\d{1,3}[.)]?$")


@dataclass(frozen=True)
class Heading:
    """A heading from line `first` to line `last`: title and case as clean text, span raw."""

    first: int
    last: int
    number: str
    title: str
    case: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    """A line that begins with a number: what stands behind it, where, and where the number begins."""

    line: int
    number: int
    suffix: str
    rest: str
    rest_at: int
    begins: int = 0


def has_page_tail(text: str) -> bool:
    """Whether a line ends in a page number, as entries of a contents list do."""
    return _PAGE_TAIL.search(text) is not None


def heading_of(lines: list[Line], skip: Set[int], cand: Candidate, above: bool = False) -> Heading:
    """The heading that begins at `cand`; `above` when titles stand over their numbers."""
    line = lines[cand.line]
    number = f"{cand.number}{cand.suffix}"
    title, title_at, case = _own_line(cand)
    first = last = cand.line
    start = line.offsets[cand.begins]
    if title:
        end = line.offsets[title_at + len(title) - 1] + 1
        words = [title]
    else:
        over = _title_above(lines, skip, cand.line) if above else None
        if over is not None:
            return Heading(
                over,
                last,
                number,
                _flat([lines[over].text]),
                case,
                lines[over].offsets[0],
                line.offsets[-1] + 1,
            )
        index = title_line(lines, skip, cand.line + 1)
        while index is not None and _is_case(lines[index].text):
            case = case or _first_case(lines[index].text)
            index = title_line(lines, skip, index + 1)
        if index is None:
            return Heading(first, last, number, "", _as_number(case), start, line.offsets[-1] + 1)
        title, tail_case = _without_tail(lines[index].text)
        case = case or tail_case
        words, last = [title], index
        end = lines[index].offsets[len(title) - 1] + 1
    for index in _continuation(lines, skip, last, words[0]):
        title, tail_case = _without_tail(lines[index].text)
        case = case or tail_case
        words.append(title)
        last, end = index, lines[index].offsets[len(title) - 1] + 1
    below = _case_below(lines, skip, last) if case is None else None
    if below is not None:
        case, last, end = _first_case(lines[below].text), below, lines[below].offsets[-1] + 1
    elif case is None and cand.line and cand.line - 1 not in skip and _is_case(lines[cand.line - 1].text):
        case = _first_case(lines[cand.line - 1].text)
    return Heading(first, last, number, _flat(words), _as_number(case), start, end)


def _as_number(case: str | None) -> str | None:
    """A case number without its label, "Ärendenummer KLK-2022-00012"; "Dnr" stays, a label alone is none."""
    if case is None or not re.search(r"\d", case):
        return None
    return re.sub(r"^(?:Diarie|Ärende)\w*[\s.:-]*(?:nr\b[\s.:]*)?", "", case) or None


def _own_line(cand: Candidate) -> tuple[str, int, str | None]:
    """Title, its place in the line and the case number that stand behind the number itself."""
    rest, at = cand.rest, cand.rest_at
    cross = _CROSS.match(rest)
    if cross:
        rest, at = rest[cross.end() :], at + cross.end()
    mixed = _MIXED_CASE.match(rest)
    if mixed:
        return "", at, mixed["first"]
    found = _CASE_LINE.search(rest) if _CASE_FIRST.match(rest) else None
    if found and not rest[: found.start()].strip(" \t:.–-"):
        case: str | None = found["first"].strip(" \t()")
        body, body_at = rest[found.end() :], at + found.end()
    else:
        body, case = _without_tail(rest)
        body_at = at
    stripped = body.lstrip(" \t:.–-)")
    body_at += len(body) - len(stripped)
    return _first_sentence(_PAGE_TAIL.sub("", stripped.rstrip()).rstrip()), body_at, case


def _first_sentence(title: str) -> str:
    """ "Kallelsen godkänns. Den gick ut i mars." is a title and its text; "Motion. Gratis buss" a title."""
    if not title.endswith((".", "!", "?")):
        return title
    for stop in re.finditer(r"\.(?=\s+[A-ZÅÄÖ])|(?<=[a-zåäö]{4})\.(?=\s+\d)", title):
        if not _ABBREVIATED.search(title[: stop.start()]):
            return title[: stop.start()]
    return title


def _without_tail(text: str) -> tuple[str, str | None]:
    """A title without the case number at its end, and that number."""
    tail = _TAIL.search(text)
    if tail is None or not text[: tail.start()].strip(" \t.:–-"):
        return text, None
    label = (
        re.search(r"(?:Dnr|Diarienr|Diarienummer|Ärendenr|Ärendenummer)[.:]?\s+", tail.group())
        if tail["labelled"]
        else None
    )
    case = (label.group() if label else "") + (tail["labelled"] or tail["lettered"] or tail["bare"])
    return text[: tail.start()], re.split(r",\s", case)[0].strip(" ()")


def _is_case(text: str) -> bool:
    """A line of case numbers and nothing else: not "2024-2027", "2024-03-04", "(SOU 2024:12)"."""
    if len(text) >= 90:
        return False
    if _LABELLED_CASE.fullmatch(text):
        return True
    if not _CASE_LINE.fullmatch(text):
        return False
    return re.match(rf"\(?(?:{_LABEL}|{_LETTERED}|(?:19|20)\d\d/\d)", text) is not None and not re.match(
        r"\(?(?:19|20)\d\d/(?:(?:19|20)\d\d|\d\d)\)?$", text
    )


def _first_case(text: str) -> str:
    match = _CASE_LINE.fullmatch(text)
    return (match["first"] if match else text).strip(" ()")


def _case_below(lines: list[Line], skip: Set[int], last: int) -> int | None:
    """A line of nothing but a case number right under the title (a blank line may part them)."""
    for index in range(last + 1, min(last + 3, len(lines))):
        if index in skip or lines[index].rule:
            return None
        if not lines[index].blank:
            return index if _is_case(lines[index].text) else None
    return None


def title_line(lines: list[Line], skip: Set[int], index: int) -> int | None:
    """The next line that can be a title: not a label, not another number, within a few lines."""
    for i in range(index, min(index + 8, len(lines))):
        if i in skip or lines[i].blank:
            continue
        text = lines[i].text
        if (item_label(text) and item_label(text) != "background") or _ANOTHER.match(text):
            return None
        return i
    return None


def stands_above(lines: list[Line], skip: Set[int], cands: list[Candidate]) -> bool:
    """Whether titles stand over their numbers: a short line above each, running text below it."""
    lone = [c for c in cands if not c.rest.strip()]
    if len(lone) < 2 or len(lone) < len(cands) * 0.7:
        return False
    over = 0
    for cand in lone:
        below = title_line(lines, skip, cand.line + 1)
        if _title_above(lines, skip, cand.line) is not None and below is not None:
            text = lines[below].text
            over += len(text) > 70 or text.endswith(".")
    return over > len(lone) * 0.7


def _title_above(lines: list[Line], skip: Set[int], index: int) -> int | None:
    over = index - 1
    if over < 0 or over in skip or lines[over].blank or item_label(lines[over].text):
        return None
    text = lines[over].text
    free = over == 0 or lines[over - 1].blank or over - 1 in skip
    return over if free and len(text) < 100 and not text.endswith((".", ",", ";")) else None


def _continuation(lines: list[Line], skip: Set[int], last: int, first_words: str) -> list[int]:
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
            or re.match(r"(?:\w{2,8} )?§|[•\-–] |\d{1,3}(?:[.:]\d{1,2}){0,3}[.)]\s", line.text)
            or _is_case(line.text)
        ):
            break
        if previous.endswith((".", ":", "?", "!")) or (lines[last].level and not line.level):
            break
        if _STATES.match(line.text):
            break
        lower = line.text[0].islower() or re.match(r"(?:19|20)\d\d\b.{0,20}$", line.text) is not None
        sentence = line.text.endswith((".", ",")) or len(line.text) > 110
        if not (lower and len(previous) >= 25 and (not sentence or len(previous) > 60)) and not (
            gap == 0 and len(previous) >= 35 and not sentence and _ends_block(lines, index, len(previous))
        ):
            break
        if gap and len(previous) < 40:
            break
        more.append(index)
        previous, gap = line.text, 0
        index += 1
    return more


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


def _flat(words: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(words)).strip()
