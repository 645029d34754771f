"""What an annotated source must hold to; every message names file, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from evaluation.inline.model import Inline, Tag, squeezed
from pipeline.errors import GoldError

_SECTION_KINDS = ("header", "attendance", "notice_of_posting", "item", "agenda_item", "attachment")
_DECISION_KINDS = (
    "approve", "adopt", "note", "elect", "fund", "assign", "reject", "postpone", "refer", "other",
)  # fmt: skip
_STATUSES = ("decided", "proposed", "recalled", "delegated")
_COUNTS = ("yes", "no", "abstained", "absent")
_TRUTH = ("true", "false")

_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "p": ("e",), "o": (), "b": (), "r": (), "d": ("v",), "l": (), "c": (),
    "a": ("v", "v2", "u", "for"),
    "sec": ("n", "kind", "case"), "t": (),
    "att": ("standing", "org", "roles", "party", "present", "remote", "sections", "replaces"),
    "dec": ("kind", "status", "decider", *_COUNTS, "res", "motives", "id", "proposal"),
    "man": ("giver", "to", "task", "deadline", "due", "status", "id", "reported"),
    "cell": ("t", "row", "col", "v", "u"),
}  # fmt: skip
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "a": ("v",), "att": ("standing",), "dec": ("kind", "status"),
    "man": ("to", "task", "status"), "cell": ("t", "row", "col", "v"),
}  # fmt: skip
_VALUES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("a", "u"): ("SEK", "percent"), ("cell", "u"): ("SEK", "percent"),
    ("sec", "kind"): _SECTION_KINDS,
    ("att", "standing"): ("voting", "member", "substitute", "other"),
    ("att", "present"): (*_TRUTH, "unknown"), ("att", "remote"): _TRUTH,
    ("dec", "kind"): _DECISION_KINDS, ("dec", "status"): _STATUSES, ("man", "status"): _STATUSES,
}  # fmt: skip
_NUMBERS = {("a", "v"), ("a", "v2"), ("cell", "v"), *(("dec", k) for k in _COUNTS)}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DUE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_ENDS_IN_STOP = re.compile(r"(?<!\bm)(?<!\bmm)(?<!\bkr)(?<!\bst)(?<!\bd)(?<!\bsv)\.$")


def check_tag(tag: Tag, words: str, file: str, above: list[str]) -> None:
    """A single tag: name, attributes, values, the words it covers, and what stands around it."""
    where = f"{file}, line {tag.line}"
    allowed = _ATTRIBUTES.get(tag.name)
    if allowed is None:
        raise GoldError(f"{where}: unknown tag {{{tag.name}|…}}; the tags are {', '.join(_ATTRIBUTES)}")
    for key, value in tag.attributes.items():
        if key not in allowed:
            takes = f"it takes {', '.join(allowed)}" if allowed else "it takes none"
            raise GoldError(f"{where}: {{{tag.name}|…}} has no attribute {key!r}; {takes}")
        choices = _VALUES.get((tag.name, key))
        if choices and value not in choices:
            raise GoldError(f"{where}: {key}={value} is unknown in {{{tag.name}|}}; use {', '.join(choices)}")
        if (tag.name, key) in _NUMBERS and not _NUMBER.fullmatch(value):
            raise GoldError(f"{where}: {key}={value} is no number; write digits, with a point for decimals")
    for key in _NEEDED.get(tag.name, ()):
        if not tag.get(key):
            raise GoldError(f"{where}: {{{tag.name}|…}} needs {key}=…")
    if not words or words != words.strip():
        raise GoldError(f"{where}: {{{tag.name}|{words}}} is empty or has white space at an end; tighten it")
    if tag.name in above:
        raise GoldError(f"{where}: {{{tag.name}|{words}}} is inside another of its kind; keep the longest")
    if tag.name in ("dec", "man") and _ENDS_IN_STOP.search(words):
        raise GoldError(f"{where}: the quote ends in a full stop; close the tag before it")
    if tag.name == "a" and ("%" in words or "procent" in words) and tag.get("u") != "percent":
        raise GoldError(f"{where}: {words!r} is a percentage; write u=percent")
    if tag.name in ("d", "man") and (day := tag.get("v") or tag.get("due")) and not _DUE.match(day):
        raise GoldError(f"{where}: {day} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")


def check(inline: Inline, furniture: Sequence[Inline] = ()) -> None:
    """What can only be seen with the whole source at hand; `furniture` is its page headers and footers."""
    spelled = spellings(inline)
    names = {person.name for person in inline.people}
    used: set[str] = set()
    for page in (inline, *furniture):
        for tag in page.named("p"):
            _check_person(page, tag, spelled, names)
            used.add(squeezed(page.words(tag)))
    for tag in inline.named("sec"):
        _check_section(inline, tag)
    for tag in inline.named("att"):
        if len(inline.inside(tag, "p")) != 1:
            raise GoldError(
                f"{inline.file}, line {tag.line}: {{att|{inline.words(tag)}}} must hold one tagged person; "
                "write {att …|{p|Name}}"
            )
    whole = squeezed(inline.text)
    for tag in inline.named("man", "dec", "att"):
        _check_words(inline, tag, whole)
    _check_ids(inline)
    for person in inline.people:
        for spelling in person.spellings:
            if spelling not in used:
                raise GoldError(
                    f"{inline.file}: {spelling!r} is listed in people and tagged nowhere; tag it or strike it"
                )


def spellings(inline: Inline) -> dict[str, list[str]]:
    """For each spelling, the preferred names it can stand for."""
    found: dict[str, list[str]] = {}
    for person in inline.people:
        for spelling in person.spellings:
            found.setdefault(spelling, []).append(person.name)
    return found


def _check_person(inline: Inline, tag: Tag, spelled: dict[str, list[str]], names: set[str]) -> None:
    where = f"{inline.file}, line {tag.line}"
    words = squeezed(inline.words(tag))
    explicit = tag.get("e")
    if explicit and explicit not in names:
        raise GoldError(f"{where}: e={explicit!r} is not in people; use a preferred name from there")
    if words not in spelled:
        raise GoldError(f"{where}: {words!r} is not listed in people; add it to its person there")
    if not explicit and len(spelled[words]) > 1:
        raise GoldError(
            f'{where}: {words!r} can be {" or ".join(spelled[words])}; say which with {{p e="…"|{words}}}'
        )


def _check_section(inline: Inline, tag: Tag) -> None:
    where = f"{inline.file}, line {tag.line}"
    if len(inline.inside(tag, "t")) != 1:
        raise GoldError(
            f"{where}: {{sec|{inline.words(tag)}}} needs its title once; write {{sec n=1|§ 1 {{t|Title}}}}"
        )
    number = tag.get("n")
    if number and number not in inline.words(tag):
        raise GoldError(f"{where}: n={number} does not stand in the heading {inline.words(tag)!r}; mend n=")
    if not number and tag.get("kind") != "attachment":
        raise GoldError(f"{where}: a section without n=… must have kind=attachment")


def _check_words(inline: Inline, tag: Tag, whole: str) -> None:
    quote = squeezed(inline.words(tag))
    said: Iterable[tuple[str, str, str]] = (
        ("task", tag.get("task") or "", quote),
        *(("to", one.strip(), whole) for one in (tag.get("to") or "").split(";")),
        *((key, tag.get(key) or "", whole) for key in ("giver", "deadline", "decider", "org", "replaces")),
        *(("res", one.strip(), whole) for one in (tag.get("res") or "").split(";")),
    )
    for key, value, text in said:
        if squeezed(value) not in text:
            raise GoldError(
                f"{inline.file}, line {tag.line}: {key}={value!r} does not stand in the "
                f"{'quote' if key == 'task' else 'text'}; write it as the text does"
            )


def _check_ids(inline: Inline) -> None:
    seen: set[str] = set()
    for tag in inline.named("dec", "man"):
        given = tag.get("id")
        if given and given in seen:
            raise GoldError(f"{inline.file}, line {tag.line}: id={given} is used twice; give another")
        seen.add(given or "")
    for tag in inline.named("dec"):
        proposal = tag.get("proposal")
        if proposal and proposal not in seen:
            raise GoldError(f"{inline.file}, line {tag.line}: proposal={proposal} names no {{dec id=…}}")
