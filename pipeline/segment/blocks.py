"""Lines → blocks: wrapped lines joined to paragraphs, rows and list items kept apart."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.facts import Section
from pipeline.patterns import LabelClass, item_label
from pipeline.segment.airy import airy, wraps
from pipeline.segment.headings import Heading
from pipeline.segment.lines import Line
from pipeline.segment.runon import split
from pipeline.view import Block, BlockKind

_MARKER = re.compile(
    r"(?:[•●○◦▪■□☐☒☑✓✔➢➤❖·∙]\s*|[-–—*o]\s+(?=[^\s\d])|[-–—]\s+(?=\d{1,2}\s[a-zåäö])"
    r"|\(?(?:\d{1,2}|[a-zåäö]|[ivx]{1,4})[.)]\s+(?=\S)|(?:\d{1,2}\.){2,3}\s+(?=\S))"
)
_WORD = 100  # characters of the longest word that lines part
_HYPHENS = "-\u2010\u00ad"
_SUSPENDED = re.compile(r"(?:och|eller|samt|resp|respektive|till|men)\b")
_FAR_IN = 20  # columns that a third cell stands in at least
_LONGEST = 8_000  # characters of a paragraph; no rule needs to look at more at once
# what a cell goes on with: "ordförande", "§§ 3-5", "(i Bo Lunds frånvaro)", "13.30"
_GOES_ON = re.compile(r"(?:[a-zåäö]{2,}|[i&])\b|§|\(|[,;]|\d{1,2}[.:]\d\d\b|\d{1,3}(?:[-–,]|$)")
_BROKEN_OFF = re.compile(
    r"(?:[-–]|§|\b(?:ersätter|för|från|till|och|samt|av|vid|under|kl\.?|klockan|förste|andre|vice|tf\.?|t\.o\.m\.|fr\.o\.m\.))$"
)
_PARTY = re.compile(r"\([A-ZÅÄÖ]{1,4}\)")
_TAIL = 40  # characters that tell whether a cell is broken off
_LONE_MARKER = re.compile(r"(?:[•●○◦▪■·\-–]|\d{1,2}[.)]|[a-zåäö]\))\s*")


class _Builder:
    """Collects the lines of one block."""

    def __init__(self, kind: BlockKind, marker: str = "") -> None:
        self.kind = kind
        self.marker = marker
        self.chars: list[str] = []
        self.offsets: list[int] = []
        self.lines: list[tuple[int, int]] = []
        self.first: Line | None = None
        self.last: Line | None = None

    def add(self, line: Line, skip: int = 0) -> None:
        if self.offsets and len(line.text) > skip and _is_divided(self.chars, line.text[skip:]):
            if _drops_hyphen(self.chars, line.text[skip:]):
                self.chars.pop()
                self.offsets.pop()
        elif self.offsets and len(line.text) > skip:
            # the line break becomes one space, so that wrapped names and clauses read on
            self.chars.append(" ")
            self.offsets.append(self.offsets[-1] + 1)
        self.chars.extend(line.text[skip:])
        self.offsets.extend(line.offsets[skip:])
        self.lines.append((line.start, line.end))
        self.first = self.first or line
        self.last = line


def _is_divided(before: list[str], after: str) -> bool:
    """Whether a word goes on: "förvalt-" / "ningen", "Anna-" / "Lena"; not "kultur-" / "och fritids…"."""
    if len(before) < 2 or before[-1] not in _HYPHENS or not before[-2].isalpha():
        return False
    if len(before) > _WORD and not any(char.isspace() for char in before[-_WORD:]):
        return False  # no word is so long: "a-" / "a-" / "a-" and so on
    return after[:1].isalpha() and not _SUSPENDED.match(after)


def _drops_hyphen(before: list[str], after: str) -> bool:
    """The hyphen only divides, unless it belongs to the word: "IT-" / "chef", "Lind-" / "Berg"."""
    word = "".join(before[-40:-1]).split()[-1]
    return after[0].islower() and not word.isupper()


def blocks(
    lines: list[Line],
    skip: set[int],
    contents: set[int],
    found: list[Heading],
    part: str,
    sections: list[Section],
    base: int,
) -> list[Block]:
    """The blocks of one part; `sections` (numbered from `base`) tell which section each stands in."""
    heading_of = {i: heading for heading in found for i in range(heading.first, heading.last + 1)}
    width = _width(lines, skip)
    made: list[_Builder] = []
    current: _Builder | None = None
    pending: _Builder | None = None  # a paragraph that a page break interrupts
    gap = False
    apart = airy(lines)
    label: LabelClass | None = None
    first_item = found[0].first if found else 0
    for i, line in enumerate(lines):
        if line.blank:
            gap = True
            if current and not line.rule and i not in skip:
                pending = current if current.kind in ("prose", "item") else None
            if line.rule:
                pending = None
            current = None
            continue
        kind, marker, lead = _kind(lines, i, skip, contents, heading_of)
        heading = heading_of.get(i)
        run_on = split(line, heading.end) if heading and i == heading.last else None
        if run_on:
            line = run_on[0]
        if kind in ("label", "heading"):
            label = item_label(line.text)
        # names in the head and titles in a list of documents begin a line of their own
        listed = i < first_item or label in ("basis", "distribution")
        if kind == "furniture":
            if current and current.kind in ("prose", "item"):
                pending = current
            made.append(_start(kind, line))
            current = None
            gap = True
            continue
        if (
            kind == "heading"
            and current
            and current.kind == "heading"
            and heading_of.get(i) is heading_of.get(i - 1)
        ):
            current.add(line)
            continue
        resumed = pending if gap and pending and kind == "prose" else None
        if resumed and not ((apart and wraps(resumed.last, line)) or _resumes(resumed, line, made)):
            resumed = None
        if resumed:
            current = resumed
        if (
            kind == "heading"
            and made
            and made[-1].kind == "heading"
            and _same_heading(heading_of, made[-1], i, lines)
        ):
            current = made[-1]
            current.add(line)
        elif current and _joins(
            current, line, kind, 10**6 if listed and not _runs_on(current, i < first_item) else width
        ):
            current.add(line)
        else:
            current = _start(kind, line, marker, lead)
            made.append(current)
        if run_on:  # "§ 3 Val av justerare. Bo Lund valdes till": the text goes on below
            current = _start("prose", run_on[1])
            made.append(current)
        pending, gap = None, False
    starts = [section.start for section in sections]
    return [block for builder in made for block in _block(builder, part, starts, base)]


def _start(kind: BlockKind, line: Line, marker: str = "", lead: int = 0) -> _Builder:
    builder = _Builder(kind, marker)
    builder.add(line, lead)
    return builder


def _kind(
    lines: list[Line], index: int, skip: set[int], contents: set[int], heading_of: dict[int, Heading]
) -> tuple[BlockKind, str, int]:
    line = lines[index]
    if line.front:
        return "front", "", 0
    if index in heading_of:
        return "heading", "", 0
    if index in skip:
        return "furniture", "", 0
    if index in contents:
        return "contents", "", 0
    if _is_label(line.text) and not _goes_on(lines, index, skip | heading_of.keys()):
        return "label", "", 0
    marker = _MARKER.match(line.text)
    if marker and marker.end() < len(line.text) and "\t" not in line.text[marker.end() :]:
        return "item", marker.group().strip(), marker.end()
    if marker is None and _LONE_MARKER.fullmatch(line.text):
        return "item", line.text.strip(), len(line.text)
    if "\t" in line.text:
        return "row", "", 0
    if line.level:
        return "heading", "", 0
    return "prose", "", 0


def _is_label(text: str) -> bool:
    """A label of several words begins with a capital: "föreningens beslut" is the rest of a table's cell."""
    return item_label(text) is not None and (not text[0].islower() or " " not in text or text.endswith(":"))


