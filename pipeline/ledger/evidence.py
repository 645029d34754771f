"""Whether an item reports back on a mandate: what speaks for it, in points and in words.

An item is read passage by passage (two sentences at a time), since it may take up many things; what
it decides anew ("… ger förvaltningen i uppdrag att …") is no report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.facts import Mandate
from pipeline.ledger.items import Item, Passage, content_stems
from pipeline.ledger.pending import pending
from pipeline.patterns import MONTHS

# Each kind of evidence in points; an item with REPORTED or more reports on the mandate.
REPORTED = 3.5
TOPIC = 3.0  # times the share of the task's telling words that the passage and the item's title have
RETOLD = 3.0  # the item retells a mandate: times what the two tasks have in common
CITED = 2.5  # "fick 2023-02-14 § 12 i uppdrag", with the mandate's own meeting and §
NAMED = 0.5  # the same meeting and § without a word of a mandate: what was decided beside it, too
NUMBERED = 2.5  # "uppdraget i § 65/2018"
DATED = 1.6  # "det uppdrag som gavs den 14 februari"
MONTH = 1.4  # "uppdraget från november"
TITLE = 1.0  # the title is that of the item in which the mandate was given: times the share
CASE = 0.4  # the same case number
CUE = 1.0  # "redovisade", "återrapport"
NAMED_ONLY = 0.5  # "uppdraget", where nothing is said to be reported
HEADED = 1.5  # the title is that of a report on the task's own thing: "Redovisning från Solgläntan"
TASKED = 2.0  # and names a mandate: "Redovisning av uppdrag om taxan"
FOLLOWED = 2.8  # "Redovisning av uppdrag" and no more: the case is next taken up there
ANOTHER = -2.0  # "Redovisning av kulturnämndens uppdrag": that of others
SECTION = 1.5  # "enligt uppdrag § 12", without a year
CLOSED = 0.6  # "uppdraget förklaras slutfört"
PREVIOUS = 1.4  # "svarar på frågan från föregående möte", of the meeting right before
ANSWERED = 0.5  # the item decides something in the same case
DONE = 1.5  # (and the cue's points) the task's own verb, done: "säga upp avtalet", "avtalet är uppsagt"
DOER = 0.3  # whoever was told is named

_CUE = re.compile(
    r"återrapport|återredovis|slutrapport|slutredovis|delrapport|återkom|återkoppl|redovis(?:a[rd]|ning|as\b)"
    r"|rapporter|enligt uppdrag|fullgj|presenterar?\b|presentera[dt]|föredr(?:ar|og)|meddela[rdt]"
    r"|beställ(?:t|de|des|ning)|slutför[dt]|genomför[dt]|teckna[dt]"
    r"|(?:är|blev|har blivit) (?:klar|färdig|inskicka)"
    r"|[:–-]\s*(?:klart?|klara|pågår|pågående|avslutat|kvarstår|genomfört|åtgärdat|verkställt)\b"
    r"|(?:har|fick|fått|givits|gavs|gav|uppdrog|uppdragit)\b.{0,60}\buppdra|i tid\b|som svar på",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(r"\buppdraget\b", re.IGNORECASE)
# "Redovisning från Solgläntan", "Återrapportering av uppdrag", "Taxan samt redovisning av två uppdrag"
_HEADED = re.compile(
    r"(?:^|\bsamt |\boch |[-–,:] )(?:del|slut|åter|av)?(?:redovisning|rapport(?:ering)?|återkoppling"
    r"|svar på uppdrag)\w*\b",
    re.IGNORECASE,
)
# stems that say of what kind a report is, not on what
_REPORTS = content_stems(
    "rapport rapportering återrapportering återredovisning återkoppling delrapport delrapportering"
    " slutrapport slutrapportering slutredovisning delredovisning svar uppdragen givna lämnade två tre flera"
    " samt från"
)
_WHOSE = re.compile(
    r"\b(?:av|på) (?P<who>\S.{2,60}?)s uppdrag\b|\buppdrag (?:till|åt) (?P<to>\S.{2,60}?) att\b"
)
_CLOSED = re.compile(
    r"uppdraget\s+(?:är|anses|förklaras|kan|har|därmed|med detta|\s)+(?:som\s+|blivit\s+|anses\s+|vara\s+)*"
    r"(?:slutfört|fullgjort|avslutat|avslutas|klart|verkställt|genomfört|utfört)",
    re.IGNORECASE,
)
# infinitive → how its participle begins, where it is not the infinitive itself ("teckna", "tecknat")
_PARTICIPLES = {
    "säga": "sag", "ta": "tag", "göra": "gjor", "skriva": "skriv", "bjuda": "bjud", "lägga": "lag",
    "sätta": "sat", "köpa": "köp", "bygga": "bygg", "hyra": "hyr", "anställa": "anställ", "riva": "riv",
    "beställa": "beställ", "sälja": "såld", "söka": "sök", "utse": "uts", "stänga": "stäng",
    "införa": "inför",
}  # fmt: skip
# and how they are said in the perfect, where it is not the infinitive and "t": "har sett över"
_SUPINES = {
    "se": "sett", "ta": "tagit", "göra": "gjort", "skriva": "skrivit", "bjuda": "bjudit", "lägga": "lagt",
    "sätta": "satt", "säga": "sagt", "söka": "sökt", "köpa": "köpt", "bygga": "byggt", "hyra": "hyrt",
    "anställa": "anställt", "riva": "rivit", "sälja": "sålt", "stänga": "stängt", "införa": "infört",
    "följa": "följt", "föra": "fört", "ge": "gett", "hålla": "hållit", "läsa": "läst", "beställa": "beställt",
}  # fmt: skip
_TASK_VERB = re.compile(
    r"(?P<verb>\w+a|utse|se|ge)(?:\s+(?P<particle>upp|fram|in|ut|över|av|bort|ned|ner|igen))?\b"
)
_TASKED = re.compile(r"uppdrag|uppdrog|uppdra\b|beställ|begär(?:de|t)", re.IGNORECASE)
_SECTION = r"§{1,2}\s*"
# "Uppföljning av uppdrag", "Föregående protokoll": items that go through what was decided, § by §
_GOES_THROUGH = re.compile(
    r"\b(?:(?:uppföljning|genomgång|avstämning|bevakning|redovisning)\w* (?:av )?(?:\w+ )?(?:uppdrag"
    r"|beslut|protokoll)"
    r"|(?:föregående|förra) (?:\w+ )?\w*protokoll|\w*protokoll från|(?:uppdrags|åtgärds|bevaknings"
    r"|besluts)(?:lista|logg))",
    re.IGNORECASE,
)
# "svarar på frågan från föregående möte"
_PREVIOUS = re.compile(
    r"\b(?:uppdrag\w*|fråga\w*|beställning\w*|begär\w*|svar\w*)\b[^.]{0,60}?\b(?:föregående|förra|senaste) "
    r"(?:nämnd|styrelse)?\w*(?:möte|sammanträde)t?\b"
    r"|\b(?:föregående|förra|senaste) \w*(?:möte|sammanträde)t?\b[^.]{0,60}?\b(?:uppdrag|uppdrog|begär"
    r"|efterfråg)",
    re.IGNORECASE,
)
_INVITES = re.compile(r"\bbjuda? in\b", re.IGNORECASE)
# reasons that say what an item is about, not that it reports
_ONLY_TOPIC = re.compile(r"^its title$|^names who was told to$|telling words$")
_VISITS = r"besök\w*|gäst\w*"
_NEAR = 30  # characters between the date of a meeting and its §
_AS_TELLING = 0.75  # of what the most telling word tells
_LEAST = 0.34  # share of the task's telling words without which nothing is a report on it


@dataclass(frozen=True)
class Evidence:
    """Points and the reasons for them."""

    score: float
    reasons: tuple[str, ...] = ()


Points = tuple[float, str]


def evidence(
    mandate: Mandate,
    given: Item,
    item: Item,
    telling: Mapping[str, float],
    follows: bool = False,
    next_meeting: bool = False,
) -> Evidence:
    """What speaks for `item` (of a later meeting) reporting on `mandate`, which was given in `given`.

    `telling`: stem → how rare it is among all items; `follows`: whether it is the next item of the case;
    `next_meeting`: whether no meeting of the body lies between.
    """
    task = content_stems(mandate.task) - content_stems(mandate.deadline or "")
    retold = max(
        (_alike(task, m.task, telling) for m in item.mandates if m.status == "recalled"), default=0.0
    )
    whole = [(RETOLD * retold, "retells the mandate")] if retold >= _LEAST else []
    named = _share(item.title_stems, given.title_stems | task, telling)
    if named:
        whole.append((TITLE * named, "its title"))
    if both := item.cases & given.cases:
        whole.append((CASE, f"the same case {min(both)}"))
        if named and item.settles:
            whole.append((ANSWERED, "decides in it"))
    whole += _headed(mandate, task, given, item, telling, follows)
    if any(content_stems(name) and content_stems(name) <= item.stems for name in mandate.assignees):
        whole.append((DOER, "names who was told to"))
    found = [
        *whole,
        *_passage(
            task, mandate.task, given, item, telling, 0.0 if retold >= _LEAST else _LEAST, next_meeting
        ),
    ]
    if all(_ONLY_TOPIC.search(reason) for _, reason in found):
        return Evidence(0.0)  # the same things are talked about, and nothing says that it is a report
    return Evidence(round(sum(points for points, _ in found), 2), tuple(reason for _, reason in found))


def _headed(
    mandate: Mandate,
    task: frozenset[str],
    given: Item,
    item: Item,
    telling: Mapping[str, float],
    follows: bool,
) -> list[Points]:
    """What the title says when it is that of a report: of what, and of whose mandate."""
    title = " ".join(item.section.title.split())
    heads = _HEADED.search(title)
    if not heads:
        return []
    whose = _WHOSE.search(title)
    if whose and not _one_of(
        whose["who"] or whose["to"], (*mandate.assignees, mandate.giver or given.meeting.body or "")
    ):
        return [(ANOTHER, f"its title: the mandate of {whose['who'] or whose['to']}")]
    words = f"“{heads[0].strip(' ,:-–')}” in its title"
    topic = item.title_stems - _REPORTS
    if not topic:
        return [(FOLLOWED, f"{words}, next in the case")] if follows else []
    if topic <= task and _rare(topic, telling) >= _AS_TELLING * _rare(task, telling):
        return [(HEADED, words)]
    about = _telling(task & topic, task, telling) and _share(task, topic, telling) >= _LEAST
    return [(TASKED, words)] if about and "uppdrag" in title.lower() else []


def _one_of(who: str, names: Iterable[str]) -> bool:
    """Whether `who` may be one of `names`; "nämnden", "förvaltningens" may be any and part of another."""
    stems = content_stems(who)
    others = {other for name in names for other in content_stems(name)}
    return not stems or any(a.startswith(b) or b.startswith(a) for a in stems for b in others)


def _passage(
    task: frozenset[str],
    wording: str,
    given: Item,
    item: Item,
    telling: Mapping[str, float],
    least: float,
    next_meeting: bool,
) -> list[Points]:
    """What the passage says that speaks most for a report; empty when none is about the task."""
    best: list[Points] = []
    done = _done(wording)
    alone = sum(mandate.status == "decided" for mandate in given.mandates) == 1
    for passage in item.passages:
        if pending(passage.text):
            continue
        there = task & (passage.stems | item.title_stems)
        share = _share(task, there, telling) if _telling(there, task, telling) else 0.0
        reference = _reference(given, item, passage, next_meeting)
        # A § that is cited may have given several mandates: its words then say which is meant.
        pointed = (0.0 if alone else _LEAST / 2) if reference and reference[0] >= CITED else least
        if share < min(pointed, least):
            continue
        found: list[Points] = [(TOPIC * share, f"{share:.0%} of the task's telling words")] if share else []
        if reference:
            found.append(reference)
        cue = _CUE.search(passage.text)
        if said := cue or _BARE.search(passage.text):
            found.append((CUE if cue else NAMED_ONLY, f"“{' '.join(said[0].split())}”"))
        if share and (closed := _CLOSED.search(passage.text)):
            found.append((CLOSED, f"“{' '.join(closed[0].split())}”"))
        if share >= _LEAST and done and (word := done.search(f"{item.section.title}. {passage.text}")):
            found.append((DONE if cue else DONE + CUE, f"“{' '.join(word[0].split())}”"))
        if sum(points for points, _ in found) > sum(points for points, _ in best):
            best = found
    return best


def _done(task: str) -> re.Pattern[str] | None:
    """What tells that a task is done, by its own verb: "säga upp avtalet", "är nu uppsagt"."""
    verb = _TASK_VERB.search(task)
    if not verb:
        return None
    particle = verb["particle"] or ""
    stem = particle + _PARTICIPLES.get(verb["verb"], verb["verb"])
    supine = _SUPINES.get(verb["verb"], f"{verb['verb']}t") + (
        rf"\b[^.]{{0,20}}?\b{particle}" if particle else ""
    )
    visits = rf"|\b(?:{_VISITS})\b" if _INVITES.search(task) else ""
    return re.compile(
        rf"\b(?:är|har|blev|blivit|nu)\s[^.]{{0,30}}?\b{re.escape(stem)}(?:[dt]|da|de|en|et|it|na)\b"
        rf"|\bhar\s[^.]{{0,30}}?\b{supine}\b{visits}",
        re.IGNORECASE,
    )


def _share(wanted: frozenset[str], there: frozenset[str], telling: Mapping[str, float]) -> float:
    """The share of `wanted` that is `there`, each stem by how telling it is."""
    whole = sum(telling.get(s, 0.0) for s in wanted)
    return sum(telling.get(s, 0.0) for s in wanted & there) / whole if whole else 0.0


def _telling(there: frozenset[str], wanted: frozenset[str], telling: Mapping[str, float]) -> bool:
    """Whether more than one word of `wanted` is `there`, or a telling one: "hantera" is none."""
    return len(there) > 1 or (bool(there) and _rare(there, telling) >= _AS_TELLING * _rare(wanted, telling))


def _rare(stems: frozenset[str], telling: Mapping[str, float]) -> float:
    """How telling the most telling of `stems` is."""
    return max((telling.get(s, 0.0) for s in stems), default=0.0)


def _alike(task: frozenset[str], other: str, telling: Mapping[str, float]) -> float:
    """How much of the telling words of both tasks is in both."""
    stems = content_stems(other)
    return min(_share(task | stems, task & stems, telling) * 1.5, 1.0)


def _reference(given: Item, item: Item, passage: Passage, next_meeting: bool) -> Points | None:
    """How a passage refers to the meeting and § where the mandate was given: the strongest way."""
    number, day = given.section.number, given.meeting.date
    text, at = passage.text, passage.start
    tasked = bool(_TASKED.search(text))
    ways: list[Points] = []
    for date in item.dates:
        if not at <= date.start < passage.end or str(date.value) != day:
            continue
        behind = text[date.end - at :][:_NEAR]
        if number and re.match(rf"[\s,(]*{_SECTION}{re.escape(number)}(?!\d)", behind):
            ways.append((CITED if tasked else NAMED, f"cites {day} § {number}"))
        elif tasked and not re.match(rf"[\s,(]*{_SECTION}\d", behind):
            ways.append((DATED, f"speaks of what was asked for on {day}"))
    if number and re.search(rf"{_SECTION}{re.escape(number)}[/:]{day[:4]}\b", text):
        ways.append((NUMBERED, f"cites § {number}/{day[:4]}"))
    if number and re.search(
        rf"uppdrag\w*\s+(?:\w+\s+)?[(]?{_SECTION}{re.escape(number)}(?![\d/:])", text, re.IGNORECASE
    ):
        ways.append((SECTION, f"cites § {number}"))
    through = next_meeting and number and _GOES_THROUGH.search(item.section.title)
    if through and re.search(rf"{_SECTION}{re.escape(str(number))}(?![\d/:])", text):
        ways.append((SECTION, f"goes through § {number}"))
    if next_meeting and _PREVIOUS.search(text):
        ways.append((PREVIOUS, "speaks of the meeting before"))
    month = MONTHS[int(day[5:7]) - 1]
    if tasked and re.search(rf"\b(?:i|från|av)\s+{month}\b(?!\s+\d{{4}})", text, re.IGNORECASE):
        ways.append((MONTH, f"speaks of what was asked for in {month}"))
    return max(ways, default=None)
