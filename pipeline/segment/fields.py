"""Meeting fields: whose meeting, when and where, adjusted and posted when; what kind of document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from pipeline.facts import Meeting
from pipeline.segment.adjusting import whole_label
from pipeline.segment.bodies import letterhead, whose
from pipeline.segment.bodynames import ORGAN_OR_NAME
from pipeline.segment.kinds import MEETING_LINE, OF_OTHERS, kind_of, title_date
from pipeline.segment.labels import labelled
from pipeline.segment.lines import Line
from pipeline.segment.organs import organ_alone
from pipeline.segment.pagehead import page_head
from pipeline.segment.told import place_and_time, told_place, told_sitting
from pipeline.segment.when import (
    DATE,
    bare_time,
    date_after,
    date_of_year,
    end_time,
    iso_date,
    only_year,
    place,
    short_date,
    start_time,
    times,
)

_NEXT_MEETING = re.compile(
    r"\bnästa (?:möte|sammanträde|styrelse)|\b(?:kommer|skall?|vi|har|blir|ordnar?|planera\w*|hålls"
    r"|bjuder)\b",
    re.IGNORECASE,
)
# the next item, a running page head in capitals: what stands behind it says nothing of this one
_OTHER_ITEM = re.compile(r"(?:\w{2,4} )?§\s?\d|\d{1,2}\.\s+[A-ZÅÄÖ]|(?:[A-ZÅÄÖ]{4,}\s){1,4}\d{4}-")
_ADJUSTED = re.compile(r"(?:plats och tid för |tid för |digital )?juster", re.IGNORECASE)
# what a list of people says of one of them
_CAME = re.compile(
    r"\b(?:fr\.?\s?o\.?\s?m\b|t\.?\s?o\.?\s?m\b|(?:från|till|from|tom)\s(?:och med\s)?(?:§|punkt|ärende)"
    r"|del av|delvis|ankom|anlände|lämna(?:r|de)|avvek|gick\b|kom\b|tjänstgör|ersätt(?:er|are för)"
    r"|jäv)|§{1,2}\s?\d",
    re.IGNORECASE,
)
# what a page says of itself: "Publicerad 2024-03-05 14:56", "Senast uppdaterad: 5 mars 2024"
_CHROME = re.compile(
    r"(?:senast )?(?:publicera[dt]|uppdatera[dt]|ändra[dt]|granska[dt]|skapa[dt]|utskriven|utskrivet)\b"
    r"(?!.*(?:juster|ansl)).{0,20}(?:\d{4}|https?:|www)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\d\d:\d\d:\d\d")
_SIGNED = re.compile(
    r"undertecknat|signerat av|digitalt signera|elektronisk(?:t)? (?:under|signer)|signerades", re.IGNORECASE
)


_SPACED = 5  # letters of a word that is set apart
_SPACED_OUT = re.compile(rf"(?<!\S)(?:[a-zåäö/] |[A-ZÅÄÖ/] ){{{_SPACED},}}[A-ZÅÄÖa-zåäö](?!\S)")
_LETTERHEAD, _LETTERHEAD_TEXT = 24, 12  # lines, and lines with text, of an enclosure's head


def meeting(lines: list[Line], head: int, furniture: set[int], title: int = 0) -> Meeting:
    """The meeting fields of the part made of `lines`; its head ends at index `head` (its first item).

    Lines before `title` are the mark of an annex and tell nothing of its kind.
    """
    lines = whole_label([_unspaced(line) if i < head else line for i, line in enumerate(lines)])
    top = [line for line in lines[:head] if line.text and not line.front and not _CHROME.match(line.text)]
    values = labelled(lines, head, ORGAN_OR_NAME)
    where = values.get("where_when", "")
    said = [v for v in (where, values.get("time"), values.get("date")) if v]
    starts, ends = (
        times(where)
        or times(values.get("time", ""))
        or bare_time(values.get("time", ""))
        or times(values.get("date", ""))
        or times(" ".join(_head_texts(top)))
        or (start_time(" ".join(line.text for line in lines[head : head + 14])), None)
    )
    if not ends and "ends" in values:
        ended = bare_time(values["ends"]) or times(values["ends"])
        ends = ended[0] if ended else None
    if not ends:
        ends = end_time(" ".join(line.text or "\n" for line in lines[-60:]))
    if ends == starts:
        ends = None
    body, organisation = whose(lines, top, values.get("organ"), furniture)
    day = _date(values, said, top, lines, furniture)
    if day is None or body is None:
        organ, told = page_head(lines)
        day, body = day or told, body or organ
    sitting = told_sitting(top)
    if sitting and not starts:
        starts, ends = sitting[0], sitting[1]
    posted = _not_before(day, date_after(values.get("posted"), day))
    own = [line for line in top if not _ADJUSTED.match(line.text)]
    return Meeting(
        kind=kind_of([line for line in lines[title:head] if not line.blank and not line.front], lines),
        body=body,
        organisation=organisation,
        date=day,
        starts=starts,
        ends=ends,
        place=place(where)
        or place(values.get("place", ""))
        or _beside_the_time(own)
        or place_and_time(own)
        or (sitting and sitting[2])
        or told_place(own),
        adjusted=_not_before(day, date_after(values.get("adjusted"), day))
        or _not_before(day, _signed(lines) or _adjusted_in_item(lines, head, day)),
        posted=posted,
        unposted=_not_before(posted or day, date_after(values.get("unposted"), posted or day)),
    )


def _unspaced(line: Line) -> Line:
    """ "P R O T O K O L L": letters set apart to fill a line, as a word."""
    if line.text.count(" ") < _SPACED or not _SPACED_OUT.search(line.text):
        return line
    gaps = {i for m in _SPACED_OUT.finditer(line.text) for i in range(*m.span()) if line.text[i] == " "}
    kept = [i for i in range(len(line.text)) if i not in gaps]
    text = "".join(line.text[i] for i in kept)
    return replace(line, text=text, offsets=tuple(line.offsets[i] for i in kept))


def enclosed(lines: list[Line], furniture: set[int]) -> Meeting:
    """What the head of an enclosure tells: whose it is, and its day when a letterhead gives one."""
    own = [line for i, line in enumerate(lines[:_LETTERHEAD]) if i not in furniture and not line.front]
    top = [line for line in own if not line.blank][:_LETTERHEAD_TEXT]
    body, organisation = letterhead(top)
    cells = [line.text[a:b] for line in top for a, b in line.cells]
    dated = (
        cell
        for cell in cells
        if DATE.fullmatch(re.sub(r"^(?:datum:?|den)\s+", "", cell, flags=re.IGNORECASE))
    )
    return Meeting(kind="attachment", body=body, organisation=organisation, date=iso_date(next(dated, None)))


def _not_before(day: str | None, found: str | None) -> str | None:
    """A date that is not before the meeting: what was signed or posted earlier is another meeting's."""
    return None if day and found and found < day else found


