"""What a meeting settles about itself: its agenda, its lawfulness, when its minutes are adjusted."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.told import Settled
from pipeline.facts import DecisionKind, Meeting
from pipeline.patterns import MONTHS

_AGENDA = r"(?:dagordning|föredragningslista|ärendelista)(?:en|n)?"
# "Två ärenden tillkommer till dagordningen", "En övrig fråga lades till dagordningen"
_ADDED = re.compile(
    r"^(?:(?:Ett|En|Två|Tre|Fyra|Fem|Följande|Ytterligare|\d)(?: [a-zåäö]+){1,3}|(?:Ärende|Punkt|Fråg)\w*"
    r"(?: [^.:,]{1,60}?)?) "
    rf"(?:(?:läggs|lades|förs|fördes|tas|togs|tillfogas|tillfogades|anmäls|anmäldes|lyfts|lyftes)"
    rf"(?: (?:in|upp|till))?(?: (?:till|på|i|under))? {_AGENDA}"
    r"|(?:tas|togs) upp som (?:ett |en )?(?:\w+ )?(?:ärende|punkt|fråga)$"
    rf"|tillkom(?:mer)?(?: (?:till|på|i) {_AGENDA})?$)"
)
# "Protokollet ska justeras senast tisdagen den 3 mars", "Justeringen äger rum i Älvby den 8 december"
_WHEN = (
    rf"\b(?:\d{{1,2}} (?:{'|'.join(MONTHS)})|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}"
    r"|måndag|tisdag|onsdag|torsdag|fredag)"
)
_ADJUSTED = re.compile(
    r"^(?:(?:Protokollet|Dagens protokoll) (?:ska(?:ll)? )?justeras|(?:Protokollets )?[Jj]ustering(?:en)?"
    rf"(?: av (?:dagens )?protokoll(?:et)?)? (?:ska(?:ll)? )?(?:äger|äga|sker|ske)(?: rum)?)\b.*{_WHEN}"
)
# "Paragrafen förklaras omedelbart justerad", "§ 12 justeras omedelbart"
_AT_ONCE = re.compile(
    r"^(?:Paragrafen|Paragraferna|Punkten|Ärendet|Beslutet|Protokollet|§+ ?[\d–-]+)"
    r"(?: (?:för|i) [^.,]{3,40})?"
    r" (?:(?:förklaras?|förklarades) (?:för )?omedelbart justera[dt]e?"
    r"|justera(?:s|des) (?:omedelbart|direkt))"
)
# "Det antecknades att sammanträdet utlysts i laga ordning"
_LAWFUL = re.compile(
    r"^(?:Det )?[Aa]nteckna(?:s|des)(?: till protokollet)? att \w+ .*\b(?:(?:utlyst|kungjort|kallat)s?"
    r"|laga ordning|laga tid|behörig\w*|beslut(?:s)?för\w*)\b"
)
# "Punkten flyttas för behandling vid kommande sammanträde"
_MOVED = re.compile(
    r"^(?:Punkt|Ärende|Fråg|Beslut|Val|Redovisning|Förslag|Motion|Interpellation)\w*\b[^.,:]{0,60}?\b"
    r"(?:flytta(?:s|des)|skjuts|sköts|hänskjuts|hänsköts|uppskjut(?:e)?s|(?:får|ska) återkomma|återkommer"
    r"|behandlas|besvaras|tas(?: upp)?|fattas)\b[^.,:]{0,40}?\b(?:till|vid|på)\s(?:ett |en )?(?:[a-zåäö]+s )?"
    r"(?:nästa|nästkommande|kommande|senare|följande|annat) (?!år\b|tillfälle i livet)\w*(?:möte|sammanträde|"
    r"stämma|tillfälle)\w*"
)
# "Ärendet återgår till förvaltningen för vidare utredning"
_RETURNS = re.compile(r"^(?:Ärendet|Frågan|Motionen|Förslaget) återg(?:år|ick) till [^.,:;]{3,60} för\b")
# "Sammanträdet den 3 juni ställs in", "Nästa möte flyttas till den 9 juni"
_CANCELLED = re.compile(
    r"^(?:Nästa )?(?:\w*[Ss]ammanträde|\w*[Mm]öte)\w*\b[^.,:]{0,40} "
    r"(?:(?:ställs|ställdes) in$|(?:flyttas|flyttades) (?:från|till) (?:den )?\d)"
)
# "Siv Melin är därmed vald till ordförande", "Lotten avgör och Siv Melin blir därmed vald"
_IS_ELECTED = re.compile(
    r"^(?:Lotten (?:avgör|avgjorde|faller|föll)[^.,:]{0,60}? och )?"
    r"[A-ZÅÄÖ][^.,:]{3,60} (?:(?:är|blir|blev) (?:därmed|härmed|således|alltså)|förklaras|förklarades) "
    r"(?:vald|valda|utsedd|utsedda)\b"
    r"|^Lotten (?:faller|föll|avgör|avgjorde)\b[^:;]{3,60},? som (?:därmed|således|därigenom) (?:valdes"
    r"|väljs|utsågs|utses)\b"
)
# "Platsen lämnas vakant", "Uppdraget som ersättare hålls vakant"
_VACANT = re.compile(
    r"^(?:Platsen|Posten|Platserna|Posterna|Uppdraget|Valet)\b[^.,:;]{0,60} "
    r"(?:vakanthålls|vakantsätts|vakantsattes|(?:lämnas|lämnades|hålls|hölls|förblir) vakant\w*)"
)
# "Punkt 7 ströks", "Punkterna 3 och 4 byter plats"
_POINTS = re.compile(
    r"^Punkt(?:en|erna)? \d[\d ,och–-]* (?:(?:stryks|ströks|utgår|utgick|byter plats|bytte plats)\b"
    r"|(?:ändras|ändrades) (?:från [^.;]{3,80} )?till\b|(?:flyttas|flyttades|tas|togs) (?:före|efter|fram"
    r"|upp före)\b)"
)
# "Nästa styrelsemöte bestämdes till den 3 juni"
_NEXT = re.compile(
    r"^(?:Nästa|Nästkommande|Kommande) \w*(?:möte|sammanträde|stämma)\w* "
    r"(?:bestäm(?:s|des)|beslutades|beslutas|sätts|sattes|fastställ(?:s|des)|planeras) till\b"
    r"|^[A-ZÅÄÖ][^.,:]{2,50} bestämdes till (?:den )?(?:\d|vecka\b|v\.|(?:mån|tis|ons|tors|fre|lör|sön)dag)"
)
# "Årsavgiften lämnas oförändrad", "Medlemsavgiften höjs till 250 kr": short, as an item's whole text
_CHARGES = re.compile(
    r"^(?:[A-ZÅÄÖ]\w+s )?(?:\w*avgift|\w*arvode|\w*taxa|\w*ersättning)(?:en|et|er|erna|n|na|t)?\b[^.:]{0,40} "
    r"(?:(?:blir|blev|lämnas|lämnades|förblir) oförändra\w+"
    r"|(?:bestäms|bestämdes|sätts|sattes|höjs|höjdes|sänks|sänktes) (?:från [^.:]{1,40}? )?(?:till|med)\b)"
    r"|^Till [^.:]{3,40} utgår (?:ett )?arvode\b|^(?:Inget|Inga|Ingen) \w*(?:arvode|ersättning)\w* utgår\b"
    r"|^\w*(?:arvode|ersättning)\w*(?: till [^.:]{3,40})? (?:utgår|ska(?:ll)? utgå) enligt\b"
    r"|^\w*(?:arvode|ersättning|avgift)\w*\b[^.:]{0,60} (?:(?:ska(?:ll)? )?(?:betalas|vara|bli)|betalas)"
    r" (?:\w+ ){0,3}?(?:oförändra\w+ )?\d"
    r"|^(?:Årets|Föreningens) (?:resultat|överskott|underskott|vinst|förlust)\b[^.:]{0,30} "
    r"(?:överförs|överfördes|balanseras|balanserades)\b",
    re.IGNORECASE,
)
# "Revisorerna ersätts med 300 kr vardera", "Bilersättning vid möten ersättes med 18 kr per mil"
_PAID = re.compile(
    r"^[A-ZÅÄÖ]\w+(?: [\wåäö]+){0,7} (?:ersätt(?:s|es)|gottgörs) (?:\w+ )?med \d[\d ]* ?(?:kr|kronor|:-|tkr)"
    r"|^\w*(?:arvode|ersättning)\w*\b[^.:]{0,60} ska(?:ll)? utgå (?:\w+ )?med \d",
    re.IGNORECASE,
)
# "Föreningens firma tecknas av ordföranden och kassören var för sig"
_SIGNED = re.compile(
    r"^(?:(?:Förbundets|Föreningens|Bolagets|Stiftelsens|Kommunens) )?[Ff]irma(?:n)? tecknas "
    r"(?!i dag|idag|för närvarande|hittills|normalt|enligt (?:gällande|tidigare))[^.:]*?\bav [^.:]{3,}"
    r"|^[A-ZÅÄÖ][^.:;]{3,90} tecknar (?:förbundets|föreningens|bolagets|stiftelsens|kommunens) firma"
    r"(?:,? (?:var för sig|i förening|två i förening|tillsammans|gemensamt|var och en för sig))*$"
)
# "Medborgarförslaget anses besvarat", "Motionen ska därmed anses vara besvarad"
_ANSWERED = re.compile(
    r"^(?:Motion|Medborgarförslag|Interpellation|Fråga|Skrivelse|Uppdrag|E-förslag|Ärende|Remiss)\w*"
    r"(?: (?:om|nr|från|av) [^.:,]{1,80}?)? (?:ska(?:ll)? )?(?:därmed |härmed )?"
    r"(?:(?:anses|ansågs)(?: därmed| härmed)?|är (?:därmed|härmed)) (?:vara )?"
    r"(?:besvara|slutför|fullgjor|färdigbehandla)\w+"
)
_SHORT = 160  # characters of a paragraph that says nothing else
_ALL: tuple[tuple[re.Pattern[str], DecisionKind, str], ...] = (
    (_ADDED, "other", "decision.agenda"),
    (_ADJUSTED, "other", "decision.adjusting"),
    (_AT_ONCE, "other", "decision.adjusted_at_once"),
    (_LAWFUL, "note", "decision.lawfully_called"),
    (_POINTS, "other", "decision.agenda"),
    (_SIGNED, "elect", "decision.signing"),
    (_NEXT, "other", "decision.next_meeting"),
    (_CANCELLED, "other", "decision.cancelled"),
    (_IS_ELECTED, "elect", "decision.is_elected"),
    (_MOVED, "postpone", "decision.to_next_meeting"),
    (_RETURNS, "postpone", "decision.to_next_meeting"),
    (_VACANT, "other", "decision.vacant"),
    (_PAID, "other", "decision.charges"),
)


def procedure(clause: Clause, meeting: Meeting) -> Settled | None:
    """What a sentence in an item of minutes settles about the meeting and its order; else None."""
    if meeting.kind != "minutes" or clause.front or clause.zone not in (None, "decision"):
        return None
    text = clause.text
    if _ANSWERED.match(text):
        return Settled("other", "decided", None, "decision.considered_answered")
    if re.search(r"\b(?:inte|ej|om|kan|bör)\b", text[:60]):
        return None
    if clause.first and len(clause.block.text) <= _SHORT and _CHARGES.match(text):
        fee = re.match(r"Till\b", text)
        return Settled("fund" if fee else "adopt", "decided", None, "decision.charges")
    return next(
        (Settled(kind, "decided", None, rule) for pattern, kind, rule in _ALL if pattern.match(text)),
        None,
    )
