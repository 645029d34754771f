"""What an item's own text tells of who takes part: jäv, leaving, coming, standing in.

Only what is said of people named there counts: "Ingen anmäler jäv" and "den som lämnar salen" tell of
nobody. How long it holds is left to `presence`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.facts import Document, Mention, Section
from pipeline.itemnumbers import listed_numbers
from pipeline.presence.phrases import (
    ABBREVIATION,
    AFTER,
    ASIDE,
    ASKED,
    BACK,
    BEFORE,
    CLAUSES,
    FOLLOWED,
    FOR,
    FOR_JAV,
    IS_REPLACED,
    JAV,
    NUMBERS,
    ONWARD,
    PARTY,
    PLACE,
    PLAIN,
    SECOND_VERB,
    SERVES,
    START,
    Kind,
)

When = Literal["before", "after", "during"]


@dataclass(frozen=True, kw_only=True)
class Told:
    """One person in one sentence of an item's text; `start` and `end` bound the sentence.

    `numbers`: the items the sentence names, empty when it tells of its own. `replaces`: whom a serving
    substitute stands in for, when the sentence or the one before it says. `back`: they were there before
    they went. `onward`: it holds for the later items too.
    """

    kind: Kind
    person: str
    start: int
    end: int
    numbers: tuple[str, ...] = ()
    replaces: str | None = None
    when: When = "during"
    back: bool = False
    onward: bool = False


def told(document: Document, section: Section) -> list[Told]:
    """Everything the text of `section` says of people's part in it, in the order of the text."""
    names = sorted(
        (m for m in document.mentions if m.label == "PERSON" and section.start <= m.start < section.stop),
        key=lambda mention: mention.start,
    )
    if not names:
        return []
    text = document.source.text
    ended = [d.start for d in document.decisions if section.start <= d.start < section.stop]
    found: list[Told] = []
    for start, end in _sentences(text, section.end, section.stop):
        here = _between(names, start, end)
        if here and JAV.search(text, max(section.end, start - 40), start):
            found += _labelled(text, start, end, here)
        if here:
            found += _clauses(text, start, end, here, found, min(ended, default=None))
    return found


def _labelled(text: str, start: int, end: int, names: list[Mention]) -> list[Told]:
    """ "Jäv: Bo Lund (M)": nothing but names behind the label."""
    rest = text[start:end]
    for name in reversed(names):
        rest = rest[: name.start - start] + " " + rest[name.end - start :]
    words = re.findall(r"[^\W\d_]+", PARTY.sub(" ", rest))
    if not all(PLAIN.fullmatch(word) for word in words):
        return []
    return [Told(kind="recused", person=n.text, start=n.start, end=_trimmed(text, n.end, end)) for n in names]


