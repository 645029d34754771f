"""How associations decide: "Beslut togs att …", "Vi var eniga om …", "Fastställdes.", "… besvaras med ja"."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.kinds import kind_of, subject_of
from pipeline.extract.decisions.times import names_another_time
from pipeline.extract.decisions.told import Settled
from pipeline.extract.wording import DECIDER, used
from pipeline.facts import DecisionKind, Meeting

_WHO = rf"(?P<who>{DECIDER}|[Vv]i)"
_ADVERB = r"(?:(?:också|även|då|därför|här|sedan|slutligen|enhälligt|gemensamt|vidare|bara)\s+)*"
_THAT = r"(?:att|om att|om|följande)\b"
# "Vi beslutade också att …", "här beslutade vi att …", "Vi enades om att …"
_WE = (
    re.compile(
        rf"^(?P<who>Vi)\s+{_ADVERB}(?P<verb>beslutade|beslutar|beslöt|bestämde|bestämmer|enades"
        rf"|kom överens)\b"
        rf"(?! (?:inte|ej|aldrig|ofta|alltid|själva)\b| om att (?:det|den|de|man|vi) (?:är|var|har|hade"
        rf"|blir|blev)\b)"
    ),
    re.compile(rf"^(?P<who>{DECIDER})\s+{_ADVERB}(?P<verb>enades|kom överens|bestämde)\b (?:sig )?{_THAT}"),
    re.compile(
        rf"^(?:\w+,? ){{0,3}}?(?P<verb>beslutade|beslöt|bestämde|enades) (?P<who>vi)\s+{_ADVERB}{_THAT}"
    ),
)
# "Rektor beslutar att …": minutes of one who decides alone
_OFFICE = re.compile(
    r"^(?P<who>Rektorn?|Dekan(?:en|us)?|Prefekten|Generaldirektören)"
    r" (?P<verb>beslutar|beslutade) (?:att|om)\b"
)
# "Styrelsen tog beslut att …", "Föreningen fattade beslut om att …", "Beslut togs att …"
_TOOK = (
    re.compile(
        rf"^{_WHO} (?:tog|fattade) (?:bland annat |också |även |ett )?(?:enhälligt )?"
        r"(?P<verb>beslut) (?:att|om att|om|enligt|i enlighet med)\b"
    ),
    re.compile(
        rf"^(?P<verb>Beslut) (?:togs|fattades) (?:{_ADVERB})(?:att|om att|om)\b(?! (?:till|på) nästa)"
    ),
    re.compile(
        rf"^(?:Det|Vidare|Dessutom|Därefter|Utöver det(?:ta)?|Vid (?:mötet|sammanträdet))"
        rf" (?P<verb>togs|fattades)"
        rf" {_ADVERB}beslut (?:att|om att|om)\b(?! (?:till|på) nästa)"
    ),
    re.compile(
        r"^(?P<who>(?=[A-ZÅÄÖ])[\wåäö]*(?i:styrelse|nämnd|möte|stämma|fullmäktige|förening)(?:n|en|et)?)s "
        r"(?P<verb>beslut) (?:blir|blev|är|var) att\b"
    ),
    re.compile(r"^(?P<verb>Beslut) att\b(?! (?:fattas|tas)\b)"),
    re.compile(rf"^(?P<verb>Beslutet) (?:blev|blir) {_ADVERB}att\b"),
    re.compile(
        r"^(?:Det )?(?P<verb>[Bb]esluta(?:des|s)|[Bb]eslöts?|Beslutade|[Bb]estämdes|[Öö]verenskoms)"
        r",?\s(?:\w+ )?(?:att|om)\b"
    ),
    # "Beslutades köpa in en kokare för högst 900 kr"
    re.compile(
        r"^(?P<verb>Besluta(?:de)?s|Beslöts?|Beslutade) "
        r"(?!(?:alla|samma|detta|denna|dessa|båda|andra|extra|ena|bra)\b)"
        r"[a-zåäö]{3,}as?\b(?! (?:är|var|har|hade)\b)"
    ),
)
# "Uppdrag åt styrelsen att utse två ombud", as all that is said
_CHARGED = re.compile(
    r"^Uppdrag (?:till|åt) (?:(?! att )[^.:;]){3,60} att "
    r"(?![^.:;]*\b(?:är|har|redovisa\w*|rapportera\w*|slutför\w*)\b)"
)
# agreement counts where it is about what to do: "att kolla", "att vi ska", not "att det viktigaste är"
_AGREED = re.compile(
    rf"^(?:Efter [^.,]{{3,40}} kom (?={DECIDER} fram))?{_WHO} "
    rf"(?:(?P<verb>var|är|blev) {_ADVERB}(?:eniga|överens|ense|enade) om|(?:kom )?(?P<verb2>fram till)) "
    r"(?:att|om)? ?(?:inte )?(?P<what>(?:\w+ )?(?:[a-zåäö]{2,}a|gå|få|ge|be|ta|dra|se|stå|slå|bli"
    r"|ha)\b(?! (?:är|var)\b)"
    r"|[^.]{1,60}?\bska(?:ll)?\b)"
)
_NOT_TO_DO = re.compile(r"^(?:detta|denna|dessa|alla|andra|bra|vissa|många|båda|samma|några)\b")
# "Föredrogs och godkändes", "Fastställdes": the item's title is the subject
_BARE = re.compile(
    r"^(?:(?:Före(?:drogs|dras)|Visades|(?:Upp)?[Ll]ästes(?: upp)?|Presenterades|Redovisades|Genomgicks"
    r"|Genomgången|Gicks igenom),? (?:och|samt) )?(?P<verb>(?:[Gg]odkän[dn]e?s|[Ff]astställ(?:de)?s"
    r"|[Aa]nt(?:ogs|as)"
    r"|[Bb]if[aö]lls|[Aa]vsl(?:ogs|ås)|[Bb]ordla(?:des|ägges)|[Bb]ordläggs|[Nn]oterades|[Nn]oteras"
    r"|[Oo]mvaldes"
    r"|[Ll](?:ades|äggs) till handlingarna))(?: (?:enhälligt|utan ändring(?:ar)?|utan anmärkning"
    r"|med (?:tillägg|ändring)"
    r"[^.]{0,60}|av (?:mötet|styrelsen|årsmötet)|och lades till handlingarna|enligt förslag(?:et)?))*$"
)
# "Till lokalhyra avsätts 85 000 kr", "12 tkr avsätts till resor"
_SET_ASIDE = re.compile(
    r"^(?:(?:Till|För) (?!den\b|att\b)[a-zåäö][^.:;]{2,50} (?:avsätts|avsattes|anslås|anslogs) \d"
    r"|\d[\d .,]*\s?(?:kr|kronor|tkr|mkr|mnkr)\b(?: [a-zåäö]+){0,3} (?:avsätts|avsattes|anslås|anslogs)\b)"
)
_AS_PUT = re.compile(r"^Beslut(?:ades)? (?:enligt|i enlighet med) (?:[\wåäö-]+s )?förslag(?:et)?$")
_SIGNS = re.compile(r"\btecknar?\b[^.:;]*\bfirma|\bfirma\w* tecknas\b")
# "Godkändes vidtagen åtgärd": the verb first, then what
_VERB_FIRST = re.compile(
    r"^(?:Godkän(?:des|ns)|Fastställ(?:des|s)|Antogs|Bifölls|Avslogs|Bordlades)"
    r" (?!(?:att|om|av|den|i|vid|på|och|samt|som|inte|ej|tidigare|under)\b)[a-zåäö]{3,}"
)
# "Utsågs Siv Melin", "Vid lottning valdes Bo Ek", "Lotten föll på Bo Ek, som därmed utsågs"
_ELECTS = re.compile(
    r"^(?:(?:Vid|Efter|Genom)"
    r" (?:lottning(?:en)?|(?:sluten )?omröstning(?:en)?|votering(?:en)?) )?"
    r"(?:[Uu]tsågs|[Uu]tses|[Vv]aldes|[Vv]äljs|Omvaldes|Nyvaldes) [A-ZÅÄÖ][\wåäö-]+ [A-ZÅÄÖ]"
    r"|^Lotten (?:föll på|utföll till förmån för) [^.:;]{3,80}\b(?:utsågs|valdes|väljs|utses)\b"
)
_CHARGES = re.compile(r"^(?:Uppdrog|Uppdrar)(?: \w+)? (?:åt|till) |^(?:Gav|Ger) [^.:;]{3,60} i uppdrag att ")
_ANSWERED = re.compile(
    r"^(?:Fråga(?:n|)\b|Om\b|Mötets?\b|Styrelsens?\b|Kallelse\w*|Ansvarsfrihet\w*|Behörig\w*).*"
    r"\b(?P<verb>besvara(?:des|s)) (?:med (?:ett )?ja\b|jakande)"
)
_CALLED = re.compile(
    r"^(?:Kallelse(?:n)? (?:har|hade|till [\wåäö]+ har) .{0,30}\b(?P<verb>behörig\w*|stadgeenlig\w*"
    r"|rätt tid|enligt stadgar\w*)"
    r"|Kallelse(?:n)? (?P<verb3>befanns|ansågs|konstaterades)(?: vara)?(?: \w+)?"
    r" (?:utsänd|utskickad|utfärdad|utlyst"
    r"|behörig\w*|stadgeenlig\w*)\b"
    r"|(?:Förklarades|Konstaterades|Befanns)(?: att)? kallelse\w*\b.*\b(?:behörig\w*|stadgeenlig\w*"
    r"|rätt tid)\b"
    rf"|(?:Det (?:[a-zåäö]+ )?)?(?:{DECIDER}) (?P<verb2>ansågs|anses|förklarades|förklaras|befanns"
    rf"|konstatera(?:de)?s"
    r"|godkändes)(?: vara| som)?"
    r"(?: \w+)?? (?:behörig\w*|stadgeenlig\w*|utlyst|rätt utlyst|beslut(?:s)?(?:för|mässig)\w*))"
)
# "Det beslutades att medlemsavgiften ska vara 200 kr": a charge is adopted
_FEE = re.compile(
    r" att (?:[\w-]+s )?(?:\w*avgift|\w*taxa)(?:en|erna|er|an|orna)?\b[^.;]{0,80}? (?:ska(?:ll)? (?:vara"
    r"|bli|höjas|sänkas)|blir|höjs|sänks)\b"
)
# "Stämman förklarades behörigen utlyst": the chair declares it, as "Nämnden förklarar sig beslutför"
_DECLARED = re.compile(r"\bförklara(?:de)?s\b|^Kallelse\w* befanns\b")
_WHICH = re.compile(
    rf",? vilket (?P<who>{DECIDER}) (?:enhälligt )?(?P<verb>godkände|biföll|antog|fastställde|beslutade)\b"
)
# "Rapporten godkänd", "Dagordningen: fastställd", as all that is said
_PARTICIPLE = re.compile(
    r"^[A-ZÅÄÖ][\wåäö-]+(?: [\wåäö-]+){0,3}:? (?P<how>godkänd|godkänt|godkända|fastställda?|antagen"
    r"|antaget|avslagen|bordlagd)$"
)
_PARTICIPLES: dict[str, DecisionKind] = {
    "godk": "approve", "fast": "adopt", "anta": "adopt", "avsl": "reject", "bord": "postpone",
}  # fmt: skip
# "En höjning av årsavgiften beslutades, från 150 till 200 kr"
_NOUN_DECIDED = re.compile(
    r"^(?!Det\b|Vad\b|Detta\b)(?P<what>(?:(?!\b(?:att|som|om|när|där|tidigare|inte|då)\b)[^.,:;]){3,90}?)"
    r" (?P<verb>beslutades|beslöts)(?: (?:enhälligt|enigt|av (?:mötet|årsmötet|stämman|styrelsen)))?(?:$"
    r"|,(?! (?:att|den|i|vid)\b))"
)
# "Revisorn föredrog sin berättelse, som lades till handlingarna"
_WHICH_WAS = re.compile(
    r"^(?!.*\b(?:tidigare|redan|förra)\b).*, (?:som|vilken|vilka|vilket) "
    r"(?:därefter |sedan |också |även |enhälligt |med godkännande )*(?P<verb>lades (?:med godkännande "
    r")?till handlingarna"
    r"|godkändes|fastställdes|antogs|bifölls|avslogs|bordlades)"
    r"(?: (?:av (?:mötet|årsmötet|stämman|styrelsen)|utan \w+|enhälligt))?(?: \([Bb]il[^)]{1,20}\))?$"
)
# "Siv Melin läste upp revisionsberättelsen som godkändes av årsmötet": no comma, but those who meet
_READ_OUT = re.compile(
    r"^[A-ZÅÄÖ][^.,:;]{2,60} (?:läste upp|föredrog|presenterade|redovisade|gick igenom) [^.,:;]{3,60} som "
    r"(?P<verb>godkändes|fastställdes|antogs|lades till handlingarna)"
    r" av (?P<who>mötet|årsmötet|stämman|styrelsen)$"
)
# "Bo Dahls motion föll", "Styrelsens förslag vann bifall"
_FELL = re.compile(
    r"^(?:[A-ZÅÄÖ][\wåäö-]+s? ){0,3}?(?:\w*[Mm]otion|\w*[Ff]örslag|\w*[Yy]rkande)\w*(?: om [^.,:;]{3,50})? "
    r"(?:föll|faller|har fallit)(?: med \d[^.:;]{0,40})?$"
)
_WON = re.compile(
    r"^(?:[A-ZÅÄÖ][\wåäö-]+s? ){0,3}?(?:\w*[Mm]otion|\w*[Ff]örslag|\w*[Yy]rkande)\w*(?: om [^.,:;]{3,50})? "
    r"(?:vann (?:mötets |stämmans |årsmötets )?(?:bifall|gehör|omröstningen|voteringen)|gick igenom)\b"
)
_LATER = re.compile(
    r"^(?:(?:Vi|Styrelsen|Mötet|Nämnden) (?P<verb3>avvaktar|väntar)(?: med [^.,]{1,40})?"
    r" (?:till|tills) (?:nästa|kommande)\b"
    r"|[Vv]i (?P<verb>tar|återkommer till) (?:upp )?(?:det|detta|den|denna|frågan"
    r"|dem)(?: frågan)?(?: upp)?(?: igen)?"
    r" (?:på|vid|till) (?:nästa|kommande) \w*(?:möte|sammanträde|mötet)\w*"
    r"|(?:Punkt|Fråga|Ärende|Diskussion|Beslut|Motion|Förslag|Genomgång|Val|Detta|Det"
    r"|Resten)\w*\b.{0,60}?\s?,?"
    r"(?P<verb2>flytta(?:s|des)|(?:skjuts|sköts)(?: upp)?|tas(?: upp| vidare)?|togs(?: upp)?"
    r"|diskuteras(?: vidare| igen)?"
    r"|behandlas|återupptas|hänskjuts)(?: \w+)?? (?:till|på|vid) (?:nästa|kommande|ett senare|höstens"
    r"|vårens) "
    r"\w*(?:möte|sammanträde|mötet|stämma)\w*"
    r"|Beslut om [^.:;]{3,60} (?P<verb4>skjuts|sköts) upp (?:till|tills) )"
)
_DROPPED = re.compile(
    r"^(?:Ärendet|Följande (?:ärenden?|punkter?|fråg(?:a|or))|Frågan|Punkten|Uppdraget|Förslaget)"
    r" (?P<verb>avskrivs|avskrevs|avfördes|avförs|stryks"
    r"|ströks|utgår|utgick)\b"
    r"(?: från dagordningen)?(?=[^,]{0,60}$)"
)
_YES: tuple[tuple[re.Pattern[str], DecisionKind, str], ...] = (
    (_ANSWERED, "approve", "decision.answered_yes"),
    (_CALLED, "approve", "decision.lawfully_called"),
    (_LATER, "postpone", "decision.to_next_meeting"),
    (_DROPPED, "other", "decision.dropped"),
    (_FELL, "reject", "decision.fell_or_won"),
    (_WON, "approve", "decision.fell_or_won"),
)


# sentences that begin with what is done, without who does it; None: the words tell the kind
_OPENINGS: tuple[tuple[re.Pattern[str], DecisionKind | None, str], ...] = (
    (_SET_ASIDE, "fund", "decision.passive"),
    (_VERB_FIRST, None, "decision.bare_participle"),
    (_ELECTS, "elect", "decision.bare_participle"),
    (_CHARGES, "assign", "decision.bare_participle"),
    (_CHARGED, "assign", "decision.charge_named"),
)


def association(clause: Clause, meeting: Meeting) -> Settled | None:
    """What a sentence of minutes settles in the wordings of associations; None for any other sentence."""
    text = clause.text
    if meeting.kind != "minutes" or (not clause.first and re.match(r"[a-zåäö]+ att\b", text)):
        return None
    for pattern in (*_WE, *_TOOK, _OFFICE, _AGREED):
        match = pattern.match(text)
        if match is None:
            continue
        verb = "verb" if match["verb"] else "verb2"
        if names_another_time(text, match.start(verb), match.end(verb), meeting.date):
            return None
        if pattern is _AGREED and _NOT_TO_DO.match(match["what"]):
            return None
        who = match.groupdict().get("who")
        kind = _inner(text, match.end(verb))
        if kind == "assign" and _SIGNS.search(text):
            kind = "elect"  # "… att Siv Melin och Bo Ek var för sig tecknar firman"
        fee = kind == "other" and _FEE.search(text, match.end(verb))
        return Settled("adopt" if fee else kind, "decided", who, "decision.agreed")
    bare = _BARE.match(text)
    if bare and clause.first:
        return Settled(kind_of(text) or "approve", "decided", None, "decision.bare_participle")
    if _AS_PUT.match(text):
        return Settled("approve", "decided", None, "decision.agreed")
    for pattern, fixed, rule in _OPENINGS if clause.first and not clause.heading else ():
        if pattern.match(text):
            return Settled(fixed or kind_of(text) or "approve", "decided", None, rule)
    for pattern, kind, rule in _YES:
        match = pattern.match(text)
        if match:
            declared = pattern is _CALLED and _DECLARED.search(text[: match.end()])
            return Settled("other" if declared else kind, "decided", None, rule)
    whole = _PARTICIPLE.match(text) if clause.first and len(clause.block.text) <= len(text) + 2 else None
    if whole:
        return Settled(_PARTICIPLES[whole["how"][:4]], "decided", None, "decision.bare_participle")
    noun = _NOUN_DECIDED.match(text)
    if noun and not names_another_time(text, noun.start("verb"), noun.end("verb"), meeting.date):
        charge = re.search(r"avgift|arvode|taxa|budget|pris", noun["what"], re.IGNORECASE)
        return Settled("adopt" if charge else "other", "decided", None, "decision.noun_decided")
    which = _WHICH.search(text)
    passive = _WHICH_WAS.search(text) or _READ_OUT.match(text)
    if passive and not names_another_time(text, passive.start("verb"), passive.end("verb"), meeting.date):
        by = passive.groupdict().get("who")
        return Settled(kind_of("Den " + passive["verb"]) or "approve", "decided", by, "decision.which")
    if which:
        # "Revisorn granskade räkenskaperna och tillstyrkte ansvarsfrihet, vilket mötet godkände"
        what = re.search(r"\boch tillstyrk\w* (?=ansvarsfrihet\b)", text[: which.start()])
        quote = clause.part(what.end(), len(text)) if what else None
        return Settled(kind_of(which["verb"]) or "other", "decided", which["who"], "decision.which", quote)
    return None


_VI = re.compile(
    r"^(?!Vi (?:enades|kom överens) om att (?:det|den|de|man|vi) (?:är|var|har|hade|blir|blev)\b)"
    r"Vi (?:beslutade|beslutar|bestämde|bestämmer|enades om|kom överens om|lägger (?:ned"
    r"|ner)|köper|väljer|valde|går vidare|avsätter|antar|godkänner|bordlägger)\b"
)
_SAID_YES = re.compile(
    r"^(?:Mötet|Styrelsen|Årsmötet|Stämman|Vi)\b[^.:;]*\b(?:(?:sa|sade|säger|tacka(?:r|de)|röstade) "
    r"(?P<what>ja|nej)|röstade (?P<side>för|emot|mot))\b"
)
_VALID = re.compile(
    rf"^(?:{DECIDER}) (?:fann|finner|ansåg|anser|förklarar"
    rf"|förklarade)(?: att)? .*\b(?:behörig\w*|stadgeenlig\w*|utlyst|beslut(?:s)?för"
    rf"|kallad)\b"
)


def plainly(text: str) -> Settled | None:
    """ "Vi köper tre kubik", "Mötet sa ja": what an association's minutes settle without a formula."""
    if _VALID.match(text):
        who = subject_of(text) or re.match(DECIDER, text)
        return Settled(
            "approve",
            "decided",
            who if isinstance(who, str) else who.group() if who else None,
            "decision.lawfully_called",
        )
    said = _SAID_YES.match(text)
    if said:
        return Settled(
            "reject" if said["what"] == "nej" or said["side"] in ("mot", "emot") else "approve",
            "decided",
            text.split()[0],
            "decision.said_yes",
        )
    if _VI.match(text):
        return Settled(kind_of(text) or "other", "decided", None, "decision.we")
    return None


