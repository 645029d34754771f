"""Formal wordings of a mandate and where their giver, doers and task stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.mandates.forms import ADVERB, OFFICE, PATTERNS
from pipeline.extract.wording import DECIDER, LEAD_VERB, used

_WILL = re.compile(
    r"^(?P<to>[A-ZÅÄÖ][\wåäöÅÄÖ /-]{2,80}?) ska(?:ll)?,? (?!inte |besluta |ta ställning |välja |vara |ha "
    r"|bli |kunna |få "
    r"|gälla |ingå |upphöra |utgå |(?:[\wåäö]+ ){0,3}[\wåäö]+(?:as|es|ds|ys"
    r"|ås)\b)(?P<task>[^.]+)$"
)
# "Förvaltningen återkommer till nämnden med en plan", as a point that is decided
_RETURNS = re.compile(
    r"^(?P<to>[A-ZÅÄÖ][\wåäöÅÄÖ /-]{2,60}?)"
    r" (?P<task>återkommer (?:till \w+ )?(?:med|om|i|till|på|vid) [^.]+)$"
)
_TASKS = (
    r"(?:återkomma|redovisa|rapportera|återrapportera|ta fram|utreda|se över|upprätta|lämna|presentera"
    r"|utarbeta"
    r"|undersöka|inventera|kontakta|bjuda in|kalla till|genomföra|påbörja|skicka|inhämta|informera|revidera"
    r"|sammanställa|föreslå|följa upp|ordna|anordna|boka|skriva(?! under)|bereda|komplettera|analysera"
    r"|kartlägga"
    r"|förbereda|planera|samordna|inleda|beställa|begära)"
)
_DOES = (
    r"(?:återkommer|redovisar|återrapporterar|tar fram|utreder|ser över|upprättar|presenterar|utarbetar"
    r"|undersöker"
    r"|inventerar|kontaktar|bjuder in|sammanställer|kartlägger|förbereder|kompletterar)"
)
_WHEN = r"(?:(?:senast|till|inför|före|under|i samråd med|tillsammans med) [^,.;:]{3,45}? )?"
# "Nämnden beslutar att förvaltningen ska återkomma med en plan", "att kontoret skyndsamt tar fram en plan"
_ORDERED = re.compile(
    rf"^(?:(?P<giver>{DECIDER}) (?:beslutar|beslutade|beslöt|har beslutat)(?: {ADVERB})* att |[Aa]tt )"
    rf"(?P<to>{OFFICE})(?: {ADVERB})*"
    rf" (?:ska(?:ll)? (?P<task>(?:{ADVERB} )?{_WHEN}{_TASKS}\b.+)|(?P<now>{_WHEN}{_DOES}\b.+))$",
    re.DOTALL,
)
# a charge that is only named, as what is reported back
NOUN = "mandate.uppdraget_till"
# who may give a charge: a body, an office, an organisation with a name, a person
_ORGAN = re.compile(
    r"(?:nämnd(?:en)?|styrelsen?|utskott(?:et)?|fullmäktige|förvaltning(?:en)?|kontoret|kansliet|chef(?:en)?"
    r"|direktör(?:en)?|presidiet?|grupp(?:en)?|avdelning(?:en)?|enhet(?:en)?|bolaget|sekreteraren?"
    r"|ordföranden?|kassören|ledare(?:n)?|beredning(?:en)?|team(?:et)?|kommittén?|möte[tn]?|stämman?"
    r"|revisorerna|revision(?:en)?|rådet|råd|direktion(?:en)?|förbundet?|förening(?:en)?|kommun(?:en)?"
    r"|region(?:en)?|regeringen|klubben|sektionen|deltagarna|samverkan|(?:^|\s)[A-ZÅÄÖ][\wåäö-]*"
    r"|(?:^| )[Vv]i)"
    r"(?: för .+| \d{4}-\d\d-\d\d)?$"
)
_DOER = re.compile(
    r"(?:nämnden|styrelsen|utskottet|förvaltningen|kontoret|kansliet|chefen|direktören"
    r"|presidiet|gruppen|avdelningen|enheten|bolaget|sekreteraren|ordföranden|kassören"
    r"|ledaren|beredningen|teamet|kommittén)\b|nämnd \w+$"
)


# "kansliet borde ges i uppdrag" is an opinion, "ger bidrag till klubbar med uppdrag att" gives none
_NO_DOER = re.compile(r"\b(?:bör|borde|kan|kunde|måste|vill|med|om|av|till|enligt|som|sitt|sina)$")
# "Alla medlemmar ombads att hålla rent": an appeal
_ASKED = re.compile(r"omb|anmod")
_EVERYBODY = re.compile(
    r"(?:alla|samtliga|var och en|medlemmar\w*|deltagar\w*|närvarande|boende)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Charge:
    """A wording found in a text: ranges of the whole, words of giver and doers, where the task begins."""

    rule: str
    start: int
    end: int
    giver: str | None
    to: str
    task: int
    past: bool


def charge(text: str, listed: bool) -> Charge | None:
    """The first formal mandate in `text`; "X ska …" only where `listed` as a decided point."""
    best: Charge | None = None
    for rule, pattern in PATTERNS:
        for match in pattern.finditer(text):
            found = _charge(rule, match)
            if found and (
                best is None
                or found.task < best.task
                or (found.task == best.task and found.start < best.start)
            ):
                best = found
            break
    if best is None and listed:
        will = _WILL.match(text) or _RETURNS.match(text)
        if will and _DOER.search(will["to"].lower()) and not re.search(r"\b(?:som|att)\b", will["to"]):
            best = Charge("mandate.ska", 0, len(text), None, will["to"], will.start("task"), False)
        ordered = _ORDERED.match(text)
        if ordered and not re.search(r"\b(?:som|att)\b", ordered["to"]):
            task = ordered.start("task") if ordered["task"] else ordered.start("now")
            best = Charge("mandate.ska", 0, len(text), ordered["giver"], ordered["to"], task, False)
    return best


def _charge(rule: str, match: re.Match[str]) -> Charge | None:
    groups = match.groupdict()
    if rule == NOUN:
        if re.search(r"\b(?:är|var|har|om|som|att)\b", match["to"]):
            return None
        start, task = match.start("giver"), match.start("task")
        return Charge(rule, start, match.end(), match["giver"], match["to"], task, True)
    giver, to = groups.get("giver"), match["to"] or groups.get("bare") or ""
    start = match.start("giver") if giver else match.start("verb")
    if giver and not _is_giver(match.string[: match.start("giver")], giver):
        giver, start = None, match.start("verb")
    if groups.get("inverted"):
        if giver and re.fullmatch(DECIDER, giver):
            to = f"{groups['inverted']} {to}"
        else:
            giver = groups["inverted"]
    if rule in ("mandate.uppdras", "mandate.fick_i_uppdrag") and match.start("to") < match.start("verb"):
        start, to, giver = _subject(match, to)
        giver = giver or groups.get("by")
        if not to:
            return None
    if giver and re.match(r"(?:att|som|Att|ATT)\b", giver):
        giver, start = None, match.start("verb")
    past = bool(
        re.match(
            r"(?:gav|gett|givit|uppdrog|fick|fått|hade|har|gavs|bad|lämnade|överlät)|[\wåäö]+ade(?:s)?$",
            match["verb"],
        )
    )
    if (
        _NO_DOER.search(to)
        or (_ASKED.match(match["verb"]) and _EVERYBODY.match(to))
        or re.search(r"\b(?:uppdrag|uppgift)\b", to)
    ):
        return None
    if rule == "mandate.med_uppdrag" and " för att" in match.group()[: match.start("task") - match.start()]:
        return None
    return Charge(rule, start, match.end(), giver, to, match.start("task"), past)


def _is_giver(before: str, giver: str) -> bool:
    """A giver opens its sentence and is no adverbial ("I september") nor a clause ("Nämnden höjer")."""
    if re.fullmatch(DECIDER, giver):
        return not before.strip() or not before.rstrip().endswith("åt")
    if not _ORGAN.search(giver):
        return False  # "Bos förslag beakta och ge kansliet i uppdrag": the yrkande's words, no giver
    opens = not before.strip() or before.rstrip().endswith((",", "att"))
    clause = used(giver) or LEAD_VERB.search(giver) or re.search(r"\b(?:att|men|och)$", giver)
    return (
        opens
        and not clause
        and not re.match(
            r"(?:I|På|Vid|Den|Under|Efter|Samtidigt|Därför|Sedan|Inför|Enligt|Här|Då|Detta|Det|Vi)\b", giver
        )
    )


_CLAUSE = re.compile(r"[^,]*\b(?:är|har|hade|var|kan|finns|behövs|saknas)\b[^,]*? och (?=[A-ZÅÄÖ])")


def _subject(match: re.Match[str], to: str) -> tuple[int, str, str | None]:
    """The doer right before "fick i uppdrag", without a main clause that stands before it."""
    start = match.start("to")
    cut = max(
        (
            m.end()
            for m in re.finditer(
                r"(?:\b(?:att|och att|men|där|sedan)\s+)|\b(?<=\w\s)och (?=styrelsen|kansliet)", to
            )
        ),
        default=0,
    )
    clause = _CLAUSE.match(to[cut:])
    if clause:  # "Bojarna är slut och Siv får i uppgift att beställa nya"
        cut += clause.end()
    comma = to.rfind(", ")
    if comma > cut and re.search(
        r"\b(?:är|har|hade|var|kan|ska|skulle|bör|blir|blev|finns|måste|\w{3,}(?:ade|erar))\b", to[cut:comma]
    ):
        cut = comma + 2
    kept = to[cut:].strip()
    # "Kulturnämnden tilldelas 1 mnkr och får i uppdrag att": the doer is the first verb's subject
    kept = re.sub(r"\s+(?:tilldelas|beviljas|ges|får|anvisas|övertar|har)\b.*\boch$", "", kept)
    if re.match(
        r"(?:som|vilka|vilken|vilket|de|den|det|han|hon|man|ingen|inga|alla som)\b|.*\bom\b" r"|.*\bsom\s*$",
        kept,
    ):
        return start, "", None
    return start + cut + (len(to[cut:]) - len(to[cut:].lstrip())), kept, None
