"""What a sentence tells of or proposes: decisions of another day or body, and formal proposals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.kinds import kind_of
from pipeline.extract.decisions.times import names_another_time
from pipeline.extract.wording import DECIDER, Used, used
from pipeline.facts import DecisionKind, Meeting, Status


@dataclass(frozen=True)
class Settled:
    """What a clause settles. `clause` replaces the candidate's where the quote is a part of it."""

    kind: DecisionKind
    status: Status
    decider: str | None
    rule: str
    clause: Clause | None = None


# what minutes say "godkändes", "noteras", "läggs till handlingarna" of
OBJECT = re.compile(
    r"^(?:(?:[A-ZÅÄÖ][\w’-]+ ){0,3}[A-ZÅÄÖ][\w’-]+s (?:\([A-ZÅÄÖa-zåäö]{1,4}\) )?)?"
    r"(?:(?:Den|Det|De|Utsänd|Utskickad|Föregående|Förra|Presidiets|Styrelsens|Nämndens"
    r"|Förbundets|Årets|Mötets|Ovanstående|Föreslagen"
    r"|Föreslagna)\s+)*(?:[\wåäöÅÄÖ-]+ (?:och |samt )?)?"
    r"[\wåäöÅÄÖ-]*(?:närvarolist|dagordning|föredragningslista|ärendelista|protokoll"
    r"|(?:minnes|mötes)?anteckningar?(?! till)|rapport|redovisning|information|anmäl(?:an|ning)|meddelande"
    r"|skrivelse|lägesrapport|berättelse"
    r"|bokslut|budget|plan|policy|riktlinje|reglemente|stadgar|ärende|fråga|motion"
    r"|interpellation|medborgarförslag|förslag|yttrande|ansökan|begäran|delegationsbeslut"
    r"|beslut|uppföljning|uppdrag|svar"
    r"|handling|kallelse|röstlängd|räkning|arvode|taxa|avgift|attestlista"
    r"|delegationsordning|arbetsordning|firmateckn\w*|avsägelse|sammanträdesdag|mötestid"
    r"|bygglov|marklov|rivningslov|tillstånd|dispens|avtal|offert|anbud|överlåtelse|uthyrning|medlemskap"
    r"|strategi|program|återrapport|genomgång|presentation|utlysande"
    r"|revisionsberättelse|årsavgift|ledamot\w*)(?:en|et"
    r"|n|t|r|ar|er|or|rna|arna|erna|orna|na|ingar|ingarna|s|a|ns)?\b",
    re.IGNORECASE,
)
CHAIR = re.compile(r"^(?:Mötes)?[Oo]rdförande(?:n)?\b|^(?:Vice )?[Oo]rdf\b")
# who gets the minutes: "Beslutet skickas till socialnämnden"
SENT = re.compile(
    r"^(?:Beslutet|Besluten|Protokollet|(?:Protokolls)?[Uu]tdrag\w*|Kopia\w*)(?: [^.]{1,40})? "
    r"(?:skickas|sänds|översänds|delges|expedieras|tillställs|meddelas|publiceras|anslås)\b"
)
PROPOSER = re.compile(
    rf"^(?:(?P<who>{DECIDER}|Vi|Ordföranden|Presidiet|Förvaltningen|Kansliet|Valberedningen"
    rf"|Beredningsgruppen|Arbetsgruppen|Arbetsutskottet|Revisorerna|Revisionen"
    rf"|Sekretariatet|Tjänstemannaledningen|[A-ZÅÄÖ][a-zåäö]*(?:direktören|chefen|kontoret)) "
    r"(?:föreslår|föreslog|tillstyrker|hemställer))\b(?: (?:därför|också|även|vidare"
    r"|med anledning (?:härav|av \w+)))*,?(?: att| (?:kommun|region|lands|års|förbunds"
    r"|social|styrelse|nämnd|direktion)\w+)"
)
# "Med anledning av detta föreslår förvaltningen att …", "Efter beredning föreslår avdelningen följande"
INVERTED = re.compile(
    r"^(?:(?:Med|Efter|Mot|Utifrån|Av|I|Vidare|Därför|Därutöver|Sammantaget|Slutligen|Samtidigt|Dessutom"
    r"|Sammanfattningsvis)\b[^.:;]{0,90}?)\s?föreslår "
    rf"(?P<who>{DECIDER}|[\wåäö-]*(?:förvaltningen|avdelningen|kontoret|kansliet|presidiet|ordföranden?"
    rf"|direktören"
    r"|chefen|valberedningen|arbetsgruppen|beredningsgruppen|enheten))"
    r"(?: (?:därför|också|även|vidare))*,? (?:att|följande)\b"
)
# "Följande ansökningar föreslås avslås:"
ARE_PUT = re.compile(
    r"^(?:(?:Följande|Övriga|Nedanstående|Resterande) )?[\wåäöÅÄÖ-]+ föreslås (?P<what>(?:bli "
    r"|att )?(?:avslås|avslagna"
    r"|beviljas|beviljade|godkännas|antas|bifallas|bordläggas|få)\b)"
)
COURT = re.compile(
    r"^(?:Förvaltningsrätten|Kammarrätten|Högsta förvaltningsdomstolen|Tingsrätten"
    r"|Mark- och miljödomstolen|Länsstyrelsen|Domstolen|Regeringen|IVO|JO)\b"
)
_TELLS = re.compile(
    r"^(?!(?:Efter|För|Vid|I|På|Under|Med|Den|Det|De|Enligt|Inför|Här|Som|Tidigare"
    r"|Därefter)\b)(?P<who>[A-ZÅÄÖ][^,.:;]{2,70}?)(?: \([A-ZÅÄÖ]+\))?\s+(?:har|hade|gav"
    r"|beslutade|avslår|avslog|beviljade|utsåg|antog|uppdrog)\b"
)


