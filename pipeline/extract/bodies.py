"""BODY: organs and units — assembly, board, committee, department, office, working group."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.bodyletters import abbreviations
from pipeline.extract.bodytails import tail_end
from pipeline.extract.bodywords import Noun, body_noun, patterns, words
from pipeline.extract.found import Found, keep
from pipeline.extract.names import given_evidence, is_label, is_place
from pipeline.extract.orgwords import no_letters, org_words
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import agencies, parties

# a page that lost its line breaks: "Nämnd/StyrelseSocialnämnden"
_WORD = re.compile(r"(?:(?<![\w-])|(?<=/Styrelse)(?=[A-ZÅÄÖ]))\w[\w&éè]*(?:-\w+)*-?")
_FIRST = r"(?:[A-ZÅÄÖ]?[a-zåäö]+(?:-[a-zåäö]+)?-?)"
# "Vård- och omsorgs|nämnden", "kultur-, idrotts- och fritids|nämnden"
_JOINED = re.compile(
    rf"(?<![\w-])(?:{_FIRST}-,? (?:{_FIRST}-,? )*(?:och|samt|&) |(?:{_FIRST}-/)"
    r"|(?:[A-ZÅÄÖ]+-,? )+(?:OCH|SAMT|&) )$"
)
# "kultur och fritids|nämnden", "Barn & utbildnings|nämnden", "Äldre samt vård- och omsorgs|nämnden"
_HALF = re.compile(r"(?<![\w-])(?P<word>[A-ZÅÄÖa-zåäö]+)-? (?:och|samt|&) $")
# "Kretslopp och vatten|nämnden"
_LOOSE = re.compile(r"(?<![\w-])(?P<word>[A-ZÅÄÖ][a-zåäö]+) och $")
_PLACE = re.compile(
    r" (?:(?:Centrum|Nordost|Nordväst|Sydost|Sydväst|Hisingen|Norr|Söder|Öster|Väster"
    r"|[A-ZÅÄÖ][a-zåäö]+(?= \())s?(?![\wåäö-])|[A-ZÅÄÖ]{1,2}(?![\wåäö/-]))"
)
# "Granby-Norrviks stadsdelsnämnd", "Norrvik kommundelsnämnd": boards of a part of a city, by its name
_PART = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ][a-zåäö]+(?:[ -](?:och )?[A-ZÅÄÖ][a-zåäö]+){0,2}) $")
_OF_PARTS = ("stadsdels", "kommundels", "stadsområdes")
_OWN = re.compile(r" [A-ZÅÄÖ][a-zåäö]{3,}(?=$|[\s,.])(?! [A-ZÅÄÖ])")
# "arbetsgruppen SIKTA"
_OWN_LETTERS = re.compile(r" [A-ZÅÄÖ]{4,}(?=$|[\s,.;)])(?! [A-ZÅÄÖ])")
_ADJECTIVE = re.compile(r"(?<![\w-])[A-Za-zÅÄÖåäö]+ $")
_OWN_ADJECTIVE = re.compile(r"(?!Politiska)[A-ZÅÄÖ][a-zåäö]{3,}(?:iska|ella) ")
# a label before the name of the board: "Nämnd: Kulturnämnden", "Nämnd      Kulturnämnden"
_FORM_LABEL = re.compile(r"(?:Nämnd|Styrelse|Utskott|Förvaltning|Avdelning|Enhet)(?=\s?:|\t|\s{2,}|$)")
# "Nämnd/Styrelse", "Nämnd Kulturnämnden Sammanträdesdatum": the label of a notice in running text
_NOTICE_LABEL = re.compile(
    r"(?:Nämnd|Styrelse|Organ)/(?:[Nn]ämnd|[Ss]tyrelse|[Oo]rgan)(?![\wåäö])"
    r"|(?:Nämnd|Styrelse|Utskott) (?=[A-ZÅÄÖ][\wåäö-]*(?:nämnden|styrelsen|utskottet|fullmäktige)(?!\w))"
)
# "Alma Ros, chef verksamhetsstöd", "avdelningschef Mark & Vatten": units that a head's title announces
_HEADED = re.compile(
    r"(?:(?:, |och |\t)(?:tf\.? )?chef (?P<unit>(?:[a-zåäö]+ande )?[a-zåäö]*(?:stöd|service|omsorg|teknik"
    r"|personal|avdelningen|enheten|ekonomi|fastighet|drift|kost|utveckling|planering|kommunikation|administration"
    r"|försörjning))(?=$|[,;\t)]| §)"
    r"|(?<=chef, )(?P<behind>(?:regional |central )?[a-zåäö]*"
    r"(?:planering|utveckling|fastigheter|försörjning|service))(?=$|[,;\t)]| §)"
    r"|(?:avd\.|avd|avdelnings|enhets|sektions|sektor|verksamhets)chef "
    r"(?P<several>[A-ZÅÄÖ][a-zåäö]+(?:, [A-ZÅÄÖ][a-zåäö]+)* & [A-ZÅÄÖ][a-zåäö]+)(?![\wåäö-]))"
)
_CAPITAL_ADJECTIVE = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]+(?:a|ska) $")
# organs of an organ, though their name begins with a capital: "Kommunstyrelsens Arbetsutskott"
_INNER = ("arbetsu", "presidi")
_SHORT = re.compile(
    r"(?: \((?P<short>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,6}[A-ZÅÄÖ])\)|, (?P<comma>[A-ZÅÄÖ]{2,6})(?=[.,;)]|$))"
)


class _Word(NamedTuple):
    start: int
    end: int
    noun: Noun


def bodies(text: str, known: frozenset[str] = frozenset()) -> list[Found]:
    """BODY ranges in a block's clean text; `known` are abbreviations this document has explained."""
    found = [span for word in _body_words(text) if (span := _widened(text, word)) is not None]
    for match in patterns("name").finditer(text):
        found.append(Found(match.start(), match.end(), "body.fixed", 0.9))
    for match in _acting().finditer(text):
        found.append(Found(*match.span("body" if match["body"] else "late"), "body.acts", 0.9))
    for match in _HEADED.finditer(text):
        found.append(Found(*match.span(match.lastgroup or 0), "body.headed", 1.2))
    if patterns("alone").fullmatch(text) and len(text) > 8:
        found.append(Found(0, len(text), "body.alone", 0.9))
    found.extend(Found(*match.span(), "body.possessor", 1.3) for match in _TAILED.finditer(text))
    found.extend(abbreviations(text, known))
    if "\\" in text:  # "D:\\Politik\\Styrelsen 2005\\": where a file lies
        found = [f for f in found if "\\" not in (text[f.start - 1 : f.start], text[f.end : f.end + 1])]
    return _with_possessors(text, keep(found))