def _sentences(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in START.finditer(text, start, stop):
        if match.group() == "." and ABBREVIATION.search(text, max(begin, match.start() - 8), match.end()):
            continue
        yield begin, match.end()
        begin = match.end()
    yield begin, stop


def _between(names: Sequence[Mention], start: int, end: int) -> list[Mention]:
    first = bisect_left(names, start, key=lambda mention: mention.start)
    return [m for m in names[first : bisect_left(names, end, key=lambda m: m.start)] if m.end <= end]


def _clauses(
    text: str, start: int, end: int, names: list[Mention], before: list[Told], decided: int | None
) -> list[Told]:
    found: list[Told] = []
    bound = min(end, start + 1500)
    for word, straight, inverted in CLAUSES:
        # "På grund av jäv deltar Anna Ek inte i beslutet"
        kind: Kind = "recused" if word == "abstained" and FOR_JAV.search(text, start, bound) else word
        for pattern in (straight, inverted):
            match = pattern.search(text, start, bound)
            if match is None or any(told.kind == kind for told in found):
                continue
            who = _subject(
                text, *(match.span("who") if pattern is inverted else (start, match.start())), names
            )
            numbers = NUMBERS.match(text, match.end(), end) if kind == "recused" else None
            found += [
                Told(
                    kind=kind,
                    person=name.text,
                    start=min(who[0].start, match.start()),
                    end=_trimmed(text, match.end(), end),
                    numbers=tuple(listed_numbers(numbers["list"], most=200)) if numbers else (),
                    when=_when(text[start:end], start, decided),
                    back=kind == "came" and BACK.search(text, start, end) is not None,
                )
                for name in who
            ]
    return found + _serving(text, start, bound, names, before + found)


def _subject(text: str, left: int, right: int, names: list[Mention]) -> list[Mention]:
    """The people who are the subject of a clause; none when something else stands in its place.

    "Under jäv anmäler" has no name, "Ordföranden frågar om Anna Ek är jävig" asks only.
    """
    own = [name for name in names if left <= name.start and name.end <= right]
    if not own:
        return []
    # a heading above ("Jäv"), a page's furniture: lines without a name before the first that has one
    left = max(left, text.rfind("\n", left, own[0].start) + 1)
    rest = text[left:right]
    for name in reversed(own):
        rest = rest[: name.start - left] + " " + rest[name.end - left :]
    if ASKED.search(rest):
        return []
    if "att" in rest.split():  # "Ordföranden meddelar att Anna Ek …"
        begin = left + text[left:right].rfind(" att ")
        own, rest = [name for name in own if name.start > begin], ""
    rest = SECOND_VERB.sub(" ", ASIDE.sub(" ", PARTY.sub(" ", rest)))
    found = re.findall(r"[^\W\d_][\w:]*", rest)
    # "Anna Ek SD och Bo Lund M": letters of parties without parentheses
    words = [word for word in found if not (PLAIN.fullmatch(word) or (word.isupper() and len(word) < 5))]
    return own if len(words) <= 2 else []


def _serving(text: str, start: int, end: int, names: list[Mention], before: list[Told]) -> list[Told]:
    """ "Bo Lund (V) tjänstgör i hennes ställe", "går in för Anna Ek", "tjänstgör Bo Lund för Anna Ek"."""
    if FOLLOWED.search(text, start, end):
        return []  # "Anna Ek går i pension och ersätts av Bo Lund"
    verb = SERVES.search(text, start, end)
    if verb is None:
        return _replacing(text, start, end, names, before)
    behind = next((name for name in names if name.start == _inked(text, verb.end())), None)
    who, place = _subject(text, start, verb.start(), names), verb.end()
    if not who and behind is not None:
        who, place = [behind], behind.end
    if not who:
        return []
    means = FOR.match(text, place, end)
    place = _inked(text, means.end() if means else place)
    after = next((name for name in names if name.start == place), None)
    replaces: str | None = None
    if means and means["pronoun"]:
        gone = [told.person for told in before if told.kind != "serves"]
        replaces = gone[-1] if gone else None
    elif after is not None and (
        (means and means["name"]) or verb.group().lower().startswith("ersätt")
        or PLACE.match(text, after.end, end)
    ):  # fmt: skip
        replaces, place = (
            re.sub(r"s\Z", "", after.text) if PLACE.match(text, after.end) else after.text,
            after.end,
        )
    elif means and "ersättare" in means.group():  # "Nils Ek inträder som ersättare": for the one who went
        served = {told.replaces for told in before if told.kind == "serves"}
        left = {told.person for told in before if told.kind != "serves"} - served
        replaces = left.pop() if len(left) == 1 else None
    else:
        return []  # "tjänstgör som ordförande", "går in i lokalen"
    return [
        Told(
            kind="serves",
            person=who[-1].text,
            start=min(who[-1].start, verb.start()),
            end=_trimmed(text, place, end),
            replaces=replaces,
            numbers=_items(text, place, end),
            onward=ONWARD.search(text, verb.start(), end) is not None,
        )
    ]


def _replacing(text: str, start: int, end: int, names: list[Mention], before: list[Told]) -> list[Told]:
    """ "Anna Ek (S) anmäler jäv och ersätts av Bo Lund (S)": Bo Lund serves for her.

    "Under ärendet ersätts Anna Ek (S) av Bo Lund (S)"; "Jäv: Anna Ek (S). Ersätts av Bo Lund (S)."
    """
    verb = IS_REPLACED.search(text, start, end)
    who = next((name for name in names if verb and name.start == verb.end()), None)
    if verb is None or who is None or ASKED.search(text[start : verb.start()].lower()):
        return []
    left = [name for name in names if name.end <= verb.start()]
    gone = [n.text for n in left if n.end <= verb.start()] or [
        told.person for told in before if told.kind != "serves"
    ]
    inside = [name.text for name in names if verb.start() < name.start and name.end <= who.start]
    replaces = inside[-1:] or gone[-1:]
    if not replaces:
        return []
    return [
        Told(
            kind="serves", person=who.text, start=left[-1].start if left else verb.start(),
            end=_trimmed(text, who.end, end), replaces=replaces[0], numbers=_items(text, who.end, end),
            onward=ONWARD.search(text, verb.start(), end) is not None,
        )
    ]  # fmt: skip


def _items(text: str, place: int, end: int) -> tuple[str, ...]:
    """The items named right behind somebody: "(M) §§ 2–3"."""
    numbers = NUMBERS.match(text, _behind_party(text, place), end)
    return tuple(listed_numbers(numbers["list"], most=200)) if numbers else ()


def _behind_party(text: str, place: int) -> int:
    party = PARTY.match(text, _inked(text, place))
    return party.end() if party else place


def _inked(text: str, place: int) -> int:
    """The place of the next character that is no white space."""
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _when(sentence: str, start: int, decided: int | None) -> When:
    if BEFORE.search(sentence):
        return "before"
    if AFTER.search(sentence):
        return "after"
    return "before" if decided is not None and start + len(sentence) <= decided else "during"


def _trimmed(text: str, place: int, end: int) -> int:
    """The end of the sentence that the clause stands in, without its full stop."""
    return max(place, place + len(text[place:end].rstrip().rstrip(".!:;")))