# "Den 3 juni godkände en extra bolagsstämma för Älvby Avfall AB förslaget": the subject behind the verb
_BEHIND = re.compile(
    r"^ (?P<who>(?:en |ett )?(?:(?:extra|ordinarie|gemensam) )?(?:[A-ZÅÄÖ][\wåäö-]+s? )*"
    r"[\wåäö-]*(?:stämman?|mötet?|kommittén?|kommun|kommission(?:en)?|regeringen|riksdagen|domstol(?:en)?)"
    r"(?: (?:för|i) [A-ZÅÄÖ][\wåäö-]*(?: [A-ZÅÄÖ][\wåäö-]*)*)?)(?=\s)"
)


# "Kansliet har från styrelsen, § 12, fått i uppdrag att …"
_CHARGER = re.compile(
    rf"\b(?:har|hade) (?:från|av) (?P<who>{DECIDER})(?=[\s,])"
    rf"|^(?:Vid|På) [^,.]{{0,40}}?\b(?:på|i) (?P<at>{DECIDER}) (?=den \d|i [a-zåäö]+ )"
)


def recalled(text: str, verb: Used, kind: DecisionKind, who: str | None) -> Settled | None:
    """A decision told as another day's or body's; None where nobody is said to have decided."""
    if verb.kind == "note" and verb.form == "active" and who is None:
        return None
    if who is None and kind == "assign":
        charger = _CHARGER.search(text[: verb.end])
        who = (charger["who"] or charger["at"]) if charger else None
    if who is None:
        behind = _BEHIND.match(text[verb.end :])
        if verb.form == "active" and behind:
            return Settled(kind, "recalled", behind["who"], "decision.recalled")
        named = teller(text, verb)
        who = named if named and not CHAIR.match(text) else None
    if who is None and verb.form != "passive" and kind != "assign":
        return None
    if kind == "refer" and (who is None or not re.fullmatch(DECIDER, who)):
        return None
    if (
        verb.form == "passive"
        and who is None
        and kind not in ("assign", "postpone", "fund")
        and not OBJECT.match(text)
    ) and not re.search(r"\bbeslutades\b", text):
        return None
    return Settled(kind, "recalled", who, "decision.recalled")


def teller(text: str, verb: Used) -> str | None:
    """Who a sentence says did it, before its verb: "Fjällsjö kommun har utsett …"."""
    named = _TELLS.match(text[: verb.end])
    return named["who"] if named and not used(named["who"]) else None


def shortened(clause: Clause, result: Settled | None, verb: Used) -> Settled | None:
    """The retold decision without what the sentence goes on to tell ("… men har ändrats")."""
    if result is None:
        return None
    tail = re.search(
        r"(?:,? (?:men|och) (?:har|den|det|de|pengarna|i stället|något|många|finns)\b"
        r"|,\s+(?:som|vilket|i stället|och den|då|där)\b|;).*$",
        clause.text[verb.end :],
        re.DOTALL,
    )
    return replace(result, clause=clause.part(0, verb.end + tail.start())) if tail else result


def proposed(clause: Clause, proposer: re.Match[str], meeting: Meeting) -> Settled | None:
    """What "presidiet föreslår att …" proposes; of the body that meets it is a referral."""
    text, who = clause.text, proposer["who"]
    own = bool(meeting.body) and who.lower() in ((meeting.body or "").lower(), "styrelsen", "nämnden")
    past = "föreslog" in proposer.group()
    if past:
        dated = names_another_time(text, proposer.end() - 4, proposer.end(), meeting.date) or re.search(
            r"föreslog \d{4}", text
        )
        return Settled("refer", "recalled", who, "decision.proposed_before") if dated else None
    if re.search(r"proposition", text):
        return Settled("other", "proposed", None, "decision.order_of_propositions")
    if own or (
        re.fullmatch(DECIDER, who)
        and not re.match(r"Valberedning|Revision|Presidiet|Beredning|Arbets|(?:KS)?A[Uu]$|KSau$", who)
    ):
        if meeting.kind == "minutes" and clause.zone is None:
            return Settled("refer", "decided", who, "decision.refers")
        return None
    shares = r"[^.]{0,30}(?:fördelning|bidrag)"
    inner = (
        kind_of(text[proposer.end() :])
        or (
            "fund"
            if proposer.group().endswith("följande") and re.match(shares, text[proposer.end() :])
            else None
        )
    ) or ("elect" if who.startswith("Valberedning") else "other")
    list_below = re.search(r":\s*\n", text)  # "föreslår avdelningen följande fördelning:" over its lines
    kept = clause.part(0, list_below.start()) if list_below else None
    return Settled(inner, "proposed", who, "decision.proposes", kept)
