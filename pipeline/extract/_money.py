"""How Swedish minutes write money and percentages: units, numerals in letters, patterns."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.extract._measure import NUMBER, SP

Unit = Literal["SEK", "percent"]

_FACTORS: tuple[tuple[str, float], ...] = (
    (r"miljarder|miljard|mdkr|mdr|mrd", 1e9),
    (r"miljoner|miljon|mnkr|m\.?kr|msek|milj|mn", 1e6),
    (r"tusen|tusental|t\.?kr|kkr|tsek|ksek", 1e3),
    (r"öre", 0.01),
)

_KRONOR = r"(?:kronor|krona|kr|SEK)"
_MONEY = (
    rf"(?:(?:miljarder|miljard|miljoner|miljon|milj\.?|mdr\.?|mn){SP}?{_KRONOR}|tusen(?:tals?)?{SP}{_KRONOR}"
    rf"|mdkr|mnkr|mkr|m\.kr|msek|tkr|t\.kr|kkr|tsek|ksek|{_KRONOR}(?::-)?|[:,][-–](?:{SP}?{_KRONOR})?|öre)(?!\w)"
)
# "75%-tjänst" and "50 %-ig" are posts, not percentages; "0,3 %-enheter" is one.
_PERCENT = r"(?:%-enhet(?:er)?|%(?!-?\w)|procentenheter|procentenhet|procent(?!-?ig))(?!\w)"
_WRITTEN_UNIT = rf"(?:{_MONEY}|{_PERCENT})"

# "2,8 miljoner till skolan" is money though no kronor stand there; "2 miljoner besökare" is not.
_GOES_ON = (
    "i|till|för|per|från|av|på|under|och|eller|men|mer|mindre|lägre|högre|över|kvar|extra|årligen|vilket|som|samt|"
    r"utöver|år|om|respektive|resp|\(|–|-"
)
_BARE = rf"(?:miljarder|miljard|miljoner|miljon)(?!\w)(?={SP}?(?:[.,;:!?)]|$)|{SP}(?:{_GOES_ON}){SP}?)"

_VALUES = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
    "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16,
    "sjutton": 17, "arton": 18, "nitton": 19, "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50,
    "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip
_WORDS = "|".join(sorted(_VALUES, key=len, reverse=True))
_SMALL = rf"(?:(?:{_WORDS}){{1,2}})"
# "femton", "tjugofem", "tvåhundra", "trettiotusen", "en och en halv"
_HUNDREDS = rf"{_SMALL}?hundra{_SMALL}?"
_THOUSANDS = rf"(?:{_HUNDREDS}|{_SMALL})?{SP}?tusen(?:{SP}?(?:{_HUNDREDS}|{_SMALL}))?"
# "tremiljonerfyrahundratusen", "två miljoner trehundratusen"; "två miljoner" alone has its unit behind it
_MILLIONS = rf"(?:{_HUNDREDS}|{_SMALL}){SP}?miljon(?:er)?{SP}?(?:{_THOUSANDS}|{_HUNDREDS}|{_SMALL})"
_COMPOUND = rf"(?:{_MILLIONS}|{_THOUSANDS}|{_HUNDREDS}|{_SMALL})"
_NUMERAL = rf"(?:(?:{_WORDS}){SP}och{SP}en{SP}halv|en{SP}halv|halv(?={SP}miljon)|halvannan|{_COMPOUND})"
_SIGN = rf"(?:(?:[-−–+]{SP}?)|(?<!\w)minus{SP})?"
_AHEAD = r"(?<![\w§])(?<!\d[.,:/–-])"

# "3–4 %", "100 000 - 150 000 kr", "2 mnkr–3 mnkr", "5 till 10 tkr"; a dash with space on one side is a sign
RANGE = re.compile(
    rf"{_AHEAD}(?P<sign>{_SIGN})(?P<low>{NUMBER})(?:{SP}?(?P<lowunit>{_WRITTEN_UNIT}))?"
    rf"(?:[-–—]|{SP}[-–—]{SP}|{SP}(?:till|à){SP})(?P<high>{NUMBER}){SP}?(?P<unit>{_WRITTEN_UNIT}|{_BARE})",
    re.IGNORECASE,
)
# "500 kr", "-1 150 tkr", "50 %"
SINGLE = re.compile(
    rf"{_AHEAD}(?P<sign>{_SIGN})(?P<low>{NUMBER}){SP}?(?P<unit>{_WRITTEN_UNIT}|{_BARE})", re.IGNORECASE
)
# "SEK 500 000", "SEK 1,2 miljoner", "kr. 1 250:-"; in "3 kr 50 deltagare" the three are kronor
UNIT_FIRST = re.compile(
    rf"(?<!\d)(?<!\d{SP})\b(?:SEK|[Kk]r|[Kk]r\.(?={SP}(?:\d{{1,3}}(?:[ .]\d{{3}})+|\d{{2,6}})(?![\d.])))"
    rf"{SP}(?P<sign>{_SIGN})(?P<low>{NUMBER})"
    rf"(?:{SP}(?P<unit>miljoner|miljon|miljarder|tusen)\b|[:,][-–])?(?![\w,.]\d|{SP}?(?:öre|kr|%)\b)"
)
# "två miljoner kronor", "fem procent"
SPELLED = re.compile(
    rf"(?<![\w-])(?<!\bpar{SP})(?<!några{SP})(?<!flera{SP})(?P<low>{_NUMERAL}){SP}(?P<unit>{_WRITTEN_UNIT}|{_BARE})",
    re.IGNORECASE,
)
# "21 kronor och 64 öre", "3 kr 50 öre"
WITH_ORE = re.compile(
    rf"{_AHEAD}(?P<low>{NUMBER}){SP}?(?:kronor|krona|kr){SP}(?:och{SP})?(?P<ore>\d\d?){SP}öre(?!\w)",
    re.IGNORECASE,
)
# "tjugofemtusen (25 000) kronor", "25 000 (tjugofemtusen) kronor"
TWICE = re.compile(
    rf"(?:(?<![\w-]){_NUMERAL}{SP}\((?P<figures>{NUMBER})\)|{_AHEAD}(?P<first>{NUMBER}){SP}\({_NUMERAL}\))"
    rf"{SP}(?P<unit>{_WRITTEN_UNIT})",
    re.IGNORECASE,
)
FOREIGN = re.compile(
    rf"{_AHEAD}{NUMBER}{SP}?(?:(?:miljoner|miljarder|tusen){SP})?(?:euro|EUR|€|USD|dollar|GBP|NOK|DKK)(?!\w)"
    rf"|[€$£]{SP}?{NUMBER}"
)
# "mellan 2 och 3 procent", "från 50 till 60 %", "20 respektive 30 tkr": the unit serves both
SHARED = re.compile(
    rf"{_AHEAD}(?P<low>{NUMBER}){SP}(?P<join>och|till|respektive|resp\.?|eller){SP}"
    rf"(?P<high>{NUMBER}){SP}?(?P<unit>{_WRITTEN_UNIT})",
    re.IGNORECASE,
)


def unit_of(words: str) -> tuple[Unit, float]:
    """The unit that `words` ("tkr", "miljoner kronor", "%") name, and what one of them is in whole units."""
    bare = words.lower()
    if bare.startswith(("%", "procent")):
        return "percent", 1.0
    return "SEK", next((factor for names, factor in _FACTORS if re.match(f"(?:{names})", bare)), 1.0)


def spelled(words: str) -> float:
    """What a numeral is worth: ``spelled("en och en halv") == 1.5``, ``spelled("femtusen") == 5000``."""
    bare = re.sub(r"\s+", " ", words.lower()).strip()
    if bare in ("halvannan", "en halv", "halv"):
        return 1.5 if bare == "halvannan" else 0.5
    if bare.endswith(" och en halv"):
        return spelled(bare.removesuffix(" och en halv")) + 0.5
    for name, size in (("miljon", 1_000_000), ("tusen", 1000), ("hundra", 100)):
        before, found, after = bare.partition(name)
        after = after.removeprefix("er") if name == "miljon" else after
        if found:
            return (spelled(before) if before else 1) * size + (spelled(after) if after else 0)
    return sum(_VALUES[word] for word in re.findall(_WORDS, bare))


def whole(value: float) -> float:
    """Without the dust of binary fractions: 2.8 million is 2 800 000, not 2 799 999.9999999995."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded
