"""Why names were taken for one person, and why somebody was away, in Swedish for Swedish readers.

Judgements and presence say their reasons in English; every wording of theirs has its own here.
"""

from __future__ import annotations

import re

from pipeline.entities import Person
from pipeline.register.phrases import Language

_HOW = {  # how two given names or surnames differ
    "one letter": "en bokstav skiljer",
    "two letters": "två bokstäver skiljer",
    "three letters": "tre bokstäver skiljer",
    "letters that are easily confused": "bokstäver som lätt förväxlas",
    "rings and dots are left out": "ringar och prickar är utelämnade",
    "initials that fit": "initialer som passar",
    "two spellings of one name": "två skrivsätt av ett namn",
    "two spellings of one given name": "två skrivsätt av ett förnamn",
    "two spellings of one surname": "två skrivsätt av ett efternamn",
    "two spellings of al": "två skrivsätt av al",
    "an everyday form of the name": "en vardaglig form av namnet",
    "a genitive": "genitiv",
    "the same": "samma",
    "written together": "sammanskrivet",
    "near particles": "liknande namnpartiklar",
    "another particle before the name": "en annan partikel före namnet",
    "each is a common surname of its own": "båda är vanliga efternamn",
    "near, but both are surnames": "nära, men båda är efternamn",
    "the two surnames in another order": "de två efternamnen i annan ordning",
    "one given name is left out": "ett förnamn är utelämnat",
    "one of two surnames is left out": "ett av två efternamn är utelämnat",
    "one surname is left out": "ett efternamn är utelämnat",
    "different surnames": "olika efternamn",
    "different given names": "olika förnamn",
    "different names": "olika namn",
}
_PLACE = "place"  # the group of a pattern that is the key of an organisation
_REASONS = tuple(
    (re.compile(pattern), swedish)
    for pattern, swedish in (
        (r"(?P<name>\S.*) in two copies of the meeting (?P<day>\S*)",
         "{name} i två exemplar av protokollet {day}"),
        (r"both with (?P<place>.+)", "båda hos {place}"),
        (r"both for (?P<place>.+)", "båda för {place}"),
        (r"both are called (?P<name>.+)", "båda heter {name}"),
        (r"both in the list of those present ?(?P<day>.*)", "båda i närvarolistan {day}"),
        (r"both (?P<name>.+), but years apart", "båda {name}, men år isär"),
        (r"both (?P<name>.+)", "båda {name}"),
        (r"one for (?P<place>.+), one for (?P<other>.+)", "den ena för {place}, den andra för {other}"),
        (r"one employed \((?P<name>.+)\), one elected", "den ena anställd ({name}), den andra vald"),
        (r"employed by (?P<place>.+) and by (?P<other>.+) at one time",
         "anställd av {place} och av {other} på en gång"),
        (r"one (?P<name>[^,]+), one (?P<other_name>[^,]+) in one list",
         "den ena {name}, den andra {other_name} i en lista"),
        (r"one (?P<name>[^,]+), one (?P<other_name>[^,]+) on (?P<day>\d\S+)",
         "den ena {name}, den andra {other_name} {day}"),
        (r"one (?P<name>[^,]+), one (?P<day>[^,]+)", "den ena {name}, den andra {day}"),
        (r"nothing in common: (?P<place>.+) and (?P<other>.+)", "inget gemensamt: {place} och {other}"),
        (r"the minutes say that (?P<name>.+) is called (?P<other_name>.+) now",
         "protokollet säger att {name} numera heter {other_name}"),
        (r"one left on (?P<day>\S+), the other came on (?P<name>\S+)",
         "den ena lämnade {day}, den andra kom {name}"),
        (r"serves (?P<day>§.*) only", "tjänstgör bara {day}"),
        (r"the same body", "samma organ"),
        (r"different bodies", "olika organ"),
        (r"the same name", "samma namn"),
        (r"the name is not rare .*", "namnet är varken vanligt eller ovanligt"),
        (r"the name is (?:very )?rare .*", "namnet är ovanligt"),
        (r"the name is (?:very )?common .*", "namnet är vanligt"),
        (r"only part of a name", "bara en del av ett namn"),
        (r"(?P<name>.+) is the only (?P<day>.+) of that body", "{name} är den enda {day} i det organet"),
        (r"different parties in (?P<day>.+): (?P<name>.+) and (?P<other_name>.+)",
         "olika partier {day}: {name} och {other_name}"),
        (r"different parties at different times: (?P<name>.+) and (?P<other_name>.+)",
         "olika partier vid olika tider: {name} och {other_name}"),
        (r"(?P<day>\d+) years between them", "{day} år emellan"),
        (r"one sits at a meeting where the other is missing",
         "den ena sitter vid ett möte där den andra saknas"),
        (r"one sits at (?P<day>\d+) meetings where the other is missing",
         "den ena sitter vid {day} möten där den andra saknas"),
        (r"in one list, but never for the same §§", "i en lista, men aldrig för samma paragrafer"),
        (r"each more than once at one meeting, spelt so every time",
         "båda flera gånger vid ett möte, alltid så skrivna"),
        (r"one in the list of a meeting, the other only named at it",
         "den ena i ett mötes lista, den andra bara nämnd där"),
        (r"the initials fit (?P<name>.+) as well", "initialerna passar även {name}"),
        (r"nobody of these initials sat then", "ingen med dessa initialer satt då"),
        (r"a slip in the given name and one in the surname", "ett fel i förnamnet och ett i efternamnet"),
        # why somebody was away
        (r"absent", "frånvarande"),
        (r"absent (?P<day>§.*)", "frånvarande {day}"),
        (r"there (?P<day>§.*) only", "närvarande bara {day}"),
        (r"listed; whether they came is not said", "i listan; om hen kom framgår inte"),
        (r"whether they came is not said", "om hen kom framgår inte"),
        (r"listed", "i listan"),
        (r"(?P<name>.+) stood in", "{name} gick in i stället"),
        (r"stood in", "gick in för någon annan"),
        (r"not in the list", "inte i listan"),
        (r"took no part in the item", "deltog inte i ärendet"),
        (r"took no part in the decision", "deltog inte i beslutet"),
        (r"left the room during the item", "lämnade rummet under ärendet"),
    )
)  # fmt: skip
_NAMES = re.compile(r"(\S.*/\S[^:]*): (.+)")


