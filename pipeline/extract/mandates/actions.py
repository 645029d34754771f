"""Action items of informal minutes: "Nils kollar med kommunen", "Ansvarig: MB", a table What/Who/When."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.doers import WHO, is_given
from pipeline.extract.mandates.deeds import DO, DOES, DOES_TOO, TELLS

_WHO = WHO
_PRESENT = re.compile(rf"^(?:[\wåäöÅÄÖ -]{{2,40}}: )?{_WHO} (?P<task>{DOES}\b.*)$", re.DOTALL)
_PRESENT_TOO = re.compile(
    rf"^(?:[\wåäöÅÄÖ -]{{2,40}}: )?(?:[Oo]rdföranden? |[Ss]ekreteraren? |[Kk]assören? )?{_WHO},? "
    rf"(?P<task>(?:{DOES}|{DOES_TOO}|{TELLS})\b.*)$",
    re.DOTALL,
)
_TITLE = (
    r"(?:(?:[Kk]assör|[Ss]ekreterare|[Oo]rdförande|[Vv]ice [Oo]rdförande|[Vv]alberedning|[Rr]evisor"
    r"|[Ww]ebbansvarig|[A-ZÅÄÖ][a-zåäö]+(?:grupp|kommitté|ansvarig|sektion|värd|mästare|redaktör))(?:e?n"
    r"|erna|na|a)?|(?:[Vv]\.? ?)?[Oo]rdf\b\.?|[Ss]ekr\b\.?|[Kk]ass\b\.?)"
)
# "Ordf och sekr", "Kassören och Bo"
_TITLED = rf"(?P<who>{_TITLE}(?: (?:och|samt|&) (?:{_TITLE}|[A-ZÅÄÖ][a-zåäö]+))?)"
_OFFICE_TOO = re.compile(
    rf"^{_TITLED} (?P<task>(?:(?:ska(?:ll)?|kommer att) {DO}|{DOES}|{DOES_TOO}|{TELLS})\b.*)$", re.DOTALL
)
# "Bokslutet sammanställs av sekreteraren": the doer behind the passive
_BY = re.compile(
    r"^(?P<task>[A-ZÅÄÖ][^.,:]{2,60}? (?:sammanställs|ordnas|beställs|fixas|bokas|skickas(?: ut)?"
    r"|kontaktas|tas fram"
    r"|köps in|inhandlas|ombesörjs|sköts|hämtas|lagas|förbereds|skrivs|trycks|delas ut|infordras"
    r"|begärs in|bevakas"
    rf"|planeras|undersöks|utreds|översänds|upprättas|utsänds|sänds ut)(?: [^.,]{{2,40}}?)?) (?:av"
    rf"|genom) {_TITLED.replace('[A-ZÅÄÖ][a-zåäö]+(?:grupp', '[A-ZÅÄÖa-zåäö]+(?:grupp')}$"
)
# "Bo: ringa kommunen", "Kontakta tryckeriet om affischen (Ulla)"
_BEFORE_COLON = re.compile(
    rf"^{WHO}: (?P<task>(?:[a-zåäö]{{2,}}a|ta|ge|be|gå|se) (?!.*\b(?:är|var|har)\b)[a-zåäö].*)$", re.DOTALL
)
# "Uppdrag till Ulla: bjuda in kommunen"
_CHARGED = re.compile(
    rf"^(?:Uppdrag|Uppgift) (?:till|åt) {WHO}: (?P<task>(?:att )?[a-zåäö]{{2,}} .+)$", re.DOTALL
)
_IN_PARENTHESES = re.compile(rf"^(?P<task>(?:[A-ZÅÄÖ][a-zåäö]+a|Ta|Ge|Be|Gå|Se) [^.()]{{5,90}}) \({WHO}\)$")
# "Kontakta kommunen om lyset – Bo"
_BEHIND_DASH = re.compile(rf"^(?P<task>(?:[A-ZÅÄÖ][a-zåäö]+a|Ta|Ge|Be|Gå|Se) [^.()–]{{5,90}}) [–—-] {WHO}$")
_BY_NAME = re.compile(_BY.pattern[: _BY.pattern.rindex("(?P<who>")] + WHO + "$")
# "Ordföranden ber valberedningen (att) ta fram ett förslag"
_ANYBODY = WHO.replace("?P<who>", "?:")
_ASKS = re.compile(
    rf"^(?P<giver>(?:[Oo]rdföranden? |[Ss]ekreteraren? |[Kk]assören? )?(?:{_ANYBODY})"
    r"|[Oo]rdföranden|[Ss]tyrelsen|[Mm]ötet) (?:ber|bad) "
    rf"(?P<who>[Vv]alberedningen|[Kk]assören|[Ss]ekreteraren|[Oo]rdföranden|{_ANYBODY}) (?:att )?"
    rf"(?P<task>{DO}\b.*)$",
    re.DOTALL,
)
# "Därför tar ordföranden kontakt med föreningen"
_INVERTED = re.compile(
    rf"(?:^|[ ,])(?P<task>tar (?P<who>[Oo]rdföranden|[Ss]ekreteraren|[Kk]assören|{_ANYBODY})"
    r" (?:kontakt med|reda på|fram) .*)$",
    re.DOTALL,
)
_OFFICE = re.compile(
    r"^(?P<who>Kansliet|Ordföranden|Sekreteraren|Kassören|Förbundschefen|Presidiet"
    r"|Processledaren|Samordnaren|Valberedningen|Beredningsgruppen) "
    r"(?P<task>(?:återkommer (?:till \w+ )?med|kontaktar|bokar|undersöker|tar fram|tar kontakt|skickar ut"
    r"|bjuder in|kallar till|sammanställer|ser över|kollar)\b.*)$",
    re.DOTALL,
)
# "Bo ska kontakta elbolaget"
_SHALL = re.compile(
    rf"^(?:[\wåäöÅÄÖ -]{{2,40}}: )?{_WHO} (?:ska(?:ll)?|kommer(?: att)?|får) (?:även |också |nu )?"
    rf"(?P<task>{DO}\b.*)$",
    re.DOTALL,
)
_PROMISED = re.compile(
    rf"^{_WHO} (?:lovade|lovar|har lovat|åtog sig|åtar sig|tog på sig|tar på sig|erbjöd sig|erbjuder sig"
    rf"|blev ombedd"
    rf"|ska försöka|har åtagit sig|ansvarar för)(?: också| även)?(?: uppdraget| uppgiften| ansvaret för)?"
    r" att (?P<task>.+)$",
    re.DOTALL,
)
# "Ordföranden tog på sig uppgiften att ringa kommunen"
_OFFICE_PROMISED = re.compile(
    rf"^{_TITLED} (?:lovade|åtog sig|åtar sig|tog på sig|tar på sig|erbjöd sig)(?: också| även)?"
    r"(?: uppdraget| uppgiften)? att (?P<task>.+)$",
    re.DOTALL,
)
_DONE = re.compile(
    rf"^(?:[\wåäöÅÄÖ -]{{2,60}}: )?{_WHO} (?P<task>(?:har|skulle|ansökte|ringde|kontaktade"
    rf"|skickade|bokade|pratade|kollade|ordnade)\b.*)$",
    re.DOTALL,
)
# "Sara skickar ut kallelsen (klart)"
_FINISHED = re.compile(r"\s*(?:\(|[–-]\s)(?:klart|gjort|utfört|genomfört)\)?\.?$", re.IGNORECASE)
_RESPONSIBLE = re.compile(r"(?:^|[\s.(])[Aa]nsvar(?:ig(?:a)?)?: ?(?P<who>[A-ZÅÄÖ][\wåäö ,&-]{1,60}?)\)?$")
_INITIALS = re.compile(r"[A-ZÅÄÖ]{2,3}(?:(?:, | ?/ ?| och )[A-ZÅÄÖ]{2,3})*")
_STOP = re.compile(
    r"\s+så (?:får|kan|ska|blir|att)\b.*$|\s+och (?:[a-zåäö]+ ){1,3}(?:är|blir|var|har)\b.*$"
    r"|,\s+(?:eftersom|så|för att|då|men|vilket|varför|som|(?:detta|det|den) (?:ska(?:ll)?|kommer|är"
    r"|blir))\b.*$"
    r"|\s+(?:eftersom"
    r"|som kommer att)\b.*$",
    re.DOTALL,
)
_TALK = re.compile(
    r"^(?:.*\b(?:hur|varför|vad|när)\b.*\?|\w+ \w+r (?:jag|vi|han|hon|ni)\b.*|.*\bfrågar (?:om|hur"
    r"|varför|vad|när|vem"
    r"|styrelsen|ordföranden|kommunstyrelsens|hur\w*)\b.*|.*\bmeddelar att\b.*"
    r"|.*\bgår igenom (?:\w+ ){0,2}(?:utfall|resultat|ekonomi|läge|budget|rapport|protokoll"
    r"|dagordning|prognos)\w*(?!.*\b(?:till nästa|inför|innan|senast|före|tillsammans)\b).*"
    r"|.*\båterkommer till (?:frågan|detta|plats)\b.*|.*\bskriver (?:att|i sitt|i sin)\b.*"
    r"|.*\btar (?:upp|emot|över|tid|slut|över som|vid som|plats)\b.*|.*\bpåminner om\b.*"
    r"|.*\bskickar (?:en hälsning|hälsningar)\b.*"
    r"|.*\banmäler (?:\w+ )?(?:jäv|förhinder|frånvaro|reservation|avvikande)\b.*)$",
    re.DOTALL,
)
_COMMON = re.compile(
    r"^(?:Den|Det|De|Vi|Man|Han|Hon|Alla|Ingen|Någon|Styrelsen|Nämnden|Mötet|Kommunen"
    r"|Regionen|Förbundet|Föreningen|Ordförande\w*|Detta|Här|Arbetsförmedlingen"
    r"|Försäkringskassan|Kommittén|Hyresvärden|Trafikverket|Polisen|Dessutom|Nästa|Var"
    r"|Socialstyrelsen|Skolverket|Region \w+|\w+nämnden|\w+styrelsen|\w+verket|\w+förbundet"
    r"|\w+föreningen|\w+handeln|\w+laget|\w+(?:myndigheten|tjänsten|skolan|kassan|enheten"
    r"|förvaltningen|avdelningen|kontoret)) "
)


# "-> Ulla skickar ut tidplanen", "Beslöts att Bo och Ulla tar fram ett underlag"
_LED_IN = re.compile(
    r"(?:[-–=]*>|→)\s*|(?P<settled>(?:(?:Det )?(?:[Bb]eslöts|[Bb]eslutades|[Bb]estämdes)"
    r"|(?:Styrelsen|Mötet|Gruppen)"
    r" (?:beslutar|beslutade|beslöt|bestämmer|bestämde|enades om|kom överens om)) att )(?=[A-ZÅÄÖ])"
)


@dataclass(frozen=True)
class Action:
    """An action item inside a text: range, doers and task as written; `done` when the text shows it is."""

    start: int
    end: int
    who: str
    task: str
    done: bool = False
    giver: str | None = None


def action(text: str, known: frozenset[str] = frozenset(), free: bool = False) -> Action | None:
    """The action item a sentence is, or None.

    `known` are names of people of the meeting, when known; `free` tells that the minutes are an
    association's, where more wordings count and a given name alone names a doer.
    """
    finished = _FINISHED.search(text)
    if finished:
        told = action(text[: finished.start()], known, free)
        return replace(told, done=True) if told else None
    led_in = _LED_IN.match(text)
    if led_in:
        # who is named in what was decided need not be known: "Styrelsen beslutar att Kotte skriver kallelsen"
        inner = action(text[led_in.end() :], frozenset() if led_in["settled"] else known, free)
        at = led_in.start("settled") if led_in["settled"] else led_in.end()
        by = re.match(r"(?:Styrelsen|Mötet|Gruppen)\b", led_in[0])
        end = led_in.end()
        return replace(inner, start=at, end=end + inner.end, giver=by[0] if by else None) if inner else None
    responsible = _RESPONSIBLE.search(text)
    if responsible and responsible.start() > 5:
        task = text[: responsible.start() + (1 if text[responsible.start()] == "." else 0)].strip(" .(")
        return Action(0, len(text), responsible["who"].strip(), task)
    promised = _PROMISED.match(text)
    promised = (
        promised if promised and _is_person(promised["who"], text, known) else _OFFICE_PROMISED.match(text)
    )
    if promised:
        task = _STOP.sub("", promised["task"])
        return Action(promised.start("who"), promised.start("task") + len(task), promised["who"], task)
    charged = _CHARGED.match(text)
    if charged and _is_person(charged["who"], text[charged.start("who") :], known):
        return Action(0, len(text), charged["who"], charged["task"].removeprefix("att "))
    office = _OFFICE.match(text)
    if office:
        task = _STOP.sub("", office["task"])
        return Action(0, office.start("task") + len(task), office["who"], task)
    present = _PRESENT.match(text)
    if present and _is_person(present["who"], text[present.start("who") :], known) and not _TALK.match(text):
        task = _STOP.sub("", present["task"])
        return Action(present.start("who"), present.start("task") + len(task), present["who"], task)
    return _free(text, known) if free else None


def _free(text: str, known: frozenset[str]) -> Action | None:
    if (_TALK.match(text) and not _RECEIVES.search(text)) or _ROUTINE.search(text):
        return None
    asks = _ASKS.match(text)
    if asks:
        return Action(0, len(text), asks["who"], asks["task"], giver=asks["giver"])
    for pattern in (_OFFICE_TOO, _PRESENT_TOO, _SHALL):
        found = pattern.match(text)
        if found and (pattern is _OFFICE_TOO or _named(found["who"], text[found.start("who") :], known)):
            if _TASK_IS_TALK.match(found["task"]):
                return None
            task = _STOP.sub("", found["task"])
            return Action(found.start("who"), found.start("task") + len(task), found["who"], task)
    for pattern in (_BY, _BY_NAME, _BEFORE_COLON, _IN_PARENTHESES, _BEHIND_DASH):
        by = pattern.match(text)
        if by is None or (pattern in (_BEFORE_COLON, _BEHIND_DASH) and not is_given(by["who"])):
            continue
        if pattern is _BY or _named(by["who"], by["who"] + " ", known):
            return Action(0, len(text), by["who"], by["task"])
    return _inverted(text, known)


def _inverted(text: str, known: frozenset[str]) -> Action | None:
    found = _INVERTED.search(text)
    if found is None or not (found["who"][0].islower() or _named(found["who"], found["who"] + " ", known)):
        return None
    task = found["task"].replace(f" {found['who']}", "", 1)
    return Action(found.start("task"), found.end("task"), found["who"], task)


def _named(who: str, text: str, known: frozenset[str]) -> bool:
    if _COMMON.match(text):
        return False
    first = re.split(r",|\+|/| (?:och|o|samt|&) ", who)[0].strip().split(" ")[0]
    return first in known or is_given(who)


_RECEIVES = re.compile(r"\btar emot \w*(?:anmäl|bokning|beställ|förslag|ansök|betal|svar)\w*")
# a habit or a duty of every year is no action item: "Kassören betalar räkningarna varje månad"
_ROUTINE = re.compile(
    r"\b(?:(?:varje|varannan) (?:år|månad|vecka|dag|möte|gång|vår|höst|sommar|kvartal)"
    r"|(?:vid|efter|utifrån) behov|vanligtvis|brukar|alltid|ofta|som vanligt|numera|sedan \d{4})\b"
)
_TASK_IS_TALK = re.compile(
    r"(?:ber (?:om ursäkt|om ordet|alla|samtliga|medlemmarna|deltagarna)"
    r"|hör (?:till|inte)|går ut på|kör (?:buss|taxi)|tar det lugnt"
    r"|hyr (?:en lägenhet|ett hus)"
    r"|sköter sig|tar (?:upp|över)\b)"
)


def done(text: str, following: str, known: frozenset[str] = frozenset()) -> Action | None:
    """ "Städdagen: Bo skulle boka container. Klart": an action of the last meeting that is done."""
    match = _DONE.match(text)
    if not match or not _is_person(match["who"], text[match.start("who") :], known):
        return None
    if not re.match(r"(?:Klart|Gjort|Utfört|OK)\b", following.strip(), re.IGNORECASE) and not re.search(
        r"(?:, (?:klart|gjort|utfört)|,? är klart)\b", text
    ):
        return None
    task = re.sub(r"(?:, (?:klart|gjort|utfört)|,? är klart)\b.*$", "", match["task"])
    return Action(match.start("who"), match.start("task") + len(task), match["who"], task, True)


_WHO_HEAD = re.compile(r"(?:vem|ansvarig|ansvar|utförare|utförs av)", re.IGNORECASE)
_WHEN_HEAD = re.compile(r"(?:när|klart|datum|deadline|senast|tid|slutdatum)", re.IGNORECASE)
_WHAT_HEAD = re.compile(
    r"(?:vad|uppgift|åtgärd|aktivitet|att göra|uppdrag|punkt|ärende|fråga)", re.IGNORECASE
)


def row(cells: list[str], header: list[str]) -> tuple[str, str | None, int] | None:
    """Doers, deadline and the number of the cell with the task, of a row under "Vad | Vem | När".

    Without a header, of a row with initials in its margin.
    """
    if header:
        who, when, what = (_column(header, head) for head in (_WHO_HEAD, _WHEN_HEAD, _WHAT_HEAD))
        if who is None or who >= len(cells):
            return None
        late = cells[when] if when is not None and when < len(cells) else None
        return (cells[who], late or None, what if what is not None and what < len(cells) else 0)
    return (
        (cells[-1], None, 0)
        if len(cells) == 2 and _INITIALS.fullmatch(cells[-1]) and len(cells[0].split()) >= 2
        else None
    )


def _column(header: list[str], head: re.Pattern[str]) -> int | None:
    return next((number for number, cell in enumerate(header) if head.match(cell)), None)


def is_header(cells: list[str]) -> bool:
    """Whether a row heads a table of actions: it says who, and what or when."""
    words = [c.strip(": ").lower() for c in cells]
    return any(w in ("vem", "ansvarig", "ansvar") for w in words) and any(
        w in ("vad", "uppgift", "åtgärd", "aktivitet", "när", "klart", "att göra", "senast", "deadline")
        for w in words
    )


def _is_person(who: str, text: str, known: frozenset[str]) -> bool:
    if _COMMON.match(text):
        return False
    first = re.split(r",| och ", who)[0].split(" ")[0]
    return first in known or not known
