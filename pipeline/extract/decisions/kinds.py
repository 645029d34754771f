"""What kind of decision a clause makes, and who its subject is."""

from __future__ import annotations

import re

from pipeline.extract.doers import decided_doer
from pipeline.extract.wording import DECIDER, Used, used
from pipeline.facts import DecisionKind, Meeting

_MONEY = re.compile(r"\d\s?(?:tkr|kr\b|kronor|mnkr|mkr|miljon|:-)|\bmedel\b", re.IGNORECASE)
_ACTIVE_SUBJECT = re.compile(rf"^(?P<who>{DECIDER})(?: \([A-ZÅÄÖ]{{2,7}}\))?(?=\s|$)")
# "Styrelsen för Alfa-akademin beslutar": the name behind "för" belongs to the board
_NAMED_BOARD = re.compile(
    r"^(?P<who>(?:Styrelsen|Nämnden|Direktionen|Kommittén"
    r"|Rådet) för (?:[a-zåäö]+ ){0,2}[A-ZÅÄÖ][\wåäö-]*(?: [\wåäö-]+){0,3}?)"
    r"(?= (?:beslut|beslöt|godkän|antar|antog|fastställ|utse|utsåg|välj|valde))"
)
_DOER = re.compile(
    rf"^(?:{DECIDER}|[A-ZÅÄÖ][^.,:]{{0,60}}?(?:förvaltning|kontor|kansli|avdelning|enhet"
    rf"|chef|direktör|grupp|bolag|ledare|ordförande)(?:en|et|n)?"
    rf"|[A-ZÅÄÖ]\w*nämnd [A-ZÅÄÖ]\w+) "
    r"ska(?:ll)?,?(?! (?:\w+ ){0,2}(?:ha|vara|bli|gälla|ingå|inte)\b)(?! (?:\w+ ){0,3}\w+(?:as|es|ds)\b)"
)


# "Att jämte ordföranden justera protokollet utsågs Siv Melin", "Att Siv Melin justerar protokollet"
_TO_ADJUST = re.compile(
    r"^(?:Att|För att|Till att) (?:.{0,60}?\b)?justera\b.*\b(?:valdes|väljs|utsågs|utses|omvaldes)\b"
    r"|^(?:[Aa]tt )?[A-ZÅÄÖ]\w+ [A-ZÅÄÖ][^.,]{2,60} (?:justerar|att justera) (?:dagens |mötets )?protokollet"
    r"|^(?:[Aa]tt )?[A-ZÅÄÖ][^.,:]{2,60} ska(?:ll)? vara (?:\w*ordförande|\w*sekreterare|kassör|revisor"
    r"|justerare|\w*ansvarig"
    r"|firmatecknare|kontaktperson|sammankallande|ledamot|suppleant|ersättare|ombud)\b"
)


_CONDITION = re.compile(r",? under (?:förutsättning|villkor) (?:av )?att\b")
_RELATIVE = re.compile(r", (?:där|som|vilken|vilket|vilka|varav|vars|med|inklusive) ")
# "Siv Melin representerar kommunen", "att Bo Ek och Siv Melin ska företräda förbundet"
_REPRESENTS = re.compile(
    r"(?:^|\batt )[A-ZÅÄÖ]\w+ [A-ZÅÄÖ][\w-]+(?: \([A-ZÅÄÖ]+\))?(?:(?:, | och )[A-ZÅÄÖ][\w -]+?)?"
    r" (?:ska(?:ll)? )?(?:representer|företräd)(?:a|ar|er)\b"
)


# "Ny ledamot efter Bo Ek blir Siv Melin"
_BECOMES = re.compile(
    r"^(?:Ny|Nya|Till ny) (?:\w*ledam|ersätt|\w*ordför|gruppled|ombud|revis|suppl|representant)\w*\b"
    r".*? blir [A-ZÅÄÖ]"
)


