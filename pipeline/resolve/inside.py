"""Who is who inside one document, before anything across documents.

Full names are gathered from the lists of those present and the text; "Katarina", "Bergdahl" and
"Anna Bergdahls" are tied to the one person of the meeting who fits, and left open when two do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.compare.circumstances import party_today
from pipeline.compare.names import initials_only, parse, pet_names, plain, skeleton, straight
from pipeline.compare.spelling import slip
from pipeline.facts import Attendance, Document, Mention
from pipeline.resolve.roles import tie_roles
from pipeline.resolve.seats import posts_apart, seats_apart
from pipeline.resolve.told import assigned, mark

_PARTY = re.compile(r"\s*\(?([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4})\b\)?")
_BEHIND = 8  # characters behind a name in which its party may stand


@dataclass
class Local:
    """One person in one part: `name` is the plain full name, `party` set when two share that name.

    `apart`: for whom or as what they sit, set when two of the name do so for different ones; `left`: the
    text says that they leave; `formerly`: plain names the text says they had.
    """

    part: str
    name: str
    party: str | None = None
    mentions: list[str] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)
    rows: list[Attendance] = field(default_factory=list)
    sections: set[str | None] = field(default_factory=set)
    apart: str = ""
    left: bool = False
    formerly: set[str] = field(default_factory=set)


def inside(document: Document) -> tuple[list[Local], list[str]]:
    """The people of each part, and the ids of mentions (of people, and of roles that stand for people) that
    could be several people or nobody named."""
    people: dict[str, list[Local]] = {part.id: [] for part in document.parts}
    mentions = [m for m in document.mentions if m.label == "PERSON"]
    first = document.parts[0].id
    rows: dict[str, list[Attendance]] = defaultdict(list)
    for row in document.attendance:
        rows[row.part if row.part in people else first].append(row)
    for part, listed in rows.items():
        people[part] = _listed(part, listed, {m.start for m in mentions})
    known = {local.name for locals_ in people.values() for local in locals_}
    known |= {plain(straight(m.text)) for m in mentions if full_name(m.text)}
    text = document.source.text
    open_ones: list[Mention] = []
    for mention in mentions:
        mine = people[mention.part if mention.part in people else first]
        chosen = (
            _called(_nominative(plain(straight(mention.text)), known), mention, mine, text)
            if _whole(mention, mine)
            else None
        )
        if chosen is None:
            open_ones.append(mention)
    _tie_lone_rows(people)
    everybody = [local for part in document.parts for local in people[part.id]]
    mark(document, everybody)
    given = assigned(document)
    unresolved = []
    for mention in open_ones:
        mine = people[mention.part if mention.part in people else first]
        who = None if _whole(mention, mine) else _fitting(mention, mine, everybody, text, mention.id in given)
        if who is None:
            unresolved.append(mention.id)
        else:
            who.mentions.append(mention.id)
    return everybody, [*unresolved, *tie_roles(document, everybody)]


def _tie_lone_rows(people: Mapping[str, list[Local]]) -> None:
    """A first name or surname alone in a list ("Olle") goes to the one person the text names in full so."""
    whole = [local for locals_ in people.values() for local in locals_ if full_name(local.name)]
    for mine in people.values():
        listed = {local.name for local in mine if local.rows}
        for lone in [local for local in mine if local.rows and not full_name(local.name)]:
            found: list[Local] = []
            for fits in _WAYS:
                found = found or [x for x in whole if x.name not in listed and fits(x.name, lone.name)]
            if len({(x.name, x.party) for x in found}) != 1:
                continue
            here = next((x for x in mine if x.name == found[0].name), None)
            if here is None:
                here = Local(lone.part, found[0].name)
                mine.append(here)
            here.rows += lone.rows
            mine.remove(lone)


def _called(name: str, mention: Mention, people: list[Local], text: str) -> Local | None:
    """The person of a full name, new when nobody is called so yet; None between namesakes."""
    same = [local for local in people if local.name == name]
    listed = [local for local in same if any(row.start == mention.start for row in local.rows)]
    same = listed or same
    if not same:
        same = [Local(mention.part or "", name)]
        people += same
    chosen = same[0] if len(same) == 1 else _by_party(same, text[mention.end : mention.end + _BEHIND])
    if chosen is not None:
        _give(chosen, mention, name)
    return chosen


def best(spellings: Mapping[str, int]) -> str:
    """The most frequent spelling with whole given names and not all in capitals; "" when there is none."""
    ranked = sorted(
        spellings.items(), key=lambda item: (initials_only(item[0]), item[0].isupper(), -item[1], item[0])
    )
    return ranked[0][0] if ranked else ""


def _listed(part: str, rows: Sequence[Attendance], mentioned: Container[int]) -> list[Local]:
    """One person a name in the list; two when the name stands there for two parties."""
    named: dict[str, list[Attendance]] = defaultdict(list)
    for row in rows:
        named[plain(straight(row.person))].append(row)
    people = []
    for name, same in named.items():
        posts = posts_apart(same)
        for post, seats in posts.items():
            local = Local(part, name, rows=seats, apart=post)
            local.spellings.update(_clean(row.person) for row in seats if row.start not in mentioned)
            people.append(local)
        same = [row for row in same if not any(row in seats for seats in posts.values())]
        parties = sorted({party_today(row.party) for row in same if row.party})
        for party in parties if len(parties) > 1 else [None]:
            mine = [row for row in same if party is None or party_today(row.party or "") == party]
            for apart, seats in seats_apart(mine).items() if mine else ():
                local = Local(part, name, party, rows=seats, apart=apart)
                local.spellings.update(_clean(row.person) for row in seats if row.start not in mentioned)
                people.append(local)
    return people


def _give(local: Local, mention: Mention, name: str) -> None:
    local.mentions.append(mention.id)
    local.sections.add(mention.section)
    spelling = _clean(mention.text)
    local.spellings[spelling if plain(spelling) == name else spelling[: len(name)]] += 1


def _by_party(people: Iterable[Local], behind: str) -> Local | None:
    """The one of `people` whose party's letters stand behind the name: "Karin (V)"."""
    letters = _PARTY.match(behind)
    fitting = [
        local
        for local in people
        if letters
        and party_today(letters.group(1))
        in {local.party, *(party_today(row.party or "") for row in local.rows)}
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fitting(
    mention: Mention, present: Sequence[Local], everybody: Sequence[Local], text: str, told: bool = False
) -> Local | None:
    """The one person a lone given name or surname fits; the meeting's own people go first.

    Of several, the one whose party follows, or the only one named in full in the same section. Whom the board
    has told to do something (`told`) is the one of them who is no member of it: "Styrelsen gav Anna i uppdrag
    …". A slip ("Tingdals" as "Tigndals") is looked for last, and only in the meeting itself.
    """
    word = plain(mention.text)
    forms = [word] if not word.endswith("s") else [word, word[:-1]]
    listed = [local for local in present if local.rows]
    ways = (_initials, _sign) if mention.text.isupper() and len(word) <= 3 else _WAYS
    for circle in (listed, present, everybody):
        found = _found(circle, forms, ways)
        if len(found) == 1:
            return found[0]
        if found:
            here = [local for local in found if mention.section and mention.section in local.sections]
            behind = text[mention.end : mention.end + _BEHIND]
            staff = [local for local in found if told and all(row.standing == "other" for row in local.rows)]
            return (
                _by_party(found, behind)
                or (here[0] if len(here) == 1 else None)
                or (staff[0] if len(staff) == 1 else None)
            )
    misspelt = _found(present, forms, (_nearly_surname,)) if ways is _WAYS else []
    return misspelt[0] if len(misspelt) == 1 else None


def _found(circle: Iterable[Local], forms: Sequence[str], ways: Sequence[Way]) -> list[Local]:
    """Whom a word may name: all who are called so in full if any are, else by first name or surname.

    "Anders" beside Anders Mård and Albin Ander is either of them.
    """
    people = {(x.name, x.party, x.apart): x for x in circle}
    for form in forms:
        first = form == forms[0]
        found: dict[tuple[str, str | None, str], Local] = {}
        for fits in ways:
            more = {key: x for key, x in people.items() if fits(x.name, form)}
            if not found or fits is _surname:
                found |= more
        if first and found and len(forms) > 1 and len(form) > 3:
            genitive = {key: x for key, x in people.items() if _surname(x.name, forms[1])}
            found |= genitive
        if found:
            return list(found.values())
    return []


def _given(name: str, word: str) -> bool:
    return "".join(parse(name).given) == word.replace("-", "").replace(" ", "")


def _first_given(name: str, word: str) -> bool:
    given = parse(name).given
    if not given:
        return False
    return skeleton(given[0]) == skeleton(word) or "-".join(given) in pet_names().get(word, ())


def _surname(name: str, word: str) -> bool:
    surname = parse(name).surname
    return word in surname or word.replace("-", " ") == " ".join(surname)


def _initials(name: str, word: str) -> bool:
    """AB for Anna Bergdahl, in the margin of informal minutes."""
    parts = parse(name)
    return "".join(part[0] for part in (*parts.given[:1], *parts.surname)) == word or (
        "".join(part[0] for part in (*parts.given, *parts.surname)) == word
    )


def _sign(name: str, word: str) -> bool:
    """ARO for Alma Rosén: the initial of a given name and the beginning of the surname."""
    parts = parse(name)
    family = "".join(parts.surname[-1:])
    return bool(parts.given and family) and word[:1] == parts.given[0][:1] and family.startswith(word[1:])


def _nearly_surname(name: str, word: str) -> bool:
    """Tigndal for Tingdal."""
    return len(word) > 4 and slip(word, " ".join(parse(name).surname).replace(" ", "-")) is not None


Way = Callable[[str, str], bool]
_WAYS: tuple[Way, ...] = (_given, _first_given, _surname)


def full_name(text: str) -> bool:
    """Whether `text` has both a given name and a surname."""
    name = parse(text)
    return bool(name.given and name.surname)


def _whole(mention: Mention, people: Iterable[Local]) -> bool:
    """Whether a mention has given name and surname; not "Mård Stenvalls" where Eva Mård-Stenvall is."""
    if not full_name(mention.text):
        return False
    word = plain(mention.text)
    return not any(
        local.rows and (_surname(local.name, word) or _surname(local.name, word.removesuffix("s")))
        for local in people
    )


def _nominative(name: str, known: Container[str]) -> str:
    """Anna Bergdahl for "Anna Bergdahls" when she is named without the s too."""
    return name[:-1] if name.endswith("s") and name[:-1] in known else name


def _clean(text: str) -> str:
    return " ".join(straight(text.replace("\u00ad", "")).split())
