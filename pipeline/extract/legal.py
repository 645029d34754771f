"""References to statutes and to the body's own rules.

"5 kap. 50 § kommunallagen", "7 § FinsamL", "lagen (2003:1210) om finansiell samordning av
rehabiliteringsinsatser", "9 § i förbundsordningen", "enligt reglementet". The longest reading is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.extract._measure import SP as _S
from pipeline.extract._measure import cells, mention
from pipeline.facts import Mention
from pipeline.patterns import rows
from pipeline.view import Layout

_BEGIN = r"(?<![\w§])"
_END = r"(?![\wåäö-])"

# "5 kap. 50 §", "14 kap 6 §", "9 a §", "26 kap. 1, 4 och 6 §§", "§ 12", "6 kap. 24 § andra stycket"
_NR = rf"\d{{1,3}}(?:{_S}?[a-h](?!\w))?"
_NRS = rf"{_NR}(?:(?:{_S}?[-–]{_S}?|,{_S}|{_S}(?:och|eller|samt){_S}){_NR}){{0,20}}"
_ORDINAL = r"(?:första|andra|tredje|fjärde|femte|sjätte|\d{1,2})"
_SUB = (
    rf"(?:,?{_S}(?:{_ORDINAL}{_S}?(?:stycket|st\.?|punkten|meningen|men\.)"
    rf"|(?:punkt|p\.?){_S}?\d{{1,2}}|\d{{1,2}}{_S}?p\.?|\d{{1,2}}(?={_S}(?:LSS|SoL|PBL|LVU|LVM)))(?![\wåäö])){{0,4}}"
)
_CHAPTER = rf"(?:\d{{1,2}}{_S}?[a-c]?{_S}?kap(?:\.|itlet)?|kap(?:\.|itel)?{_S}?\d{{1,2}})"
_PARAGRAPH = rf"(?:{_NRS}{_S}?§§?|§§?{_S}?{_NRS}){_SUB}"
_ARTICLE = rf"(?:artikel|art\.){_S}?\d{{1,3}}(?:\.\d+)*(?:{_S}[a-h](?!\w))?"
# "5 kap 3", where a web page lost its §
_BARE = rf"{_CHAPTER}{_S}\d{{1,2}}(?=[.,;)]|$|{_S}(?:[a-zåäö]+lagen|[A-ZÅÄÖ]{{2}}))"
_PLACE = rf"(?i:{_CHAPTER},?{_S}?{_PARAGRAPH}|{_BARE}|{_PARAGRAPH}|{_CHAPTER}|{_ARTICLE})"
_PLACES = rf"{_PLACE}(?:(?:,{_S}|{_S}(?:och|samt|eller|jämfört med|jfr){_S}){_PLACE}){{0,8}}"
_NUMBER = rf"\((?:SFS{_S}?)?\d{{4}}:\d{{1,4}}\)"
_JOINED = rf"(?:{_S}?,?{_S}(?:i{_S}|ur{_S}|av{_S}|enligt{_S})?|,{_S})"

# The end of a statute's name; "förslagen", "föreslagen", "bolagen", "underlagen" are no laws.
_NOT_LAWS = (
    r"(?![\wåäö]*(?:(?:före|för|in|upp|an|av|ut|ned|ner|om|över|be|till|genom|bak|mot|samman|under|på|fram)slagen"
    r"|(?:bo|under|an|in|upp|av|på|arbets|lands|fot)lagen)s?(?![\wåäö]))"
)
_GENERAL = (
    rf"(?:[a-zåäö]+-{_S}och{_S})?{_NOT_LAWS}"
    r"(?:[a-zåäö]{3,}(?:lagen|förordningen|balken)s?|[a-zåäö]{3,}(?:lagarna|lagarnas))"
)
_COLLECTION = rf"(?:[A-ZÅÄÖ]{{1,6}}(?:-[A-ZÅÄÖ]{{2,5}})?FS|SFS){_S}?\d{{4}}:\d{{1,4}}"

# "lagen (1990:12) om …", "lag om …": the name runs to the punctuation, a verb or a number in parentheses.
_VERB = (
    "att|som|ska|skall|har|hade|får|är|var|kan|bör|gäller|trädde|träder|så|men|när|där|då|vilket|innebär|ställer|"
    "reglerar|anger|säger|enligt|under|från|genom|utan|eftersom|antogs|beslutas|beslutade|finns|ger|måste|ingår|"
    "redovisa|lämna|göra|fatta|besluta|utse|ta|få|se|följa|säkerställa|anmäla|upprätta|pröva|tillämpa|"
    "(?:och|samt) (?:att|träffa|göra|ta|få|ge|se|följa)|[a-zåäö]{3,}(?:as|ades|ats)"
)
_WORD = rf"(?!(?:{_VERB})(?![\wåäö]))[A-Za-zåäöÅÄÖ][\wåäö-]*"
_TAIL = rf"om{_S}{_WORD}(?:{_S}{_WORD}){{0,9}}?(?=[.,;:)(\]]|$|{_S}(?:{_VERB})(?!\w)|{_S}{_NUMBER})"
_ACT = r"(?:lagen|lag|förordningen|förordning)"

_RULES_OF = (
    r"reglementets?|reglementena|stadgarnas?|arbetsordningens?|"
    r"delegationsordningens?|delegeringsordningens?|delegationsreglementet|förbundsordningens?|bolagsordningens?|"
    r"attestreglementet|finansreglementet|ägardirektiven|ägardirektivet|föreningsstadgarna|ordningsföreskrifterna|"
    r"upphandlingspolicyn|finanspolicyn|samverkansavtalet|konsortialavtalet|aktieägaravtalet"
)
# With a possessor the noun is indefinite: "nämndens reglemente".
_RULES_WITH = r"reglemente|stadgar|(?:arbets|delegations|delegerings|förbunds|bolags)ordning|ägardirektiv"
_WHOSE = (
    r"(?:förbundets|kommunens|regionens|styrelsens|nämndens|föreningens|bolagets|stadens|fullmäktiges|stiftelsens|"
    r"[\wåäö]+(?:nämndens|styrelsens|fullmäktiges|förbundets))"
)
_OWN = rf"(?:{_WHOSE}{_S}(?:{_RULES_WITH}|{_RULES_OF})|(?:{_RULES_OF}))(?![\wåäö])"
_ADJECTIVE = r"(?:god|[\wåäö]+(?:isk|lig|ell|al|iv)(?:a|t)?|[\wåäö]+(?:ande|ende|iga|igt|ade))"
_SUBJECT = rf"(?:{_ADJECTIVE}{_S}){{0,2}}[\wåäö-]+"
_ABOUT = rf"{_S}för{_S}{_SUBJECT}(?:{_S}och{_S}{_SUBJECT})?"
# "§ 4 i nuvarande förbundsordning"
_IN_FORCE = (
    rf"(?:nuvarande|(?:nu{_S})?gällande|befintliga?|tidigare|föreslagna?){_S}"
    rf"(?:{_RULES_WITH}|{_RULES_OF})(?![\wåäö])"
)
# "dataskyddsförordningen (EU) 2016/679"
_UNION = rf"{_S}\((?:EU|EG)\){_S}(?:nr\.?{_S})?\d{{2,4}}/\d{{1,4}}"

# What cites a rule as the ground of something; a change of it ("ändring i reglementet") is another matter.
_GROUND = (
    r"(?<![\wåäö])(?:enligt|i enlighet med|jämlikt|med stöd av|stöd i|utifrån|strider mot|i strid (?:med|mot)"
    r"|följer av|framgår av|anges i|anger i|regleras i|i linje med|förenligt med|stadgas i|föreskrivs i"
    r"|bryter mot|utgångspunkt i|brott mot|bestämmelser(?:na)? i|följsamhet(?:en)? (?:till|mot)"
    r"|efterlevnad(?:en)? av|reglerna i|krav(?:en)? i|jfr|jml\.?)"
)
_CITED = rf"(?:{_GROUND}|(?<![\wåäö])(?:ändring av|ändringar i|ändring i|prövning mot|paragraf i|kapitlet i))"


# A cell without any of these holds no reference.
_HINT = re.compile(
    r"§|lag|förordning|balk|(?<!\w)kap|\d:\d|artikel|(?<!\w)art\.|ordning|formen|stadga|föreskrift|reglement|direktiv"
    r"|avtal|policy|riktlinje|regler|taxa|(?-i:[A-ZÅÄÖ]{2}|[a-zåäö][A-ZÅÄÖ])|(?<!\w)lex ",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _statutes() -> tuple[str, str, str]:
    """Alternatives for names, abbreviations and what follows "lagen" in long names, the longest first."""
    columns: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for fields in rows("statutes.tsv"):
        for column, field in zip(columns, (*fields, "", ""), strict=False):
            column.add(field.strip().removeprefix("lagen "))
    names, short, tails = (
        "|".join(re.escape(text).replace(r"\ ", _S) for text in sorted(column - {""}, key=len, reverse=True))
        for column in columns
    )
    return names, short, tails


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    names, short, tails = _statutes()
    about = rf"(?:(?:{tails})(?!\w)|{_TAIL})"
    long_name = (
        rf"(?:{_ACT}{_S}{_NUMBER}{_S}{about}|{_ACT}{_S}{about}(?:{_S}?{_NUMBER})?|{_ACT}{_S}{_NUMBER})"
    )
    name = rf"(?:{names})s?"
    letters = rf"(?:{short})(?![\w-])"
    # "lagen om valfrihetssystem (LOV)": the letters belong to the name
    called = rf"(?:{_S}\((?:{short})\)(?:{_UNION})?|{_UNION})?"
    numbered = rf"(?:{_S}{_NUMBER})?"
    statute = rf"(?:(?i:{long_name}|(?:{name}|{_GENERAL}){numbered})|{letters}{numbered}|{_COLLECTION})"
    in_name = r"(?:lagen|förordningen|balken|lagens)"
    patterns = (
        # "PBL 2010:900", "SoL 4:1"; "KL 18:30" is a time of day
        (
            "legal.abbreviation",
            rf"{_BEGIN}{letters}{_S}(?:\d{{4}}:\d{{1,4}}|(?<!KL{_S})\d{{1,2}}:\d{{1,3}}|(?<=KL{_S})[2-6]:\d{{1,3}})(?![\d:])",
        ),
        # "skollagen 10:5"
        ("legal.statute-section", rf"{_BEGIN}(?i:{name}){numbered}{_S}\d{{1,2}}:\d{{1,3}}(?![\d:])"),
        # "5 kap. 50 § kommunallagen", "9 § i förbundsordningen"
        ("legal.section-of", rf"{_BEGIN}(?<!\d:){_PLACES}{_JOINED}(?:{statute}|{_OWN}|{_IN_FORCE})"),
        # "kommunallagen 5 kap. 50 §", "stadgarnas § 4"; not a party's letters before §§ of attendance
        ("legal.statute-section", rf"{_BEGIN}(?!(?:{short}){_S}§)(?:{statute}|(?i:{_OWN})){_S}{_PLACES}"),
        # "lagen (2003:1210) om …", "lagen om …"
        ("legal.long-name", rf"{_BEGIN}(?i:{long_name}){called}"),
        # "kommunallagen", "offentlighets- och sekretesslagens"
        ("legal.name", rf"{_BEGIN}(?i:{name})(?:{_S}{_NUMBER})?{_END}{called}"),
        # "enligt spärrlagen": a law that no list has
        ("legal.general-name", rf"{_BEGIN}(?P<span>{_GENERAL}(?:{_S}{_NUMBER})?){_END}"),
        # "SFS 2010:800", "AFS 2015:4"
        ("legal.collection", rf"{_BEGIN}{_COLLECTION}(?!\d)"),
        # "enligt MBL § 19", "enligt OSL 26:1"
        (
            "legal.abbreviation",
            rf"(?i:{_CITED}){_S}(?P<span>{letters}{_S}(?:{_PLACES}|\d{{1,2}}:\d{{1,2}}(?!\d)))",
        ),
        # "enligt LSS", "socialtjänstlagen (SoL)"
        (
            "legal.abbreviation",
            rf"(?:(?i:{_CITED}){_S}(?:nya{_S})?|{in_name}{_S}?[(,]{_S}?)(?P<span>{letters})",
        ),
        # These mean nothing else wherever they stand.
        ("legal.abbreviation", rf"{_BEGIN}(?:FinsamL|SkolL|GDPR)(?![\w-])"),
        # "LSS och SoL", "SoL/LSS", "kommunallagen och reglementet": the second of two, behind a first
        (
            "legal.coordinated",
            rf"(?:{_S}(?:och|eller|samt|respektive){_S}|/|,{_S})(?P<span>{letters}|{_OWN})",
        ),
        # "enligt djurskyddslagstiftningen"
        (
            "legal.legislation",
            rf"(?i:{_CITED}){_S}(?:(?:nu{_S})?gällande{_S})?(?P<span>(?:[a-zåäö]+-{_S}och{_S})?[a-zåäö]{{3,}}lagstiftningens?){_END}",
        ),
        # "13 kap. 1 §" without a law
        ("legal.chapter", rf"{_BEGIN}(?i:{_CHAPTER},?{_S}?{_PARAGRAPH})"),
        # "enligt reglementet", "i enlighet med styrelsens arbetsordning"
        ("legal.own-rules", rf"(?i:{_GROUND}){_S}(?P<span>{_OWN}(?:{_ABOUT})?)"),
        # "Stadgarna kräver tre veckors kallelse", "Delegationsordningen anger att …"
        (
            "legal.own-rules",
            rf"(?P<span>(?i:{_OWN})){_S}(?:kräver|anger|säger|föreskriver|medger|tillåter|stadgar|reglerar)(?![\wåäö])",
        ),
        # "enligt reglemente för kulturnämnden (§ 4)"
        (
            "legal.own-rules",
            rf"(?i:{_GROUND}){_S}(?P<span>(?:{_RULES_WITH}){_ABOUT}{_S}?\({_PARAGRAPH}\))",
        ),
        # "enligt stadgar ska styrelsen ha fem ledamöter"
        (
            "legal.own-rules",
            rf"(?i:enligt){_S}(?P<span>stadgar|reglemente|arbetsordning)(?![\w-]|{_S}(?:för|om)\b)",
        ),
        # "enligt kommunens riktlinjer för avgifter"
        (
            "legal.guidelines",
            rf"(?i:{_GROUND}){_S}(?:[\wåäöÅÄÖ-]+{_S}){{0,4}}\(?"
            rf"(?P<span>(?:riktlinjer|riktlinjerna|regler|reglerna|policyn?|taxan?){_ABOUT})",
        ),
        # "anmälan enligt lex Sarah"
        ("legal.lex", rf"(?i:{_CITED}){_S}(?P<span>[Ll]ex{_S}(?:Sarah|Maria|Bobby))(?![\w-])"),
    )
    return tuple((rule, re.compile(pattern)) for rule, pattern in patterns)


def legal(layout: Layout) -> list[Mention]:
    """Every LEGAL mention in the order of the text."""
    found: list[Mention] = []
    for block in layout.blocks:
        if block.kind == "front":
            continue
        for start, end in cells(block):
            if not _HINT.search(block.text, start, end):
                continue
            taken: list[tuple[int, int]] = []
            for rule, first, last in _candidates(block.text, start, end):
                if any(first < right and left < last for left, right in taken):
                    continue
                if rule == "legal.coordinated" and not any(0 <= first - right <= 13 for _, right in taken):
                    continue
                if rule == "legal.general-name" and not _is_cited(block.text[start:first]):
                    continue
                taken.append((first, last))
                found.append(mention(layout, block, (first, last), "LEGAL", rule))
    return sorted(found, key=lambda fact: fact.start)


def _candidates(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for rule, pattern in _rules():
        for match in pattern.finditer(text, start, end):
            yield rule, *match.span("span" if "span" in pattern.groupindex else 0)


def _is_cited(before: str) -> bool:
    """Whether a word in -lagen that no list knows stands where laws stand: "enligt", "i", "nya"."""
    words = rf"(?:{_CITED}|\b(?:i|av|med|nya|den|om|och|mot|vid|inom|§)){_S}$"
    return bool(re.search(words, before, re.IGNORECASE))