# "att den vakanta platsen tillsätts med Siv Melin", "Styrgruppen ska bestå av"
_FILLED = re.compile(
    r"\b(?:plats|post|uppdrag|vakans)\w*(?: [a-zåäö]+){0,4} tillsätt(?:s|es|as) med [A-ZÅÄÖ]"
    r"|^(?:[Aa]tt )?\w*(?:[Gg]rupp|[Uu]tskott|[Kk]ommitté|[Pp]residi)\w* ska(?:ll)? bestå av\b"
)
_TO_REJECT = re.compile(r"bif\w+ (?:[\wåäö-]+ ){0,3}?förslag(?:et)?(?: om)? att (?:avslå|avstyrka)\b")
# "Nämnden föreslås besluta att anta planen": what the body is asked to do
_IS_PUT = re.compile(r"föresl(?:ås|ogs) (?:(?:att )?besluta,? )?(?:att )?(?=[a-zåäö]+(?:a|å|e)\b)")
# "Bo Ek ska betala en byggsanktionsavgift": what somebody must pay is no money given
_IMPOSED = re.compile(r"\b(?:ska|skall) (?:betala|erlägga)\b.*\b(?:\w*avgift|vite)\w*", re.DOTALL)


# "att inte bifalla motionen", "Nämnden beslutar inte att bifalla motionen"
_DENIED_BEFORE = re.compile(r"\b(?:inte|ej|icke)(?: att)? $")
# "Bygglov beviljas ej", "Därför beviljar nämnden inte bidraget"
_DENIED_BEHIND = re.compile(
    r" (?:(?:[A-ZÅÄÖa-zåäö]+(?:en|et|fullmäktige) )?)(?:inte|ej|icke)\b(?! (?:bara|endast|enbart|minst))"
)
# "avslår inte förslaget utan remitterar det"
_INSTEAD = re.compile(r"\butan (?=(?:att )?[a-zåäö]+)")


# "Nämnden beslutar om 40 000 kronor till föreningen"
_SUM_DECIDED = re.compile(
    r"\bbeslut(?:ar|ade|ades|as) om (?:[\w ]{0,20}?\bbidrag |[\d  .,]*(?:kronor|kr|tkr|mnkr"
    r"|mkr) )(?:till|för|åt)\b"
)


def main_verb(text: str) -> Used | None:
    """The first deciding verb of a clause: that of "beslutar att anta" is "anta"."""
    found = used(text)
    if not found:
        return None
    first = found[0]
    if (
        len(found) > 1
        and first.kind == "other"
        and re.fullmatch(r"\s+och\s+", text[first.end : found[1].start])
    ):
        return found[1]  # "uppmanar och uppdrar åt"
    bare = re.match(r"(?:[Aa]tt\b|[a-zåäö]+a\b|(?:[^.]*?)\b(?:beslut\w*|beslöt|föreslå\w*)\b)", text)
    if first.form == "infinitive" and not bare:
        return next((one for one in found if one.form != "infinitive"), first)
    return _closing(text, found) or first


def _closing(text: str, found: tuple[Used, ...]) -> Used | None:
    """The verb behind a relative clause: "Förslaget, där 1 mnkr föreslås gå till skolan, godkänns"."""
    relative = _RELATIVE.search(text)
    if relative is None or relative.start() > found[0].start or found[0].form == "infinitive":
        return None
    return next(
        (
            one
            for one in found[1:]
            if one.form == "passive" and text[: one.start].endswith(", ") and one.start > relative.end()
        ),
        None,
    )


