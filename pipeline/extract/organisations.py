"""ORG: authorities, municipalities, regions, companies, associations, networks, acting parties."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.bodywords import body_noun
from pipeline.extract.enumerated import enumerated
from pipeline.extract.found import Found, keep
from pipeline.extract.municipalities import municipalities
from pipeline.extract.names import given_evidence, is_label, is_place, surname_evidence
from pipeline.extract.orglisted import END, listed
from pipeline.extract.orgplaces import is_spaced, place_names, with_branch
from pipeline.extract.orgwords import PLACE_LINE, TOKEN, explains, no_letters, org_words
from pipeline.extract.parties import acting_parties
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import parties
from pipeline.patterns import rows

_WORD = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ]?[a-zåäöé]+)*"
_NAME = rf"(?:S:ta? )?{_WORD}(?:[ -]{_WORD}){{0,3}}"
_CAPS = r"[A-ZÅÄÖ]{3,}(?:-[A-ZÅÄÖ]{2,})?(?: (?!(?:SAMT|OCH|MED|FÖR|FRÅN|TILL|VID|ATT) )[A-ZÅÄÖ]{3,}){0,2}"
_ABBREVIATED = re.compile(r"\((?P<short>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]{1,8})\)")
# rules whose names are written with a small letter too
_LOWER_TOO = ("org.state", "org.court", "org.association", "org.national", "org.forbund", "org.party")
# expansions that begin like this are somebody, whatever they are about: "Nätverket för vård (NV)"
_ACTOR = re.compile(
    r"[\wåäö]*(?:nätverk|förening|stiftelse|råd|förbund|[Ss]amverkan|centrum|college|forum|allians)",
    re.IGNORECASE,
)
# rules whose names may be one word that names an organ elsewhere: "Länsarbetsnämnden", "MP-gruppen"
_ONE_WORD = ("org.state", "org.definite", "org.national", "org.party")
# "Kompassen daglig verksamhet": what a named service is belongs to its name
_KIND = re.compile(r" (?:daglig verksamhet|dagverksamhet|behandlingshem|stödboende|HVB)(?![\wåäö-])")
# "granskning Kompassen.pdf": the name of a file names nobody
_FILE = re.compile(r"[\w -]{0,20}\.(?:pdf|docx?|xlsx?|pptx?)(?!\w)")
_MEETINGS = ("MÖTE", "STÄMMA", "PROTOKOLL", "KALLELSE", "DAGORDNING")
# a kind of association, and no name: "Hembygdsförening"; "Östbyvägsamfällighet" is one
_KIND_ALONE = re.compile(
    r"(?:Hembygds|Idrotts|Bygde|Bygdegårds|Väg|Intresse|Kultur|Konst|Samfällighets|Bostadsrätts|Fiskevårds|Pensionärs"
    r"|Sport|Båt|Golf|Tennis|Skid|Motor|Rid|Brukshund|Jakt)?"
    r"(?:[Ff]örening|[Kk]lubb|[Ss]tiftelse|[Nn]ätverk|[Ss]ällskap|[Ff]örsamling|[Ss]amfällighet|[Bb]yalag)"
)
_COMPANY_FORMS = ("AB", "HB", "KB", "Aktiebolag", "Handelsbolag", "Bolag")
_LABELS = frozenset(
    "Dnr Diarienr Beslut Datum Plats Tid Ärende Kl Sid Sida Tel Org Box Bilaga Rapport Revisor".split()
)


def organisations(
    text: str, known: frozenset[str] = frozenset(), local: frozenset[str] = frozenset()
) -> list[Found]:
    """ORG ranges in a block's clean text; `known` are short names this document has explained.

    `local` are the letters of its people's parties that no list has.
    """
    found = [
        *municipalities(text),
        *_by_form(text),
        *listed(text),
        *acting_parties(text, local),
        *place_names(text),
    ]
    if "(" in text:
        for match in _ABBREVIATED.finditer(text):
            found.extend(_with_expansion(text, match))
    found = [
        with_branch(text, item)
        for item in found
        if not (_visited(text, item) or is_spaced(text, item) or _FILE.match(text, item.end))
        and not _is_particle(text, item)
    ]
    # "Norrbys Stads Parkerings AB" is the company, not its owner
    companies = [one for one in found if one.rule == "org.company" and text[: one.end].endswith(" AB")]
    begun = {one.start: one.end for one in companies}
    found = [f for f in found if f.rule != "org.municipality" or begun.get(f.start, 0) <= f.end]
    found.extend(enumerated(text))
    found.extend(_bound(text, found))
    pattern = _known(known)
    for match in pattern.finditer(text) if pattern else ():
        if not _FILE.match(text, match.end()):
            kind = _KIND.match(text, match.end())
            end = kind.end() if kind and match.group()[-1] != "s" else match.end()
            found.append(Found(match.start(), end, "org.known", 0.9))
    return keep(found)


def _visited(text: str, found: Found) -> bool:
    """ "kl. 18 i Hembygdsmuseet": a house by a common noun, where somebody meets."""
    words = text[found.start : found.end]
    if words.startswith(("Hotell ", "Hotel ", "First Hotel ")):
        before = text[max(0, found.start - 120) : found.start]
        meeting = re.search(r"(?:\bpå|\bvid|[Pp]lats:?|[Ll]okal:?)\s$", before) or PLACE_LINE.search(before)
        return meeting is not None
    if words.lower().endswith(("folkets hus", "folkets park", "medborgarhus")):
        before = text[max(0, found.start - 120) : found.start]
        return before.endswith(("Plats ", "Lokal ")) or PLACE_LINE.search(before) is not None
    if found.rule == "org.short" and text.startswith(" hus", found.end):
        return PLACE_LINE.search(text[: found.start]) is not None  # "Plats: Regionens hus"
    house = found.rule == "org.definite" and " " not in words and words.endswith(("museet", "centret"))
    return house and text[max(0, found.start - 3) : found.start] == " i "


def _is_particle(text: str, found: Found) -> bool:
    """ "Af Klint", not "Af Norrköping": a particle of a surname."""
    following = re.match(rf" ({_WORD})", text[found.end : found.end + 40])
    return (
        following is not None
        and text[found.start : found.end] == "Af"
        and surname_evidence(following.group(1)) == 1.0
        and not is_place(following.group(1))
    )


def _bound(text: str, named: list[Found]) -> list[Found]:
    """Letters in brackets behind the name they are taken from: "Svenskt Näringsliv (SN)"."""
    ends = {item.end: item.start for item in named if " " in text[item.start : item.end]}
    bound = []
    for match in _ABBREVIATED.finditer(text) if ends else ():
        start = ends.get(match.start() - 1)
        if start is None or match["short"] in parties() or not match["short"].isupper():
            continue
        name = text[start : match.start()].upper()
        if name[0] == match["short"][0] and _in_order(match["short"], name):
            bound.append(Found(match.start("short"), match.end("short"), "org.abbreviation", 1.3))
    return bound


def _in_order(letters: str, name: str) -> bool:
    """Whether the letters come one after the other in the name."""
    rest = iter(name)
    return all(letter in rest for letter in letters)


def explained(text: str) -> set[str]:
    """Abbreviations that `text` introduces: "Nätverket för nära vård (NNV)" → {"NNV"}."""
    if "(" not in text:
        return set()
    matches = [m for m in _ABBREVIATED.finditer(text) if _with_expansion(text, m)]
    return {m["short"] for m in matches if m["short"].isupper() and len(m["short"]) > 1}


def _by_form(text: str) -> list[Found]:
    lowered = text.lower()
    found = []
    for pattern, rule, needs in _forms():
        if needs and not any(need in lowered for need in needs):
            continue
        for match in pattern.finditer(text):
            # a name of the list, or as it is written: "Sveriges Lärare" holds a word for a post
            whole = rule in ("org.national", "org.project")
            start, end = match.span() if whole else _trimmed(text, match.start(), match.end())
            cut = start > match.start() and text[start].islower()  # "Det nätverk som …"
            if start < end and not cut and _names(text, start, end, rule):
                found.append(Found(start, end, rule, 1.0))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The match without the words around it that are no part of a name.

    "Enligt Statkonsult AB" begins too early, "Region Norrdal Anna Ek" and "Samordningsförbundet
    Norrdal Ekonom" end too late.
    """
    tokens = [(start + m.start(), start + m.end()) for m in TOKEN.finditer(text[start:end])]
    company = len(tokens) > 1 and text[slice(*tokens[-1])] in _COMPANY_FORMS
    while len(tokens) > 1 + company and _no_start(text[slice(*tokens[0])]):
        tokens.pop(0)
    if company and len(tokens) > 3 and text[slice(*tokens[1])] == "i" and body_noun(text[slice(*tokens[0])]):
        tokens = tokens[2:]  # "Styrelsen i Norrdal Energi AB"
    if company:
        return tokens[0][0], end
    foundation = re.match(r"(?:Stiftelsen|Föreningen) ", text[start:end]) is not None
    for number, (a, b) in enumerate(tokens):
        word = text[a:b]
        following = text[slice(*tokens[number + 1])] if number + 1 < len(tokens) else ""
        person = not foundation and given_evidence(word) >= 0.55 and surname_evidence(following) > 0
        if number == 1 and is_place(word) and surname_evidence(following) < 1:
            person = False  # "Samordningsförbundet Göta Älvdal"
        if (
            number
            and word[0].isupper()
            and (word in _LABELS or _is_heading(word) or person or starts_with_role(word) == len(word))
        ):
            tokens = tokens[:number]
            break
    if not tokens:
        return start, start
    last = end if tokens[-1][1] <= end and tokens[-1][1] + 1 >= end else tokens[-1][1]
    return tokens[0][0], last


