"""Who and what is named: PERSON, ORG, BODY and ROLE, from rules and the language model together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.extract.bodies import bodies, explained_bodies
from pipeline.extract.bodywords import body_noun, letters
from pipeline.extract.found import Found, inside, keep, mention, overlaps
from pipeline.extract.known import (
    Known,
    given_names_alone,
    initials_of,
    known_people,
    names_of,
    occurrences,
)
from pipeline.extract.lettered import lettered_names, several
from pipeline.extract.municipalities import columns, in_column, labels, labels_of, municipalities
from pipeline.extract.names import is_label, is_place
from pipeline.extract.organisations import company_names, explained, organisations
from pipeline.extract.orgvoices import plausible_organisation
from pipeline.extract.orgwords import PLACE_LINE, no_letters
from pipeline.extract.people import full_names, plausible
from pipeline.extract.roles import roles
from pipeline.extract.rolewords import names_role, starts_with_role
from pipeline.extract.services import services
from pipeline.extract.unitletters import unit_letters
from pipeline.facts import Attendance, Mention
from pipeline.gazetteers import municipalities as municipalities_by_name
from pipeline.gazetteers import parties
from pipeline.view import Block, Layout

if TYPE_CHECKING:
    from spacy.tokens import Doc

# the lines of a converted file's front matter that name somebody: "organ: Socialnämnden"
_FRONT = re.compile(
    r"(?:body|organ|nämnd|styrelse|kommun|organisation|ordförande|sekreterare|justerare)\s*:\s*",
    re.IGNORECASE,
)


_ROLE_BEFORE = re.compile(r"([\wåäö.-]+),? $")
_ACTING_PLACE = re.compile(
    r"(?<![\w-])(?<!i )(?<!på )(?<!från )(?P<place>[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)"
    r"(?= (?:anser|menar|vill|önskar|föreslår|bidrar|betalar|delar på|framhåller|framhöll|har beslutat"
    r"|beslutade|ansöker|avstår|undrar|meddelar|gärna|ställer sig|tackar|har haft|står för|instämmer"
    r"|deltar)(?!\w))"
)
_OWN_BODY = re.compile(
    r" (?P<body>(?:[a-zåäö]+-,? (?:[a-zåäö]+-,? )*(?:och|samt|&) )?(?P<noun>[a-zåäö]{4,}))(?![\wåäö-])"
)
_PLACES_BEFORE = re.compile(r"(?:[A-ZÅÄÖ][\wåäö-]+, )*[A-ZÅÄÖ][\wåäö-]+,? (?:och|samt) $")
_SEATED = re.compile(
    r"(?:kommunstyrelsen|kommunfullmäktige|nämnden) i (?P<place>[A-ZÅÄÖ][a-zåäö]+)(?= \w| ?[,.;)]|$)"
    r"(?! (?:kommun|stad|län)| och )"
)
_LOCAL = re.compile(r"[A-ZÅÄÖ]{2,4}")
_CAPITALISED = re.compile(r"(?<![\w-])[A-ZÅÄÖ][\wåäö-]+")


@dataclass(frozen=True)
class _Names:
    """What a whole document tells: people, organisations' short names, organs' letters.

    `sent` are places that stand for whoever sent somebody, in the head of the minutes only.
    """

    people: Known
    organisations: frozenset[str]
    sent: frozenset[str]
    labels: frozenset[str]
    columns: frozenset[str]
    parties: frozenset[str]
    bodies: frozenset[str]
    towns: frozenset[str]
    rows: dict[int, list[tuple[int, int]]]
    lettered: bool


def mentions(layout: Layout, rows: Sequence[Attendance], docs: Sequence[Doc] | None = None) -> list[Mention]:
    """Mentions of people, organisations, bodies and roles; `docs` are the model's, one a block."""
    heard = dict(zip((id(b) for b in layout.blocks), docs, strict=True)) if docs else {}
    blocks = [block for block in layout.blocks if block.kind != "front"]
    names = _names(layout, blocks, rows, heard)
    found: list[Mention] = []
    for block in blocks:
        head = layout.section_of(block) is None
        found.extend(_in_block(block, names, heard.get(id(block)), head))
    for block in layout.blocks:
        if block.kind == "front":
            found.extend(_in_front(block, names))
    return found


