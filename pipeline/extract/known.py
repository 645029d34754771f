"""PERSON, second pass: the people a document names in full, found again by parts of their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.extract.bodywords import body_noun, letters
from pipeline.extract.found import Found, keep
from pipeline.extract.names import (
    INITIAL,
    NAME_WORD,
    PAIR,
    given_evidence,
    is_particle,
    is_place,
    never_in_name,
    surname_evidence,
)
from pipeline.extract.orgwords import no_letters
from pipeline.extract.rolewords import starts_with_role
from pipeline.extract.surnamed import is_thing, leads_to_a_name, unlisted_here, with_mac, with_particle
from pipeline.gazetteers import ambiguous_names, parties, surnames

_WORD = re.compile(rf"(?<![\w-]){NAME_WORD}(?![\w-])")
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÅÄÖÉÜ]{2,}(?:-[A-ZÅÄÖÉÜ]{2,})?(?![\w-])")
# "C Henrik Dahl", "P-O Ek": names that begin with letters
_LED = re.compile(rf"(?<![\w-])(?:{INITIAL}|{PAIR})(?=\s)")
_INITIALS = re.compile(r"(?<![\w/-])[A-ZÅÄÖ]{2,3}(?![\w/-])")
_BEFORE_INITIALS = re.compile(
    r"(?:\b(?:[Aa]nsvarig|[Aa]nsv\.?|[Vv]em|[Ss]köts av|[Uu]tförs av|[Kk]orr\.?|[Ss]ign\.?)\s?:?\s"
    r"|(?:[A-ZÅÄÖ]{2,3}(?:,|/| och| &)\s?))$"
)
_NEXT_NAME = re.compile(rf"\s({NAME_WORD})(?=$|[\s,.;()])")
_PREVIOUS_NAME = re.compile(rf"(?:^|[\s(])({NAME_WORD})\s$")
_LAST_CAPITAL = re.compile(r"([A-ZÅÄÖ][\wåäö-]*)$")
# "Plats: Almlunds": where they meet
_PLACED = re.compile(r"(?:^|\s)(?:[Pp]lats|[Ll]okal)\s?:\s?$")
# "lex Maria", "lokal Tor", "portalen Filip": things that have given names for names
_NAMED_AFTER = re.compile(
    r"(?:\b(?:lex|lokal|lokalen|[a-zåäö]*salen?|(?:[a-zåäö]*(?<!cent))rum(?:met)?|S:t|Sankt|Sankta|kvarteret|kv\.?|villa|villan"
    r"|stormen|fartyget|båten|huset|skolan|gården|[a-zåäö]*portal(?:en)?|verksamheten|[a-zåäö]*system(?:et)?"
    r"|som heter|stiftelsen|fonden|fondmedel|projekt|projektet|programmet|appen|roboten"
    r"|[a-zåäö]*(?:hund|katt|häst)(?:en)?|insatsen|metoden)\s)$",
    re.IGNORECASE,
)
# "Nils och Gulli Eks stiftelse", "Max 100 tkr"
_NOT_ALONE_AFTER = re.compile(r"\soch\s[A-ZÅÄÖ][a-zåäö]+\s[A-ZÅÄÖ][a-zåäö]+s?\s(?:[Ss]tift|fond|minne)|s? \d")
_DOES = re.compile(
    r"\s(?:ringer|kontaktar|kollar|ordnar|tar|fixar|skriver|mejlar|mailar|skickar|håller|hör|bokar|köper|pratar|gör"
    r"|föredrar|föredrog|redovisar|informerar|informerade|berättar|berättade|undersöker|återkommer|ansvarar|bevakar"
    r"|lämnar|meddelar|presenterar|sammanställer|kallar|ska|skall)(?!\w)"
)
# feasts that are given names too, where they are what an item is about: "Lucia: a) Fika"
_FEASTS = ("Lucia", "Valborg")
# "Styrelsen väljer Pricken som sekreterare": who is chosen for a post of the meeting is somebody (an auditor
# may be a company)
_CHOSEN = re.compile(
    rf"(?:[Vv]älj(?:er|a|s)|[Vv]aldes?|[Uu]tse[rs]?|[Uu]tsågs?) (?P<name>{NAME_WORD}) (?:som|till) "
    r"(?:mötes|års|vice |vår )?(?:ordförande|sekreterare|(?:protokoll)?justerare|protokollförare|rösträknare"
    r"|kassör"
    r"|justerings(?:person|man))(?!\w)"
)
_OPENS = re.compile(r"(?:^|[.!?•–-]\s*|\s(?:och|att)\s)$")
# "Almlunds grindar": ground and buildings that are called after who lives there
_GROUND = re.compile(
    r"\s(?:grind|backe|brygg|åker|ladugård|lada|hage|kurva|korsning|sväng|infart|avfart|äng|udde|holme|stuga|hörna|tomt"
    r"|brevlåd|vändplan|kulle|damm|åkrar)[a-zåäö]*(?!\w)"
)
# "Ros yrkar", "Ek och Dahl reserverar sig": words that are surnames too, where somebody acts
_ACTS = re.compile(
    r"(?:\soch [A-ZÅÄÖ][a-zåäö]+)?\s(?:yrka|framhåll|framhöll|anför|betona|menar|menade|anser|ansåg|säger"
    r"|sade|berätta|presentera|meddela|hälsa|föresl|reserver|anmäl|föredr|redovisa|inform|påpek|undra|fråga"
    r"|svara|tacka|avstå|replik|deltar inte|begär|instäm|väljs|valdes|utses|utsågs|avsäger|avsade|entledig)"
    r"[a-zåäö]*",
)
# "A. Ros", "B.-O. Dahl": the letter of a given name before somebody's surname
_INITIALLED = re.compile(r"(?<![\w.])[A-ZÅÄÖ]\.(?:[- ]?[A-ZÅÄÖ]\.)?\s$")
_FACING = re.compile(r"\s[a-zåäö]+(?:r|de|te|tt|es|s|ll)\b")


@dataclass(frozen=True)
class Known:
    """The people a document names in full, by the words of their names.

    `starts` has the full names by their first word, as written and in capitals, the longest first.
    """

    full: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    starts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    initials: frozenset[str] = frozenset()


def known_people(names: Iterable[str]) -> Known:
    """What can be told from full names: which given names and surnames belong to somebody here."""
    full = {re.sub(r"\s+", " ", name) for name in names}
    full = {name for name in full if not any(never_in_name(word) for word in _own_words(name))}
    parts = [name.split() for name in full if " " in name]
    starts: dict[str, list[str]] = {}
    for name in sorted(full, key=lambda n: (-len(n), n)):
        first = name.split(" ", 1)[0]
        starts.setdefault(first, []).append(name)
        starts.setdefault(first.upper(), []).append(name.upper())
    return Known(
        frozenset(full),
        frozenset(p[0] for p in parts if given_evidence(p[0]) > 0 or len(p[0]) > 3),
        frozenset(p[-1] for p in parts if not given_evidence(p[-1]) >= 0.8 or p[-2] in ("Mc", "Mac")),
        {first: tuple(ordered) for first, ordered in starts.items()},
        frozenset(letters for p in parts for letters in _initials(p)),
    )


def occurrences(text: str, known: Known) -> list[Found]:
    """Later namings of a person named in full elsewhere: the full name, a surname or given name alone."""
    found: list[Found] = []
    for match in (*_WORD.finditer(text), *_CAPITALS.finditer(text), *_LED.finditer(text)):
        start, word = match.start(), match.group()
        for name in known.starts.get(word, ()):
            whole = _spelled(name).match(text, start)
            if whole and not _inside_longer(text, start, whole.end()) and not bears_a_name(text, start):
                found.append(Found(start, whole.end(), "person.known", 1.5 + len(name) / 100))
        bare = word[:-1] if word.endswith("s") and word not in known.given | known.surnames else word
        if bare in known.given and _alone(text, start, match.end(), bare):
            found.append(Found(start, match.end(), "person.given", 0.6))
        elif bare in known.surnames and _is_surname_here(text, start, bare):
            begin = with_particle(text, start, bare, known.full)
            initial = _INITIALLED.search(text[max(0, start - 8) : start])
            if initial:
                found.append(Found(start - len(initial.group()), match.end(), "person.initial", 0.7))
            elif _alone(text, begin, match.end(), bare):
                found.append(Found(begin, match.end(), "person.surname", 0.6))
    return keep(found)


def chosen(text: str) -> set[str]:
    """Nicknames and other single names that no list has, of whoever is chosen for a post of the meeting."""
    return {
        match["name"]
        for match in _CHOSEN.finditer(text)
        if not (never_in_name(match["name"]) or is_place(match["name"]) or body_noun(match["name"]))
    }


def initials_of(text: str, cells: tuple[tuple[int, int], ...], known: Known) -> list[Found]:
    """Initials of somebody here: in a margin column, behind "Ansvarig:", with a verb ("KE ringer skolan")."""
    found: list[Found] = []
    for match in _INITIALS.finditer(text) if known.initials else ():
        start, end = match.span()
        if match.group() not in known.initials or match.group() in parties() or no_letters(match.group()):
            continue
        cell = next((text[a:b] for a, b in cells if len(cells) > 1 and a <= start and end <= b), None)
        in_margin = cell is not None and re.fullmatch(
            r"[A-ZÅÄÖ]{2,3}(?:(?:, ?|/| och | & )[A-ZÅÄÖ]{2,3})*", cell
        )
        if (
            in_margin
            or _BEFORE_INITIALS.search(text[max(0, start - 20) : start])
            or text.strip() == match.group()
            or (_DOES.match(text, end) and _OPENS.search(text[:start]) and match.group() not in letters())
        ):
            found.append(Found(start, end, "person.initials", 0.9))
    return found


def given_names_alone(text: str) -> list[Found]:
    """A common given name by itself in a sentence about doing: "Anser du Viktoria att …", "Olle kollar"."""
    found = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if given_evidence(word) < 0.8 or never_in_name(word) or word in ambiguous_names() or is_place(word):
            continue
        if bears_a_name(text, start) or text.startswith(":s", match.end()):
            continue  # "Ivo:s inspektörer": letters have their genitive so, names have not
        if word in _FEASTS and text.startswith(":", match.end()):
            continue
        if _NOT_ALONE_AFTER.match(text, match.end()):
            continue
        first = start < 2 or text[start - 2] in ".!?•*"
        if first and not _FACING.match(text, match.end()):
            continue
        begin = with_mac(text, start)
        if _alone(text, begin, match.end(), word):
            found.append(Found(begin, match.end(), "person.given_alone", 0.5))
    return found


def bears_a_name(text: str, start: int) -> bool:
    """Whether what stands before says that a thing has the given name: "lex Maria", "lokal Tor"."""
    return _NAMED_AFTER.search(text[max(0, start - 24) : start]) is not None


def names_of(found: Iterable[tuple[str, Found]]) -> list[str]:
    """Names found with good evidence, in the form without genitive s."""
    texts = Counter(re.sub(r"\s+", " ", text[f.start : f.end]) for text, f in found if f.weight >= 0.6)
    return list(dict.fromkeys(_nominative(name, texts) for name in texts))


@lru_cache(maxsize=8192)
def _spelled(name: str) -> re.Pattern[str]:
    """The name over any white space, with its genitive s."""
    genitive = "S?" if name.isupper() else "s?"
    return re.compile(r"\s".join(map(re.escape, name.split())) + rf"{genitive}(?![\w-])")


def _own_words(name: str) -> list[str]:
    """The words of a name without particles inside it: "Eva De la Motte"."""
    words = name.split()
    return [word for k, word in enumerate(words) if not (0 < k < len(words) - 1 and is_particle(word))]


def _initials(parts: list[str]) -> set[str]:
    """ "Anna-Lena von Essen" → {"AE", "AVE", "ALE"}; "Karl Erik Ek" is also KE."""
    capital = [part for part in parts if part[:1].isupper()]
    double = capital[:2] if len(capital) > 2 and given_evidence(capital[1]) >= 0.8 else []
    split = [piece for part in capital for piece in part.split("-")]
    return {
        "".join(piece[0] for piece in chosen if piece).upper()
        for chosen in (capital, split, parts, [capital[0], capital[-1]], double)
        if chosen
    }


def _is_surname_here(text: str, start: int, word: str) -> bool:
    """Whether a surname of somebody here is meant, and not the place: "Berg yrkar", "i Berg"."""
    if is_place(word):
        there = re.search(r"\b(?:i|på|till|från|vid|genom|mellan) $", text[max(0, start - 10) : start])
        return surname_evidence(word) == 1.0 and there is None
    after = text[start + len(word) :]
    speaks = _ACTS.match(after) or re.match(r"s (?:yrkande|förslag|reservation)", after)
    if surname_evidence(word) > 0 or (len(word) > 4 and speaks is not None):
        return True
    return unlisted_here(text, start, word)


def _inside_longer(text: str, start: int, end: int) -> bool:
    """Whether a name goes on: "Karin Ek Berg" is not "Karin Ek", "Hans Åke Ek" not "Åke Ek"."""
    after = _NEXT_NAME.match(text, end)
    if after and not text[start:end].endswith("s"):
        word = after.group(1)
        more = surname_evidence(word) >= 0.7 and surname_evidence(word) > given_evidence(word) * 0.9
        last = (
            text[after.end() :].strip(" ")[:1] in ("", ".", ",", "(", ")")
            or not text[after.end() : after.end() + 2].strip()[:1].isupper()
        )
        if (more and (last or not given_evidence(word))) and not (
            never_in_name(word) or (is_place(word) and surname_evidence(word) < 1) or starts_with_role(word)
        ):
            return True
    before = _PREVIOUS_NAME.search(text[max(0, start - 30) : start])
    if before is None or never_in_name(before.group(1)):
        return False
    word = before.group(1)
    return (
        given_evidence(word) >= 0.5
        and (not surname_evidence(word) or given_evidence(word) >= 0.8)
        and _begins(text, start - len(word) - 1)
    )


def _begins(text: str, start: int) -> bool:
    """Whether the word at `start` begins a run of names: nothing capitalised stands before it."""
    before = text[max(0, start - 30) : start]
    return re.search(rf"(?:{NAME_WORD}|\))\s$", before) is None


def _alone(text: str, start: int, end: int, word: str) -> bool:
    """Not part of a longer capitalised name ("Norra Anna", "Anna Eks stiftelse") and no common word."""
    after = text[end : end + 60]
    if re.match(r"\s[A-ZÅÄÖ][a-zåäö]", after) and not re.match(r"\s[A-ZÅÄÖ][a-zåäö]+ (?:och|samt)\b", after):
        return False
    if word != text[start:end] and (_GROUND.match(after) or _PLACED.search(text[:start])):
        return False
    if is_thing(text, start, end) or re.match(r"[-/&]|\s?(?:AB|HB)\b|\s&|s\s(?:stiftelse|fond|minne)", after):
        return False
    before = text[max(0, start - 60) : start]
    last = _LAST_CAPITAL.search(before.rstrip(" "))
    behind = (
        last and last.group(1)[1:2].islower() and before[-1:] == " " and last.start() + max(0, start - 60)
    )
    if last and behind and not leads_to_a_name(last.group(1)):
        return False
    inside = re.search(r"[a-zåäö,] $", before) is not None
    return word not in ambiguous_names() or inside or _ACTS.match(after) is not None


def _nominative(name: str, others: Counter[str]) -> str:
    """ "Anna Eks" → "Anna Ek" when that is named too, or is a surname while "Eks" is none."""
    if not name.endswith("s"):
        return name
    last = name.split()[-1]
    shorter = name[:-1] in others or (last not in surnames() and last[:-1] in surnames())
    return name[:-1] if shorter else name
