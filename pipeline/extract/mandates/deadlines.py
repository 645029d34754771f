"""Deadlines as written: "senast den 1 mars", "till nästa sammanträde", "under första kvartalet"."""

from __future__ import annotations

import re

from pipeline.patterns import MONTHS

_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|apr|aug|sept|okt|nov|dec)"
_DAY = (
    rf"(?:\d{{4}}-\d\d-\d\d|(?:den )?\d{{1,2}}(?::?e)?(?: ?/ ?\d{{1,2}}(?: ?-\d\d(?!\d))?"
    rf"| {_MONTH})(?: \d{{4}})?"
    rf"|(?:den )?sist[ae] {_MONTH}(?: \d{{4}})?|\d{{6}}(?!\d))"
)
_YEAR = r"(?:19|20)\d\d"
_SEASON = r"(?:hösten|våren|sommaren|vintern)"
_PERIOD = (
    rf"(?:{_MONTH}(?: månad)?(?: (?:år )?{_YEAR})?|(?:för)?{_SEASON}(?: (?:år )?{_YEAR})?|nästa år"
    rf"|nästa vecka"
    rf"|kvartal \d(?: {_YEAR})?|vecka \d+|v\.? ?\d+|{_YEAR})"
)
_TURN = (
    rf"(?:årsskiftet(?: \d{{4}}/\d{{2,4}})?|(?:årets|månadens|kvartalets|veckans) (?:slut"
    rf"|utgång)|utgången av (?:{_MONTH}|{_YEAR}|året|månaden)(?: {_YEAR})?"
    rf"|{_MONTH}(?: månads)? utgång|(?:slutet|början|mitten) av {_PERIOD}"
    rf"|halvårsskiftet(?: {_YEAR})?"
)
_TURN += (
    rf"|{_SEASON} {_YEAR}(?!/)|sommaren|semestern|semestrarna|sommaruppehållet|jul(?:en)?|midsommar|påsk"
    rf"|sportlovet"
    r"|höstlovet|lucia|valborg|nyår(?:et)?|pingst|(?:vår|höst)?terminens (?:början|start|slut)|terminsstarten"
    r"|mandatperiodens (?:slut|utgång))"
)
_OWNER = (
    r"(?:(?:[\wåäöÅÄÖ-]+(?: och [\wåäö-]+)?s|styrelsens|nämndens|kommande|nästa"
    r"|ett kommande|närmast följande|nästkommande|nästföljande|första|andra|extra) ){0,3}"
)
_SITTING = r"[\wåäö-]*(?:sammanträde|möte|stämma)(?:t|n|ts|na)?"
_AT = rf"(?: (?:i )?{_PERIOD}| (?:den )?{_DAY}| \({_PERIOD}\)| {_YEAR})"
_MEETING = (
    rf"(?:{_OWNER}{_SITTING}{_AT}|{_OWNER}(?:nästa|kommande|nästkommande|nästföljande|första"
    rf"|följande) (?:[\wåäö]+s )?(?:{_SITTING}|nämnd)(?:{_AT})?|[\wåäö]+(?:i|ri|s|maj|juni"
    rf"|vår|höst|augusti)mötet|{_MONTH}(?:mötet|sammanträdet))"
)
_EVENT = (
    rf"(?:{_YEAR} års \w+(?: \w+)?|(?:\w+ )?(?:budget\w*|delår\w*|bokslut\w*"
    rf"|ansökningsomgång\w*|årsstämma\w*|revision\w*|öppning\w*|terminsstart\w*)(?: [1-4](?![\w/]"
    rf"| {_MONTH}))?(?: {_DAY}"
    rf"| (?:för |i |under )?{_PERIOD})?)"
)
_WHEN = rf"(?:{_DAY}|{_MEETING}|{_TURN}|{_PERIOD}|{_EVENT})"
_WEEKDAY = r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?"
_PATTERNS = (
    # "årligen i mars": when each year, no day of one's own
    ("yearly", rf"(?:årligen|varje år) (?:i|under|före|inför|vid|senast(?: i| den)?) {_WHEN}"),
    (
        "latest",
        rf"(?:allra )?senast (?:till |vid |på |i |under |inför |före |om |vid utgången av "
        rf"|i samband med )?{_WHEN}",
    ),
    ("latest", rf"senast (?:på |nu på )?{_WEEKDAY}(?: (?:den )?{_DAY})?"),
    ("before", rf"(?:redan )?(?:före|innan) (?:det )?(?:{_WHEN}|[\wåäö-]+s behandling)"),
    ("before", r"innan (?:ärendet|frågan|nästa|beslut)\b[^.,;]{0,40}"),
    (
        "within",
        r"inom (?:en|ett|två|tre|fyra|fem|sex|\d+)(?: till (?:två|tre|fyra|sex|\d+))? (?:veck|månad|dag"
        r"|år)\w*",
    ),
    ("through", rf"till och med {_WHEN}(?!\w)"),
    (
        "till",
        rf"(?:tills?|inför) (?:den )?(?:{_DAY}|{_MEETING}|{_TURN}|[\wåäö]+s ansökningsomgång"
        rf"|[\wåäö-]*mötet\b|{_EVENT})"
        rf"|till (?:kvartal \d(?: {_YEAR})?|vecka \d+|v\.? ?\d+|(?:hösten|våren)(?: {_YEAR})?)",
    ),
    ("at", rf"(?:vid|på) (?:{_MEETING}|{_TURN}|[\wåäö-]*mötet\b)"),
    ("when", r"när \w+ (?:gått|är klar\w*|öppnar|smält)"),
    ("at", rf"i samband med (?:den |det )?(?:{_MEETING}|{_EVENT}|{_TURN})(?: för (?:år )?{_PERIOD})?"),
    (
        "in",
        rf"(?:i (?:slutet av |början av |mitten av )?{_PERIOD}|i (?:höst|vår|sommar|vinter)"
        rf"|nästa (?:vecka|månad|år)|efter (?:{_TURN}|{_SEASON}))",
    ),
    (
        "under",
        rf"under (?:hela )?(?:(?:första|andra) (?:halvåret|kvartalet)|{_PERIOD}|året|hösten"
        rf"|våren|sommaren)(?: {_YEAR})?",
    ),
    ("often", r"(?:en gång (?:i halvåret|per år|om året|i kvartalet|i månaden)|två gånger (?:per|om) år\w*)"),
    ("soon", r"(?:så snart (?:som|det är|detta är) möjligt|snarast(?: möjligt)?|med det snaraste|omgående)"),
)
# "senast två veckor före sammanträdet": counted from a day that other words name
_BEFORE = re.compile(
    r"\bsenast (?:en|ett|två|tre|fyra|fem|sex|tio|\d+) (?:arbetsdag|veck|månad|dag)\w* (?:före|innan|efter)"
    r"(?: (?:nästa|respektive|varje|det|den|nämndens|styrelsens|årets))* [\wåäö-]+",
    re.IGNORECASE,
)
# "bjuda in till mötet", "kallelsen till årsmötet": not when, but to what
_INVITES = re.compile(
    r"\b(?:bjud\w* in|inbj\w+|kalla[rts]?)\b"
    r"|\b(?:\w*kallelse\w*|dagordning\w*|motion\w*|\w*handling\w*|ombud\w*|delegat\w*|affisch\w*"
    r"|lappar?)\s+$",
    re.IGNORECASE,
)
# "ta fram förslag till ny budget": what it is a proposal for, not when
_OBJECT = re.compile(
    r"till (?:den )?(?:\w+ )?(?:budget|delår|bokslut|revision|(?:19|20)\d\d års )", re.IGNORECASE
)
_FOR_OBJECT = re.compile(
    r"\b\w*(?:förslag|underlag|svar|yttrande|utkast|inspel|synpunkter|plan|äskanden)(?:et|en|na)?\s+$",
    re.IGNORECASE,
)
# "återkomma (till nämnden) den 1/2", "(klart 31 augusti)": the day alone, right behind the verb
_ON_DAY = re.compile(
    rf"\b(?:(?:återkom\w*|återrapportera\w*|avrapportera\w*)(?: till [\wåäö-]+)? (?P<day>den {_DAY})"
    rf"|klar\w*:? (?P<done>{_DAY})"
    rf"|(?:(?:återrapport\w*|återredovisning|redovisning|klart?|slutdatum|tidsplan): ?|deadline:? )"
    rf"(?P<told>{_DAY}|{_PERIOD}|{_MEETING}))(?![\wåäö-])",
    re.IGNORECASE,
)
_RE = tuple(
    (way, re.compile(rf"(?<![\wåäö-])(?:{words})(?![\wåäö-])", re.IGNORECASE)) for way, words in _PATTERNS
)
# the last of several tells when
_LAST = ("in", "under", "often", "soon")
_REPORT = re.compile(
    r"\b(?:åter\w+|redovisa\w*|rapportera\w*|slutredovisa\w*|presentera\w*|lämna\w*"
    r"|föreslå\w*|ta fram|ha |klar\w*|genomföra\w*|starta|göra|gör|rekrytera\w*"
    r"|avrapportera\w*|anmäla|föredra\w*|utvärder\w*|följa upp|går igenom|skicka\w*"
    r"|utreda)\b",
    re.IGNORECASE,
)