def explained_bodies(text: str) -> set[str]:
    """Abbreviations that stand in brackets behind a body: "hemgångsrådet (HGR)" → {"HGR"}."""
    if _SHORT.search(text) is None:
        return set()
    told = [(found, match) for found in bodies(text) if (match := _SHORT.match(text, found.end))]
    shorts = {match["short"] for _, match in told if match["short"]}
    # behind a comma the letters must begin as the name does: "pensionärsrådet, PR"
    shorts |= {m["comma"] for f, m in told if m["comma"] and m["comma"][0] == text[f.start].upper()}
    return shorts - set(parties())


def _body_words(text: str) -> list[_Word]:
    """The words of a text that name a body by their noun."""
    result = []
    for match in _WORD.finditer(text):
        noun = body_noun(match.group())
        if noun is not None and noun.kind != "after" and not match.group().endswith("-"):
            result.append(_Word(match.start(), match.end(), noun))
    return result


def _widened(text: str, word: _Word) -> Found | None:
    """The whole name around its noun, or None for a noun that names nothing here."""
    noun, start, end = word.noun, word.start, word.end
    joined = _JOINED.search(text, max(0, start - 90), start)
    if joined and noun.first:
        start = joined.start()
    elif (not noun.first and not _names_by_itself(noun)) or _in_general(text, word):
        return None
    start = _with_halves(text, start) if noun.first else start
    loose = _LOOSE.search(text, max(0, start - 30), start) if noun.stem == "nämnd" and noun.first else None
    if loose and _is_domain(text, loose.start(), loose["word"]):
        start = loose.start()
    if noun.kind != "organ" or noun.stem in ("nämnd", "råd", "utskott"):
        start = _with_adjective(text, start, noun)
    part = _PART.search(text, max(0, start - 60), start) if noun.first in _OF_PARTS else None
    if part and not noun.definite and part.group().split()[0] not in org_words("start"):
        start = part.start()
    if noun.kind in ("group", "unit") and noun.definite and not noun.word.endswith("s"):
        own = _OWN.match(text, end)
        lettered = _OWN_LETTERS.match(text, end) if noun.kind == "group" else None
        if lettered and not _is_somebody(lettered.group().strip()):
            end = lettered.end()
        elif (
            own
            and own.group() != " Protokollets"
            and not is_place(own.group().strip())
            and not is_label(own.group().strip())
            and not given_evidence(own.group().strip())
            and not starts_with_role(own.group().strip())
        ):
            end = own.end()
    if not (noun.kind == "organ" and noun.word.endswith("s")):
        # "socialnämnden för utveckling av …" says no name, "Arkivnämnden för Norrbygden" does
        may = noun.takes_tail and (not noun.first or text[end + 5 : end + 6].isupper())
        tail = tail_end(text, end, noun.stem) if may else 0
        place = _PLACE.match(text, end)
        end = tail or (place.end() if place else end)
    return Found(start, end, "body.noun", 1.0)