def _is_heading(word: str) -> bool:
    """A label that follows where a page lost its line breaks: "Vattenförbundet Norr Anslagsdatum"."""
    return word.endswith(("datum", "protokoll", "protokollet", "underskrift", "underskrifter", "paragrafer"))


def _no_start(word: str) -> bool:
    """Words before a name: "Enligt", or the role of who is named next ("VD Norrdal Energi AB")."""
    role = len(word) > 2 and starts_with_role(word) == len(word) and not word.endswith("s")
    organ = word.isupper() and body_noun(word) is not None
    return word in org_words("start") or role or organ or _small_word(word)


def _small_word(word: str) -> bool:
    """ "STYRELSEN FÖR TALLVIKS VÄGFÖRENING": words before a name that capitals make look like it."""
    return word.isupper() and (word.capitalize() in org_words("start") or word.endswith(_MEETINGS))


def _names(text: str, start: int, end: int, rule: str) -> bool:
    """Whether the words are a name and not a noun that happens to begin a sentence."""
    words = text[start:end]
    bare = words.removesuffix("s")
    if words in org_words("generic") or bare in org_words("generic") or no_letters(words):
        return False
    if words in ("AB", "HB", "KB") or (words[0].islower() and rule not in _LOWER_TOO):
        return False
    if rule == "org.association" and _KIND_ALONE.fullmatch(words):
        return False  # "Styrelsemöte Hembygdsförening": what it is, and no name
    if rule in ("org.team", "org.press"):
        return not _first_of_sentence(text, start)
    if rule == "org.definite" and " " not in words and _first_of_sentence(text, start):
        return len(text) < 60 or not words.endswith(("bolagen", "bolaget"))
    return " " in words or rule in _ONE_WORD or body_noun(bare) is None


