"""A heading's number, case number and title: the title may stand lines below and wrap."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from pipeline.patterns import item_label
from pipeline.segment.casenumbers import (
    as_number,
    behind_number,
    case_above,
    case_below,
    first_case,
    is_case,
    without_tail,
)
from pipeline.segment.lines import Line
from pipeline.segment.runon import runs_on_at, sentence_wraps
from pipeline.segment.wrapping import continuation, joined

_PAGE_TAIL = re.compile(r"(?:\t|\s{2,})\d{1,3}(?:\s?[-–]\s?\d{1,3})?$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:ordf|sekr|nr|kl|st|dnr|tel|bl|t\.?ex|m\.?m|f\.?d|ang|resp|bitr|avd|adj|just|led|suppl|ers|tf|dr|prof|inkl|exkl|ca"
    r"|milj|kr|osv|dvs|el|enl|v|s|p|a|d)|\b[A-ZÅÄÖ])$",
    re.IGNORECASE,
)
# a label within a line, between the title's last word and a sentence; not "… av nämndens beslut"
_RUN_ON = re.compile(
    r"(?<=[a-zåäö\d)])(?<!\bav)(?<!\bom)(?<!\bpå)(?<!\bför)(?<!\btill)(?<!\bmed)(?<!\böver)(?<!\bmot)(?<!\benligt)"
    r"\s(?:(?:[A-ZÅÄÖ][a-zåäö]*(?:nämndens|styrelsens|fullmäktiges|utskottets|direktionens)|Nämndens|Styrelsens)\sbeslut"
    r"|Beslut)\s(?=[A-ZÅÄÖ][a-zåäö]+\s)"
)
# "1. Anna Ek (S)", "2. Bo Lund, sekreterare", "3 Karin Berg"
PERSON = re.compile(
    r"[A-ZÅÄÖÉ][a-zåäöé]+(?:-[A-ZÅÄÖ]?[a-zåäöé]+)?(?: [A-ZÅÄÖ]\.?)?(?: (?:von|af|de) )?"
    r"(?: [A-ZÅÄÖÉ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?){1,2}"
    r"(?:\s?\([A-ZÅÄÖa-zåäö]{1,4}\)|,.{2,60}| [A-ZÅÄÖ]{1,3})?"
)
# whose matter it is, between an item's number and its title: "Handläggare: Karin Berg", "Ärendetyp: Beslut"
_OFFICIAL = re.compile(
    r"(?:handläggare|föredragande|föredragning|föredras av|ansvarig(?: \w+)?|ärendeansvarig|ärendetyp"
    r"|typ av ärende|kontaktperson|beredning|beredare|sekretess|enhet|avdelning|förvaltning|inlämnad av"
    r"|tidsåtgång)"
    rf"(?:\s*:.*|\s+(?:{PERSON.pattern}))?",
    re.IGNORECASE,
)
# "§ 11 Mötet avslutas.Ordf:……… Sekr:………": who signs, behind the last item
SIGNED_FOR = re.compile(
    r"(?<=[a-zåäö])[.:]?\s{0,3}(?:Ordf|Sekr|Just|Vid protokollet)[a-zåäö]*\.?\s?:?\s*\t.*$"
)
# "Öppnande⇥§ 3 Väghållning": another column's item stands beside
_BESIDE = re.compile(r"\t(?=(?:\w{2,8} )?§\s?\d)")
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


def without_pages(found: list[Heading]) -> list[Heading]:
    """Headings of a list that ends in page numbers, "§ 12 Upprop 3", without them: they rise in it."""
    tails = [re.search(r"\s(\d{1,3})$", heading.title) for heading in found]
    pages = [int(tail.group(1)) for tail in tails if tail]
    if len(pages) < max(3, len(found) * 0.8) or pages != sorted(pages):
        return found
    return [
        replace(heading, title=heading.title[: tail.start()]) if tail else heading
        for heading, tail in zip(found, tails, strict=True)
    ]


def heading_of(lines: list[Line], skip: Set[int], cand: Candidate, above: bool = False) -> Heading:
    """The heading that begins at `cand`; `above` when titles stand over their numbers."""
    line = lines[cand.line]
    number = f"{cand.number}{cand.suffix}"
    title, title_at, case = _own_line(cand, _below(lines, skip, cand.line))
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
        while index is not None and (is_case(lines[index].text) or official(lines, skip, index)):
            if is_case(lines[index].text):
                case = case or first_case(lines[index].text)
            index = title_line(lines, skip, index + 1)
        if index is None:
            return Heading(first, last, number, "", as_number(case), start, line.offsets[-1] + 1)
        title, tail_case = without_tail(_first_sentence(_before_decision(lines[index].text)))
        case = case or tail_case
        words, last = [title], index
        end = lines[index].offsets[len(title) - 1] + 1
    runs_on = last == cand.line and bool(title) and title_at + len(title) < len(line.text.rstrip(" .:"))
    more = [] if runs_on and "\t" not in line.text else continuation(lines, skip, last, words[0])
    for index in more:
        if index != more[-1] or lines[index].text.endswith("."):
            sentence = _first_sentence(f"{lines[index].text.rstrip('.')}.")
            if lines[more[-1]].text.endswith(".") and len(sentence) < len(lines[index].text) - 1:
                # "5. Eva Tall vill ha en ny brygga i" / "Norrby. Styrelsen anser att …": no title goes on
                words.append(sentence)
                last, end = index, lines[index].offsets[len(sentence) - 1] + 1
                break
        title, tail_case = without_tail(lines[index].text)
        case = case or tail_case
        words.append(title)
        last, end = index, lines[index].offsets[len(title) - 1] + 1
    below = case_below(lines, skip, last) if case is None else None
    if below is None and case is None:
        case = _case_behind_official(lines, skip, last)
    if below is not None:
        case, last, end = first_case(lines[below].text), below, lines[below].offsets[-1] + 1
    elif case is None and case_above(lines, skip, cand.line):
        case = first_case(lines[cand.line - 1].text)
    return Heading(first, last, number, _flat(words), as_number(case), start, end)


def _case_behind_official(lines: list[Line], skip: Set[int], last: int) -> str | None:
    """The case number under "Handläggare: Karin Berg", which stands under the title."""
    index = last + 1
    while index < min(last + 4, len(lines)) and index not in skip and lines[index].text:
        if is_case(lines[index].text):
            return first_case(lines[index].text)
        if not official(lines, skip, index):
            return None
        index += 1
    return None


def _below(lines: list[Line], skip: Set[int], index: int) -> str:
    """The line under a heading, one blank line between them at the most; "" where a label stands."""
    for i in range(index + 1, min(index + 3, len(lines))):
        if i in skip or (not lines[i].blank and item_label(lines[i].text)):
            return ""
        if not lines[i].blank:
            return lines[i].text
    return ""


def _own_line(cand: Candidate, below: str) -> tuple[str, int, str | None]:
    """Title, its place in the line and the case number that stand behind the number itself."""
    case, body, body_at = behind_number(SIGNED_FOR.sub("", cand.rest))
    body_at += cand.rest_at
    stripped = body.lstrip(" \t:.–-)/")
    body_at += len(body) - len(stripped)
    stripped = _BESIDE.split(stripped, maxsplit=1)[0]
    return _first_sentence(_PAGE_TAIL.sub("", stripped.rstrip()).rstrip(), below), body_at, case


def _first_sentence(title: str, below: str = "") -> str:
    """ "Kallelsen godkänns. Den gick ut i mars." is a title and its text; "Motion. Gratis buss" a title."""
    runs_on = runs_on_at(title, below)
    if runs_on is not None:
        title = title[:runs_on]
    for end in sentence_wraps(title, below):
        if not _ABBREVIATED.search(title[:end]):
            return title[:end]
    if not title.endswith((".", "!", "?")):
        return title
    for stop in re.finditer(r"\.(?=\s+[A-ZÅÄÖ])|(?<=[a-zåäö]{4})\.(?=\s+\d)|!+(?=\s+[A-ZÅÄÖ])", title):
        if not _ABBREVIATED.search(title[: stop.start()]):
            return title[: stop.start()]
    return title


def _before_decision(line: str) -> str:
    """ "Val av ombud Nämndens beslut Alma Ros väljs.": the text runs on behind the title."""
    run_on = _RUN_ON.search(line) if line.endswith(".") else None
    return line[: run_on.start()] if run_on else line


def official(lines: list[Line], skip: Set[int], index: int) -> bool:
    """Whether a line only says whose matter an item is; the name may stand below its label."""
    text = lines[index].text
    if _OFFICIAL.fullmatch(text):
        return ":" in text or " " in text or _named_below(lines, skip, index)
    above = lines[index - 1].text if index else ""
    return PERSON.fullmatch(text) is not None and _OFFICIAL.fullmatch(above.rstrip(":")) is not None


def _named_below(lines: list[Line], skip: Set[int], index: int) -> bool:
    below = title_line(lines, skip, index + 1)
    return below is not None and PERSON.fullmatch(lines[below].text) is not None


def title_line(lines: list[Line], skip: Set[int], index: int) -> int | None:
    """The next line that can be a title: not a label, not another number, within a few lines."""
    for i in range(index, min(index + 8, len(lines))):
        if i in skip or lines[i].blank:
            continue
        text = lines[i].text
        if (
            item_label(text) and item_label(text) != "background" and not _OFFICIAL.fullmatch(text)
        ) or _ANOTHER.match(text):
            return None
        return i
    return None


def stands_above(lines: list[Line], skip: Set[int], cands: list[Candidate]) -> bool:
    """Whether titles stand over their numbers: a short line above each, running text below it."""
    lone = [c for c in cands if not c.rest.strip()]
    if not lone or len(lone) < len(cands) * 0.7:
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


def _flat(words: list[str]) -> str:
    return re.sub(r"(?<=[\wåäö)”\"])\s?[-–—:]$", "", re.sub(r"\s+", " ", joined(words)).strip())
