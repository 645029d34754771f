"""ORG: parties that act in running text ("yrkande från M, D och KD", "SD reserverar sig")."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.found import Found
from pipeline.gazetteers import parties

_BEFORE = (
    r"(?:från|av|för|mellan|hos|inom|enligt|till|[Yy]rkande[tn]?|[Yy]ttrande[tn]?|[Rr]eservation|[Gg]ruppledare"
    r"|[Ll]edamöterna i|partierna)"
)
_ACTS = (
    r"(?:yrkar|yrkade|reserverar|reserverade|anser|ansåg|föreslår|föreslog|lämnar|lämnade|avstår|avstod|deltar"
    r"|vill|begär|begärde|inkom|instämmer|röstar|röstade|har (?:yrkat|reserverat|lämnat|inkommit))"
)


def acting_parties(text: str, local: frozenset[str] = frozenset()) -> list[Found]:
    """Ranges of parties by letters where they act, and by their full names wherever they stand.

    `local` are letters that people of this document carry in brackets and no list has: "Alma Ros (LB)".
    """
    listed, acting, bracketed, named, one, small = _patterns(local)
    found = [Found(m.start(), m.end(), "org.party", 1.0) for m in named.finditer(text)]
    for match in small.finditer(text):
        each = re.finditer(r"(?<!\w)(?!och |samt )[a-zåäö]+(?!\w)", match["list"])
        found.extend(
            Found(match.start("list") + m.start(), match.start("list") + m.end(), "org.party", 1.0)
            for m in each
        )
    for pattern in (listed, acting, bracketed):
        for match in pattern.finditer(text):
            letters = match["list"]
            lone = len(letters) == 1 and pattern is listed
            if lone and not re.search(
                r"(?:från|yrkande|yttrande)\s+$", text[match.start() : match.start("list")], re.IGNORECASE
            ):
                continue
            for item in one.finditer(letters):
                start = match.start("list")
                found.append(Found(start + item.start(), start + item.end(), "org.party", 1.0))
    return found


@lru_cache(maxsize=64)
def _patterns(
    local: frozenset[str],
) -> tuple[re.Pattern[str], ...]:
    letters = "|".join(
        sorted({p for p in parties() if p.isupper()} | {"D", "FI"} | set(local), key=lambda p: (-len(p), p))
    )
    several = (
        rf"(?P<list>(?:{letters})(?:, (?:{letters})(?![\wåäö])){{0,9}}(?:,? (?:och|samt) (?:{letters}))?)"
    )
    lower = "|".join(sorted({p.lower() for p in parties() if p.isupper()}, key=lambda p: (-len(p), p)))
    names = "|".join(sorted((n for n in set(parties().values()) if len(n) > 5), key=lambda n: (-len(n), n)))
    small = "|".join(
        name[0].lower() + name[1:] for name in names.split("|") if name.endswith(("erna", "partiet"))
    )
    return (
        re.compile(rf"\b{_BEFORE}\s+{several}(?![\wåäö:.-]\w|[\wåäö])"),
        re.compile(rf"(?:^|(?<=[.] )|(?<=, )|(?<=att )|(?<=och )){several} {_ACTS}(?!\w)"),
        # "ersättare tillhörande (S) och (MP)"; behind a name the letters are the person's
        re.compile(
            rf"(?:tillhörande|partierna|ledamöterna i|företräder)\s+"
            rf"(?P<list>\((?:{letters})\)(?:(?:, | och | samt )\((?:{letters})\))*)"
        ),
        re.compile(rf"(?<![\wåäö-])(?:{names}|{small})s?(?![\wåäö-])"),
        re.compile(rf"(?<![\wåäö])(?:{letters})(?![\wåäö])"),
        # "partier utan plats i presidiet (fp, kd och v)": old minutes have small letters
        re.compile(rf"\((?P<list>(?:{lower})(?:, (?:{lower}))* (?:och|samt) (?:{lower}))\)"),
    )
