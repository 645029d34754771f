"""Whether a bare year tells a time or belongs to a name.

"från 2020", "budget för 2021", "2020 års bokslut" tell a time; "Verksamhetsplan 2018–2020", "Agenda 2030",
"lag (2003:1210)", "2025 nr 12" do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract._measure import SP
from pipeline.view import Block

# Words that put a year in time when they stand right before it.
_LEADS = re.compile(
    r"(?:år|året|åren|års|budgetåret|budgetåren|verksamhetsåret|räkenskapsåret|kalenderåret|läsåret|skolåret|"
    r"kalenderår|planåren|planperioden|perioden|period|mandatperioden|programperioden|avtalsperioden|tiden|säsongen|"
    r"valåret|sedan|från|till|under|inför|efter|före|för|mot|kring|runt|omkring|ca|per|redan|senast|tidigast|"
    r"fram|mellan|vid|på|jämfört|över|hela|halva|slutet|början|med|t\.o\.m\.?|fr\.o\.m\.?|tom|from|"
    r"i|av|än|resp|respektive|eller|valet|valen)",
    re.IGNORECASE,
)

# Nouns whose name a year may end: plans, budgets, accounts, reports, statistics, agreements, lists.
_NOUN = (
    r"plan|flerår|budget|ram|rambudget|ramar|berättelse|redovisning|redogörelse|bokslut|mål|rapport|statistik|program|strategi|policy|prognos|"
    r"uppföljning|granskning|revision|analys|enkät|utvärdering|utredning|taxa|taxor|underlag|vision|agenda|"
    r"kalender|internkontroll|undersökning|mätning|barometer|index|inventering|kartläggning|överenskommelse|"
    r"preliminär|schema|lista|årshjul|anslag|direktiv|instruktion|inriktning|"
    r"sammanställning|bilaga|katalog|manual|handbok|horisont|projekt|förutsättning|planering|beskrivning|information|reglemente|"
    r"ombudgetering"
)
_TITLE = re.compile(
    rf"(?:[\wåäöÅÄÖ-]*(?:{_NOUN}|budgetförslag|planförslag)|kf-mål)(?:en|et|n|t|er|erna|ar|or|orna|ens|ets|s|ers|na)?",
    re.IGNORECASE,
)
# What may stand between such a noun and its year: "Bokslut för Sjövalla kommun 2024", "Budget 1, 2025".
_BETWEEN = re.compile(
    r"(?:[A-ZÅÄÖ][\w&-]*|[\wåäö]+-|von|\d{1,2}|för|av|i|och|samt|kommun|kommuns|kommunens|region|regionens|stads|förbundets|nr|version|"
    r"[\wåäö]*(?:nämnd|nämnden|nämndens|styrelse|styrelsen|styrelsens|förbundet|nämnder|bolag|bolagens|förvaltningen))"
)
# A span of years behind a plan's subject is the plan's own: "program för ett tryggt Sjövalla 2018–2026".
_CLAUSE = (
    "som|(?<!för )att|ska|skall|är|har|får|vilket|antas|antogs|gäller|under|från|beslutade|beslutar|upphör|"
    "godkänns|fastställs|redovisas"
)
_NAMED_SPAN = re.compile(
    r"(?:[\wåäöÅÄÖ-]*(?:plan|program|strategi|policy|riktlinjer|överenskommelse|avtal|vision|budget|agenda)(?:en|et|n|s)?)"
    rf"{SP}(?:mot|för|om|kring|gällande|avseende|till|med|i)"
    rf"(?:{SP}(?!(?:{_CLAUSE})\b)[\wåäöÅÄÖ()-]+,?){{1,12}}{SP}$",
    re.IGNORECASE,
)
# A name that begins its sentence goes on to its year: "Rambudget för skolorna på landet 2024".
_NAMED_WHOLE = re.compile(
    rf"(?:^|[.:;”\"\t] ?)(?-i:(?=[A-ZÅÄÖ]))[\wåäö-]*"
    rf"(?:budget|plan|program|strategi|underlag|berättelse|redovisning)"
    rf"(?:en|et|n|s)?(?:{SP}och{SP}(?:budget|plan|program))?{SP}(?:för|om|gällande|avseende|till)"
    rf"(?:{SP}(?!(?:{_CLAUSE})\b)[\wåäöÅÄÖ()-]+){{2,8}}{SP}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"{SP}?(?:st|stycken|kr|kronor|tkr|mnkr|mkr|sek|procent|%|personer|deltagare|elever|invånare|timmar|tim|kvm|m2|m²|"
    r"kvadratmeter|platser|ärenden|hushåll|kW|kWh|MWh|GWh|MW|ton|meter|km|mil|brukare|besök|bostäder|lägenheter|barn|"
    r"ungdomar|medlemmar|anställda|användare|svar|exemplar|tecken|ord|nr|nya|fler|tusen)(?!\w)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    rf"(?:\bnr|\bnummer|dnr|§|§§|\bSFS|\bSOU|\bDs|\bprop\.?|\bbet\.?|\bskr\.?|\brskr\.?|[A-ZÅÄÖ]{{2,}}FS|\blag|\blagen|"
    rf"\bförordning|\bförordningen|\bISO|\btel\.?|\btelefon|\bpostnr|\bid)[:.]?{SP}?\(?$",
    re.IGNORECASE,
)


_END_OF_LINE = re.compile(r"[^\S\n]*(?:\n|\Z)")
_FAR = 500  # characters before a year in which a name that it belongs to begins


@dataclass(frozen=True)
class Year:
    """A year (or range of years) at ``[start, end)`` of a block's cell ``[cell, cell_end)``.

    `taken` is where the last date before it ends (a name takes one year, the next one tells a time);
    `listed` is true in a list of documents.
    """

    block: Block
    start: int
    end: int
    cell: int
    cell_end: int
    taken: int
    listed: bool = False


def bare_year_is_time(year: Year, raw: str) -> bool:
    """Whether `year` tells a time; `raw` is the document's text."""
    block = year.block
    begin = max(year.cell, year.start - _FAR)
    before, after = block.text[begin : year.start], block.text[year.end : year.cell_end]
    if not before.strip() and not after.strip():
        return False  # alone in its cell or line: the heading of a column, a year on a cover
    if _REFERENCE.search(before) or _COUNTED.match(after):
        return False
    if re.match(rf"{SP}års?\b", after):
        return True
    words = re.findall(r"[^\s()]+", before)
    last = words[-1].strip('(,;:”"') if words else ""
    if _LEADS.fullmatch(last) or re.search(r"(?:t o m|fr o m)$", before.strip()):
        return True
    if block.kind == "row" or year.listed:
        return False  # a year in a cell names its column or its object: "Investering 2025"
    if _alone_in_line(raw, *block.span(year.start, year.end)):
        return False
    before = block.text[max(begin, year.taken) : year.start]
    span = year.end - year.start > 4
    named = _NAMED_SPAN.search(before) if span else _NAMED_WHOLE.search(before)
    return not (_ends_a_name(before) or named)


def _alone_in_line(raw: str, start: int, end: int) -> bool:
    """A year that has a line to itself is a cell of a table that lost its grid."""
    line = raw[raw.rfind("\n", 0, start) + 1 : start]
    return not line.strip() and _END_OF_LINE.match(raw, end) is not None


def _ends_a_name(before: str) -> bool:
    """Whether the words before a year are a plan's, a report's or another document's name."""
    clause = re.split(r"[.;:?!]\s+|[\t”\"]", before)[-1]
    for position, word in enumerate(reversed(clause.split())):
        bare = word.strip('(),;:”"')
        if not bare and position == 0:
            continue
        if _TITLE.fullmatch(bare):
            return True
        if not _BETWEEN.fullmatch(bare) or position > 7:
            return False
    return False