def _is_somebody(letters: str) -> bool:
    """Letters of an authority or a party, or a label: no name of a group."""
    return letters in agencies() or letters in parties() or is_label(letters) or no_letters(letters)


def _with_halves(text: str, start: int) -> int:
    """Where a coordination begins whose first half lost its hyphen: "äldre- samt vård och omsorgsnämnden"."""
    for _ in range(2):
        half = _HALF.search(text, max(0, start - 40), start)
        if half is None or half["word"].lower() not in words("loose"):
            break
        start = half.start()
    return start


def _names_by_itself(noun: Noun) -> bool:
    """A bare "nämnden", "kansliet", "styrelser" names; bare "enhet", "grupperna", "råd" do not."""
    lower = noun.word.lower()
    if noun.kind == "organ":
        return lower not in ("rådets", "råden", "rådens") or noun.word[0].isupper()
    plural = lower in (
        "grupperna",
        "gruppen",
        "enheterna",
        "kontoren",
        "teamen",
        "mottagningen",
        "mottagningens",
        "psykiatrin",
        "forumet",
    )
    return noun.definite and not plural


def _in_general(text: str, word: _Word) -> bool:
    """ "en ny enhet" that is not there yet; "i beredningen" of a matter; the label "Förvaltning/nämnd:"."""
    before = text[max(0, word.start - 12) : word.start].lower()
    if word.noun.kind == "unit" and not word.noun.definite:
        return before.endswith((" ny ", " nytt ", " nya ", " egen ", " eget ", " ytterligare "))
    if word.noun.word == "beredningen":
        return before.endswith(("i ", "under ", "inför ", "efter ", "vid ", "fortsatta ", "vidare "))
    head = (
        word.start == 0 or text[word.start - 1] == "\t" or text[max(0, word.start - 2) : word.start] == "  "
    )
    if head and _FORM_LABEL.match(text, word.start):
        return True
    if _NOTICE_LABEL.match(text, word.start) or (
        text[word.start - 1 : word.start] == "/"
        and _NOTICE_LABEL.fullmatch(text, max(0, text.rfind(" ", 0, word.start) + 1), word.end)
    ):
        return True
    return before.endswith("/") and word.noun.word == "nämnd"


def _is_domain(text: str, start: int, word: str) -> bool:
    """Whether "Kretslopp och" belongs to the board behind it; "Grundskolenämnden och" does not."""
    if (
        body_noun(word) is not None
        or is_place(word)
        or given_evidence(word) >= 0.5
        or word.endswith(("s", "en", "et"))
    ):
        return False
    before = re.search(r"(\w+) $", text[max(0, start - 30) : start])
    return before is None or (body_noun(before.group(1)) is None and not before.group(1)[0].isupper())


