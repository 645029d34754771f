"""How minutes word posts and the bodies they are in: "vice ordföranden", "ledamot i Alvbro bygderåd"."""

from __future__ import annotations

import re

_POSTS = {
    "ordf": "ordförande",
    "ordf.": "ordförande",
    "v ordf": "vice ordförande",
    "v. ordf.": "vice ordförande",
    "v ordförande": "vice ordförande",
    "viceordförande": "vice ordförande",
    "ers": "ersättare",
    "ers.": "ersättare",
    "led.": "ledamot",
    "suppl": "suppleant",
    "suppl.": "suppleant",
    "sekr.": "sekreterare",
}
# One post under many names: who checks the minutes.
_CHECKER = re.compile(r"(?:protokolls?)?juster(?:are|ande|ings?(?:person|man|män|ledamot))$")
_ORDINAL = (
    (re.compile(r"^(?:1|1:[ae]|1\.|i|förste?|första)\s+vice\b"), "förste vice"),
    (re.compile(r"^(?:2|2:[ae]|2\.|ii|andre|andra)\s+vice\b"), "andre vice"),
    (re.compile(r"^(?:3|3:[ae]|3\.|iii|tredje)\s+vice\b"), "tredje vice"),
)
_LETTERS = re.compile(r"\b(?:vd|it|hr|mas|mar|sas|tf)\b")
# What somebody is for one meeting only: such a post has no time between two of its meetings.
OF_A_MEETING = frozenset(
    "justerare deltagare rösträknare mötesordförande mötessekreterare föredragande".split()
)
SUBSTITUTES = ("ersättare", "suppleant")
# Titles before a name stand in the definite, headings of lists in the plural: "ordföranden Anna Bergdahl",
# "Ledamöter: Anna Bergdahl", "Anna Bergdahl och Bo Kvist, enhetschefer".
_ENDINGS = (
    (re.compile(r"ledam(?:oten|öterna|öter)$"), "ledamot"),
    (re.compile(r"ordförande(?:n|na)$"), "ordförande"),
    (re.compile(r"(råd|ombud)(?:et|en)$"), r"\1"),
    (re.compile(r"(sköterska|barnmorska|antikvarie|bibliotekarie|aktuarie)n$"), r"\1"),
    (re.compile(r"(ombuds|brand|nämnde)mannen$"), r"\1man"),
    (re.compile(
        r"(advokat|konsult|psykolog|terapeut|logoped|socionom|arkitekt|kanslist|prefekt|dekan|präst|coach"
        r"|ingenjör|kurator|doktorand|polis|kock|geolog|biolog|ekolog|student|kapten|diakon|kantor)en$"
    ), r"\1"),
    (re.compile(r"ar(?:en|na)$"), "are"),  # ersättare, sekreterare, justerare, samordnare, handläggare
    (re.compile(r"\b(politisk|ansvarig|tillförordnad|facklig|juridisk|teknisk|medicinsk)[ea](?=\s)"), r"\1"),
    (re.compile(r"(ansvarig)a$"), r"\1"),  # "granskningsansvariga"
    (re.compile(
        r"(chef|suppleant|representant|konsulent|assistent|strateg|ekonom|pedagog|jurist|specialist|person"
        r"|ör|tor|sor)(?:en|n|erna|er)$"
    ), r"\1"),
)  # fmt: skip
_OWN = frozenset(
    "styrelsen styrelse nämnden nämnd utskottet fullmäktige revisionen förbundet föreningen beredningen "
    "rådet presidiet presidium mötet årsmötet".split()
)
# A seat is always a seat in something; a trade ("enhetschef") is had without a body.
_SEAT = re.compile(
    r"(?:ordförande|ledamot|ersättare|suppleant|representant|kassör|ombud|revisor|(?<!politisk )sekreterare)$"
)
# Offices of a whole municipality or region, in whatever body's minutes they stand.
_WHOLE = re.compile(
    r"(?:(?:kommunal|opposition|oppositions|borgar|region|landstings)råd|borgmästare"
    r"|kommun(?:chef|sekreterare|direktör)|(?:stads|region|landstings)direktör)$"
)