def reason(text: str, person: Person, language: Language) -> str:
    """Why names were taken for one person, as the judgement says it (English) or in Swedish.

    Organisations, which judgements name by their keys, have their names.
    """
    names = {name for role in person.roles for name in (role.appointer, role.organisation, role.body) if name}
    text = with_capitals(text, names)
    return in_swedish(text) if language == "sv" else text


def in_swedish(text: str) -> str:
    """Reasons, with semicolons between them, in Swedish; one of no known wording stays as it is."""
    return "; ".join(map(_swedish, text.split("; ")))


def with_capitals(text: str, names: set[str]) -> str:
    """Reasons with organisations under their names; one that none of `names` tells has a capital."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", name, text)
    said = []
    for part in text.split("; "):
        for pattern, _ in _REASONS:
            found = pattern.fullmatch(part)
            if found:
                for group in ("other", _PLACE):
                    if group in pattern.groupindex:
                        at = found.start(group)
                        part = f"{part[:at]}{part[at : at + 1].upper()}{part[at + 1 :]}"
                break
        said.append(part)
    return "; ".join(said)


def _swedish(part: str) -> str:
    names = _NAMES.fullmatch(part)
    if names:
        pieces = [_HOW.get(piece, piece) for piece in names[2].split(", ")]
        return f"{names[1]}: {', '.join(pieces)}"
    for pattern, swedish in _REASONS:
        found = pattern.fullmatch(part)
        if found:
            return swedish.format(**found.groupdict()).rstrip()
    return _HOW.get(part, part)