def _names(layout: Layout, blocks: list[Block], rows: Sequence[Attendance], heard: dict[int, Doc]) -> _Names:
    raw = layout.source.text
    sure = [(b.text, f) for b in blocks for f in full_names(b.text, b.cells)]
    voiced = [(b.text, f) for b in blocks for f in _voice(heard.get(id(b)), "PERSON") if plausible(b.text, f)]
    full = [name for name in names_of([*sure, *voiced]) if " " in name and "," not in name]
    lettered = several(b.text for b in blocks)
    full += [b.text[f.start : f.end] for b in blocks for f in lettered_names(b.text, lettered)]
    people = known_people(n for n in [*(row.person for row in rows), *full] if not _is_organisation(n))
    organs = unit_letters(layout, rows).union(short for b in blocks for short in explained_bodies(b.text))
    voices = [b.text[f.start : f.end] for b in blocks for f in _voice(heard.get(id(b)), "ORG")]
    told = services([(b.text, b.cells) for b in blocks], people, voices)
    towns = {town for b in blocks for town in _towns(b.text)}
    witnesses = told | frozenset(voices)
    appointing = {row.organisation for row in rows if row.organisation}
    shorts = {
        *(short for b in blocks for short in explained(b.text)),
        *(short for b in blocks for short in company_names(b.text)),
        *(n for n in appointing if n not in towns and not is_place(n) and _appoints(n, raw, rows, witnesses)),
        *(name for name in told if name not in towns),
    }
    lines: dict[int, list[tuple[int, int]]] = {}
    starts = sorted({(row.start, row.end) for row in rows})
    for block in blocks:
        own = [(start, end) for start, end in starts if block.start <= start < block.end]
        if own:
            lines[id(block)] = own
    return _Names(
        people,
        frozenset(name for name in shorts if _can_be_short(name) and name not in organs),
        frozenset(name for name in appointing if name in towns or is_place(name)),
        labels_of(rows),
        columns((b.text, b.cells) for b in blocks),
        frozenset(row.party for row in rows if row.party and _is_local(row.party)),
        frozenset(organs),
        frozenset(towns),
        lines,
        lettered,
    )


def _is_organisation(name: str) -> bool:
    """Whether what looked like a person begins as an organisation does: "Finsam Tallborg"."""
    return any(found.start == 0 and found.rule != "org.party" for found in organisations(name))


def _is_local(party: str) -> bool:
    """Letters of a party that no list has: "Alma Ros (LB)"."""
    return _LOCAL.fullmatch(party) is not None and party not in parties() and not no_letters(party)


def _towns(text: str) -> set[str]:
    """Names that stand before "kommun": in this document they are places when they stand alone."""
    if "ommun" not in text:
        return set()
    found = [text[f.start : f.end] for f in municipalities(text)]
    return {re.sub(r" (?:kommun|[Ss]tad)\w*$", "", name).removesuffix("s") for name in found}


def _appoints(name: str, raw: str, rows: Sequence[Attendance], witnesses: frozenset[str]) -> bool:
    """Whether what a row gives as affiliation is an organisation: by its form or place, or a second witness.

    "Anna Ek, Alfahälsan" names one; "Anna Ek X" marks who was there, "Bo Dahl, avdelningschef
    Förebyggande" says what he is head of.
    """
    if len(name) < 2 or is_label(name) or names_role(name):
        return False
    if name in witnesses or any(f.start == 0 and f.end == len(name) for f in organisations(name)):
        return True
    own = [row for row in rows if row.organisation == name]
    return len(own) > 1 or any(raw.startswith(f", {name}", row.end) for row in own)


def _can_be_short(name: str) -> bool:
    """Not a party's letters, a role, or an organ that an attendance list gives as affiliation."""
    if name in letters() or name.endswith(("sektor", "sektorn")):
        return False
    if name in parties() or no_letters(name) or starts_with_role(name) == len(name):
        return False
    return not any(body_noun(word) is not None for word in re.findall(r"[\w-]+", name)) and name[:1].isupper()


def _in_block(block: Block, names: _Names, doc: Doc | None, head: bool = False) -> list[Mention]:
    text = block.text
    listed = [*_row_names(block, names.rows.get(id(block), ()))]
    orgs = keep(
        [
            *organisations(text, names.organisations, names.parties),
            *_acting_places(block, names.towns),
            *_seated(text),
            *labels(text, [row.end for row in listed], names.labels),
            *in_column(text, block.cells, names.columns),
        ]
    )
    if head:
        orgs = keep([*orgs, *_sent(block, names.sent)])
    organs = bodies(text, names.bodies)
    initials = initials_of(text, block.cells, names.people)
    own = full_names(text, block.cells)
    people = keep(
        [
            *listed,
            *lettered_names(text, names.lettered),
            *_known_here(occurrences(text, names.people), own),
            *initials,
            *own,
            *(f for f in _voice(doc, "PERSON") if plausible(text, f)),
            *given_names_alone(text),
        ]
    )
    strong = [f for f in orgs if f.weight >= 0.9 and not overlaps(f, initials)]
    national = [f for f in strong if f.rule in ("org.national", "org.listed")]
    people = [
        p
        for p in people
        if not inside(p, strong) and not inside(p, organs) and not any(p.start == o.start for o in national)
    ]
    orgs = [f for f in orgs if not overlaps(f, people)]
    organs = [f for f in organs if not overlaps(f, people) and not inside(f, orgs)]
    heard = [f for f in _voice(doc, "ORG") if plausible_organisation(text, f)]
    orgs = keep([*orgs, *(f for f in heard if not overlaps(f, [*people, *orgs, *organs]))])
    organs = keep([*organs, *_possessed(text, orgs)])
    posts = [
        r
        for r in roles(text, people, block.cells)
        if not overlaps(r, people) and not any(o.start <= r.start < o.end for o in (*organs, *orgs))
    ]
    return [
        *(mention(block, f, "PERSON") for f in people),
        *(mention(block, f, "ORG") for f in orgs),
        *(mention(block, f, "BODY") for f in organs),
        *(mention(block, f, "ROLE") for f in posts),
    ]


