"""Case numbers behind a heading's number, behind its title, or on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Set

from pipeline.segment.lines import SIGNED, Line

_LABEL = r"(?:[Dd]nr|DNR|D\.? ?nr|Diarie(?:nr|nummer)|Ärende(?:nr|nummer|-?id| nr)|Akt|Ref)\.?:?"
_NOT_A_CASE = r"(?!(?:SOU|DS|SFS|PROP|SKR|DIR|KOM|COM|EU|ISO|NJA|BFS|NR|BILAGA|KL|KAP)\b)"
CASE = re.compile(
    rf"(?:\(?\s*{_LABEL}\s*)?"
    r"(?:(?:[A-ZÅÄÖ]{1,8}[ /-]{0,3})?(?:19|20)?\d{2}[/:\-–]\s?\d{1,6}(?:[-–/:.]\d{1,6}){0,2}(?:\s\d{3})?"
    r"|(?:19|20)\d\d[/ ]\s?[A-ZÅÄÖ]{2,8}\s?\d{1,6}(?:[ /-]\d{2,4})?"  # "2024/SN 0012 041"
    rf"|{_NOT_A_CASE}[A-ZÅÄÖ]{{2,8}} ?\d{{1,5}}/(?:19|20)?\d\d(?!\d)"  # "KS 152/24"
    r"|[A-ZÅÄÖ]{2,8}/\d\d/\d{1,6}|[A-ZÅÄÖ]{2,8}[ /-](?:19|20)\d{2}[-/:]\d{1,6}"
    r"|[A-ZÅÄÖ]{1,6}\.(?:19|20)\d\d\.\d{1,5}"
    # "VoO 2024/41", "Ks/2024:14"
    r"|[A-ZÅÄÖ][a-zåäö]{1,3}(?:[A-ZÅÄÖ]{1,3}[ ./-]|/)(?:19|20)\d\d[-/:.]\d{1,6}"
    r"|(?:[Dd]nr|DNR|Ärendenummer|Diarienummer):?\s*\S+)"
    r"(?:\s[-–]\s\d{3}(?=\s+[A-ZÅÄÖ]|\s*$))?\)?",  # "Dnr 0015/13 - 200": the plan it is filed under
)
# several case numbers, the first of which is the item's own: "KS 2024/112 (SN 2024/45)"
_CASE_LINE = re.compile(rf"\(?(?P<first>{CASE.pattern})(?:\s?[,;&]?\s?\(?(?:{CASE.pattern})\)?){{0,4}}\)?")
_LABELLED_CASE = re.compile(
    r"(?:Dnr|DNR|Ärendenummer|Diarienummer|Diarienr|Ärendenr)\b"
    r"(?!.* (?:beslutar|beslutade|beslut|föreslår|godkänner|antar|att)\b).{0,80}"
)
# letters and year, but no public inquiry, bill or statute: "(SOU 2024:12)"
_LETTERED = (
    rf"{_NOT_A_CASE}"
    r"[A-ZÅÄÖ]{2,8}(?:[ /-]{0,2}(?:19|20)\d\d[/:-]|/\d\d/|\.(?:19|20)\d\d\.)\d{1,6}"
    r"(?:[-/:.]\d{1,6}){0,4}(?:\s\d{3})?"
)
# letters, number and year in another order: "2024/SN 12", "KS 152/24"
_OF_YEAR = (
    r"(?:(?:19|20)\d\d[/ ]\s?[A-ZÅÄÖ]{2,8}\s?\d"
    rf"|{_NOT_A_CASE}[A-ZÅÄÖ]{{2,8}} ?\d{{1,5}}/(?:19|20)?\d\d(?!\d))"
)
# "… (KS 2024:33)", "… KS 2024/112 (SN 2024/45)", "… Dnr 2024/12", "…⇥2024/12"
_TAIL = re.compile(
    rf"(?:[\s(,–-]{{1,6}}(?:[Dd]nr|DNR|Diarienr|Diarienummer|Ärendenr|Ärendenummer)[.:]?\s{{1,3}}(?P<labelled>\S.{{0,60}}?)"
    rf"|[\s(,–-]{{1,6}}(?P<lettered>{_LETTERED})(?:[,;]?\s?\(?{_LETTERED}\)?){{0,3}}"
    r"|\t\(?(?P<bare>(?:19|20)\d\d[/:]\d{1,6}))\)?\s*$"
)
_CASE_FIRST = re.compile(
    r"[\s:.–-]*(?:\(?(?:[Dd]nr|DNR|Ärende|Diarie|D\.? ?nr)|[A-ZÅÄÖ]{2,8}[ ./-]?\d"
    r"|[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,6}[ ./-](?:19|20)\d\d[-/:.]|\d{2,4}[/-]\d)"
)
# the plan a case is filed under, in a column of its own behind the number: "KS.2023.412   041"
_PLAN = re.compile(r"(?:\s{2,}|\t)\d{2,3}(?=\s*$|\s{2,}|\t)")
# references behind the number: "Sn § 20  Au § 31 Kf § 12  Dnr 2024/12"
_CROSS = re.compile(r"(?:[\s,;]*[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5}\.?\s?§{1,2}\s?\d{1,4}(?:/\d{2,4})?(?!\w))+")
# "Ks 312/09": letters in mixed case are a case only when nothing but them stands there
_MIXED_CASE = re.compile(
    r"[\s(]*(?P<first>[A-ZÅÄÖ][a-zåäö]{1,4} (?:\d{1,5}/\d{2,4}|(?:19|20)?\d\d[/-]\d{1,6}))\)?\s*$"
)
# "Bu 2024/0015  600" alone on a line: letters, number and the plan it is filed under
_MIXED_LINE = re.compile(r"[A-ZÅÄÖ][a-zåäö]{1,3} (?:19|20)\d\d/\d{2,6}(?:[\s\t]+\d{3})?")
# "… DELGIVNINGAR MYN 2013-04-04": the organ and its day behind a title
_ORGAN_AND_DAY = re.compile(r"\s+[A-ZÅÄÖ]{2,6}\s(?:19|20)\d\d-\d\d-\d\d\s*$")


def behind_number(rest: str) -> tuple[str | None, str, int]:
    """The case number behind an item's number, what stands behind both, and where in `rest` that begins."""
    at = 0
    cross = _CROSS.match(rest)
    if cross:
        rest, at = rest[cross.end() :], cross.end()
    mixed = _MIXED_CASE.match(rest)
    if mixed:
        return mixed["first"], "", at
    rest = _ORGAN_AND_DAY.sub("", rest)
    found = _CASE_LINE.search(rest) if _CASE_FIRST.match(rest) else None
    if found and not rest[: found.start()].strip(" \t:.–-"):
        plan = _PLAN.match(rest, found.end())
        behind = plan.end() if plan else found.end()
        return found["first"].strip(" \t()"), rest[behind:], at + behind
    body, case = without_tail(rest)
    return case, body, at


