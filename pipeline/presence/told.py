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

# recused: away for the item (jäv); abstained: there, but no part in the decision; out: left the room for
# the item; left, came: for the rest of the meeting, from there on; serves: in another's place.
Kind = Literal["recused", "abstained", "out", "left", "came", "serves"]
When = Literal["before", "after", "during"]

_NOT = r"(?:inte|ej|icke|varken)"
_OBJECT = r"(?:handläggning\w*|beredning\w*|överläggning\w*|behandling\w*|ärendet|punkten|paragrafen|§)"
_MEETING = r"(?:sammanträdet|mötet|styrelsemötet|nämndmötet|årsmötet)"
_ROOM = r"(?:salen|lokalen|rummet|sammanträdes(?:lokalen|rummet|salen)|möteslokalen|plenisalen|sessionssalen)"
# The verb and what makes it one of ours; {who} stands where an inverted clause has its subject.
_DECLARES = r"(?:anmäl(?:er|de)(?: sig)?|förklara(?:r|de) sig|är|var|anser sig(?: vara)?)"
_LEAVES = r"(?:lämna(?:r|de)|avvek(?: från)?|avviker(?: från)?)"
_COMES = (
    r"(?:anländ(?:er|e)|ansluter|anslöt|kom(?:mer)?|inträd(?:er|de)|återkom(?:mer)?|återinträd(?:er|de)"
    r"|återvän(?:der|de))"
)
_WORDS: tuple[tuple[Kind, str, str], ...] = (
    ("recused", _DECLARES, r"{who}\s*jäv(?:ig(?:a)?)?\b"),
    ("recused", r"delt(?:ar|og)", rf"{{who}}\s*{_NOT}\s*(?:i|under|vid)\s*{_OBJECT}"),
    ("recused", rf"delt(?:ar|og)\s*{_NOT}", rf"{{who}}\s*(?:i|under|vid)\s*{_OBJECT}"),
    ("abstained", r"delt(?:ar|og)", rf"{{who}}\s*{_NOT}\s*i\s*(?:beslut|omröstning|votering)\w*"),
    ("abstained", rf"delt(?:ar|og)\s*{_NOT}", r"{who}\s*i\s*(?:beslut|omröstning|votering)\w*"),
    ("left", _LEAVES, rf"{{who}}\s*(?:från\s*)?{_MEETING}"),
    ("out", r"lämna(?:r|de)", rf"{{who}}\s*{_ROOM}"),
    ("came", _COMES, rf"{{who}}\s*(?:till|i|vid|under)\s*{_MEETING}"),
    ("came", r"är", r"{who}\s*(?:åter\s+(?:närvarande|på plats)|tillbaka)\b"),
)  # fmt: skip
_WHO = r"(?P<who>[^.;:]{0,300}?)"
_CLAUSES = tuple(
    (kind, re.compile(rf"\b{verb}\b{rest.format(who='')}".replace(" ", r"\s+")),
     re.compile(rf"\b{verb}\s+{rest.format(who=_WHO)}".replace(" ", r"\s+")))
    for kind, verb, rest in _WORDS
)  # fmt: skip
_SERVES = re.compile(
    r"\b(?:tjänstgör|tjänstgjorde|inträd(?:er|de)|gå(?:r)?\s+in|gick\s+in|träd(?:er|de)\s+in|ersätt(?:er|e))\b"
)
_IS_REPLACED = re.compile(r"\b(?:ersätt(?:s|es)|ersattes|avlös(?:es|tes))\s+av\s+")
_FOR = re.compile(
    r"\s*(?:\((?:[A-ZÅÄÖ][\wÅÄÖ-]{0,6})\)\s*)?(?:som\s+)?(?:tjänstgörande\s+)?(?:ersättare\s+)?"
    r"(?:(?P<name>(?:för|i\s+stället\s+för|istället\s+för)\s+)|i\s+(?P<pronoun>hennes|hans|dennes|deras)\s+ställe"
    r"|i\s+(?=\S))?"
)
_ASKED = re.compile(r"\b(?:om|ifall|huruvida|fråga\w*|yrka\w*|föreslå\w*|begär\w*|ingen|inga|pröva\w*)\b")
_SECOND_VERB = re.compile(r"\b(?:anmäl(?:er|de)|delt(?:ar|og)|lämna(?:r|de)|är|har)\b.*", re.DOTALL)
_PLACE = re.compile(r"\s+(?:ställe|frånvaro)\b")
_PARTY = re.compile(r"\((?:[A-ZÅÄÖ][\wÅÄÖ-]{0,8}|-)\)")
_ASIDE = re.compile(r",\s+(?:som|vilken|vilka)\s[^,]{1,120},?")
# What may stand in a subject beside the names.
_PLAIN = re.compile(
    r"(?:ledamot\w*|ledamöter\w*|ersättar\w*|suppleant\w*|tjänstgörande|ordförande\w*|vice|1:[ae]|2:[ae]|[12]|:e"
    r"|förste|andre|första|andra|justerare\w*|sekreterare\w*|styrelsens|nämndens|mötets|i|\w+nämnden|\w*styrelsen"
    r"|\w*fullmäktige|och|samt|även|även|också|då|därefter|härefter|kl|klockan|jäv|\w{2,}(?:rådet|chefen|direktören)|"
    r"protokollsanteckning\w*|anmälan|beslut|jävig)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"\s*(?:under|i|vid|på|för)?\s*(?:§{1,2}|paragraf(?:erna|en)?|ärende(?:na)?|punkt(?:erna|en)?)\s*"
    r"(?P<list>\d{1,4}(?:\s?(?:,|och|samt|[-–])\s?(?:§\s?)?\d{1,4})*)"
)
_BEFORE = re.compile(r"\b(?:före|innan|inför)\b", re.IGNORECASE)
_AFTER = re.compile(r"\befter\b(?!\s+(?:en|ett)\s)", re.IGNORECASE)
_START = re.compile(r"[.!?:;](?=\s)|\n[ \t\f]*\n|\n(?=\s*[-•–*] )")
_ABBREVIATION = re.compile(
    r"(?:\bkl|\bc:a|\bca|\bdr|\bbl\.a|\bp\.g\.a|\bv|\bordf|\b[A-ZÅÄÖ])\.$", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One person in one sentence of an item's text; `start` and `end` bound the sentence.

    `numbers`: the items the sentence names, empty when it tells of its own. `replaces`: whom a serving
    substitute stands in for, when the sentence or the one before it says.
    """

    kind: Kind
    person: str
    start: int
    end: int
    numbers: tuple[str, ...] = ()
    replaces: str | None = None
    when: When = "during"


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
        if here:
            found += _clauses(text, start, end, here, found, min(ended, default=None))
    return found


def _sentences(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _START.finditer(text, start, stop):
        if match.group() == "." and _ABBREVIATION.search(text, max(begin, match.start() - 8), match.end()):
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
    for kind, straight, inverted in _CLAUSES:
        for pattern in (straight, inverted):
            match = pattern.search(text, start, bound)
            if match is None or any(told.kind == kind for told in found):
                continue
            who = _subject(
                text, *(match.span("who") if pattern is inverted else (start, match.start())), names
            )
            numbers = _NUMBERS.match(text, match.end(), end) if kind == "recused" else None
            found += [
                Told(
                    kind=kind,
                    person=name.text,
                    start=min(who[0].start, match.start()),
                    end=_trimmed(text, match.end(), end),
                    numbers=_listed(numbers["list"]) if numbers else (),
                    when=_when(text[start:end], start, decided),
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
    if _ASKED.search(rest):
        return []
    if "att" in rest.split():  # "Ordföranden meddelar att Anna Ek …"
        begin = left + text[left:right].rfind(" att ")
        own, rest = [name for name in own if name.start > begin], ""
    rest = _SECOND_VERB.sub(" ", _ASIDE.sub(" ", _PARTY.sub(" ", rest)))
    found = re.findall(r"[^\W\d_][\w:]*", rest)
    # "Anna Ek SD och Bo Lund M": letters of parties without parentheses
    words = [word for word in found if not (_PLAIN.fullmatch(word) or (word.isupper() and len(word) < 5))]
    return own if len(words) <= 2 else []


def _serving(text: str, start: int, end: int, names: list[Mention], before: list[Told]) -> list[Told]:
    """ "Bo Lund (V) tjänstgör i hennes ställe", "går in för Anna Ek", "tjänstgör Bo Lund för Anna Ek"."""
    verb = _SERVES.search(text, start, end)
    if verb is None:
        return _replacing(text, start, end, names)
    behind = next((name for name in names if name.start == _inked(text, verb.end())), None)
    who, place = _subject(text, start, verb.start(), names), verb.end()
    if not who and behind is not None:
        who, place = [behind], behind.end
    if not who:
        return []
    means = _FOR.match(text, place, end)
    place = _inked(text, means.end() if means else place)
    after = next((name for name in names if name.start == place), None)
    replaces: str | None = None
    if means and means["pronoun"]:
        gone = [told.person for told in before if told.kind != "serves"]
        replaces = gone[-1] if gone else None
    elif after is not None and (
        (means and means["name"]) or verb.group().lower().startswith("ersätt")
        or _PLACE.match(text, after.end, end)
    ):  # fmt: skip
        replaces, place = (
            re.sub(r"s\Z", "", after.text) if _PLACE.match(text, after.end) else after.text,
            after.end,
        )
    elif not (means and "ersättare" in means.group()):
        return []  # "tjänstgör som ordförande", "går in i lokalen"
    return [
        Told(
            kind="serves",
            person=who[-1].text,
            start=min(who[-1].start, verb.start()),
            end=_trimmed(text, place, end),
            replaces=replaces,
        )
    ]


def _replacing(text: str, start: int, end: int, names: list[Mention]) -> list[Told]:
    """ "Anna Ek (S) anmäler jäv och ersätts av Bo Lund (S)": Bo Lund serves for her."""
    verb = _IS_REPLACED.search(text, start, end)
    who = next((name for name in names if verb and name.start == verb.end()), None)
    gone = [name for name in names if verb and name.end <= verb.start()]
    if verb is None or who is None or not gone or _ASKED.search(text[start : verb.start()]):
        return []
    return [
        Told(
            kind="serves", person=who.text, start=gone[-1].start, end=_trimmed(text, who.end, end),
            replaces=gone[-1].text,
        )
    ]  # fmt: skip


def _inked(text: str, place: int) -> int:
    """The place of the next character that is no white space."""
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _when(sentence: str, start: int, decided: int | None) -> When:
    if _BEFORE.search(sentence):
        return "before"
    if _AFTER.search(sentence):
        return "after"
    return "before" if decided is not None and start + len(sentence) <= decided else "during"


def _listed(numbers: str) -> tuple[str, ...]:
    """ "3, 5 och 7–9" as the numbers it names."""
    found: list[str] = []
    for first, last in re.findall(r"(\d+)(?:\s?[-–]\s?(\d+))?", numbers):
        upper = int(last or first)
        found += [str(n) for n in range(int(first), min(upper, int(first) + 200) + 1)]
    return tuple(found)


def _trimmed(text: str, place: int, end: int) -> int:
    """The end of the sentence that the clause stands in, without its full stop."""
    return max(place, place + len(text[place:end].rstrip().rstrip(".!:;")))
