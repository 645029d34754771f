"""Who and what is named: PERSON, ORG, BODY and ROLE, from rules and the language model together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.extract.bodies import bodies, explained_bodies
from pipeline.extract.bodyletters import board_letters
from pipeline.extract.bodywords import body_noun, letters
from pipeline.extract.found import Found, inside, keep, mention, overlaps
from pipeline.extract.known import (
    Known,
    chosen,
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
from pipeline.extract.orgsenders import acting_places, seated, sent
from pipeline.extract.orgshorts import heads, represented
from pipeline.extract.orgvoices import beside_another, plausible_organisation, projects
from pipeline.extract.orgwords import no_letters
from pipeline.extract.overlines import over_lines
from pipeline.extract.people import full_names, plausible
from pipeline.extract.postvoices import heard_organs, heard_posts
from pipeline.extract.roles import roles
from pipeline.extract.rolewords import names_role, starts_with_role
from pipeline.extract.services import services
from pipeline.extract.signs import signed, signs
from pipeline.extract.unitletters import unit_letters
from pipeline.extract.voices import heard, parted
from pipeline.extract.whole import led_by_parties, named_whole
from pipeline.facts import Attendance, Mention
from pipeline.gazetteers import parties
from pipeline.view import Block, Layout

if TYPE_CHECKING:
    from spacy.tokens import Doc

# the lines of a converted file's front matter that name somebody: "organ: Socialnämnden"
_FRONT = re.compile(
    r"(?:body|organ|nämnd|styrelse|kommun|organisation|ordförande|sekreterare|justerare)\s*:\s*",
    re.IGNORECASE,
)


_OWN_BODY = re.compile(
    r" (?P<body>(?:[a-zåäö]+-,? (?:[a-zåäö]+-,? )*(?:och|samt|&) )?(?P<noun>[a-zåäö]{4,}))(?![\wåäö-])"
)
_LOCAL = re.compile(r"[A-ZÅÄÖ]{2,4}")


@dataclass(frozen=True)
class _Names:
    """What a whole document tells: people, organisations' short names, organs' letters.

    `heard` are the names of people whom only the model finds. `sent` are places that stand for whoever sent
    somebody, in the head of the minutes only. `signs` are letters that stand for a person.
    """

    people: Known
    heard: frozenset[str]
    organisations: frozenset[str]
    sent: frozenset[str]
    labels: frozenset[str]
    columns: frozenset[str]
    parties: frozenset[str]
    bodies: frozenset[str]
    towns: frozenset[str]
    rows: dict[int, list[tuple[int, int]]]
    lettered: bool
    led: bool
    signs: dict[str, str]


def mentions(layout: Layout, rows: Sequence[Attendance], docs: Sequence[Doc] | None = None) -> list[Mention]:
    """Mentions of people, organisations, bodies and roles; `docs` are the model's, one a block."""
    told = dict(zip((id(b) for b in layout.blocks), docs, strict=True)) if docs else {}
    blocks = [block for block in layout.blocks if block.kind != "front"]
    names = _names(layout, blocks, rows, told)
    found: list[Mention] = []
    for block in blocks:
        head = layout.section_of(block) is None
        found.extend(_in_block(block, names, told.get(id(block)), head))
    for block in layout.blocks:
        if block.kind == "front":
            found.extend(_in_front(block, names))
    return over_lines(blocks, found)


def _names(layout: Layout, blocks: list[Block], rows: Sequence[Attendance], told: dict[int, Doc]) -> _Names:
    raw = layout.source.text
    led = led_by_parties(b.text for b in blocks)
    sure, voiced, glued = _people_of(blocks, told, led)
    by_rules = [name for name in names_of(sure) if " " in name and "," not in name]
    by_model = [name for name in names_of(voiced) if " " in name and "," not in name]
    lettered = several(b.text for b in blocks)
    by_rules += [b.text[f.start : f.end] for b in blocks for f in lettered_names(b.text, lettered)]
    by_rules += [row.person for row in rows if row.person not in glued]
    people = known_people(n for n in [*by_rules, *by_model] if not _is_organisation(n))
    people = replace(people, given=people.given.union(*(chosen(b.text) for b in blocks)))
    whose = layout.parts[0].meeting.body if layout.parts else None
    organs = (unit_letters(layout, rows) | board_letters(whose or "")).union(
        short for b in blocks for short in explained_bodies(b.text)
    )
    told_orgs = ((b, f) for b in blocks for f in heard(told.get(id(b)), "ORG"))
    # what only the general model says is no witness of a service: it takes houses and courts for one
    voices = [b.text[f.start : f.end] for b, f in told_orgs if f.rule != "model.org.base"]
    served = services([(b.text, b.cells) for b in blocks], people, voices)
    towns = {town for b in blocks for town in _towns(b.text)}
    witnesses = served.union(voices)
    appointing = {row.organisation for row in rows if row.organisation}
    shorts = {
        *(short for b in blocks for short in explained(b.text)),
        *(short for b in blocks for short in company_names(b.text)),
        *(short for b in blocks for short in heads(b.text)),
        *represented("\n".join(b.text for b in blocks if layout.section_of(b) is None)),
        *(n for n in appointing if n not in towns and not is_place(n) and _appoints(n, raw, rows, witnesses)),
        *(name for name in served if name not in towns),
    }
    of_people = signs(b.text for b in blocks)
    lines: dict[int, list[tuple[int, int]]] = {}
    starts = sorted({(row.start, row.end) for row in rows})
    for block in blocks:
        own = [(start, end) for start, end in starts if block.start <= start < block.end]
        if own:
            lines[id(block)] = own
    return _Names(
        people,
        frozenset(by_model) - frozenset(by_rules),
        frozenset(n for n in shorts if _can_be_short(n) and n not in organs and n not in of_people),
        frozenset(name for name in appointing if name in towns or is_place(name)),
        labels_of(rows),
        columns((b.text, b.cells) for b in blocks),
        frozenset(r.party for r in rows if r.party and _is_local(r.party) and r.party not in of_people),
        frozenset(organs),
        frozenset(towns),
        lines,
        lettered,
        led,
        of_people,
    )