def as_number(case: str | None) -> str | None:
    """A case number without its label, "Ärendenummer KLK-2022-00012"; "Dnr" stays, a label alone is none."""
    if case is None or not re.search(r"\d", case):
        return None
    return re.sub(r"^(?:Diarie|Ärende)\w*[\s.:-]*(?:nr\b[\s.:]*)?", "", case) or None


def without_tail(text: str) -> tuple[str, str | None]:
    """A title without the case number at its end, and that number."""
    tail = _TAIL.search(text)
    if tail is None or not text[: tail.start()].strip(" \t.:–-"):
        return text, None
    label = (
        re.search(r"(?:[Dd]nr|DNR|Diarienr|Diarienummer|Ärendenr|Ärendenummer)[.:]?\s+", tail.group())
        if tail["labelled"]
        else None
    )
    case = (label.group() if label else "") + (tail["labelled"] or tail["lettered"] or tail["bare"])
    # in a column of its own the number ends no sentence: "alkohol-,   HSN/24/0123" goes on below
    kept = re.match(r"[-–,]*(?=\t|\s{2})", tail.group())
    return text[: tail.start()] + (kept.group() if kept else ""), re.split(r",\s", case)[0].strip(" ()")


def is_case(text: str) -> bool:
    """A line of case numbers and nothing else: not "2024-2027", "2024-03-04", "(SOU 2024:12)"."""
    if len(text) >= 90:
        return False
    if _LABELLED_CASE.fullmatch(text) or _MIXED_LINE.fullmatch(text):
        return True
    if not _CASE_LINE.fullmatch(text):
        return False
    return re.match(
        rf"\(?(?:{_LABEL}|{_LETTERED}|{_OF_YEAR}|(?:19|20)\d\d/\d)", text
    ) is not None and not re.match(r"\(?(?:19|20)\d\d/(?:(?:19|20)\d\d|\d\d)\)?$", text)


def first_case(text: str) -> str:
    """The first case number on a line of nothing else."""
    match = _CASE_LINE.fullmatch(text)
    return (match["first"] if match else text).strip(" ()")


def case_below(lines: list[Line], skip: Set[int], last: int) -> int | None:
    """A line of nothing but a case number right under the title; a blank line or "AU § 28" may part them."""
    crossed = 0
    for index in range(last + 1, min(last + 5, len(lines))):
        if index in skip or lines[index].rule or index > last + 2 + crossed:
            return None
        if not lines[index].blank:
            if _CROSS.fullmatch(lines[index].text):
                crossed += 1
                continue
            return index if is_case(lines[index].text) else None
    return None


def case_above(lines: list[Line], skip: Set[int], index: int) -> bool:
    """A line of nothing but a case number right over the heading, unless it is the heading's above it."""
    if index == 0 or index - 1 in skip or not is_case(lines[index - 1].text):
        return False
    return index < 2 or SIGNED.match(lines[index - 2].text) is None