def _first_of_sentence(text: str, start: int) -> bool:
    return start == 0 or text[:start].rstrip(' "”»\t')[-1:] in ".:!?•–-" or start < 3


def _with_expansion(text: str, match: re.Match[str]) -> list[Found]:
    """An abbreviation in brackets and the name it stands for, each an ORG."""
    short = match["short"]
    if no_letters(short) or short in parties() or sum(c.isupper() for c in short) < 2:
        return []
    begin = explains(text[max(0, match.start() - 120) : match.start()], short)
    if begin is None:
        return []
    begin += max(0, match.start() - 120)
    phrase = text[begin : match.start()].rstrip()
    words = re.findall(r"[\w-]+", phrase)
    noun = any(body_noun(word) is not None for word in words)
    thing = words[0].lower() in org_words("noaction") or words[-1].lower() in org_words("noaction")
    if noun or (thing and not _ACTOR.match(phrase)):
        return []
    if words[0].lower().endswith(tuple(w for w in org_words("noaction") if len(w) > 4)):
        return []
    found = [Found(match.start("short"), match.end("short"), "org.abbreviation", 0.9)]
    if phrase[0].isupper():
        found.append(Found(begin, begin + len(phrase), "org.expansion", 1.2))
    return found


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    made = []
    for row in rows("organisations.tsv"):
        pattern, rule, needs = (*row, "")[:3]
        either = re.sub(r"(?<=\{name\} \(\?:)[^()]*(?=\))", _any_case, pattern)
        expanded = either.replace("{{", "\x00").replace("}}", "\x01")
        expanded = (
            expanded.replace("{CAPS}", _CAPS).replace("{name}", rf"(?:{_NAME})").replace("{word}", _WORD)
        )
        expanded = expanded.replace("\x00", "{").replace("\x01", "}")
        compiled = re.compile(rf"(?<![\wåäöÅÄÖ&-])(?:{expanded}){END}")
        made.append((compiled, rule, tuple(need for need in needs.split("|") if need)))
    return tuple(made)


def _any_case(nouns: re.Match[str]) -> str:
    """ "kommunalförbund|förening" → "[Kk]ommunalförbund|[Ff]örening"."""
    return "|".join(
        f"[{n[0].upper()}{n[0]}]{n[1:]}" if n[0].islower() else n for n in nouns.group().split("|")
    )


@lru_cache(maxsize=64)
def _known(names: frozenset[str]) -> re.Pattern[str] | None:
    longest = sorted(names, key=lambda n: (-len(n), n))
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in longest)
    return re.compile(rf"(?<![\wåäö/-])(?:{spelled}){END}") if longest else None


def company_names(text: str) -> set[str]:
    """What companies of the text are called without their form: "Norrdal Energi AB" → "Norrdal Energi"."""
    if " AB" not in text:
        return set()
    names = set()
    for found in _by_form(text):
        words = text[found.start : found.end]
        name = words.removesuffix("s").removesuffix(" AB")
        if found.rule == "org.company" and name != words and _own_name(name):
            names.add(name)
    return names


def _own_name(name: str) -> bool:
    """Whether a company's name can stand without "AB": no place, no family, no common noun."""
    if " " in name:
        return True
    common = is_place(name) or given_evidence(name) > 0 or surname_evidence(name) == 1.0
    return len(name) > 3 and not common and not is_label(name)