def _goes_on(lines: list[Line], index: int, others: set[int]) -> bool:
    """ "Nämnden föreslår att" / "kommunfullmäktige beslutar:" is one wrapped lead-in, not a label."""
    if index == 0 or index - 1 in others or not lines[index].text[0].islower():
        return False
    above = lines[index - 1].text
    return len(above) > 20 and "\t" not in above and above[-1] not in ".:;?!" and not item_label(above)


def _same_heading(heading_of: dict[int, Heading], builder: _Builder, index: int, lines: list[Line]) -> bool:
    heading = heading_of.get(index)
    if heading is None or builder.last is None:
        return False
    return any(lines[j] is builder.last for j in range(heading.first, index))


def _joins(current: _Builder, line: Line, kind: BlockKind, width: int) -> bool:
    """Whether `line` goes on where `current` stops: it is wrapped text, not a new paragraph."""
    previous = current.last
    if current.first and kind == "prose" and current.kind == "row":
        return _wraps_cell(current.first, "".join(current.chars[-_TAIL:]), line)
    if (
        previous
        and kind == "contents" == current.kind
        and not previous.leader
        and not previous.text[-1].isdigit()
    ):
        return line.text[0].islower()
    if previous is None or kind != "prose" or current.kind not in ("prose", "item"):
        return False
    if current.kind == "item" and not current.chars:
        return True
    if len(current.chars) > _LONGEST:
        return False
    if current.chars and current.chars[-1] in _HYPHENS and _is_divided(current.chars, line.text):
        return True
    ended = previous.text.endswith((".", ":", "?", "!", ";"))
    first = line.text.split(" ", 1)[0]
    full = previous.indent + len(previous.text) + 1 + len(first) > width * 0.88
    if re.match(r"[a-zåäöéü]{2,}\b(?!/)|[åiö] |[(,;]", line.text):
        return not ended or full
    if re.search(
        r"(?:,|\b(?:och|samt|eller|av|för|med|till|i|på|om|den|det|att|som|från|hos|under|enligt))$",
        previous.text,
    ):
        return len(previous.text) > 30
    if abs(line.indent - previous.indent) > 12 and current.kind == "prose":
        return False
    return full and len(previous.text) > 40