_FINITE = re.compile(r"\b(?:är|var|vore|blir|blev|kan|kräver|innebär|känns|tycks|verkar|kostar|tar)\b")


def bare_att(clause: Clause, meeting: Meeting) -> Settled | None:
    """An att-clause that is a paragraph of an item by itself: "Att fastställa dagordningen".

    Not "Att resa är dyrt" nor the points of a list that something else leads in ("Syftet är: – att …").
    """
    text = clause.text
    alone = clause.first and clause.lead is None and clause.block.kind in ("prose", "item")
    if meeting.kind != "minutes" or not alone or clause.section is None or not re.match(r"[Aa]tt\b", text):
        return None
    kind = kind_of(text)
    deciding = next((verb for verb in used(text) if verb.form == "infinitive"), None)
    opens = deciding is not None and deciding.start <= 5
    adjusts = kind == "elect" and "justera" in text
    wish = clause.nth == 0 or text.startswith("Att ")
    if (not wish and not opens) or (_FINITE.search(text) and not opens):
        return None
    infinitive = re.match(r"Att (?:inte )?(?:[a-zåäö]+a|ge|be|se|stå|gå|få|ta|dra|bli) ", text)
    if opens or adjusts or (infinitive and clause.block.kind == "prose" and clause.start == 0):
        return Settled(kind or "other", "decided", None, "decision.bare_att")
    return None


def bare_infinitive(clause: Clause, meeting: Meeting) -> Settled | None:
    """A paragraph of an item that opens with what is decided: "fastställa dagordningen med tillägg"."""
    alone = clause.first and clause.lead is None and clause.block.kind == "prose" and clause.start == 0
    if meeting.kind != "minutes" or not alone or clause.front or clause.attached or clause.section is None:
        return None
    verb = next(iter(used(clause.text)), None)
    opens = verb is not None and verb.start == 0 and verb.form == "infinitive" and verb.kind != "other"
    if not opens or clause.nth > 2 or len(clause.text.split()) < 2:
        return None
    return Settled(kind_of(clause.text) or "other", "decided", None, "decision.bare_infinitive")


def _inner(text: str, at: int) -> DecisionKind:
    return kind_of("att " + re.sub(r"^\W*(?:\w+ ){0,4}?(?:om )?att\s+", "", text[at:], count=1)) or "other"