def kind_of(text: str) -> DecisionKind | None:
    """The kind by the clause's first deciding verb; None where the clause has no such verb."""
    condition = _CONDITION.search(text)
    if condition and re.fullmatch(r"(?:[Aa]tt,?)?", text[: condition.start()].strip()):
        # "att, under förutsättning att fullmäktige antar budgeten, ge kansliet i uppdrag att …"
        behind = next((one for one in used(text) if one.form == "infinitive"), None)
        return kind_of("att " + text[behind.start :]) if behind and behind.start > condition.end() else None
    if condition and condition.start() > 0:
        text = text[: condition.start()]  # "gäller under förutsättning att fullmäktige antar budgeten"
    if _FILLED.search(text) or _TO_ADJUST.match(text) or _REPRESENTS.search(text) or _BECOMES.match(text):
        return "elect"
    verb = main_verb(text)
    if verb is None:
        return _without_verb(text)
    if _DENIED_BEFORE.search(text[: verb.start]) or _DENIED_BEHIND.match(text[verb.end :]):
        instead = _INSTEAD.search(text[verb.end :])
        if instead:
            return kind_of(text[verb.end + instead.end() :]) or "other"
        if verb.kind in ("adopt", "approve", "fund", "assign"):
            return "reject"
        if verb.kind == "refer":
            return "other"
    put = _IS_PUT.match(text[verb.start :]) if verb.form == "passive" else None
    inner = kind_of(text[verb.start + put.end() :]) if put else None
    if inner:
        return inner  # "Nämnden föreslås bevilja bidraget"
    if verb.kind == "fund" and re.search(r"\b(?:entledigande|avsägelse)", text, re.IGNORECASE):
        return "other"  # "Begäran om entledigande beviljas": no money
    if verb.kind in ("fund", "other", "approve") and re.search(r"\bansvarsfrihet\b", text, re.IGNORECASE):
        return (
            "reject"
            if re.search(
                r"\bansvarsfrihet\b.*\b(?:inte|ej|vägras)\b|\b(?:inte|ej) (?:\w+ ){0,4}ansvarsfrihet\b",
                text,
                re.IGNORECASE,
            )
            else "approve"
        )
    if verb.kind == "other":
        return _other(text, verb)
    if verb.kind == "approve" and _TO_REJECT.match(text[verb.start :]):
        return "reject"  # "bifalla utskottets förslag att avslå motionen"
    if verb.kind == "fund" and _IMPOSED.search(text):
        return "other"
    if verb.kind == "note" and re.search(
        r"\b(?:anmäl[ds]\w*|väck[st]\w*) (?:och|samt) (?:remitter|överlämn|hänskjut)", text
    ):
        return "refer"
    if verb.kind == "note" and re.search(r"\b(?:anmäls|antecknas) (?:som|att)\b", text):
        return "note"
    if verb.kind in ("adopt", "approve") and re.search(
        r"\bsom (?:sitt )?eget (?:och|samt) (?:överlämna|översända|lämna)", text
    ):
        return "refer"
    if (
        verb.kind == "refer"
        and verb.form == "infinitive"
        and re.match(r"meddela|delta", text[verb.start :])
        and verb.start > 40
    ):
        return _without_verb(text) or "other"
    return verb.kind


def _other(text: str, verb: Used) -> DecisionKind:
    word = text[verb.start : verb.end].lower()
    if decided_doer(text) and text.split(" ", 1)[0].casefold() not in _LETTERS:
        return "assign"  # "Bo köper färg"
    if word.startswith("teckna") and re.search(r"\bfirma", text):
        return "elect"
    if word.startswith("medg") and not re.search(r"\bentledigande\b", text):
        return "fund" if _MONEY.search(text) else "approve"
    if re.match(r"ändra", word) and re.search(
        r"\btax(?:a|an|or|orna)\b|\w+tax(?:a|an)\b", text, re.IGNORECASE
    ):
        return "adopt"
    if re.match(r"(?:höj|sänk|räknas upp)", word) and re.search(
        r"avgift|taxa|belopp|gräns|pris|arvode", text, re.IGNORECASE
    ):
        return "adopt"
    return "other"


def _without_verb(text: str) -> DecisionKind | None:
    if _SUM_DECIDED.search(text):
        return "fund"
    if re.match(r"(?:[Mm]inoritetså|[Åå])terremiss\b|[Bb]ordläggning\b", text):
        return "postpone"
    if re.search(r"\b(?:inget|inga|ingen) (?:\w+ )?(?:arvode|ersättning)", text):
        return None
    if re.search(r"\barvoden? (?:till [^.:]{3,40}? )?ska(?:ll)? utgå\b|\butgår (?:ett )?arvode\b", text):
        return "fund"
    if re.search(r"arvoden? (?:för|utgår|betalas|till \S+ (?:om|med))\b|ersättning utgår", text):
        return "fund"
    if _DOER.match(text):
        return "assign"
    if re.search(r"\bsammanträdes(?:dagar|tider|datum)\b|\bmötestider\b", text, re.IGNORECASE):
        return "adopt"
    if decided_doer(text):
        return "assign"
    if re.search(r"\bbeslut\w* (?:om )?(?:\w+ )?(?:minoritets)?(?:återremiss|bordläggning)\b", text):
        return "postpone"
    if re.search(r"\bbeslut\w* i enlighet (?:här|där)med$", text):
        return "approve"
    if re.search(r"\bavslag(?:et|sbeslut(?:et)?)? (?:kvarstår|står fast|ligger fast)\b", text):
        return "reject"
    if re.match(r"(?:[Aa]tt )?(?:.{0,60}\bför\b)?.{0,60}\bavslag på\b", text):
        return "reject"
    if re.match(r"(?:[Aa]tt )?bifall(?: till\b|$)", text, re.IGNORECASE):
        return "approve"
    if re.fullmatch(r"Avslag", text):
        return "reject"
    return None


