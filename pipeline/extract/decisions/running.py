"""What running text says in a deciding verb's words and does not settle: talk, habits, what others do."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.elections import is_election_of
from pipeline.extract.decisions.kinds import is_own
from pipeline.extract.decisions.told import CHAIR, OBJECT, SENT
from pipeline.extract.wording import Used
from pipeline.facts import Meeting

_OPINION = re.compile(
    r"\b(?:noterar?|noterade|konstater\w+|framhåll\w+|ansåg|anser|menade?r?)(?: också| även"
    r"| samtidigt)? (?:att|hur|vikten)\b"
)
_THANKS = re.compile(
    r"\btack\w+(?: \S+){0,4}? för (?!visat|mötet|dagen|ett|sig|avsked|en tydlig|\w+ samtal"
    r"|uppmärksam|medverkan|sitt|sin|lång|gott|allt|årets)(?:\S+ ){0,3}?\S*(?:information"
    r"|rapport|redovisning|presentation|föredragning|dragning|genomgång|svar)\w*"
)
_ELECTS = re.compile(
    r"\b(?:[Tt]ill|[Ss]om|[Aa]tt|justera)\b|^(?:Om|Ny)?(?:[Vv]aldes|[Vv]äljs|[Vv]äljes)\b"
    r"|\b(?:(?:val\w+|väljs) om"
    r"|omval\w+|omväljs"
    r"|nyval\w+|nyväljs)\b|\b(?:valdes|väljs)\b.*\bpå (?:ett|två|tre|\d) år\b"
)
_ABSENCE = re.compile(
    r"\banmäl\w+ (?:följande )?(?:förhinder|frånvaro|jäv)|\binte del(?:tar|tog)\b|\bdel(?:tar|tog) inte\b"
)
_HABIT = re.compile(r"\b(?:varje år|årligen|löpande|vanligtvis|normalt|vartannat år|vart fjärde år)\b")
# "Vidare godkändes riktlinjerna", "Efter diskussion fastställdes taxan": the object stands behind the verb
_ADVERBIAL = re.compile(
    r"(?:Vidare|Därefter|Därmed|Därvid|Sedan|Slutligen|Samtidigt|Även|Också|Dessutom|Härefter"
    r"|Avslutningsvis|Det"
    r"|(?:Efter|Utan|Med|Vid|Utöver)(?: \w+){1,4}"
    r"|(?:Efter|Genom|Med|Vid) (?:\w+ )?(?:omröstning|votering|lottning|rösträkning)(?:en)?\b[^.:;]{0,70})"
)
# "Yttrandet ska lämnas till länsstyrelsen": what somebody is to do
_MODAL = re.compile(r"\b(?:ska|skall|bör|kan|måste|får|kommer att|skulle|kunde|borde)(?: [\wåäö]+){0,2} $")
# "Delegationsordningen revideras enligt bilaga": a rule of the body's own, and how it is changed
_REVISED = re.compile(
    r"^(?:\w*ordningen|\w*reglementet|\w*reglerna|\w*riktlinjerna|Stadgarna|\w*policyn|\w*taxan|\w*planen"
    r"|\w*budgeten)(?: för [^.,:]{3,50}?)? (?:revidera|ändra|justera)(?:s|des) "
    r"(?:enligt|i enlighet med|så att|med)\b"
)
# "Tillägg till dagordningen godkänns enligt följande"
_TO_AGENDA = re.compile(
    r"^(?:Tillägg|Ändring|Komplettering)\w* (?:till|av|i|på) (?:dagordning|föredragningslist|ärendelist)\w*"
)
_VAL = re.compile(r"^(?:Val|Omval|Nyval|Fyllnadsval)\b")


def not_now(clause: Clause, verb: Used, who: str | None, meeting: Meeting) -> bool:
    """Discussion, opinions, thanks among people, and what somebody else does."""
    text = clause.text
    if _OPINION.search(text[: verb.end + 12]) or (
        CHAIR.match(text) and verb.kind != "assign" and (verb.kind, verb.form) != ("elect", "passive")
    ):
        return True
    word = text[verb.start : verb.end]
    if _HABIT.search(text[verb.start : verb.end + 25]) or SENT.match(text):
        return True
    if who and re.match(r"(?:av|till)styrk", word) and not is_own(who, meeting):
        return True  # "Socialnämnden avstyrker motionen": asked for its view
    if verb.kind == "note" and _ABSENCE.search(text):
        return True
    if re.match(r"(?:Det )?(?:noterades|noteras|antecknades|antecknas) att\b", text, re.IGNORECASE):
        return True
    if word.lower().startswith("tack") and not _THANKS.search(text):
        return True
    if verb.form == "passive" and _MODAL.search(text[: verb.start]) and "beslut" not in text[: verb.end]:
        return True
    if verb.form == "active":
        if verb.kind == "assign" and re.match(r"(?:får|fick|fått)\b", word):
            return False
        return (
            who is None
            or (
                verb.kind == "other"
                and not re.search(
                    r"\b(?:beslut\w+|beslöt|avst(?:år|od) från att (?:yttra|avge|lämna)|ställ\w+ in"
                    r"|köper|säljer|säger upp|sade upp|anställer|tillsätter|inrättar|förlänger|v(?:äljer"
                    r"|alde) [Aa]tt|(?:deleger|bemyndig|upphäv|avskriv"
                    r"|entledig|befri|medge|vakant|föreläg|förel(?=ade)|förbju|förbjöd|påför|överklag"
                    r"|bestrid)\w*)\b",
                    text,
                )
            )
            or (verb.kind == "refer" and bool(re.match(r"meddel|rekommend|skick", word)))
        )
    if text[: verb.end].lower().endswith(("beslutades", "beslutas")):
        return False
    if verb.kind == "elect":
        return not is_election_of(text[: verb.start]) and not (
            _ELECTS.search(text) or (clause.section and _VAL.match(clause.section.title))
        )
    if verb.kind == "assign":
        return False
    if word.lower().startswith(("tas upp", "togs upp")):
        return not re.match(r"(?:Frågan|Ärendet|Förslaget|Punkten|Detta|Tas)\b", text)
    if verb.kind == "other" and not re.match(
        r"(?:upphäv|.*entledig|.*fullmakt|befria|förklaras|avslut|deleger|bemyndig|säg(?:as|s) upp|sades upp"
        r"|föreläg|förelades|förbjud|påför)",
        word,
    ):
        return not _REVISED.match(text)
    if re.match(r"(?:.*entledig|befria)", word) or re.search(r"\bansvarsfrihet\b", text, re.IGNORECASE):
        return word.lower().startswith("tillstyrk")  # "ansvarsfrihet tillstyrktes": by the auditors
    if verb.kind in ("approve", "adopt") and _TO_AGENDA.match(text):
        return False
    behind = text[verb.end :].strip() if _ADVERBIAL.fullmatch(text[: verb.start].strip()) else text
    return not OBJECT.match(behind) and not (verb.kind in ("note", "postpone") and len(text) < 120)
