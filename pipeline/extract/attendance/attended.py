"""Attendance told in sentences, and marks beside a name: "… deltog t.o.m. punkt 3", "Anna Ek X"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.attendance.entries import Piece, Row
from pipeline.extract.attendance.listheads import Heading
from pipeline.extract.attendance.pieces import persons
from pipeline.extract.attendance.remarks import known_party
from pipeline.extract.names import name_score

# "Anna Ek, Bo Lund och Eva Tall deltog.", "Siv Melin deltog som adjungerad utan rösträtt."
_ATTENDED = re.compile(
    r"(?P<who>[A-ZÅÄÖ][^.:;\t]{3,600}?)\s(?P<verb>deltog|deltar|deltagit|närvarade|närvarar"
    r"|medverkade|var närvarande"
    r"|är (?:endast |delvis )?närvarande|har anmält förhinder|hade anmält förhinder"
    r"|anmälde förhinder)\b(?P<rest>.{0,300})"
)
_GUEST = re.compile(
    r"\s*som (?:ständigt )?(?:adjungerad|gäst|observatör|åhörare|inbjuden)\b[^,.;]*|\s*utan rösträtt",
    re.IGNORECASE,
)
# a sentence that tells of something else than who came
NARRATES = re.compile(
    r"\b(?:förrätta\w*|hälsa\w*|öppna\w*|förklara\w*|konstatera\w*|godkän\w*|vald\w*|välj\w*|utse\w*|utsågs|beslut\w*|informera\w*"
    r"|fastställ\w*|redogjorde|redogör|notera\w*|meddela\w*|adjungera(?:s|des)|läste|tog|gick|lämnades|berättar|berättade)\b"
    r"|\b(?:deltar|deltog) i (?!mötet|sammanträdet|dagens|hela)"
)
# "Nils Falk, ordf m x", "Siv Melin KD X": the party in a column before the mark
_COLUMN = re.compile(
    r"(?P<before>[^()]{0,40}?)[\s,](?P<party>[A-ZÅÄÖ]{1,3}|s|m|c|v|l|kd|mp|fp|sd)"
    r"\s+(?P<mark>[xX×✓✔☒☑])(?=\s|$)(?P<after>.*)"
)
_SEVERAL = 3  # marks that show what a mark means
_SERVES = re.compile(r"tjänstgör|\btjg|närvar|deltar|distans|ersätter|\bför\b|§", re.IGNORECASE)
_MARK = re.compile(
    r"^(?P<party>\s?\([^()]{1,6}\))?[\s,;]*(?P<mark>[xX×✓✔☒☑](?:\s*\([^()]{0,20}\))?)(?=$|[\s,;])"
)
_LAST = re.compile(r",[\s,]*[xX×✓✔☒☑][\s,]*$")
# "X, mötesordf. § 74–88": where one took the chair
_CHAIRED = re.compile(
    r"(?P<post>\b(?:mötes)?ordf(?:örande|\.)?)(?:\s(?:på|under|vid|för))?\s+§{1,2}\s*\d[\d\s,§–-]*",
    re.IGNORECASE,
)
MARKS = re.compile(r"[xX×✓✔☒☑–-](?:\s+[xX×✓✔☒☑–-]){0,5}")
# the headings of columns whose cells stand one a line
COLUMN = re.compile(
    r"närv(?:aro|\.)?|§{1,2}\s?\d{0,4}|(?:ej )?tjg\.?|(?:ej )?tjänstg\.?|ja|nej|avst(?:år|\.)?|parti",
    re.IGNORECASE,
)


def attended(piece: Piece, current: Heading | None) -> list[Row]:
    """The people of a sentence that says they were there (or were not); none when it says something else."""
    match = _ATTENDED.match(piece.text.lstrip(" •-–"))
    if match is None or len(piece.cells) > 1:
        return []
    lead = len(piece.text) - len(piece.text.lstrip(" •-–"))
    found = persons(match["who"], piece.start + lead, alone=True)
    if not found or found[0].start - piece.start - lead > 40 or NARRATES.search(piece.text):
        return []
    if any(name_score(person.name.split()) < -1 for person in found):
        return []
    under = current or Heading("member")
    if _GUEST.match(match["rest"]):
        under = Heading("other")
    tail = match["rest"] if re.match(r"\s*(?:ej|inte)\b", match["rest"]) else _GUEST.sub("", match["rest"])
    if "förhinder" in match["verb"] or re.match(
        r"\s*(?:ej|inte)\b(?!\s*(?:under|vid|på|i)?\s*(?:§|punkt|ärende|\d))", tail
    ):
        under = replace(under, present=False)
        tail = ""
    tail = tail.strip(" .")
    return [
        Row(piece, p.start, p.end, p.name, f"{p.rest}, {tail}" if tail else p.rest, under, p.role)
        for p in found
    ]


def marked(row: Row) -> Row:
    """The row with its mark taken out of the remarks: "Anna Ek X, mötesordf. § 74–88"."""
    column = _COLUMN.fullmatch(row.rest)
    if column and known_party(column["party"]):
        row.rest = f" ({column['party']}){column['before']} {column['after']}"
        row.mark = True
        return row
    match = _MARK.match(row.rest)
    if match:
        row.rest, row.mark = (match["party"] or "") + row.rest[match.end() :], True
    # "Anna Ek (S), ordförande⇥X": in the last cell, behind what is said of her
    last = _LAST.search(row.rest) if not match and row.heading.standing != "other" else None
    if last:
        row.rest, row.mark = row.rest[: last.start()], True
    if match or re.search(r"\bmötesordf", row.rest):
        row.rest = _CHAIRED.sub(r"\g<post>", row.rest)
    return row


def without_mark(rows: list[Row]) -> None:
    """Whoever has no mark in a list where others have one was not there."""
    ticked = {row.list for row in rows if row.box}
    for row in rows:
        if row.list in ticked and row.mark is None:
            row.mark = row.box
    marks = [row.list for row in rows if row.mark]
    substitutes = _unmarked_substitutes(rows, marks)
    for row in rows:
        if row.list in substitutes and row.present is None and not _SERVES.search(row.rest):
            row.present = False
        others = len(marks) >= 2 and row.list in marks
        if row.mark is not True and row.present is None and (others or row.mark is False):
            row.present = False
            if row.heading.standing == "voting" and row.heading.role == "ledamot":
                row.standing = row.standing or "member"


def _unmarked_substitutes(rows: list[Row], marks: list[int]) -> set[int]:
    """The lists of substitutes without any mark right behind a list of members that has them.

    A member without one shows that the mark is for who came; where all have one it may be for who votes.
    """
    found = set()
    absent = {row.list for row in rows if row.list in marks and row.mark is not True}
    for before, row in pairwise(rows):
        follows = row.list != before.list and before.list in marks and marks.count(before.list) >= _SEVERAL
        if (
            follows
            and before.list in absent
            and row.heading.standing == "substitute"
            and row.list not in marks
        ):
            found.add(row.list)
    return found
