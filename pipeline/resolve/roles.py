"""Role words that stand for a person inside one meeting: "Ordföranden", "förbundschefen".

They name whoever holds that role at that meeting: by the list of those present, or by the text
("Förbundschef Anna Bergdahl redogör"). The chair may change from § to § ("Bo Ekmark går in som ordförande"
when the chair is biased). A role beside its holder's name names nobody by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from pipeline.compare.names import plain
from pipeline.facts import Attendance, Document, Mention, Part
from pipeline.itemnumbers import listed_numbers

_CHAIR = "ordförande"
_ENDINGS = ("ns", "n", "ens", "en", "ets", "et", ":n", ":ns", "s", "")
_PLURAL = re.compile(r".*(?:na|nas|möter|mötena|chefer|örer|orer|råden)$")
# ordföranden, sekreterarens, chefen, kassörens, kommunalrådet, VD:n
_DEFINITE = re.compile(r"(?:[nr]den|nden|aren|[bcdfghjklmnpqrstvxö]en|rådet|budet|lotsen|:n)s?$")
_LONG_FORM = re.compile(r"(.*(?:ande|are))n|(.*(?:chef|ör|or|om|jurist))en|(.*råd)et")
# What several are at once, and what many are called in general.
_SHARED = ("ledamot", "ledamoten", "ersättare", "suppleant", "representant", "ombud", "ombudet", "deltagare")
_ACTING = re.compile(r"^(?:tf\.?|t\.? ?f\.?|tillförordnad|vikarierande) ")
_ORDINALS = {"förste": "1:e", "första": "1:e", "andre": "2:e", "andra": "2:e", "tredje": "3:e", "2:a": "2:e"}
# A body before the role, in the genitive: "kommunstyrelsens ordförande".
_GENITIVE = re.compile(
    r"([\w\- ]*?(\w*(?:nämnd(?:en)?|styrelsen?|fullmäktige|utskottet|förbundet|föreningen|kommunen|regionen|"
    r"bolaget|rådet|beredningen|mötet|sammanträdet|revisionen))s)\s+$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[ \t\xa0]*[:–]?(?:[ \t\xa0*.…_-]|</?b>)*")  # "Ordförande **Anna Bergdahl**"
_CALLED = re.compile(r"(?:\s*\([\w ]{1,4}\))?(?:, ?|\t| ?\(| – )(?:\w+ )?")  # "Anna Bergdahl (S), vald "
_STATED = re.compile(r"\s+[a-zåäö]")  # "Ordförande förklarar mötet öppnat"
_ELSEWHERE = re.compile(
    r"\s+(?:vid|på|i|för|inom|hos)\s+(?:[A-ZÅÄÖ]|\w+(?:nämnd|styrelse|utskott|bered|grupp))"
)  # vid Granliden
_SECTIONS = re.compile(r"[ ,(]*§§?\s*(\d[\d\s,–—-]*(?:(?:och|samt)\s+\d+)?)")
_LEADS = re.compile(
    r"[^.\n]{0,80}?\b(?:(?:går|gick|träder|trädde|inträder|inträdde|tjänstgör|tjänstgjorde|fungerar|fungerade|"
    r"agerar|agerade|kliver|klev)\s+(?:in\s+)?som\s+(?:\w+\s+)?ordförande|(?:är|var)\s+(?:tjänstgörande\s+)?"
    r"ordförande\s+(?:i|under|för|vid)\s|(?:leder|ledde)\s+(?:mötet|sammanträdet|ärendet|förhandlingarna|"
    r"behandlingen)|(?:övertar|övertog|tar\s+över|tog\s+över)\s+(?:ordförande\w*|klubban|ledningen)|"
    r"(?:väljs|valdes|utses|utsågs)\s+(?:till|att vara)\s+ordförande\s+(?:för|i|under)\s)"
)
# "Anna Bergdahl tjänstgör som ordförande under §§ 3–4", said before them
_TOLD = re.compile(
    r"[^.\n§]{0,80}\bordförande\w*\s+(?:under|för|vid|i|på)\s+(?:\w+\s+)?§§?\s*(\d[\d\s,–—-]*(?:(?:och|samt)\s+\d+)?)"
)
_LED_BY = re.compile(
    r"(?:som\s+ordförande\s+(?:[^.\n]{0,40}\s)?(?:tjänstgör|tjänstgjorde|fungerar|fungerade|inträder|inträdde)|"
    r"(?:leds|leddes)\s+(?:[^.\n]{0,40}\s)?av|till\s+ordförande\s+(?:för|i|under)\s+[^.\n]{0,40}?\s"
    r"(?:väljs|valdes|utses|utsågs)|tjänstgörande\s+ordförande:?)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
# "Under ärendet tjänstgör 1:e vice ordförande Anna Bergdahl (C) som ordförande"
_SERVES = re.compile(
    r"\b(?:tjänstgör|tjänstgjorde|fungerar|fungerade|inträder|inträdde|går|gick|träder|trädde)\s+(?:in\s+)?"
    r"(?:[\w:]+\s+){0,4}$"
)
_AS_CHAIR = re.compile(r"(?:\s*\([\w ]{1,4}\))?\s+(?:in\s+)?som\s+(?:\w+\s+)?ordförande")
_REACH = 120  # characters before a role in which the name that it belongs to begins
_BEFORE = 120  # characters of a sentence before a name in which it may say that she leads


class Held(Protocol):
    """Somebody of a meeting, with the rows of the list of those present."""

    part: str
    name: str
    rows: list[Attendance]
    mentions: list[str]


@dataclass(frozen=True)
class _Holder:
    """Somebody with a post at the meeting, for some §§ only (None: for all); `listed` among those present."""

    who: Held
    sections: frozenset[str] | None = None
    listed: bool = False


@dataclass
class _Posts:
    """The posts of one part: who holds them, and (section, place) → who leads the meeting from there."""

    holders: dict[str, list[_Holder]] = field(default_factory=dict)
    leads: list[tuple[str | None, int, Held]] = field(default_factory=list)


def tie_roles(document: Document, everybody: Sequence[Held]) -> list[str]:
    """Give the role words of a document to the people they stand for; the ids of those left open."""
    roles = [m for m in document.mentions if m.label == "ROLE"]
    if not roles:
        return []
    named = _named(document, everybody)
    first = document.parts[0].id
    parts = {part.id: part for part in document.parts}
    beside = {role.id: person for role in roles for person in _beside(role, named, document.source.text)}
    posts = {part: _posts(part, document, everybody, roles, named, beside) for part in parts}
    left = []
    for role in roles:
        part = parts.get(role.part or first, document.parts[0])
        stands = role.id not in beside and _stands_for_somebody(role, part, document.source.text)
        if not stands:
            continue
        who = None if stands == "other" else _holder(role, posts[part.id])
        if who is None:
            left.append(role.id)
        else:
            who.mentions.append(role.id)
    return left


def _named(document: Document, everybody: Iterable[Held]) -> list[tuple[Mention, Held]]:
    """The namings of people, with who they are, in the order of the text."""
    of = {mention: one for one in everybody for mention in one.mentions}
    found = [(m, of[m.id]) for m in document.mentions if m.label == "PERSON" and m.id in of]
    return sorted(found, key=lambda pair: pair[0].start)


def _beside(
    role: Mention, named: Sequence[tuple[Mention, Held]], text: str
) -> Iterator[tuple[Mention, Held]]:
    """The person next to a role: "Anna Bergdahl (S), ordförande", else "Ordförande: Anna Bergdahl"."""
    first = bisect_left(named, role.start - _REACH, key=lambda pair: pair[0].start)
    for mention, who in named[first:]:
        if mention.end <= role.start and _CALLED.fullmatch(text[mention.end : role.start]):
            yield mention, who
            return
        if mention.start >= role.end:
            if _LABEL.fullmatch(text[role.end : mention.start][:80]):
                yield mention, who
            return


def _stands_for_somebody(role: Mention, part: Part, text: str) -> str:
    """Whether a role word names a person: "" for no, "own" for one of this meeting, else "other"."""
    word = plain(role.text)
    if _PLURAL.fullmatch(word) or word.endswith(_SHARED):
        return ""
    behind = text[role.end : role.end + 40]
    before = text[max(part.start, role.start - 60) : role.start]
    owner = _GENITIVE.search(before)
    if owner:
        return "own" if _own(owner, part) else "other"
    definite = _definite(word)
    if not definite and not (role.text[:1].isupper() and _opens(before) and _STATED.match(behind)):
        return ""
    return "other" if _ELSEWHERE.match(behind) else "own"


def _definite(word: str) -> bool:
    return bool(_DEFINITE.search(word))


def _opens(before: str) -> bool:
    """Whether a sentence or a line begins here."""
    return not before.strip() or before.rstrip(" ").endswith((".", "\n", "!", "?", "•", "-", "–"))


def _own(owner: re.Match[str], part: Part) -> bool:
    """Whether "nämndens" or "socialnämndens" before a role is the body whose minutes these are."""
    word = plain(owner.group(2))
    stem = word.removesuffix("en").removesuffix("n").removesuffix("et")
    return word in ("mötet", "sammanträdet") or (bool(stem) and stem in plain(part.meeting.body or ""))


def _anothers(role: Mention, document: Document) -> bool:
    """Whether a role is held in another body: "socialnämndens ordförande Anna Bergdahl", "ordförande i …"."""
    part = next((part for part in document.parts if part.id == role.part), document.parts[0])
    text = document.source.text
    owner = _GENITIVE.search(text[max(part.start, role.start - 60) : role.start])
    return bool(owner and not _own(owner, part)) or bool(_ELSEWHERE.match(text[role.end : role.end + 20]))


def _posts(
    part: str,
    document: Document,
    everybody: Iterable[Held],
    roles: Iterable[Mention],
    named: Sequence[tuple[Mention, Held]],
    beside: Mapping[str, tuple[Mention, Held]],
) -> _Posts:
    text = document.source.text
    first = document.parts[0].id
    found = _Posts()
    rows = [(one, row) for one in everybody if one.part == part for row in one.rows]
    listed = {row.start for _, row in rows}
    for one, row in sorted(rows, key=lambda pair: pair[1].standing == "other"):
        if row.present is not False:
            sections = frozenset(row.sections) if row.sections else None
            for post in map(_post, row.roles):
                # A guest who chairs another body ("ordförande i Kommunrevisionen") does not chair this one.
                if row.standing != "other" or _CHAIR not in post or post not in found.holders:
                    _add(found.holders, post, _Holder(one, sections, listed=True))
    for role in roles:
        if (role.part or first) == part and role.id in beside and not _anothers(role, document):
            mention, who = beside[role.id]
            if (
                who.part == part
                and mention.start not in listed
                and not any(row.present is False for row in who.rows)
            ):
                _add(found.holders, _post(role.text), _Holder(who, _sections(text[mention.end :][:60])))
    for mention, who in named:
        if (mention.part or first) == part and _leads(mention, text):
            told = _TOLD.match(text, mention.end)
            numbers = listed_numbers(told.group(1), most=999) if told else []
            where: list[str | None] = [*numbers] or [mention.section]
            found.leads += [(section, mention.start, who) for section in where]
    return found


def _add(holders: dict[str, list[_Holder]], post: str, holder: _Holder) -> None:
    """Somebody with a post; the signature that tells §§ says more than the list that does not."""
    mine = holders.setdefault(post, [])
    before = [one for one in mine if one.who is holder.who]
    if not before:
        mine.append(holder)
    elif holder.sections and before[0].sections is None:
        mine[mine.index(before[0])] = replace(holder, listed=before[0].listed)


def _sections(behind: str) -> frozenset[str] | None:
    """The numbers in " §§ 36–38, 40"."""
    told = _SECTIONS.match(behind)
    if not told:
        return None
    return frozenset(listed_numbers(told.group(1), most=999))


def _leads(mention: Mention, text: str) -> bool:
    before = re.split(r"\.\s|\n\n", text[max(0, mention.start - _BEFORE) : mention.start])[-1]
    behind = text[mention.end : mention.end + 200]
    taken = _SERVES.search(before) and _AS_CHAIR.match(behind)
    return bool(taken or _LEADS.match(behind) or _LED_BY.search(before))


def _holder(role: Mention, posts: _Posts) -> Held | None:
    """Who is meant; None when nobody holds the post at this meeting, or two do."""
    word = _post(role.text)
    wanted = {word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)}
    if _CHAIR in wanted:
        leading = [
            who for section, place, who in posts.leads if section == role.section and place < role.start
        ]
        if leading:
            return leading[-1]
    for chosen in _ways(wanted, posts.holders):
        there = [one for one in chosen if one.sections is None or role.section in one.sections]
        limited = [one for one in there if one.sections is not None]
        listed = [one for one in there if one.listed]  # before whoever signs an annex as its chair
        people = {id(one.who): one.who for one in (limited or listed or there)}
        if people:
            return next(iter(people.values())) if len(people) == 1 else None
    return None


def _ways(wanted: set[str], holders: Mapping[str, Sequence[_Holder]]) -> Iterator[list[_Holder]]:
    """Holders of the post so called, then of one that ends so ("sekreteraren": nämndsekreterare).

    Where no chair is present the one vice chair leads the meeting.
    """
    if _CHAIR in wanted:
        yield [one for post in ("mötesordförande",) for one in holders.get(post, ())]
    yield [one for post in sorted(wanted) for one in holders.get(post, ())]
    numbered = [post for post in holders if re.sub(r"^\d:e ", "", post) in wanted]
    yield [one for post in numbered for one in holders[post]]
    if _CHAIR in wanted:
        for vice in ("1:e vice ordförande", "vice ordförande", "2:e vice ordförande"):
            yield list(holders.get(vice, ()))
        return
    ends = tuple(word for word in wanted if len(word) > 3)
    longer = [post for post in holders if post.endswith(ends) and "biträdande" not in post]
    yield [one for post in longer for one in holders[post]]


def _post(role: str) -> str:
    """A role as a post: "1:e vice ordförande" for "Förste vice ordf.", "förvaltningschef" for a "tf" one."""
    word = _ACTING.sub("", plain(role).strip(" .:"))
    word = re.sub(r"\bordf\b\.?", _CHAIR, word)
    long = _LONG_FORM.fullmatch(word)
    word = next(filter(None, long.groups())) if long else word
    for spelled, number in _ORDINALS.items():
        word = re.sub(rf"^{spelled}\b", number, word)
    return word