def subject_of(text: str) -> str | None:
    """The deciding body a clause names as its subject, as written.

    "Styrelsen godkände rapporten", "Till justerare utsåg styrelsen Ek", "Rapporten godkändes av nämnden".
    """
    verb = re.search(r"\b(?:beslut\w+|beslöt)\b", text)
    main = main_verb(text)
    at = min(verb.start() if verb else 10**6, main.start if main else 10**6)
    direct = _NAMED_BOARD.match(text) or _ACTIVE_SUBJECT.match(text)
    suffers = (
        main is not None
        and not verb
        and (main.form == "passive" or bool(re.match(r"(?:får|fick|fått)\b", text[main.start :])))
    )
    if (
        (
            direct
            and not suffers
            and direct.end() <= at + 1
            and not re.match(r"\s*(?:får|fick|ges|gavs|uppdras|ska|skall|entledigas)\b", text[direct.end() :])
        )
        and not re.match(r"s\b|:s\b", text[direct.end() :])
        and _is_nominative(direct["who"])
    ):
        return direct["who"]
    if at < 10**6:
        word_end = text.find(" ", at)
        inverted = (
            re.match(rf"\s(?:samtidigt )?(?P<who>{DECIDER})(?=[\s,.]|$)", text[word_end:])
            if word_end > 0
            else None
        )
        before = text[:at].strip()
        finite = re.match(r"\w+(?:r|de|te|g|öt|it)$", text[at:word_end])
        named = inverted and before and not re.match(rf"{DECIDER}$", before)
        if inverted and named and finite and _is_nominative(inverted["who"]):
            return inverted["who"]
    perfect = re.search(rf"\b(?:har|hade) (?P<who>{DECIDER})\s", text)
    if perfect and perfect.start() < at and _is_nominative(perfect["who"]):
        return perfect["who"]
    agent = re.match(rf"\s+av (?P<who>{DECIDER})(?=[\s,.]|$)", text[main.end :]) if main else None
    if agent and main and main.form == "passive":
        return agent["who"]
    return None


_GENERIC = re.compile(
    r"(?:Styrelsen?|Nämnden|Mötet|Årsmötet|Årsstämman|Stämman|Fullmäktige|Direktionen"
    r"|Förbundet|Föreningen|Föreningsmötet|Rådet|Utskottet|Förbundsstyrelsen)",
    re.IGNORECASE,
)


# "KS beslutar", "Au föreslår": a body by its letters
_LETTERS = {
    "kf": "kommunfullmäktige",
    "ks": "kommunstyrelsen",
    "rf": "regionfullmäktige",
    "rs": "regionstyrelsen",
    "au": "arbetsutskott",
    "ksau": "kommunstyrelsens arbetsutskott",
}


def is_own(who: str, meeting: Meeting) -> bool:
    """Whether `who` is the body that meets: by a word any body calls itself, or by its own name."""
    own, name = (meeting.body or "").casefold(), who.casefold()
    name = _LETTERS.get(name, name)
    if _GENERIC.fullmatch(who):
        return True
    if own.startswith(f"{name}s "):
        return False  # "Kommunstyrelsen" in the minutes of "Kommunstyrelsens arbetsutskott"
    return not own or name in own or own in name or re.sub(r"(?<=utskott)et$", "", name) in own


def _is_nominative(who: str) -> bool:
    last = who.split()[-1]
    return not (last.endswith("s") and not last.endswith(("fullmäktiges",)) and last not in ("Vis",))