def _wraps_cell(row: Line, said: str, line: Line) -> bool:
    """ "Mehdi Ek    Ledamot    X    i Bo Lunds ställe från" / "                            § 9": one cell.

    Of two columns the first may be a label ("Beslutande"), and below the second stands the next person:
    there, and beside a person with a party, only what goes on is of the cell ("ordförande", "§§ 3-5").
    `said` is the end of what the row has so far.
    """
    cells = [cell for cell in row.cells if cell[1] > cell[0]]
    if len(cells) < 2 or "\t" in line.text or line.indent < _FAR_IN:
        return False
    place = row.offsets[cells[-1][0]] - row.start
    last = row.text[slice(*cells[-1])]
    if abs(place - line.indent) > 1 or not any(char.isalpha() for char in last):
        return False
    if _GOES_ON.match(line.text) and not line.text.endswith(":"):
        return True
    if _BROKEN_OFF.search(said):
        return True
    return len(cells) > 2 and len(last) >= 12 and not (_PARTY.search(last) and _PARTY.search(line.text))


def _runs_on(current: _Builder, in_head: bool) -> bool:
    """ "Närvarande: Anna Ek, Bo Lund, Cecilia" / "Ås och Eva Tall": a list in running text is wrapped.

    So is a sentence in the head: "Av styrelsen hade samtliga kommit utom kassören Cecilia" / "Ås."
    """
    if current.last is None or "\t" in current.last.text:
        return False
    text = current.last.text
    return text.count(", ") > 1 or (in_head and sum(word.islower() for word in text.split()) > 5)


def _resumes(pending: _Builder, line: Line, made: list[_Builder]) -> bool:
    """A sentence cut by a page break goes on in lower case behind the furniture."""
    previous = pending.last
    if previous is None or previous.text.endswith((".", ":", "?", "!")) or not line.text[0].islower():
        return False
    between = made[made.index(pending) + 1 :]
    return (
        bool(between) and all(builder.kind == "furniture" for builder in between) and len(previous.text) > 40
    )


def _width(lines: list[Line], skip: set[int]) -> int:
    """The right edge that running text is wrapped at: a high percentile of line ends."""
    edges = sorted(
        line.indent + len(line.text)
        for i, line in enumerate(lines)
        if i not in skip and "\t" not in line.text and len(line.text) >= 40
    )
    return edges[int(len(edges) * 0.85)] if edges else 80


def _block(builder: _Builder, part: str, starts: list[int], base: int) -> list[Block]:
    text = "".join(builder.chars)
    if not text.strip():
        return []
    cells: list[tuple[int, int]] = []
    at = 0
    for piece in text.split("\t"):
        left = at + len(piece) - len(piece.lstrip())
        cells.append((left, max(left, at + len(piece.rstrip()))))
        at += len(piece) + 1
    first = next(o for c, o in zip(builder.chars, builder.offsets, strict=True) if not c.isspace())
    section = bisect_right(starts, first) - 1
    return [
        Block(
            kind=builder.kind,
            text=text,
            offsets=tuple(builder.offsets),
            part=part,
            section=None if section < 0 else base + section,
            marker=builder.marker,
            cells=tuple(cells),
            lines=tuple(builder.lines),
        )
    ]
