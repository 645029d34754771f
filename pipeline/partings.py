"""What a text says of a person beside the name: that they leave, follow somebody, have a new name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.facts import Span
from pipeline.gazetteers import surnames

_ORGAN = r"(?:styrelsen|nämnden|förbundsstyrelsen|kommunstyrelsen|fullmäktige|utskottet|beredningen|rådet)"
# "Anna Bergdahl, Alvbro kommun, lämnar styrelsen efter dagens möte", "… har avsagt sig uppdraget som ledamot"
_LEAVES = re.compile(
    r"(?:[^.\n]|\n(?!\s*\n)|\.(?=\S)){0,80}?\b(?:(?:lämnar|lämnade|lämnat|avgår från|avgick från|avgått från)"
    r"\s(?:nu\s)?(?P<what>sitt uppdrag|sin plats|sina uppdrag|uppdraget|förbundet|ledamotskapet|"
    + _ORGAN
    + r")|(?:avgår|avgick|avgått|slutar|slutade|slutat)\s(?=som\s)|slutar\si\s(?P<organ>"
    + _ORGAN
    + r")|(?:avsäger|avsade|avsagt)\ssig\s(?:sitt uppdrag|sina uppdrag|uppdraget|platsen))"
    r"(?:\s(?:som|såsom)\s(?P<post>(?:vice\s)?\w+))?",
)
# "Avsägelse av Bo Kvist (S) från uppdraget som ersättare i kulturnämnden"
_RESIGNATION = re.compile(r"\b[Aa]vsägelse\s(?:av|från)\s+$")
_FROM_POST = re.compile(
    r"(?:\s\([^)\n]{1,8}\))?,?\s+(?:från\s+(?:sitt\s+|sina\s+)?uppdrag(?:et|en)?|avsägelse|uppdrag(?:et)?)\s+som\s+"
    r"(?P<post>(?:(?:vice|\d:e\svice|förste\svice|andre\svice)\s)?\w+)"
)
_WHOSE_RESIGNATION = re.compile(r"s?(?:\s\([^)\n]{1,8}\))?\s+avsägelse\s+som\s+(?P<post>(?:vice\s)?\w+)")
_FREED = re.compile(
    r"(?:\s\([^)\n]{1,8}\))?,?(?:\s\([A-ZÅÄÖ]{1,3}\)|\s[A-ZÅÄÖ]{1,3}\b)?\s+(?:har\s+)?(?:begärt\s+och\s+)?"
    r"(?:blivit|blev|har\s+blivit)\s+entledigad\s+(?:från\s+(?:uppdraget|sitt\s+uppdrag)\s+)?som\s+"
    r"(?P<post>(?:vice\s)?\w+)"
)
_TAKEN_BACK = re.compile(r"\båterta(?:r|git|gits|s|gen)\b")
_ITEM = 500  # characters behind a resignation in which it may be taken back
# "… beslutat utse Bo Kvist (S) till ny suppleant i kommunfullmäktige i stället för Siv Dahlmark (S)"
_NAMING = re.compile(r"\b(?:utse|utsett|utser|välja|väljer|valt|förordna|förordnat)\s+$")
_AND_THEN = re.compile(r"\)\s+och\s+$")
_IN_PLACE = re.compile(
    r"(?:\s\([^)\n]{1,8}\))?\s+till\s+(?:ny\s+)?(?P<post>(?:(?:vice|\d:e\svice)\s)?\w+)(?P<where>\s+(?:i|för)\s+[^.(]{3,90}?)?"
    r"\s+(?:i\s+stället\s+för|efter)\s+$"
)
_NOT = re.compile(r"\b(?:inte|ej|aldrig)\b")
_OF_ANOTHER = re.compile(r"\s(?:för|i|inom)\s[A-ZÅÄÖ]")
# "Bo Kvist efterträder Siv Dahlmark som ordförande"
_FOLLOWS = re.compile(
    r"[^.\n]{0,60}?\b(?:efterträder|efterträdde|efterträtt|avlöser|avlöste|tar över efter|tog över efter|"
    r"tillträder efter|tillträdde efter|träder in efter)\s(?:[a-zåäö]+\s){0,2}"
)
_AS = re.compile(r"(?:\s\([^)\n]{1,8}\))?,?\s(?:som|såsom)\s(?P<post>(?:\w+\s)?\w+)")
# "Siv Dahlmark lämnar sitt uppdrag. Alvbro kommun har utsett Bo Kvist till ny ledamot"
_NAMED = re.compile(r"\b(?:utse\w*|utsåg\w*|välj\w*|vald\w*|valt)\s(?:\w+\s){0,2}$")
_INSTEAD = re.compile(
    r"(?:\s\([^)\n]{1,8}\))?\s(?:att\sefterträda\s(?:honom|henne|hen)\b"
    r"|till\s(?:ny|efterträdare)(?:\sordinarie)?(?:\s(?P<post>(?:vice\s)?\w+))?"
    r"|i\s(?:hans|hennes|hens)\s(?:ställe|plats)\b)"
)
_NEAR = 260  # characters behind a leave in which it may stand who comes instead
# "Anna Bergdahl har gift sig och heter från och med nu Anna Bergdahl Holm", "… har bytt efternamn till Holm"
_CALLED = re.compile(
    r"(?:\s\([^)\n]{1,8}\))?(?:[^.\n]|\n(?!\s*\n)){0,60}?\b(?:heter\s(?:(?:från\soch\smed\s(?:nu|idag)|numera|nu"
    r"|sedan\sdess|hädanefter|i\sfortsättningen|fortsättningsvis|framöver|efter\s(?:giftermålet|vigseln))\s){1,2}"
    r"|(?:har\s)?(?:byt(?:t|er|te)\s(?:efter)?namn|ändrat\s(?:sitt\s)?(?:efter)?namn)\s(?:från\s\S+\s)?till\s"
    r"|(?:har\s)?(?:antagit|tagit)\s(?:efter)?namnet\s)(?P<name>[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){0,3})"
)
# "Anna Holm (tidigare Bergdahl)", "Anna Holm, f.d. Anna Bergdahl"
_BEFORE = re.compile(
    r"(?:\s\([A-ZÅÄÖ]{1,4}\))?,?\s\(?(?:tidigare|förut|f\.?\s?d\.?|före\sdetta)\s"
    r"(?P<name>[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){0,3})\)?(?=[\s,.)]|$)"
)


# "Samordningsförbundet Alvbro bytte namn till Samordningsförbundet Alvbro-Vik", "Alvbro AB (tidigare Vik AB)"
_NEW_NAME = re.compile(
    r"s?\s(?:har\s|ska\s)?(?:byt(?:t|er|te|a)|ändra(?:t|r|de)?)\s(?:sitt\s)?namn(?:et)?\s"
    r"(?:(?:den|från(?:\soch\smed)?|fr\.?\s?o\.?\s?m\.?|per)\s[^.]{3,25}\s)?till\s"
    r"|s\snamn\s(?:ändra(?:s|des|ts)|har\sändrats)\s(?:den\s[^.]{3,25}\s)?till\s"
    r"|\sheter\s(?:(?:numera|nu|sedan\s[^.]{3,25}|från\soch\smed\s[^.]{3,30})\s){1,2}"
)
# "nämnden byter den 1 mars namn från socialnämnden till omsorgsnämnden"
_FROM_NAME = re.compile(r"\s(?:byter|bytte|bytt)\s(?:[^.\n]{3,25}\s)?namn\s(?:[^.\n]{3,25}\s)?från\s+$")
_OLD_NAME = re.compile(r",?\s\(?(?:tidigare|förut|f\.?\s?d\.?|före\sdetta)\s")


@dataclass(frozen=True)
class Leave:
    """That the person of a mention leaves: the post where one is named, and where the words end.

    `organ`: the body that is left, as written; None where only the mandate is named.
    """

    post: str | None
    organ: str | None
    end: int


def leave(text: str, people: Sequence[Span], at: int) -> Leave | None:
    """What the text behind the person ``people[at]`` says of leaving; None when it speaks of another.

    `people`: the mentions of people of a document in the order of the text.
    """
    mention = people[at]
    resigned = _resigned(text, mention)
    if resigned is not None:
        return resigned
    found = _LEAVES.match(text, mention.end)
    if found is None or _NOT.search(found[0]) or _OF_ANOTHER.match(text, found.end()):
        return None
    if at + 1 < len(people) and people[at + 1].start < found.end():
        return None
    what = found["organ"] or found["what"]
    organ = what if what and re.fullmatch(_ORGAN, what) else None
    return Leave(found["post"], organ, found.end())


def _resigned(text: str, mention: Span) -> Leave | None:
    found = _WHOSE_RESIGNATION.match(text, mention.end) or _FREED.match(text, mention.end)
    if found is None and _RESIGNATION.search(text[max(0, mention.start - 20) : mention.start]):
        found = _FROM_POST.match(text, mention.end)
    if found is None or _TAKEN_BACK.search(text, found.end(), found.end() + _ITEM):
        return None
    return Leave(found["post"], None, found.end())


def put_in_place(text: str, people: Sequence[Span], at: int) -> tuple[str, int, int] | None:
    """Whether ``people[at]`` is said to be named in the next person's place: the post, where it ends, and
    where what it is in ends."""
    if at + 1 >= len(people):
        return None
    one, other = people[at], people[at + 1]
    if not (
        _NAMING.search(text[max(0, one.start - 20) : one.start]) or _AND_THEN.search(text[: one.start][-12:])
    ):
        return None
    found = _IN_PLACE.fullmatch(text, one.end, other.start)
    return (found["post"], found.end("post"), found.end("where")) if found else None


def follower(text: str, people: Sequence[Span], at: int) -> tuple[str | None, int] | None:
    """Whether ``people[at]`` is said to follow the next: the post where one is named, where it ends."""
    if at + 1 >= len(people):
        return None
    one, other = people[at], people[at + 1]
    if not _FOLLOWS.fullmatch(text, one.end, other.start):
        return None
    post = _AS.match(text, other.end)
    return (post["post"] if post else None, post.end() if post else other.end)


def instead(text: str, people: Sequence[Span], at: int, gone: Leave) -> tuple[int, str | None] | None:
    """Who comes for ``people[at]``, who leaves (`gone`): the index in `people`, and the post if named."""
    for number in range(at + 1, len(people)):
        one = people[number]
        if one.start > gone.end + _NEAR or "\n\n" in text[gone.end : one.start]:
            return None
        found = _INSTEAD.match(text, one.end)
        if found and (found[0].strip().startswith(("att", "i ")) or _NAMED.search(text[: one.start][-40:])):
            return number, found["post"]
    return None


def new_name(text: str, people: Sequence[Span], at: int) -> tuple[str, str] | None:
    """(former name, new name) where the text behind the full name ``people[at]`` tells of another one."""
    mention = people[at]
    now = _CALLED.match(text, mention.end)
    if now and not any(now.start("name") > one.start for one in people[at + 1 : at + 2]):
        return mention.text, _whole(now["name"], mention.text)
    before = _BEFORE.match(text, mention.end)
    if before is None:
        return None
    old = _whole(before["name"], mention.text)
    known = before["name"].split()[0] == mention.text.split()[0] or before["name"] in surnames()
    return (old, mention.text) if known else None  # not "Anna Holm (tidigare Kommunrevisionen)"


def _whole(name: str, known: str) -> str:
    """A name in full: "Holm" of Anna Bergdahl is Anna Holm."""
    given = known.split()[0]
    words = name.split()
    return name if words[0] == given or len(words) > 2 else f"{given} {name}"


def renamed_to(text: str, one: Span, other: Span) -> bool | None:
    """Whether `one` is called `other` now (True), or was called so (False); None where neither is said."""
    between = text[one.end : other.start]
    if _NEW_NAME.fullmatch(between):
        return True
    if between.split() == ["till"] and _FROM_NAME.search(text[max(0, one.start - 60) : one.start]):
        return True
    return False if _OLD_NAME.fullmatch(between) else None
