"""Read an annotated source (`annotations/source/NAME.ann`): front matter, then text with tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evaluation.goldfile import MEETING
from evaluation.inline.checks import check, check_tag
from evaluation.inline.model import FORMATS, Inline, PartMark, Person, Tag, in_order
from pipeline.errors import GoldError

_HEAD = re.compile(r'\{([a-z]+)((?:\s+[a-z0-9_]+=(?:"[^"]*"|[^\s|"{}]+))*)\s*\|')
_ATTRIBUTE = re.compile(r'([a-z0-9_]+)=(?:"([^"]*)"|([^\s|"{}]+))')
_PART = re.compile(r"\{part ([^{}\n]*)\}\n?")
_TOKEN = re.compile(r"[{}]")
_KINDS = ("minutes", "notice", "attachment", "other")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}")


def parse(source: str, file: str = "source") -> Inline:
    """The annotations of one source.

    `file` is the name errors give. Raises GoldError, one line with file, line and remedy,
    for anything the format does not allow.
    """
    front, body, first_line = _split(source, file)
    text, tags, parts = _scan(body, file, first_line)
    inline = Inline(
        name=front.one("name"),
        format=front.one("format"),
        layout=front.values.get("layout"),
        parts=(PartMark(start=0, fields=_fields(front.one("document"), file, front.line)), *parts),
        people=front.people(),
        headers=tuple(front.headers),
        footers=tuple(front.footers),
        text=text,
        tags=tags,
        file=file,
    )
    if inline.format not in FORMATS:
        raise GoldError(f"{file}: format {inline.format!r} is not known; write one of {', '.join(FORMATS)}")
    furniture = []
    for line in (*inline.headers, *inline.footers):
        words, found = fragment(line, file, page=1, pages=1)
        furniture.append(replace(inline, text=words, tags=found))
    check(inline, furniture)
    return inline


def fragment(line: str, file: str, *, page: int, pages: int) -> tuple[str, tuple[Tag, ...]]:
    """A page header or footer with its page numbers filled in: its words and tags."""
    filled = re.sub(r" {2,}", "\t", line.replace("{page}", str(page)).replace("{pages}", str(pages)))
    text, tags, _ = _scan(filled, file, 1)
    return text, tags


@dataclass
class _Front:
    """The front matter as it is read, line by line."""

    file: str
    values: dict[str, str]
    headers: list[str]
    footers: list[str]
    people_lines: list[tuple[int, str]]
    line: int = 1

    def one(self, key: str) -> str:
        if not self.values.get(key):
            raise GoldError(f"{self.file}, front matter: {key!r} is missing; write '{key}: …' there")
        return self.values[key]

    def people(self) -> tuple[Person, ...]:
        found: dict[str, Person] = {}
        for number, line in self.people_lines:
            name, equals, spellings = line.partition("=")
            listed = tuple(" ".join(s.split()) for s in spellings.split(";") if s.strip())
            if not equals or not name.strip() or not listed:
                raise GoldError(
                    f"{self.file}, line {number}: a person is 'Preferred name = spelling; spelling'"
                )
            if name.strip() in found:
                raise GoldError(
                    f"{self.file}, line {number}: {name.strip()!r} is listed twice in people; "
                    "put all spellings on one line, or add ' #2' to a namesake"
                )
            found[name.strip()] = Person(name=name.strip(), spellings=listed)
        return tuple(found.values())


def _split(source: str, file: str) -> tuple[_Front, str, int]:
    lines = source.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise GoldError(f"{file}, line 1: no front matter; begin with '---', end it with '---' on a line")
    if "\r" in source:
        raise GoldError(f"{file}: carriage returns; save the source with line feeds only")
    close = lines.index("---", 1)
    front = _Front(file, {}, [], [], [])
    in_people = False
    for number, line in enumerate(lines[1:close], 2):
        if not line.strip():
            continue
        if line[0].isspace():
            if not in_people:
                raise GoldError(f"{file}, line {number}: only people go on indented lines")
            front.people_lines.append((number, line.strip()))
            continue
        key, colon, value = line.partition(":")
        value = value.strip()
        in_people = key == "people"
        if key == "header":
            front.headers.append(value)
        elif key == "footer":
            front.footers.append(value)
        elif colon and key in ("name", "format", "layout", "document", "people"):
            front.values[key] = re.sub(r"\s+#\s.*", "", value)
            front.line = number if key == "document" else front.line
        else:
            raise GoldError(
                f"{file}, line {number}: unknown key {key!r}; "
                "use name, format, layout, document, header, footer, people"
            )
    return front, "\n".join(lines[close + 1 :]), close + 2


def _fields(written: str, file: str, line: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    for item in filter(None, (piece.strip() for piece in written.split(";"))):
        key, equals, value = item.partition("=")
        key, value = key.strip(), value.strip()
        if not equals or key not in MEETING:
            known = ", ".join(MEETING)
            raise GoldError(f"{file}, line {line}: {item!r} is no meeting field; use {known}")
        if key == "kind" and value not in _KINDS:
            raise GoldError(f"{file}, line {line}: kind={value} is not known; use {', '.join(_KINDS)}")
        if key in ("date", "adjusted", "posted", "unposted") and not _DAY.fullmatch(value):
            raise GoldError(f"{file}, line {line}: {key}={value} is no date; write YYYY-MM-DD")
        if key in ("starts", "ends") and not _TIME.fullmatch(value):
            raise GoldError(f"{file}, line {line}: {key}={value} is no time; write HH:MM")
        fields[key] = value
    if "kind" not in fields:
        raise GoldError(f"{file}, line {line}: the meeting fields need kind=…")
    return fields


def _scan(body: str, file: str, first_line: int) -> tuple[str, tuple[Tag, ...], list[PartMark]]:
    out: list[str] = []
    length = 0
    opened: list[tuple[str, dict[str, str], int, int]] = []
    tags: list[Tag] = []
    parts: list[PartMark] = []
    at = 0
    while token := _TOKEN.search(body, at):
        place = token.start()
        out.append(body[at:place])
        length += place - at
        line = first_line + body.count("\n", 0, place)
        if token.group() == "}":
            if not opened:
                raise GoldError(f"{file}, line {line}: '}}' closes nothing; take it away or open its tag")
            name, attributes, start, began = opened.pop()
            tag = Tag(name=name, attributes=attributes, start=start, end=length, line=began)
            check_tag(tag, "".join(out)[start:], file, [outer[0] for outer in opened])
            tags.append(tag)
            at = place + 1
        elif part := _PART.match(body, place) if _alone(body, place) else None:
            if opened:
                above = opened[-1][0]
                raise GoldError(f"{file}, line {line}: a part begins inside {{{above}|…}}; close it first")
            parts.append(PartMark(start=length, fields=_fields(part[1], file, line)))
            at = part.end()
        else:
            head = _HEAD.match(body, place)
            if head is None:
                written = body[place : place + 30].split("\n")[0]
                raise GoldError(
                    f"{file}, line {line}: {written!r} is no tag; write {{name attribute=value|words}}, "
                    "with quotes around a value of several words"
                )
            attributes = {m[1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(head[2])}
            opened.append((head[1], attributes, length, line))
            at = head.end()
    if opened:
        name, _, _, line = opened[-1]
        raise GoldError(f"{file}, line {line}: {{{name}|…}} is never closed; add its '}}'")
    out.append(body[at:])
    return "".join(out), in_order(tags), parts


def _alone(body: str, place: int) -> bool:
    return place == 0 or body[place - 1] == "\n"