def _head_texts(top: list[Line]) -> list[str]:
    """Lines of the head that can tell the meeting's time: not the text of notes without items.

    Nor when it was adjusted, or when somebody came: "närvarande fr.o.m. § 35 kl. 14.20".
    """
    return [
        line.text
        for line in top[:30]
        if len(line.text) <= 200
        and not _NEXT_MEETING.search(line.text)
        and not _ADJUSTED.match(line.text)
        and not _CAME.search(line.text)
    ]


def _date(
    values: dict[str, str], said: list[str], top: list[Line], lines: list[Line], furniture: set[int]
) -> str | None:
    found = (
        iso_date(values.get("date"))
        or title_date(top)
        or iso_date(values.get("where_when"))
        or iso_date(values.get("time"))
        or iso_date(
            " ".join(
                [
                    *said,
                    *(
                        line.text
                        for line in top[:12]
                        if not OF_OTHERS.search(line.text) and not _STAMP.search(line.text)
                    ),
                ]
            )
        )
        or _running_date(lines, furniture)
        or next((found for line in top[:5] for found in [short_date(line.text)] if found), None)
    )
    if found is None:
        year = only_year([line.text for line in top[:12]])
        own = (line.text for line in top[:6] if not OF_OTHERS.search(line.text))
        told = " ".join([*said, *filter(MEETING_LINE.search, own)])
        found = date_of_year(told, year) if year else None
    return found


def _running_date(lines: list[Line], furniture: set[int]) -> str | None:
    """The date that most page heads carry."""
    dates = Counter(found for i in sorted(furniture) for found in [iso_date(lines[i].text)] if found)
    return dates.most_common(1)[0][0] if dates else None


def _beside_the_time(top: list[Line]) -> str | None:
    """ "Den 4 mars 2024, 18.30–20.15, hemma hos Anna": what is left of a line of date and times."""
    for line in top[:12]:
        text = re.sub(r"^(?:sammanträde|möte)\s*:\s*", "", line.text.replace("\t", ", "), flags=re.IGNORECASE)
        if len(text) < 140 and iso_date(text) and times(text) and not MEETING_LINE.search(text):
            left = re.sub(r"^(?:datum|tid|när|tidpunkt)\b[\s:]*", "", text, flags=re.IGNORECASE)
            found = place(left)
            if (
                found
                and 1 <= len(found.split()) <= 8
                and re.search(r"[a-zåäö]{3}", found)
                and ":" not in found
                and not organ_alone(found)
            ):
                return found
    return None


def _signed(lines: list[Line]) -> str | None:
    """The first date of a digital signature: "Undertecknat av …" / "Datum: 2025-03-25 13:36:36"."""
    for i, line in enumerate(lines):
        if _SIGNED.search(line.text):
            for below in lines[i : i + 12]:
                if re.search(r"\d\d:\d\d", below.text) and iso_date(below.text):
                    return iso_date(below.text)
    return None


def _adjusted_in_item(lines: list[Line], head: int, day: str | None) -> str | None:
    """ "… utses att justera protokollet tisdagen den 16 december 2025": only in an item about justering."""
    for i, line in enumerate(lines[head:], head):
        if len(line.text) < 120 and re.search(
            r"\b(?:tid|dag|val|plats)\b.{0,40}\bjuster", line.text, re.IGNORECASE
        ):
            under = lines[i + 1 : i + 14]
            ends = (k for k, below in enumerate(under) if _OTHER_ITEM.match(below.text))
            text = " ".join(below.text for below in under[: next(ends, len(under))])
            sentence = re.search(r"juster\w+.{0,260}", text)
            if sentence:
                told = re.split(r"(?<=[a-zåäö])\.\s", sentence.group())[0]
                found = date_after(told, day)  # "tisdagen den 29 november": within the weeks that follow
                return found if iso_date(told) or not day or not found or found[:4] == day[:4] else None
    return None