_ANOTHERS = re.compile(r"\b(?:vars|vilkas|vilkens|vilkets|dess|deras|hans|hennes)\s+(?:[a-zåäö]+[ae]\s+)?$")
_OF_WHOLE = re.compile(
    r"\b(kommunens|stadens|regionens|landstingets|bolagets|företagets|föreningens|klubbens|stiftelsens"
    r"|församlingens|myndighetens|partiets)\s+(?:[a-zåäö]+[ae]\s+)?$",
    re.IGNORECASE,
)
_BODY_WORD = (
    r"(?:nämnd|styrelse|utskott|fullmäktige|revision|beredning|råd|förbund|förening|delegation|kommitté"
    r"|grupp|bolag|lag|presidi|klubb|stiftelse|parti|församling)"
)
# "Kulturnämndens", "Alvbro kommuns kultur- och fritidsnämnds", at the start of a sentence also
# "Skola samt kultur- och fritidsnämndens".
_POSSESSOR = re.compile(
    rf"(?:(?:(?<=\n)|(?<=[.!?] )|^)[ \t]*[A-ZÅÄÖ]\w+ samt )?"
    rf"(?:[A-ZÅÄÖ][\w-]*s )*(?:\w+-(?:,| och| samt)\s+)*[\w-]*{_BODY_WORD}[a-zåäö]{{0,5}}s\s+$",
)
_AT = re.compile(r"\s+(?:och \w+ )?(?:i|på|för|vid|hos|inom|till)\s+")
_OVER = re.compile(
    r"[,.;:()\d]|\n\s*\n|\s(?:för\s(?:tiden|åren|år|perioden|mandat\w+|en|ett|två|tre|resten|resterande|\d)"
    r"|till(?:\soch)?\smed|tills|t\.? ?o\.? ?m|från|fr\.? ?o\.? ?m|i\s?stället|efter|under|utse\w*|utsågs"
    r"|välj\w*|val[dt]\w*|(?:om|ny)(?:välj|val)\w*|förordna\w*|på|med|samt|som|att|från|vid|har|är"
    r"|och (?:utse|välj|till|som|att)\w*)\b"
)
_NO_BODY = re.compile(
    r"(?:stället|tiden|åren|år|perioden|mandat\w+|en|ett|två|tre|förslag|kommande|nästa)\b|\d"
)
_MEETING = r"(?:mötet|årsmötet|stämman|sammanträdet|dagen|förhandlingarna|årsstämman|konstituerande)"
_MEETINGS = re.compile(
    rf"\b(?:mötes|stämmo)(?:ordförande|sekreterare)|\b(?:ordförande|sekreterare)\w* (?:för|vid|på|under)"
    rf" (?:dagens |detta |det )?{_MEETING}|\b(?:(?:års)?mötets|stämmans|sammanträdets|dagens|kvällens)"
    rf" (?:ordförande|sekreterare)",
    re.IGNORECASE,
)


def post(role: str) -> str:
    """A title as a post, singular and in small letters: "Ordföranden", "enhetschefer" → "enhetschef"."""
    word = " ".join(role.casefold().split())
    for ending, bare in _ENDINGS:
        word = ending.sub(bare, word)
    for ordinal, whole in _ORDINAL:
        word = ordinal.sub(whole, word)
    word = "justerare" if _CHECKER.match(word) else _POSTS.get(word, word)
    return _LETTERS.sub(lambda found: found[0] if found[0] == "tf" else found[0].upper(), word)


def is_definite(role: str) -> bool:
    """Whether a title stands in the definite, as before a name: "ordföranden", "sekreteraren"."""
    word = " ".join(role.casefold().split())
    return any(ending.sub(bare, word) != word for ending, bare in _ENDINGS)


def is_seat(word: str) -> bool:
    """Whether a post is a seat in some body rather than a trade."""
    return bool(_SEAT.search(word))


def is_own(name: str, body: str) -> bool:
    """Whether "nämndens" or "styrelsen" is the body itself; "rådet" in a board's minutes is another."""
    word = name.casefold()
    word = word if word in _OWN else word.removesuffix("s")
    if word not in _OWN:
        return False
    kind = re.match("nämnd|utskott|råd|beredning", word)
    return kind is None or kind.group() in body.casefold()


def is_common(name: str) -> bool:
    """Whether a name only says the kind of body: "nämnden", "styrelsens"."""
    return name.casefold() in _OWN or name.casefold().removesuffix("s") in _OWN


def of_the_whole(word: str) -> bool:
    """Whether a post is held in a whole municipality or region: "kommunalråd", "oppositionsråd"."""
    return bool(_WHOLE.search(word))


def place_of(word: str, body: str, of: str | None) -> tuple[str, str | None]:
    """Where a post is held that `body`'s minutes name: kommunalråd in the municipality, not its council."""
    return (of, None) if of and of_the_whole(word) else (body, of)


def is_anothers(text: str, at: int) -> bool:
    """Whether a title at `at` is in what was named before: "nämnden i Alvbro, vars ordförande"."""
    return bool(_ANOTHERS.search(text, max(0, at - 40), at))


def whole_of(text: str, at: int) -> str | None:
    """The word before a title at `at` for a whole whose post it is: "kommunens revisor" → "kommunens"."""
    found = _OF_WHOLE.search(text, max(0, at - 60), at)
    return found[1].casefold() if found else None


def of_the_meeting(text: str) -> bool:
    """Whether who is elected leads or writes only this meeting: "till ordförande för mötet valdes"."""
    return bool(_MEETINGS.search(" ".join(text.split())))


def possessor(text: str, at: int) -> tuple[int, int] | None:
    """Where the body stands in whose genitive a title at `at` follows: "Kulturnämndens ordförande"."""
    found = _POSSESSOR.search(text, max(0, at - 120), at)
    if found is None:
        return None
    start = found.start() + len(found.group()) - len(found.group().lstrip())
    return start, found.start() + len(found.group().rstrip())


def seat_phrase(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Where the body stands that a post ending at `at` is in: "ledamot i Alvbro råd för äldre för tiden"."""
    preposition = _AT.match(text, at, end)
    if preposition is None or _NO_BODY.match(text, preposition.end(), end):
        return None
    over = _OVER.search(text, preposition.end(), end)
    stop = over.start() if over else end
    stop -= len(text[preposition.end() : stop]) - len(text[preposition.end() : stop].rstrip())
    return (preposition.end(), stop) if stop > preposition.end() else None


def as_name(written: str) -> str:
    """A body as written, on one line and with a capital."""
    name = " ".join(written.split())
    return name[:1].upper() + name[1:]