def _people_of(
    blocks: list[Block], told: dict[int, Doc], led: bool
) -> tuple[list[tuple[str, Found]], list[tuple[str, Found]], set[str]]:
    """Full names by rules and those by the model, in their blocks' texts; and what rules ran together."""
    sure, voiced, glued = list[tuple[str, Found]](), list[tuple[str, Found]](), set[str]()
    for block in blocks:
        text = block.text
        named = [f for f in heard(told.get(id(block)), "PERSON") if plausible(text, f)]
        own = named_whole(text, full_names(text, block.cells), led)
        apart = parted(text, own, named)
        glued |= {text[f.start : f.end] for f in own} - {text[f.start : f.end] for f in apart}
        sure += [(text, f) for f in apart]
        voiced += [(text, f) for f in named]
    return sure, voiced, glued


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
            *acting_places(block, names.towns),
            *seated(text),
            *labels(text, [row.end for row in listed], names.labels),
            *in_column(text, block.cells, names.columns),
        ]
    )
    own_signs = signed(text, names.signs)
    if own_signs:  # "Alma Rosén (ARO)" explains no organisation
        persons = frozenset(names.signs.values())
        orgs = [f for f in orgs if not overlaps(f, own_signs) and text[f.start : f.end] not in persons]
    if head:
        orgs = keep([*orgs, *sent(block, names.sent)])
    organs = bodies(text, names.bodies)
    initials = initials_of(text, block.cells, names.people)
    own = named_whole(text, full_names(text, block.cells), names.led)
    named = [f for f in heard(doc, "PERSON") if plausible(text, f)]
    people = keep(
        [
            *listed,
            *lettered_names(text, names.lettered),
            *_known_here(text, occurrences(text, names.people), own, named, names.heard),
            *initials,
            *own_signs,
            *own,
            *named,
            *given_names_alone(text),
        ]
    )
    people = keep(named_whole(text, parted(text, people, named), names.led))
    strong = [f for f in orgs if f.weight >= 0.9 and not overlaps(f, initials)]
    national = [f for f in strong if f.rule in ("org.national", "org.listed")]
    people = [
        p
        for p in people
        if not inside(p, strong) and not inside(p, organs) and not any(p.start == o.start for o in national)
    ]
    orgs = [f for f in orgs if not overlaps(f, people)]
    organs = [f for f in organs if not overlaps(f, people) and not inside(f, orgs)]
    voiced = [
        f for f in heard(doc, "ORG") if plausible_organisation(text, f) or beside_another(text, f, orgs)
    ]
    voiced += projects(text, heard(doc, "PERSON"))
    voiced = [f for f in voiced if not overlaps(f, [*people, *organs, *_by_rules(orgs, f)])]
    orgs = keep([*voiced, *(o for o in orgs if not overlaps(o, voiced))])
    organs = keep([*organs, *_possessed(text, orgs)])
    organs = heard_organs(text, heard(doc, "BODY"), organs, [*people, *orgs])
    posts = [
        r
        for r in roles(text, people, block.cells)
        if not overlaps(r, people) and not any(o.start <= r.start < o.end for o in (*organs, *orgs))
    ]
    posts += heard_posts(text, heard(doc, "ROLE"), people, [*people, *orgs, *organs, *posts])
    return [
        *(mention(block, f, "PERSON") for f in people),
        *(mention(block, f, "ORG") for f in orgs),
        *(mention(block, f, "BODY") for f in organs),
        *(mention(block, f, "ROLE") for f in posts),
    ]


def _by_rules(orgs: Iterable[Found], heard: Found) -> list[Found]:
    """Organisations that a model's word must leave alone: not the short name inside its longer one.

    The document tells of "Växa", the model hears "projekt Växa i tid".
    """
    return [org for org in orgs if org.rule != "org.known" or not inside(org, [heard])]


def _known_here(
    text: str, known: Iterable[Found], own: Iterable[Found], named: Iterable[Found], heard: frozenset[str]
) -> Iterable[Found]:
    """Names of the document again; the rule is that of the words' own evidence where they have it.

    What only the model found anywhere (`heard`) is its word wherever it says so (`named`).
    """
    rules = {(one.start, one.end): one.rule for one in named if _bare(text, one) & heard}
    rules |= {(one.start, one.end): one.rule for one in own}
    return (replace(found, rule=rules.get((found.start, found.end), found.rule)) for found in known)


def _bare(text: str, found: Found) -> set[str]:
    """A name as written, and without a genitive s."""
    words = re.sub(r"\s+", " ", text[found.start : found.end])
    return {words, words.removesuffix("s")}


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


def _row_names(block: Block, spans: Iterable[tuple[int, int]]) -> Iterable[Found]:
    """Names the attendance list has told: their place is known exactly."""
    for start, end in spans:
        inside_row = [i for i, offset in enumerate(block.offsets) if start <= offset < end]
        if inside_row:
            yield Found(inside_row[0], inside_row[-1] + 1, "person.attendance", 2.0)