def deadline(text: str) -> str | None:
    """The deadline in a task or mandate as written, None when it names none.

    The surest wording wins ("senast …" before "under våren"); periods and places in time count only
    beside a verb that reports, so that "lokaler i maj" does not become one.
    """
    counted = _BEFORE.search(text)
    if counted:
        return counted.group()
    for way, pattern in _RE:
        matches = list(pattern.finditer(text))
        for match in reversed(matches) if way in _LAST else matches:
            if way == "till" and _INVITES.search(text[: match.start()]):
                continue
            if way == "till" and _OBJECT.match(match.group()) and _FOR_OBJECT.search(text[: match.start()]):
                continue
            if way in ("at", "in", "under") and not _timely(text, match, way):
                continue
            return match.group().strip()
    day = _ON_DAY.search(text)
    return (day["day"] or day["done"] or day["told"]) if day else None


def _timely(text: str, match: re.Match[str], way: str) -> bool:
    before = text[: match.start()]
    if re.search(r"\b(?:varje|varannan)\s*$", before) or re.search(r"varje", match.group()):
        return False
    report = re.search(r"\b(?:en|ett|sin|ny|skriftlig) \w*(?:rapport|budget)\s*$", before)
    if (
        way == "in"
        and not report
        and re.search(r"\b(?:budget\w*|bokslut\w*|beslut\w*|möte\w*|rapport\w*|föregående)\s*$", before)
    ):
        return False
    return bool(_REPORT.search(text)) and (
        match.start() < 3 or bool(_REPORT.search(before)) or way == "under" or match.start() < 40
    )