def _known_here(known: Iterable[Found], own: Iterable[Found]) -> Iterable[Found]:
    """Names of the document again; the rule is that of the words' own evidence where they have it."""
    rules = {(found.start, found.end): found.rule for found in own}
    return (replace(found, rule=rules.get((found.start, found.end), found.rule)) for found in known)


def _possessed(text: str, orgs: Iterable[Found]) -> Iterable[Found]:
    """An organisation's own body, which the noun alone would not name: "Region Norrbys sjukvårdsförvaltning".

    A "kontor" by itself is a place: "Arbetsförmedlingens kontor i Granby".
    """
    for owner in orgs:
        match = _OWN_BODY.match(text, owner.end)
        noun = body_noun(match["noun"]) if match and text[owner.end - 1] == "s" else None
        if match and noun and not noun.definite and (noun.first or noun.stem != "kontor"):
            yield Found(match.start("body"), match.end(), "body.possessed", 0.9)


def _in_front(block: Block, names: _Names) -> list[Mention]:
    """Front matter: only names of bodies, organisations and people, where its key announces them."""
    key = _FRONT.match(block.text)
    if key is None:
        return []
    whole = _in_block(block, names, None)
    behind = block.span(key.end(), len(block.text))[0] if key.end() < len(block.text) else block.end
    capital = [m for m in whole if m.start >= behind and block.text[block.offsets.index(m.start)].isupper()]
    return [m for m in capital if m.label != "ROLE"]


def _sent(block: Block, places: frozenset[str]) -> Iterable[Found]:
    """Places that stand for whoever sent somebody: a cell, or behind a role ("Koordinator Norrby § 4")."""
    for match in _CAPITALISED.finditer(block.text):
        word = match.group()
        if word not in places and word not in municipalities_by_name():
            continue
        if PLACE_LINE.search(block.text[: match.start()]):
            continue  # "Plats och tid	Norrby, 2024-03-12"
        before = block.text[max(0, match.start() - 40) : match.start()]
        first = word in places and any(match.start() == low for low, _ in block.cells if len(block.cells) > 1)
        role = _ROLE_BEFORE.search(before)
        if first or (role and starts_with_role(role.group(1)) == len(role.group(1))):
            yield Found(match.start(), match.end(), "org.sent", 0.9)


def _acting_places(block: Block, towns: frozenset[str]) -> Iterable[Found]:
    """Municipalities by their place's name where they act: "Norrby vill avvakta", "att Norrby betalar"."""
    for match in _ACTING_PLACE.finditer(block.text):
        if match["place"] not in towns:
            continue
        yield Found(match.start("place"), match.end("place"), "org.acting_place", 0.9)
        together = _PLACES_BEFORE.search(block.text[max(0, match.start() - 80) : match.start()])
        for other in _CAPITALISED.finditer(together.group()) if together else ():
            if together and other.group() in towns:
                start = max(0, match.start() - 80) + together.start() + other.start()
                yield Found(start, start + len(other.group()), "org.acting_place", 0.9)


def _seated(text: str) -> Iterable[Found]:
    """A municipality by its place behind its organ: "kommunstyrelsen i Solna"."""
    for match in _SEATED.finditer(text):
        if match["place"] in municipalities_by_name():
            yield Found(*match.span("place"), "org.seated", 0.9)


def _row_names(block: Block, spans: Iterable[tuple[int, int]]) -> Iterable[Found]:
    """Names the attendance list has told: their place is known exactly."""
    for start, end in spans:
        inside_row = [i for i, offset in enumerate(block.offsets) if start <= offset < end]
        if inside_row:
            yield Found(inside_row[0], inside_row[-1] + 1, "person.attendance", 2.0)


_VOICES = {"PERSON": "model.person", "ORG": "model.org"}


def _voice(doc: Doc | None, label: str) -> list[Found]:
    if doc is None:
        return []
    return [Found(e.start_char, e.end_char, _VOICES[label], 0.7) for e in doc.ents if e.label_ == label]
