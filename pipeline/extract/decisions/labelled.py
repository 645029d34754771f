"""Clauses under "Beslut" and "Förslag till beslut", and the points after "Styrelsen beslutar att"."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.coordination import states
from pipeline.extract.decisions.elections import election, is_elected_to
from pipeline.extract.decisions.kinds import is_own, kind_of, main_verb, subject_of
from pipeline.extract.decisions.listed import only_named
from pipeline.extract.decisions.procedure import procedure
from pipeline.extract.decisions.referrals import author_of, own_referral, to_another
from pipeline.extract.decisions.times import is_perfect, names_another_time
from pipeline.extract.decisions.told import COURT, SENT, Settled, teller
from pipeline.extract.leads import ELECTS, Lead
from pipeline.extract.wording import DECIDER, Used
from pipeline.facts import DecisionKind, Meeting, Status
from pipeline.patterns import item_label

# what is told under the word Beslut and settles nothing
_NARRATIVE = re.compile(
    r"\b(?:presenter\w+|redogör\w*|redogjorde|inform(?:erar|erade)|berätta(?:r|de)"
    r"|föredr(?:ar|og)|rapporter(?:ar|ade)|diskuter\w+|påpeka\w*|fråga(?:r|de)|svara(?:r"
    r"|de)|undra(?:r|de)"
    r"|yrka(?:r|de)|anser|ansåg|menar|menade|tycker|tyckte|konstater\w+|redovisa(?:r|de)"
    r"|hälsa(?:r|de)|öppna(?:r|de)|reserver\w+ sig|lämnade (?:rummet|salen|mötet)"
    r"|lämnar (?:rummet|salen|sammanträdet|mötet)"
    r"|delt(?:ar|og) (?:inte|ej|varken)|anmäl(?:er|de) jäv|håller ett anförande|avlidit"
    r"|justeras i separat|besvarar|inkom(?:mit|mer)|framgår av|beskriver|väck(?:er"
    r"|te) frågan|ställer (?:följande )?fråg|tar på sig att|tog på sig att|åt(?:ar"
    r"|og) sig att|lov(?:ar|ade) att|begär(?:de|s)? (?:ordet|omröstning|votering)|röstar"
    r"|återkommer till|lät (?:meddela|hälsa)|avvikande mening|[Nn]edan redovisas|redovisas nedan"
    r"|protokollsanteckning|särskilt yttrande)\b"
)
_FIELD = re.compile(
    r"^(?:(?:Besöks|Post|Leverans)?adress|Telefon|Fax|E-post|Internet|Webbplats|Organisationsn\w+"
    r"|Bankgiro)\b.*$"
    r"|^Utdrag(?: till)? \w+$"
    r"|^Justera[st](?: av| den)?[\W_]*$"
    r"|^(?:Utses att justera|Vid protokollet|Justera(?:re|nde)|Sekreterare|Ordförande|Paragraf(?:er)?"
    r"|Beslutet skickas|Bilaga|Se bilaga|Handling|Underlag|Dnr|Nr|Sida|Exp|Datum|Plats|Tid"
    r"|Ja|Nej)\b.{0,60}$|^Inga? .{0,40}$|^Rapporterna föranledde inga beslut$"
)
_OPENS_OR_CLOSES = re.compile(
    r"^(?:Mötes)?[Oo]rdförande\w*\b.*\b(?:öppna|avsluta|tacka|hälsa"
    r"|förklara)\w*\b.*(?:\b(?:sammanträdet|mötet|möte|öppna\w*|avsluta\w*|välkom\w*"
    r"|årsmötet|stämman|dagen|intresse\w*)\b|$)"
)
_STANDS_ASIDE = re.compile(
    r"\b(?:delt(?:ar|og) (?:inte|ej|varken)|(?:anmäl|anmäld)\w* jäv|reserver\w+ sig|avvikande mening)\b"
)
# "Upphandlingen avbryts", "Positivt förhandsbesked lämnas", "Motionen är besvarad"
_SHORT = re.compile(
    r"^(?!(?:Inge[nt]|Omröstning|Votering|Överläggning|Diskussion)\b)[A-ZÅÄÖ]\w+ (?:\w+ )?"
    r"(?:(?!föredras|diskuteras|redovisas|presenteras|begärs|hålls|förs|behandlas|bereds|bifogas|finns"
    r"|lyfts|nämns"
    r"|saknas|deltas|visas|beskrivs|förklaras)[a-zåäö]{3,}s|är (?:besvara|slutför|avsluta|fullgjor)\w+)$"
)
_ACCORDING = re.compile(r"^(?:Enligt|På förslag av|I enlighet med)\b[^:]*$")


# "Ordföranden Alma Ros m.fl. (S) föreslår att nämnden …" under "Förslag till beslut": a member's motion
_MEMBER_MOVES = re.compile(
    r"^[^.:;]{0,60}[A-ZÅÄÖ][\wåäö-]+ [A-ZÅÄÖ][\wåäö-]+(?: m\.\s?fl\.?)? \([A-ZÅÄÖ]{1,4}\)[^.:;]{0,80}?"
    r" (?:föreslår|föreslog|yrkar|yrkade|hemställer)\b"
)


# "Vid omröstning avges 7 ja-röster och 6 nej-röster", "Två ledamöter avstår"
_VOTED = re.compile(
    r"\b(?:ja|nej)-?röst(?:er)?\b|\b\d+ (?:ja|nej)\b|^(?:Avstår|Ja|Nej)(?:-röster)?:? ?[\dA-ZÅÄÖ]"
    r"|\d röster (?:för|mot|på)\b"
    r"|\b(?:lämna|anmäl|avge)\w* (?:\w+ )?reservation|\bledam\w+ (?:avstår|avstod|är frånvarande"
    r"|röstar|röstade)\b|\bröstsiffr"
    r"|^(?:Omröstning|Votering)\w*\b",
    re.IGNORECASE,
)
DECIDES = r"\b(?:beslut(?:ar|ade|as|ades|at)|beslöts?|bifaller|avslår|antar)\b"
# "Nedanstående avsägelser godkänns: Siv Melin …": the list is the decision's content
_CONTENT = re.compile(
    r"[A-ZÅÄÖ][^:]{3,120}? (?:godkänns|fastställs|antas|noteras|godkändes|fastställdes|antogs|noterades)"
    r"(?: (?:enligt|med) [^:]{3,40})?(?=: \S)"
)
# "Siv Melin (L) frågar ordföranden om bussarna": a list of questions below a decision
_SPEAKS = re.compile(
    r"^[A-ZÅÄÖ][\w’-]+(?: [A-ZÅÄÖ][\w’-]+){1,3} \([A-ZÅÄÖ]{1,4}\),? (?:frågar|undrar|ställer|anför|yttrar"
    r"|meddelar|informerar|besvarar|svarar|tar upp|lyfter)\b"
)
# "Nämnden ska besluta vem som justerar protokollet": what the item asks
_WILL_DECIDE = re.compile(rf"^{DECIDER} (?:ska|skall|har att) (?:nu )?(?:besluta|ta ställning|utse|välja)\b")


def labelled(
    clause: Clause, decider: str | None, carried: bool, meeting: Meeting, has_label: bool
) -> Settled | None:
    """What a clause under a decision or proposal label, or after a deciding lead-in, settles.

    `decider` is that of the clause before it in the same sentence, `carried` whether that one settles
    something; `has_label` whether the item has a decision label.
    """
    if clause.zone not in ("decision", "proposal") or clause.block.kind == "row":
        return None
    text, lead = clause.text, clause.lead
    if _OPENS_OR_CLOSES.match(text) or _STANDS_ASIDE.search(text):
        return None
    if (SENT.match(text) and not clause.point) or (_VOTED.search(text) and not re.search(DECIDES, text)):
        return None
    if _WILL_DECIDE.match(text) and not clause.point:
        return None
    if (clause.zone == "proposal" and _MEMBER_MOVES.match(text)) or _SPEAKS.match(text):
        return None
    verb = main_verb(text)
    according = _ACCORDING.match(text) and (verb is None or verb.form == "infinitive")
    if _FIELD.match(text) or len(text) < 6 or according:
        return None
    narrative = _NARRATIVE.search(text)
    told = not clause.point and not text.startswith("Att ")  # "Att Siv Melin tar på sig att skriva den"
    if narrative and (verb is None or narrative.start() < verb.start) and told:
        return None
    if clause.content and not _finite_main(text):
        return None
    if lead and ELECTS.fullmatch(lead.text.rstrip(". ")) and clause.point:
        named = is_elected_to(text)
        return Settled("elect", "decided", lead.decider, "decision.election") if named else None
    kind = _kind(clause)
    if kind is None and re.search(r"\bföljande uppdrag\W*$", clause.label):
        kind = "assign"  # under "Nämnden gav följande uppdrag"
    about = procedure(clause, meeting) if kind is None else None
    if kind is None:
        kind = about.kind if about else "elect" if election(clause, meeting) else None
    own = subject_of(text)
    fallback = kind is None
    if (verb is None or (verb.form == "infinitive" and verb.start > 0)) and only_named(clause):
        return None
    author = author_of(clause, meeting, has_label)
    if fallback and author is None and not _settles_without_verb(clause):
        return None
    continues = carried and (bool(decider) or text.startswith("att ") or not fallback)
    if (
        not clause.first
        and not continues
        and not clause.point
        and about is None
        and (fallback or not _finite_main(text))
    ):
        return None
    leads = _named(lead) if lead else None
    who = own or decider or leads
    if lead and lead.addressee and clause.point:
        who = leads
    owner = re.fullmatch(
        r"(?P<who>[\wåäö -]*?(?:styrelse|nämnd|utskott|möte|direktion|fullmäktige|stämma|kommitté)(?:n|en|et"
        r"|t)?)s beslut(?: för egen del| i korthet| i ärendet)?",
        clause.label.strip(" :"),
        re.IGNORECASE,
    ) or re.match(rf"(?P<who>{DECIDER}) (?:gav|ger|fattade|fattar|tog|tar) följande\b", clause.label)
    inside = re.fullmatch(rf"Beslut i (?P<who>{DECIDER})", clause.label.strip(" :"), re.IGNORECASE)
    owner = owner or inside
    if who is None and owner:
        who = owner["who"]  # "Styrelsens beslut: att anta planen", "Direktionens beslut: Planen antas"
    status = _status(clause, meeting)
    if status == "proposed" and own and not has_label and to_another(clause, own, meeting):
        status = "decided"
    heads = not item_label(clause.label) or (not has_label and _heads_own(clause.label, meeting))
    if status == "proposed" and heads and own_referral(clause, meeting):
        status = "decided"
    if status == "proposed" and author:
        return Settled("refer", "decided", author, "decision.refers")
    if (
        status in ("decided", "proposed")
        and clause.zone == "decision"
        and verb
        and not clause.point
        and _retold(text, verb, own, meeting)
    ):
        status, who = "recalled", own or teller(text, verb) or decider
    court = COURT.match(text)
    if status == "decided" and court and verb and verb.form == "active" and not clause.point:
        # "Dom om detaljplanen. Tingsrätten avslår överklagandet": reported under "Antecknas", not decided
        status, who = "recalled", court.group()
    rule = (_POINT if clause.point else _LABELLED)[status]
    content = _CONTENT.match(text) if kind in ("approve", "adopt", "note") else None
    return Settled(kind or "other", status, who, rule, clause.part(0, content.end()) if content else None)


_LABELLED: dict[Status, str] = {
    "decided": "decision.labelled.decided",
    "proposed": "decision.labelled.proposed",
    "recalled": "decision.labelled.recalled",
}
_POINT: dict[Status, str] = {"decided": "decision.point.decided", "proposed": "decision.point.proposed"}


def _heads_own(label: str, meeting: Meeting) -> bool:
    """ "Arbetsutskottets förslag" in the minutes of that committee, which can do no more than propose."""
    whose = re.fullmatch(
        r"(?P<who>\S.*(?:utskott(?:et)?|beredning(?:en)?))s förslag(?: till beslut)?:?", label.strip()
    )
    return whose is not None and is_own(whose["who"], meeting)


# "Socialnämndens förslag till beslut": whose heading it is
_WHOSE = re.compile(
    r"(?P<who>\S.*(?:nämnden|styrelsen|utskottet|direktionen|beredningen|presidiet|fullmäktige))s"
)


def _named(lead: Lead) -> str | None:
    """Who decides by a lead-in; of the heading "Socialnämndens förslag till beslut" without the genitive."""
    whose = _WHOSE.fullmatch(lead.decider or "")
    return whose["who"] if whose and re.search(r"s förslag till\b", lead.text) else lead.decider


def _retold(text: str, verb: Used, own: str | None, meeting: Meeting) -> bool:
    """Under the word Beslut too, what another body or an earlier meeting did is told, not decided."""
    if is_perfect(text, verb.start):
        return not (own and is_own(own, meeting))
    past = re.search(
        r"\b(?:beslutade|beslöt|gav|uppdrog|godkände|antog|fastställde|beviljade|avslog|utsåg"
        r"|valde|återremitterade\w*|bordlade\w*|godkändes|antogs|fastställdes)\b",
        text,
    )
    return bool(past) and names_another_time(text, verb.start, verb.end, meeting.date)


_CHARGES = re.compile(
    r"\b(?:uppdra|uppdrar|uppdrog|uppdras)\b(?:.* att:?| (?:åt|till) [^.;]{2,60})$"
    r"|\bi (?:uppdrag|uppgift)(?: att)?:?$"
)


def _kind(clause: Clause) -> DecisionKind | None:
    lead = clause.lead
    if lead and lead.addressee and clause.point:
        higher = re.search(r"(?:styrelsen|nämnden|utskott(?:et)?|beredningen)$", lead.decider or "")
        if clause.zone == "decision" or higher:
            return "refer"
    if clause.point and lead and _CHARGES.search(lead.text):
        return "assign"  # "att uppdra åt kansliet att: a) ta fram en plan, b) teckna avtalet"
    kind = kind_of(clause.text)
    if kind is None and not clause.first and clause.text.startswith(("att ", "åt ")):
        return None if states(clause.text) else "assign"
    return kind


def _settles_without_verb(clause: Clause) -> bool:
    """A point always settles something; a bare sentence does right under the label: "Mötet flyttas"."""
    if not clause.first:
        return False
    if (
        clause.zone == "proposal"
        and not (clause.point and clause.lead and clause.lead.decider)
        and not re.match("[Aa]tt ", clause.text)
    ):
        return False
    if clause.zone == "decision" and clause.nth == 0 and re.match(r"[Aa]tt \S+ \S", clause.text):
        return True
    if clause.point or (clause.block.kind == "item" and clause.nth <= 15):
        return len(clause.text.split()) >= 2
    return (
        clause.nth == 0
        and (len(clause.text.split()) >= 4 or bool(_SHORT.match(clause.text)))
        and clause.text[0].isupper()
        and not clause.text.endswith(":")
    )


_IS_TO_BE = re.compile(r"\b(?:ska|skall|bör|kan|får|måste)(?: \w+){0,2} $")


def _finite_main(text: str) -> bool:
    verb = main_verb(text)
    if verb is None or verb.form == "infinitive":
        return bool(re.match(rf"{DECIDER}\s+(?:beslut|beslöt)", text)) or bool(
            re.match(r"[^,]{0,40}\bbeslut(?:ar|ade|as|ades)\b", text)
        )
    if verb.form == "passive" and _IS_TO_BE.search(text[: verb.start]):
        return False  # "Årsredovisningen ska godkännas av fullmäktige"
    return not re.search(r"\b(?:som|om|där|när|eftersom|hur|vad|att)\b", text[: verb.start])


def _status(clause: Clause, meeting: Meeting) -> Status:
    if clause.zone == "proposal" or meeting.kind in ("notice", "attachment"):
        return "proposed"
    if clause.section is not None and clause.section.kind in ("attachment", "agenda_item"):
        return "proposed"
    return "decided"
