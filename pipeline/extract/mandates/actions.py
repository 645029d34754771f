"""Action items of informal minutes: "Nils kollar med kommunen", "Ansvarig: MB", a table What/Who/When."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = (
    r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?(?: (?:von |af |de la |de "
    r"|van )?[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäö]+)?){0,2}"
)
_WHO = rf"(?P<who>{_NAME}(?:(?:, {_NAME})* och {_NAME})?)"
# what somebody will do, in the present tense in which action items are written
_WILL = (
    r"(?:kollar|undersöker|ordnar|fixar|ringer|mejlar|mailar|kontaktar|bokar|bjuder in"
    r"|skickar|skriver(?! under)|frågar|tar (?:med|fram|kontakt|hand om|reda på|upp frågan"
    r"|över|på sig)|återkommer|meddelar|köper|beställer|söker"
    r"|ansöker|lagar|hämtar|lämnar in|lämnar tillbaka|samlar (?:in|ihop)|går igenom"
    r"|pratar med|hör (?:av sig|med)|uppdaterar|lägger (?:ut|upp|in)|sätter upp"
    r"|sammanställer|förbereder|gör (?:klart|iordning|en|ett)|gör \w+ klart|delar ut"
    r"|håller i|ser över|ser till|tittar på|flyttar|bevakar|kallar till|trycker|sprider"
    r"|publicerar|påminner|räknar ut|bakar|städar|ansvarar för att)"
)
_PRESENT = re.compile(rf"^(?:[\wåäöÅÄÖ -]{{2,40}}: )?{_WHO} (?P<task>{_WILL}\b.*)$", re.DOTALL)
_OFFICE = re.compile(
    r"^(?P<who>Kansliet|Ordföranden|Sekreteraren|Kassören|Förbundschefen|Presidiet"
    r"|Processledaren|Samordnaren|Valberedningen|Beredningsgruppen) "
    r"(?P<task>(?:återkommer med|kontaktar|bokar|undersöker|tar fram|tar kontakt|skickar ut"
    r"|bjuder in|kallar till|sammanställer|ser över|kollar)\b.*)$",
    re.DOTALL,
)
_PROMISED = re.compile(
    rf"^{_WHO} (?:lovade|lovar|åtog sig|åtar sig|tog på sig|tar på sig|erbjöd sig"
    rf"|ska försöka|har åtagit sig)(?: också| även)? att (?P<task>.+)$",
    re.DOTALL,
)
_DONE = re.compile(
    rf"^(?:[\wåäöÅÄÖ -]{{2,60}}: )?{_WHO} (?P<task>(?:har|skulle|ansökte|ringde|kontaktade"
    rf"|skickade|bokade|pratade|kollade|ordnade)\b.*)$",
    re.DOTALL,
)
_RESPONSIBLE = re.compile(r"(?:^|[\s.(])[Aa]nsvar(?:ig(?:a)?)?: ?(?P<who>[A-ZÅÄÖ][\wåäö ,&-]{1,60}?)\)?$")
_INITIALS = re.compile(r"[A-ZÅÄÖ]{2,3}(?:(?:, | ?/ ?| och )[A-ZÅÄÖ]{2,3})*")
_STOP = re.compile(r",\s+(?:eftersom|så|för att|då|men|vilket|varför|som)\b.*$|\s+eftersom\b.*$", re.DOTALL)
_TALK = re.compile(
    r"^(?:.*\b(?:hur|varför|vad|när)\b.*\?|.*\bfrågar (?:om|hur|varför|vad|när|vem"
    r"|styrelsen|ordföranden|kommunstyrelsens|hur\w*)\b.*|.*\bmeddelar att\b.*"
    r"|.*\båterkommer till (?:frågan|detta|plats)\b.*|.*\bskriver (?:att|i sitt|i sin)\b.*"
    r"|.*\btar (?:upp|emot|över|tid|slut|över som|vid som|plats)\b.*|.*\bpåminner om\b.*"
    r"|.*\bskickar (?:en hälsning|hälsningar)\b.*)$",
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


@dataclass(frozen=True)
class Action:
    """An action item inside a text: range, doers and task as written; `done` when the text shows it is."""

    start: int
    end: int
    who: str
    task: str
    done: bool = False


def action(text: str, known: frozenset[str] = frozenset()) -> Action | None:
    """The action item a sentence is, or None. `known` are names of people of the meeting, when known."""
    responsible = _RESPONSIBLE.search(text)
    if responsible and responsible.start() > 5:
        task = text[: responsible.start() + (1 if text[responsible.start()] == "." else 0)].strip(" .(")
        return Action(0, len(text), responsible["who"].strip(), task)
    promised = _PROMISED.match(text)
    if promised and _is_person(promised["who"], text, known):
        task = _STOP.sub("", promised["task"])
        return Action(promised.start("who"), promised.start("task") + len(task), promised["who"], task)
    office = _OFFICE.match(text)
    if office:
        task = _STOP.sub("", office["task"])
        return Action(0, office.start("task") + len(task), office["who"], task)
    present = _PRESENT.match(text)
    if present and _is_person(present["who"], text[present.start("who") :], known) and not _TALK.match(text):
        task = _STOP.sub("", present["task"])
        return Action(present.start("who"), present.start("task") + len(task), present["who"], task)
    return None


def done(text: str, following: str, known: frozenset[str] = frozenset()) -> Action | None:
    """ "Städdagen: Bo skulle boka container. Klart": an action of the last meeting that is done."""
    match = _DONE.match(text)
    if not match or not _is_person(match["who"], text[match.start("who") :], known):
        return None
    if not re.match(r"(?:Klart|Gjort|Utfört|OK)\b", following.strip(), re.IGNORECASE) and not re.search(
        r",? (?:klart|är klart|gjort|utfört)\b", text
    ):
        return None
    task = re.sub(r",? (?:klart|är klart|gjort|utfört)\b.*$", "", match["task"])
    return Action(match.start("who"), match.start("task") + len(task), match["who"], task, True)


def row(cells: list[str], header: list[str]) -> tuple[str, str | None] | None:
    """Doers and deadline of a row under a header "Vad | Vem | När"; or of one with initials in its margin."""
    if header:
        who = next(
            (
                c
                for h, c in zip(header, cells, strict=False)
                if re.match(r"(?:vem|ansvarig|ansvar|utförare|utförs av)", h, re.IGNORECASE)
            ),
            None,
        )
        when = next(
            (
                c
                for h, c in zip(header, cells, strict=False)
                if re.match(r"(?:när|klart|datum|deadline|senast|tid|slutdatum)", h, re.IGNORECASE)
            ),
            None,
        )
        return (who, when or None) if who else None
    return (
        (cells[-1], None)
        if len(cells) == 2 and _INITIALS.fullmatch(cells[-1]) and len(cells[0].split()) >= 2
        else None
    )


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