def _with_adjective(text: str, start: int, noun: Noun) -> int:
    """ "lokala samverkansgruppen", "Strategiska samverkansgruppen", "gemensamma nämnden"."""
    before = _ADJECTIVE.search(text, max(0, start - 30), start)
    adjective = before.group().strip().lower() if before else ""
    unit = words("adjective") | words("organ-adjective")
    if before and text[start].isupper() and before.group()[0].islower():
        return start  # "den gemensamma Kostnämnden": the name begins with its capital
    if before and noun.definite and _OWN_ADJECTIVE.fullmatch(before.group()):
        return before.start()  # "Humanistiska nämnden", "Juridiska avdelningen"
    if before and noun.kind != "organ" and adjective in unit:
        return before.start()
    bare = adjective == "gemensam"  # "en gemensam nämnd för familjerätt"
    one = noun.kind == "organ" and noun.definite != bare and not noun.word.endswith(("na", "nas"))
    if before and one and adjective in words("organ-adjective"):
        return before.start()
    if noun.kind in ("group", "unit") and text[start].islower():
        capital = _CAPITAL_ADJECTIVE.search(text, max(0, start - 30), start)
        if capital:
            return capital.start()
    return start


@lru_cache(maxsize=1)
def _acting() -> re.Pattern[str]:
    """A meeting as the one who acts: "Årsmötet beslutade", "årsmötet att besluta", "av årsmötet"."""
    body, verb = patterns("acts").pattern, patterns("verb").pattern
    return re.compile(
        rf"(?<![\w-])(?:(?P<body>{body})"
        rf"(?=(?: \d{{4}}| den \d{{1,2}}(?:/\d{{1,2}}| [a-zåäö]+)(?:\s\d{{4}})?)? (?:{verb})(?!\w)"
        r"| att (?:besluta|välja|utse|fastställa|bevilja))"
        r"|(?:beslut(?:ar|ade)|välj(?:er|de)|valde|fastställ(?:er|de)|utsåg|beviljade|gav|uppdrog|informerades"
        r"|godkände|antog) (?:en )?(?:extra |ordinarie )?"
        rf"(?P<late>{body}|bolagsstämma|föreningsstämma)(?![\w-]))"
    )


# "Nämndens för teknik och service arbetsutskott"
_TAILED = re.compile(
    r"(?<![\wåäö])[Nn]ämndens för (?:[a-zåäö-]+,? ){1,6}?"
    r"(?:arbetsutskott|presidium|ordförandeberedning)(?:et|s)?(?![\wåäö])"
)


def _with_possessors(text: str, found: list[Found]) -> list[Found]:
    """A body's own body is one: "Vård- och omsorgsnämndens kansli", "kommunstyrelsens arbetsutskott"."""
    joined: list[Found] = []
    for item in found:
        before = joined[-1] if joined else None
        if (
            before
            and item.start - before.end == 1
            and text[before.end] == " "
            and text[before.end - 1] in "sS"
            and (text[item.start].islower() or text[item.start : item.start + 7].lower() in _INNER)
            and not text.startswith(("nämnd", "bolagsstyrelse", "styrelse"), item.start)
        ):
            joined[-1] = Found(before.start, item.end, "body.possessor", 1.1)
        else:
            joined.append(item)
    return [_with_own(text, item) for item in joined]


def _with_own(text: str, item: Found) -> Found:
    """ "kommunstyrelsens budgetberedning": the noun alone would be none, behind its possessor it is one."""
    if text[item.end - 1] != "s" or text[item.end : item.end + 1] != " ":
        return item
    match = _WORD.match(text, item.end + 1)
    noun = body_noun(match.group()) if match else None
    if match is None or noun is None or not match.group()[0].islower() or noun.stem in ("nämnd", "styrelse"):
        return item
    return Found(item.start, match.end(), "body.possessor", 1.1)
