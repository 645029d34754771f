"""ORG: names without a form of their own — services, projects, care homes, companies without "AB".

"Klivet", "Granliden", "Kompassen" are told by what the whole document says of them: a noun before
them, money they get, people who work there, what they do. The evidence is added up over the
document; a name that has enough of it is an organisation everywhere in that document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from pipeline.extract.bodywords import body_noun, patterns
from pipeline.extract.known import Known
from pipeline.extract.names import FULL_NAME, given_evidence, is_label, is_place, surname_evidence
from pipeline.extract.orgwords import PLACE_LINE, no_letters, org_words
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import counties, parties
from pipeline.patterns import rows

_ENOUGH = 1.0
_NOUN = re.compile(r"^[a-zåäö]+ (?=[A-ZÅÄÖ])")
_CAP = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:[A-ZÅÄÖ][a-zåäö]{2,})?(?:-[A-ZÅÄÖ]?[a-zåäöé]+)*"
# "KLÖS", "KoM", "NO-sjukvården"
_LETTERS = (
    r"[A-ZÅÄÖ]{2,4}-[a-zåäö]{5,}|[A-ZÅÄÖ]{3,6}(?=:?s [a-zåäö]|(?![a-zåäöA-ZÅÄÖ]))"
    r"|[A-ZÅÄÖ][a-zåäö]?[A-ZÅÄÖ]{1,2}(?![a-zåäöA-ZÅÄÖ])"
)
# "Klivet", "Aktiv Norrdal", "Steget in", "Lindqvist & Malm"
_NAME = re.compile(
    rf"(?<![\w&/-])(?:{_CAP}(?:(?: & | ){_CAP}){{0,2}}"
    rf"(?: (?:in|ut|hem|upp|fram|vidare|rätt)(?!\w))?|{_LETTERS})"
)
_SENTENCE = re.compile(r"(?:^|[.!?:•*–]\s|[.!?:]\s?[”\"]|\)\s|^[-–]\s?|\d\s|\t)$")
_PERSON_BEFORE = re.compile(rf"{FULL_NAME.pattern}(?: \([A-ZÅÄÖ]{{1,2}}\))?(?:, | \(| från | på | hos )$")
_HOLDER = re.compile(rf"{FULL_NAME.pattern} \($")
_STREET = re.compile(r"(?:gatan|gata|vägen|väg|gränd|allén|stigen|torget|plats|platsen)$")
# names of ground and water are places unless much speaks for an organisation
_GROUND = re.compile(
    r"(?:holmen|sjön|viken|udden|dalen|åsen|heden|näset|älven|ån|skogen|stranden|kajen|bron|parken|berget|slätten"
    r"|fältet|området|staden|byn|sundet|fjärden|hamnen)$"
)
# "Granbymodellen": what is made or agreed upon, and nobody
_THINGS = ("ska", "förslaget", "uppdraget", "planen", "avtalet", "programmet", "modellen", "metoden")
# "Kullby den 12/3", "Kullby skidklubb", "Kullby IF": where it was written, and what is called after the place
_OF_PLACE = re.compile(
    r",? (?:den )?\d{1,2}(?:/| [a-z]{3,9} )|,? (?:19|20)\d\d-\d\d| (?:IF|IK|BK|SK|FF|OK|GIF|GoIF)(?!\w)"
    r"| [a-zåäö]*(?:förening|klubb|krets|byalag|församling|skola|socken|kyrka|by)(?!\w)"
)
_SIGNED = re.compile(r",? (?:den )?\d{1,2}(?:/\d| [a-z]{3,9}\b)|,? (?:19|20)\d\d-\d\d")
_NUMBER_CELL = re.compile(r"[-–−]?\d[\d .,%]*")


class _Evidence:
    """What a document says of one capitalised name."""

    def __init__(self) -> None:
        self.cues: dict[str, float] = defaultdict(float)
        self.inside = 0  # occurrences that are capitalised without beginning a sentence
        self.seen = 0
        self.places = 0  # "i Norrdal"

    def add(self, cue: str, weight: float, most: float) -> None:
        self.cues[cue] = min(most, self.cues[cue] + weight)

    @property
    def total(self) -> float:
        return sum(self.cues.values())


def services(
    texts: Iterable[tuple[str, tuple[tuple[int, int], ...]]],
    known: Known,
    voiced: Iterable[str] = (),
) -> frozenset[str]:
    """Names that `texts` (a document's blocks with their cells) tell to be organisations.

    `known` are the document's people; `voiced` is what the language model takes for organisations,
    once for each time: one voice beside the cues.
    """
    evidence: dict[str, _Evidence] = defaultdict(_Evidence)
    lower: set[str] = set()
    for text, cells in texts:
        lower.update(re.findall(r"(?<![\w-])[a-zåäö]{4,}", text))
        for match in _NAME.finditer(text):
            for name in _readings(match.group(), known):
                start = match.start() + match.group().index(name)  # "Insatsen Klivet": behind its noun
                _weigh(evidence[name], text, start, start + len(name), cells)
    for name in voiced:
        base = _NOUN.sub("", name)  # "nätverket KLÖS" is one for the model
        base = base.removesuffix("s") if base.removesuffix("s") in evidence else base
        if base in evidence:
            evidence[base].add("model", 0.4, 0.8)
    _merge_genitives(evidence)
    found = {name for name, told in evidence.items() if _is_named(name, told, lower, known)}
    named = _longest(found, evidence)
    # in headings and lists a name may stand in capitals: "KOMPASSEN"
    return frozenset(named | {name.upper() for name in named if len(name) > 3 and name.upper() in evidence})


def _readings(words: str, known: Known) -> list[str]:
    """A run of capitalised words and, when a small word ends it, the run without that."""
    first, _, rest = words.partition(" ")
    if first in org_words("start") and rest and rest[0].isupper():
        words = rest
    words = _without_people(words, known)
    readings = [words] if words else []
    head, _, last = words.rpartition(" ")
    if head and last.islower():
        readings.append(head)
    return [] if words in known.full else readings


def _without_people(words: str, known: Known) -> str:
    """A run of capitalised words without somebody of the document at its end or its beginning.

    "styrelsen för Regionvården Alma Ros (S)" names an organisation and its chair.
    """
    parts = words.split(" ")
    for size in range(len(parts) - 1, 1, -1):
        if " ".join(parts[-size:]) in known.full:
            return " ".join(parts[:-size])
        if " ".join(parts[:size]) in known.full:
            return " ".join(parts[size:])
    return words


def _weigh(told: _Evidence, text: str, start: int, end: int, cells: tuple[tuple[int, int], ...]) -> None:
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    genitive = "s" if after.startswith("s ") else ""
    told.seen += 1
    if (
        before.endswith("(")
        and after.startswith(")")
        and _is_letters(text[start:end])
        and _HOLDER.search(before)
    ):
        return  # "Alma Ros (ALT)": her party
    opening = start == 0 or _SENTENCE.search(before) is not None
    cell = next(((a, b) for a, b in cells if a <= start and end <= b), (0, len(text)))
    if (start, end) == cell:
        _weigh_cell(told, text, end, cells)
        return
    told.inside += not opening
    told.places += before.endswith((" i ", "I ", " genom ")) or _OF_PLACE.match(after) is not None
    if opening and _SIGNED.match(after):
        told.places += 3  # under the minutes: where they were written
    if _is_letters(text[start:end]) and re.match(r":?s [a-zåäö]", after):
        told.add("owner", 1.0, 1.0)  # "ABFs medlemmar": who owns something is somebody
    half = 0.5 if opening else 1.0
    for weight, cue in _cues("left") if not opening or before else ():
        if cue.search(before):
            told.add(f"left{weight}", weight, max(weight, 0.75))
            break
    meets = PLACE_LINE.search(text[:start]) is not None
    closes = after[:1] in (")", ",", ".", ";", "") or after.startswith(" §")
    if not meets and closes and _PERSON_BEFORE.search(before):
        told.add("person", 0.8, 0.8)
    if after.startswith((genitive + " ", ", som ")):
        for weight, cue in _cues("right"):
            if cue.match(after, 0 if after[0] == "," else len(genitive) + 1):
                told.add(f"right{weight}", weight * half, 1.5 * weight)
                break


def _is_letters(name: str) -> bool:
    """ "NNV", not "Klivet"."""
    return len(name) > 2 and name.isupper()


def _weigh_cell(told: _Evidence, text: str, end: int, cells: tuple[tuple[int, int], ...]) -> None:
    """The name by itself: a heading, or the label of a row of numbers ("Klivet	-410	-450")."""
    numbers = [text[a:b] for a, b in cells if a >= end and _NUMBER_CELL.fullmatch(text[a:b].strip())]
    if len(cells) < 2:
        told.add("heading", 0.3, 0.3)
    elif numbers:
        told.add("row", 0.4, 0.4)


def _merge_genitives(evidence: dict[str, _Evidence]) -> None:
    """ "Kompassens" counts for "Kompassen"."""
    for name in [n for n in evidence if n.endswith("s") and n[:-1] in evidence]:
        base, own = evidence[name[:-1]], evidence.pop(name)
        base.inside += own.inside
        base.seen += own.seen
        for cue, weight in own.cues.items():
            base.add(cue, weight, max(1.0, base.cues[cue]))


def _is_named(name: str, told: _Evidence, lower: set[str], known: Known) -> bool:
    words = name.split()
    if not told.inside and "row" not in told.cues and "heading" not in told.cues:
        return False
    if (len(name) < 3 and name != "EY") or any(
        _never(word, known, name) for word in words if word[0].isupper()
    ):
        return False
    if (
        len(words) > 1
        and surname_evidence(words[-1]) > 0
        and "person" in told.cues
        and "left1.0" not in told.cues
    ):
        return False  # "Xhevahire Lundgren": a person whose given name no list has
    if words[0].lower() in lower or (len(words) == 1 and name.removesuffix("s").lower() in lower):
        return False
    if ((told.places * 2 > told.seen or _GROUND.search(name)) and told.total < 2) or _STREET.search(name):
        return False
    strong = max(told.cues.values(), default=0) >= 0.6
    total = told.total + ((_ends(name) or _joined(name)) if told.total else 0)
    acronym = name.isupper()
    return (
        strong and told.inside > 0 and total >= (_ENOUGH + 0.3 if acronym else _ENOUGH)
    ) or total >= _ENOUGH + 0.3


def _never(word: str, known: Known, name: str) -> bool:
    """Words that make a name something else: a person, a place, a role, an organ, a party, a label."""
    bare = word.removesuffix("s")
    alone = name == word
    if word.endswith(_THINGS) and alone:
        return True
    if patterns("name").fullmatch(name) or word in _no() or bare in _no() or is_label(word) or is_label(bare):
        return True
    if word in org_words("start") | org_words("generic") or bare in org_words("generic"):
        return True
    if no_letters(word) or word in parties() or body_noun(bare) is not None:
        return True
    if starts_with_role(word) == len(word) or word in known.given | known.surnames:
        return True
    if word.isupper():
        return word in known.initials
    if alone and (
        is_place(word) or is_place(bare) or f"{word} län" in counties() or f"{bare}s län" in counties()
    ):
        return True
    return given_evidence(word) >= 0.8 or (
        alone and surname_evidence(word) == 1.0 and given_evidence(word) > 0
    )


def _longest(found: set[str], evidence: dict[str, _Evidence]) -> set[str]:
    """Of "Steget" and "Steget in" only the one that the document mostly writes."""
    drop = set()
    for name in found:
        head, _, last = name.rpartition(" ")
        if head and last.islower():
            drop.add(head if evidence[name].seen * 2 >= evidence[head].seen else name)
    return found - drop


@lru_cache(maxsize=2)
def _cues(side: str) -> tuple[tuple[float, re.Pattern[str]], ...]:
    end = "$" if side == "left" else ""
    return tuple(
        (float(row[1]), re.compile(rf"(?<!\w)(?:{row[2]}){end}"))
        for row in rows("service_cues.tsv")
        if row[0] == side
    )


@lru_cache(maxsize=1)
def _no() -> frozenset[str]:
    return frozenset(word for row in rows("service_cues.tsv") if row[0] == "no" for word in row[1].split())


def _joined(name: str) -> float:
    """ "LärLyftet": a capital inside a word is how names of services are made up."""
    return 0.4 if re.fullmatch(r"[A-ZÅÄÖ][a-zåäö]+[A-ZÅÄÖ][a-zåäö]+", name) else 0.0


@lru_cache(maxsize=4096)
def _ends(name: str) -> float:
    """How much a name's ending speaks for a service or a care home."""
    if " & " in name:
        return 0.6
    for row in rows("service_cues.tsv"):
        if row[0] == "end" and name.lower().removesuffix(" in").endswith(tuple(row[2].split("|"))):
            return float(row[1])
    return 0.0
