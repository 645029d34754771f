"""How Swedish minutes write dates: one pattern a form, the longest reading first.

Each rule has an id, a pattern and the maker of its value; the group ``date`` is the mention where the pattern
sees more than it marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extract import _date_values as values
from pipeline.extract._measure import SP
from pipeline.patterns import MONTHS

Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], values.Maker | None]]

_HYPHEN = "[-‐‑–—]"
_DASH = rf"{SP}?[-‐‑–—]{SP}?"
_Y = r"(?:19|20)\d\d"
_MM = r"(?:0[1-9]|1[0-2])"
_DD = r"(?:0[1-9]|[12]\d|3[01])"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_M = r"(?:1[0-2]|0?[1-9])"
_ISO = rf"{_Y}{_HYPHEN}{SP}?{_MM}{_HYPHEN}{SP}?{_DD}"

_MONTH = "|".join(MONTHS)
_SHORT_MONTH = "jan|feb|febr|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec"
_NAME = rf"(?P<month>(?:{_MONTH})(?:s{SP}månad)?|(?:{_SHORT_MONTH})\.?)(?![\wåäö-])"
# "den förste maj", "den tjugoandre april"
_ORDINAL = "|".join(
    re.sub("(först|andr)a$", r"\1[ae]", name) for name in sorted(values.ORDINALS, key=len, reverse=True)
)
_DEN = rf"(?:(?<!\w)den{SP})?"
_NTH = r"(?::?[ea])?"
_YEAR = rf"(?:{SP}(?:år{SP})?(?P<year>{_Y})(?!\d))?"
_YEAR_AFTER = rf"(?:{SP}?,?{SP}(?:år{SP})?(?P<year>{_Y})(?!\d|[:/]\d|{_HYPHEN}\d\d(?!{_HYPHEN})))?"
_SHORT_YEAR = rf"{SP}?[-’'´](?P<short>\d\d)(?!\d|{_HYPHEN}\d)"
_AND = rf"(?:{_DASH}|,{SP}|{SP}(?:och|samt|eller|till){SP})"
_SEASON = "våren|sommaren|hösten|vintern"
_TERM = "vårterminen|höstterminen"
# Not inside a longer number, a slug, a web address or a telephone number.
_LEFT = r"(?<![\w/%&=§])(?<![\w%][-‐‑–—.:])"
_GLUED = r"(?<![\d_/%&=§])(?<![\w%][-‐‑–—.])(?<![\d%]:)"  # markup may part "Sjövallaförbundet**2019-05-04"
_SLUG = r"(?![\w%]|[-‐‑–—:/]\w|\.(?:pdf|docx?|xlsx?|pptx?|md|txt|html?)\b)"
_APART = r"(?<![\w-])"
_SLASHED = rf"(?P<days>{_D}(?:[-–]{_D})?)/(?P<m>{_M})"
# What tells that "5/5" is a day.
_DAY_WORDS = "|".join(
    rf"(?<={word} )"
    for word in (
        r"\bmåndag", r"\btisdag", r"\bonsdag", r"\btorsdag", r"\bfredag", r"\blördag", r"\bsöndag", "dagen",
        r"\bsenast", r"\bfr\.o\.m\.", r"\bt\.o\.m\.", r"\bper", "möte", "mötet", "sammanträde",
        "sammanträdet",
        "(?-i:[A-ZÅÄÖ]{2}AU)",
    )
)  # fmt: skip

_FORMS: tuple[tuple[str, str, Callable[[re.Match[str]], values.Maker | None]], ...] = (
    # "2019-10-10 – 2019-11-02"
    (
        "date.iso-range",
        rf"{_GLUED}{_DEN}(?P<first>{_ISO}){SP}?(?:--|[-‐‑–—]){SP}?(?P<last>{_ISO}){_SLUG}",
        values.iso_range,
    ),
    # "2021-06-14--15", "2021-06-14 – 15"
    (
        "date.iso-range",
        rf"{_LEFT}{_DEN}(?P<first>{_ISO})(?:--|{SP}[-–]{SP}|–)(?P<last>(?:{_MM}-)?{_DD})(?![\w:/%]|[-–.,]\d|{SP}?(?:kr|tkr|%))",
        values.iso_range,
    ),
    # "2021-05-04", "den 2021-05-04", "2021 - 05 - 04"
    (
        "date.iso",
        rf"{_GLUED}{_DEN}(?P<y>{_Y}){SP}?{_HYPHEN}{SP}?(?P<m>{_MM}){SP}?{_HYPHEN}{SP}?(?P<d>{_DD})(?:{_SLUG}|(?=--\d\d))",
        values.iso,
    ),
    # "2015 05 16" in a head: "Dag 2015 05 16"
    (
        "date.spaced",
        rf"(?:(?<=[Dd]ag )|(?<=[Dd]ag: )|(?<=[Dd]atum )|(?<=[Dd]atum: )|(?<=den )|(?<=möte )|(?<=träde )|^)"
        rf"(?P<y>{_Y}) (?P<m>{_MM}) (?P<d>{_DD})(?![\d.,]|{SP}\d|{SP}?(?:kr|tkr|%))",
        values.iso,
    ),
    # "Träff 2017 05 18": the noughts tell that it is a day
    (
        "date.spaced",
        rf"{_LEFT}(?P<y>{_Y}) (?P<m>0[1-9]) (?P<d>{_DD})(?![\d.,]|{SP}\d|{SP}?(?:kr|tkr|%))",
        values.iso,
    ),
    # "20240503"
    ("date.eight", rf"{_LEFT}(?P<y>20[0-4]\d)(?P<m>{_MM})(?P<d>{_DD}){_SLUG}", values.iso),
    # "240503"
    (
        "date.six-day",
        rf"{_LEFT}(?P<y>[0-4]\d)(?P<m>{_MM})(?P<d>{_DD})(?!{SP}?(?:kr|tkr|st)\b){_SLUG}",
        values.iso,
    ),
    # "2024/05/03", "2024.05.03", "3.5.2024"
    ("date.dotted", rf"{_LEFT}(?P<y>{_Y})([./])(?P<m>{_MM})\2(?P<d>{_DD}){_SLUG}", values.dotted),
    ("date.dotted", rf"{_LEFT}(?P<d>{_D})\.(?P<m>{_M})\.(?P<y>{_Y}){_SLUG}", values.dotted),
    # "07-06-2009": the day first
    ("date.dotted", rf"{_LEFT}(?P<d>{_DD})-(?P<m>{_MM})-(?P<y>{_Y}){_SLUG}", values.dotted),
    # "1 maj–30 juni 2021", "1 maj 2020 till 30 juni 2021"
    (
        "date.days-months",
        rf"{_LEFT}{_DEN}(?P<d1>{_D}){SP}(?P<m1>{_MONTH})(?:{SP}(?P<year1>{_Y}))?(?:{_DASH}|{SP}till{SP}){_DEN}(?P<d2>{_D}){SP}"
        rf"(?P<m2>{_MONTH})(?![\w-])(?:{SP}(?:år{SP})?(?P<year2>{_Y})(?!\d))?",
        values.span_of_months,
    ),
    # "den 16 december 2025", "5-6 maj 2020", "den 5, 6 och 7 maj"
    (
        "date.day-month",
        rf"{_LEFT}{_DEN}(?P<days>{_D}{_NTH}(?:{_AND}{_D}{_NTH})*){SP}?{_NAME}(?:{_YEAR_AFTER}|{_SHORT_YEAR})",
        values.days,
    ),
    # "den 5 och den 12 maj": the first day borrows its month
    (
        "date.day-borrowed",
        rf"(?P<date>den{SP}(?P<days>{_D}{_NTH}))(?={SP}(?:och|samt|eller|respektive){SP}den{SP}{_D}{_NTH}{SP}"
        rf"(?P<month>{_MONTH})\b(?:{SP}(?P<year>{_Y}))?)",
        values.days,
    ),
    # "den första mars"
    (
        "date.ordinal",
        rf"{_LEFT}{_DEN}(?P<nth>{_ORDINAL}){SP}{_NAME}{_YEAR_AFTER}",
        values.ordinal,
    ),
    # "den sista december 2024", "senast den siste mars"
    (
        "date.last-day",
        rf"{_DEN}(?<!\w)sist[ae]{SP}(?P<month>{_MONTH})(?![\wåäö-]){_YEAR_AFTER}",
        values.last_day,
    ),
    # "12/3 2021", "31/12-2020", "19-20/12 2023"
    (
        "date.slash-year",
        rf"{_LEFT}{_DEN}{_SLASHED}(?:{SP}|{SP}?{_HYPHEN}{SP}?|/)(?P<year>{_Y})(?![\d/:-])",
        values.slash,
    ),
    # "Norrby 28/8-90": under the minutes
    (
        "date.slash-year",
        rf"{_LEFT}{_DEN}{_SLASHED}[-–](?P<short>\d\d)(?![\d/:–-]|[.,]\d|{SP}?(?:kr|%))",
        values.slash,
    ),
    # "den 5/5", "tisdag 12/3", "senast 1/4"
    (
        "date.slash",
        rf"(?:{_DAY_WORDS}|(?=den{SP})){_DEN}{_SLASHED}(?![\d/:,.]\d|\d|/)(?:{_SHORT_YEAR})?",
        values.slash,
    ),
    # "vårmässan(16/4)": a day in brackets; "(2/3)" may be a part of something
    ("date.slash-brackets", rf"(?<=\()(?P<days>1[3-9]|2\d|3[01])/(?P<m>{_M})(?=\))", values.slash),
    # "Nästa möten: 2/9, 14/10 och 25/11"
    ("date.slash-list", rf"{_LEFT}{_SLASHED}(?![\d/:.]\d|,\d|\d|/)", values.slash),
    # "mars 2025 – maj 2026", "mars–april 2025", "augusti/september", "mars 2025 till maj 2026",
    # "jan.–mars 2022"
    (
        "date.months",
        rf"{_APART}(?P<m1>{_MONTH}|(?:{_SHORT_MONTH})\.?)(?:{SP}(?P<year1>{_Y}))?(?:{_DASH}|/|{SP}till{SP})"
        rf"(?P<m2>{_MONTH}|(?:{_SHORT_MONTH})(?:\.(?={SP}{_Y}))?)(?![\w-])(?:{SP}(?P<year2>{_Y})(?!\d))?",
        values.span_of_months,
    ),
    # "mars 2025", "mars månad 2025", "sept. 2024"
    (
        "date.month-year",
        rf"{_APART}(?P<month>(?:{_MONTH})(?:{SP}månad)?|(?:{_SHORT_MONTH})\.?)"
        rf"(?:{SP}(?:år{SP})?(?P<year>{_Y})(?![\d:/])|{_SHORT_YEAR})",
        values.month_only,
    ),
    # "vecka 11 och 12", "v. 12", "v.27–30"
    (
        "date.week",
        rf"{_APART}(?:(?:veckorna|vecka|veckor){SP}|v(?:\.{SP}?|{SP}))"
        rf"(?P<weeks>\d{{1,2}}(?:(?:{_DASH}|,{SP}|{SP}(?:och|till|eller){SP})\d{{1,2}}(?!\d))*)"
        rf"(?![\d%:/]|,\d|{SP}(?:kr|tkr|procent|%|personer|timmar|dagar)){_YEAR}",
        values.week,
    ),
    # "årsskiftet 2019/2020", "halvårsskiftet"
    (
        "date.turn",
        rf"\b(?:halvårs|års)skiftet(?:{SP}{_Y}(?:(?:/|{_DASH})(?:\d{{4}}|\d\d)(?!\d))?)?(?!\w)",
        values.turn,
    ),
    # "första kvartalet 2024", "andra halvåret", "tredje tertialet", "4:e kvartalet"
    (
        "date.quarter",
        rf"\b(?P<nth>första|andra|tredje|fjärde|sista|[1-4]:?[ae]){SP}(?P<kind>kvartalet|tertialet|halvåret)(?!\w){_YEAR}",
        values.quarter,
    ),
    # "under årets första kvartal"
    (
        "date.quarter",
        rf"\bårets{SP}(?P<nth>första|andra|tredje|fjärde|sista){SP}(?P<kind>kvartal|tertial|halvår)(?!\w)(?P<year>)",
        values.quarter,
    ),
    # "kvartal 3", "tertial 1 2024", "Q1 2024", "2024 Q1"
    (
        "date.quarter",
        rf"\b(?:(?P<year0>{_Y}){SP})?(?P<kind>kvartal{SP}|kv\.?{SP}|tertial{SP}|halvår{SP}|Q)"
        rf"(?P<n>[1-4](?:(?:{_DASH}|{SP}och{SP})[1-4])?)(?![\d.,:]\d|\w)(?:{SP}?,?{SP}?(?P<year>{_Y})(?!\d))?",
        values.quarter,
    ),
    # "sommaren 2021–våren 2022"
    (
        "date.seasons",
        rf"{_APART}(?P<s1>{_SEASON})(?:{SP}(?P<year1>{_Y}))?{_DASH}(?P<s2>{_SEASON}){SP}(?P<year2>{_Y})(?!\d)",
        values.seasons,
    ),
    # "våren/sommaren 2021", "hösten 2017", "höstterminen 2024", "ht 2024", "vt 22", "vintern 2019/2020"
    (
        "date.season-year",
        rf"{_APART}(?:(?:{_SEASON})(?:/|{_DASH}))?"
        rf"(?P<season>{_TERM}|{_SEASON}|vår|sommar|höst|vinter|ht|vt)"
        rf"(?:{SP}?(?:år{SP})?(?P<year>{_Y})(?!\d)(?:/\d\d(?:\d\d)?(?!\d))?|{_SHORT_YEAR})",
        values.season,
    ),
    (
        "date.season-year",
        rf"{_APART}(?P<season>{_TERM}|ht|vt){SP}?(?P<short>[0-4]\d)(?![\w/:%-]|[.,]\d)",
        values.season,
    ),
    # "till hösten", "vårens"
    ("date.season", rf"{_APART}(?P<season>{_TERM}|(?:{_SEASON})s?)(?![\wåäö-])", values.season),
    # "i höstas", "i höst"; "i vår" is often "in our"
    (
        "date.season-fixed",
        r"\bi (?P<season>våras|somras|höstas|vintras|höst|sommar|vinter)(?![\w-])",
        values.season,
    ),
    (
        "date.season-fixed",
        r"\bi (?P<season>vår)(?=[.,;)]|$| och | eller | (?:ska|kommer|är|har|blir|planeras|genomförs)\b)",
        values.season,
    ),
    ("date.relative-year", r"\bi (?:fjol|år)(?![\w-])", values.relative),
    # "jämfört med förra året", "valdes föregående år"
    (
        "date.relative-year",
        r"(?<![\w-])(?:förra året|föregående år|nästa år|(?<!för )detta år)(?![\wåäö-])",
        values.relative,
    ),
    # "i maj", "(mars)", "under mars månad"
    ("date.month", rf"{_APART}(?P<month>{_MONTH})(?![\wåäö]|-\w)", values.month_only),
    # "före jul", "över Jul och Nyår", "till midsommar"; "god jul", "julbord" tell no time
    (
        "date.feast",
        r"(?:(?<=före )|(?<=innan )|(?<=efter )|(?<=till )|(?<=över )|(?<=under )|(?<=inför )|(?<=kring )"
        r"|(?<=runt )|(?<=mellan )|(?<=jul och )|(?<=jul- och ))"
        r"(?:jul(?:en|afton|dagen|helgen|helgerna)?|nyår(?:et|safton|sdagen|shelgen)?|påsk(?:en|helgen)?"
        r"|pingst(?:en)?|midsommar(?:en|afton|helgen)?|trettonhelgen|kristi himmelsfärd(?:shelgen)?"
        r"|allhelgona(?:helgen)?)"
        r"(?![\wåäö-])",
        values.none,
    ),
    # "1990-talet"
    ("date.decade", rf"{_APART}(?:1[6-9]|20)\d0-talet(?!\w)", values.none),
    # "åren 2010 till 2017"
    (
        "date.years",
        rf"(?:(?<=åren )|(?<=perioden )|(?<=mellan ))(?P<first>{_Y}){SP}(?:till|och){SP}(?P<last>{_Y})"
        r"(?!\d|[.,:/–-]\d)",
        values.years,
    ),
    # "läsåret 21/22"
    (
        "date.school-year",
        r"(?:(?<=läsåret )|(?<=skolåret ))(?P<first>\d\d)/(?P<last>\d\d)(?!\d)",
        values.years,
    ),
    # "2018–2020", "2025-28", "läsåret 2019/2020"
    (
        "date.years",
        rf"{_LEFT}(?P<first>{_Y})(?:{_DASH}|/)(?P<last>{_Y}|\d\d)(?!\d|[.,:/–-]\d|{_HYPHEN}\w|{SP}?(?:kr|tkr|mnkr|%))",
        values.years,
    ),
    # "beslut 202310"
    ("date.six", rf"(?<![\w§])(?<!\w[-–.:/])(?P<y>20[0-4]\d)(?P<m>{_MM})(?![\w/:–-]|[.,]\d)", values.ym),
    # "2021-05"
    ("date.year-month", rf"{_LEFT}(?P<y>{_Y})-(?P<m>0[1-9])(?![\w/:–-]|[.,]\d)", values.ym),
    # "2020", "år 2024"
    (
        "date.year",
        rf"(?<![\w§/%=&+#])(?<!\w[-‐‑–—.:,/])(?P<y>{_Y})(?![\w/%=–—+\\]|[-‐‑]\w|[:.,]\d|[:,][-–])",
        values.year,
    ),
)

RULES: tuple[Rule, ...] = tuple(
    (rule, re.compile(form, re.IGNORECASE), value) for rule, form, value in _FORMS
)
