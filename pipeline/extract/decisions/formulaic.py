"""Set phrases that settle something outside a labelled decision: "Dagordningen godkändes."."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.association import association, bare_att, bare_infinitive, plainly
from pipeline.extract.decisions.elections import election, nominated
from pipeline.extract.decisions.kinds import is_own, kind_of, subject_of
from pipeline.extract.decisions.procedure import procedure
from pipeline.extract.decisions.times import is_perfect, names_another_time
from pipeline.extract.decisions.told import (
    CHAIR,
    COURT,
    OBJECT,
    PROPOSER,
    SENT,
    Settled,
    proposed,
    recalled,
    shortened,
)
from pipeline.extract.wording import DECIDER, Used, used
from pipeline.facts import DecisionKind, Meeting, Status

_SUBORDINATE = re.compile(
    r"^(?:Om|När|Eftersom|Innan|Sedan|Medan|Ifall|Därför att)\b|\b(?:som|om|där|när"
    r"|eftersom|därför att|innan|sedan|hur|vad|huruvida|trots att|medan|så att|för att)\b"
    r"|\batt\b(?! (?:jämte|justera))"
)
# "Frågan om buskarna bordlades", "Ansökan om bidrag beviljas": what the noun is about, no clause
_ABOUT = re.compile(
    r"^(?:Frågan|Ansökan|Ansökningen|Motionen|Förslaget|Ärendet|Medborgarförslaget|Begäran|Framställan"
    r"|Skrivelsen|Rapporten|Informationen|Punkten|Yrkandet|Propositionen) om (?!att\b|vem\b|vad\b|hur\b)"
    r"(?:[^\s,.:;]+ ){1,7}$"
)
_OPINION = re.compile(
    r"\b(?:noterar?|noterade|konstater\w+|framhåll\w+|ansåg|anser|menade?r?)(?: också| även"
    r"| samtidigt)? (?:att|hur|vikten)\b"
)
_THANKS = re.compile(
    r"\btack\w+(?: \S+){0,4}? för (?!visat|mötet|dagen|ett|sig|avsked|en tydlig|\w+ samtal"
    r"|uppmärksam|medverkan|sitt|sin|lång|gott|allt|årets)(?:\S+ ){0,3}?\S*(?:information"
    r"|rapport|redovisning|presentation|föredragning|dragning|genomgång|svar)\w*"
)
# "Ledamöter: Väljs Bo Dahl och Siv Melin": what is elected, as a label
_POST_LABEL = re.compile(
    r"^(?!Förslag|Beslut|Val\b)[A-ZÅÄÖ][\wåäö ,()]{3,50}: (?=(?:Till|Som|Valdes|Väljs|Omval|Nyval)\w*\b)"
)
_ELECTS = re.compile(
    r"\b(?:[Tt]ill|[Ss]om|[Aa]tt|justera)\b|^(?:Om|Ny)?(?:[Vv]aldes|[Vv]äljs|[Vv]äljes)\b"
    r"|\b(?:(?:val\w+|väljs) om"
    r"|omval\w+|omväljs"
    r"|nyval\w+|nyväljs)\b|\b(?:valdes|väljs)\b.*\bpå (?:ett|två|tre|\d) år\b"
)
# "Kungörelsen anslogs på anslagstavlan": posted, not granted; "anmäls följande förhinder"
_POSTED = re.compile(
    r"\b(?:anslagstavla|webbplats|hemsida)\w*|^(?:Kungörelse|Tillkännagivande|Tillägg|Kallelse|Protokoll"
    r"|Bevis"
    r"|Justering)\w*\b.*\b(?:anslå|anslog)\w*",
    re.IGNORECASE,
)
_ABSENCE = re.compile(
    r"\banmäl\w+ (?:följande )?(?:förhinder|frånvaro|jäv)|\binte del(?:tar|tog)\b|\bdel(?:tar|tog) inte\b"
)
_HABIT = re.compile(r"\b(?:varje år|årligen|löpande|vanligtvis|normalt|vartannat år|vart fjärde år)\b")
# "Vidare godkändes riktlinjerna", "Efter diskussion fastställdes taxan": the object stands behind the verb
_ADVERBIAL = re.compile(
    r"(?:Vidare|Därefter|Därmed|Därvid|Sedan|Slutligen|Samtidigt|Även|Också|Dessutom|Härefter"
    r"|Avslutningsvis|Det"
    r"|(?:Efter|Utan|Med|Vid|Utöver)(?: \w+){1,4})"
)
_VAL = re.compile(r"^(?:Val|Omval|Nyval|Fyllnadsval)\b")
_NOW = r"(?:beslutar (?:att|i enlighet)|ställer in|bifaller|avslår|godkänner|fastställer|väljer|utser)\b"
_PAST_FORM = re.compile(
    r"\b\w*(?:ade|de|des|dde|tte|ttes|kte|ktes|tog|togs|lade|lades|gav|gavs|slog|slogs|såg|sågs|föll"
    r"|fölls|fick|sköt|ställdes|drog|drogs|tt|it|lät)\b"
)


# "Bryggsamarbetet har beslutat att delta": one that no word for a body names
_HAS_DECIDED = re.compile(r"^[A-ZÅÄÖ][\wåäö-]*(?: [A-ZÅÄÖ][\wåäö-]*)* har (?:\w+ )?beslutat att\b")


def settled(clause: Clause, decider: str | None, meeting: Meeting, has_label: bool) -> Settled | None:
    """What a clause outside decision and proposal labels settles, or None.

    In minutes, what the body or a typical object's passive does now is decided; with another date, or
    under a heading for what went before, it is retold. `decider` is that of the clause before the "och".
    """
    zone = clause.zone
    if re.match(
        r"(?:Utses|Utsedd|Valda|Vald) (?:att|till) (?:justera|justerare|sekreterare"
        r"|ordförande)\w*(?: protokollet)?\s*(?::|$)",
        clause.text,
    ):
        return None  # a form field
    if clause.section is None and re.match(r"(?:Utses|Utsedd|Valda|Vald) att justera\b", clause.text):
        return None  # the same before the first item, filled in: "Utses att justera Siv Melin"
    if meeting.kind == "minutes" and zone is None and not clause.front and nominated(clause.text):
        return Settled("elect", "proposed", None, "decision.nominated")
    if (
        zone in ("motions", "basis", "distribution", "reservation", "decision", "proposal")
        or clause.block.kind == "row"
    ):
        return None
    text = clause.text
    tabled = re.match(
        r"(?:Bordlagt|Återremitterat|Bordlagd|Bordlades|Återremitterades)\s+(?:\d|den|vid|av)", text
    )
    if tabled:
        return Settled("postpone", "recalled", None, "decision.tabled_before")
    if zone == "voting":
        return _on_voting(clause)
    released = re.search(
        r"\bhar (?:\w+ )?(?:begärt och )?blivit (?P<what>entledigad|vald|utsedd|befriad)\b", text
    )
    if released and clause.first:
        return Settled(
            "elect" if released["what"] in ("vald", "utsedd") else "other",
            "recalled",
            None,
            "decision.recalled",
        )
    # "Närvarorätt: Nämnden beslutar att medge …" may stand before the first item
    attached = clause.attached or (
        clause.front
        and not (
            re.match(rf"{DECIDER} {_NOW}", text)
            and (meeting.kind == "minutes" or (meeting.kind == "other" and clause.first))
        )
    )
    proposer = PROPOSER.match(text)
    if proposer and zone != "earlier" and meeting.kind != "other":
        return proposed(clause, proposer, meeting)
    labelled_post = _POST_LABEL.match(text)
    if labelled_post and zone is None and not attached:
        rest = clause.part(labelled_post.end(), len(text))
        made = settled(rest, decider, meeting, has_label)
        return replace(made, clause=made.clause or rest) if made else None
    if not attached and zone != "earlier" and not (zone == "background" and has_label):
        loose = association(clause, meeting) or procedure(clause, meeting) or plainly(text)
        if loose is None and zone is None and not has_label:
            loose = bare_att(clause, meeting) or bare_infinitive(clause, meeting)
        if loose is None and zone is None and election(clause, meeting):
            loose = Settled("elect", "decided", None, "decision.election")
        if loose:
            return loose
    verb = _verb(text)
    if verb is None or _POSTED.search(text):
        return None
    kind = kind_of(text) or verb.kind
    who = subject_of(text) or (decider if not clause.first else None)
    past_zone = zone in ("background", "earlier") and has_label
    others = who is not None and not is_own(who, meeting)
    denied = re.search(r"\b(?:inte|ej|ännu)\b", text[: verb.end])
    if denied and not re.search(r"\b(?:inte|ej) (?:\w+ ){0,3}ansvarsfrihet\b", text):
        return None
    if is_perfect(text, verb.start) and not (who and is_own(who, meeting) and verb.kind == "note"):
        return shortened(clause, recalled(text, verb, kind, who), verb)
    if others and re.search(
        r"\b(?:beslutade|beslöt|gav|uppdrog|godkände|antog|fastställde|beviljade|avslog|utsåg"
        r"|valde|återremitterade|bordlade)\b",
        text[: verb.end],
    ):
        return shortened(clause, recalled(text, verb, kind, who), verb)
    in_past = _PAST_FORM.search(text[verb.start : verb.end]) or re.search(r"\b(?:beslutade|beslöt)\b", text)
    if (in_past and names_another_time(text, verb.start, verb.end, meeting.date)) or COURT.match(text):
        return shortened(clause, recalled(text, verb, kind, who), verb)
    if (
        others
        and zone in ("background", "earlier")
        and verb.form == "active"
        and re.match(rf"{DECIDER} (?:ger|uppdrar|beslutar|godkänner|beviljar|avslår|antar)\b", text)
        and not re.search(r"\b(?:varje|årligen|löpande|vanligtvis)\b", text)  # a habit is no decision
    ):
        # "Arbetsutskottet ger kansliet i uppdrag …" told in the present tense
        return shortened(clause, recalled(text, verb, kind, who), verb)
    if past_zone or attached:
        if text[: verb.end].endswith("beslutades") and past_zone:
            return Settled(
                kind, "recalled", None, "decision.background", clause.part(verb.end - 10, len(text))
            )
        told = (
            who is not None
            and (not attached or text.startswith(who))
            and re.search(
                r"\b(?:beslutade|beslöt|gav|uppdrog|godkände|antog|fastställde|beviljade|avslog|utsåg"
                r"|valde|återremitterade|bordlade)\b",
                text[: verb.end],
            )
        )
        return (
            Settled(kind, "recalled", who, "decision.background")
            if told and (past_zone or attached)
            else None
        )
    if _not_now(clause, verb, who, meeting):
        return None
    moved = re.match(r"Styrelsen föresl(?:år|og) (?P<what>avslag|bifall)\b", text)
    if moved:
        # an annual meeting's board moves; a board that meets names whom it proposes to
        inner: DecisionKind = "reject" if moved["what"] == "avslag" else "approve"
        return Settled(inner, "proposed", who, "decision.proposes")
    proposing = verb.kind == "refer" and verb.form == "active" and re.match(r"före?sl", text[verb.start :])
    if proposing and (who is None or re.match(r"Presidi|Valbered|Bered|Arbets|(?:KS)?A[Uu]$|KSau$", who)):
        return Settled(
            kind_of(text[verb.end :])
            or ("reject" if "avslag" in text else "elect" if text.startswith("Valberedning") else "other"),
            "proposed",
            who,
            "decision.proposes",
        )
    status: Status = "proposed" if meeting.kind == "notice" and not in_past else "decided"
    rule = "decision.active" if who else "decision.passive"
    tail = re.search(
        r":\s.*$|,\s+(?:med (?:hänvisning till|motiveringen|anledning av)|eftersom|varför"
        r"|vilket|då)\b.*$",
        text[verb.end :],
        re.DOTALL,
    )
    kept = clause.part(0, verb.end + tail.start()) if tail else None
    return Settled(kind, status, who, rule, kept)


def _verb(text: str) -> Used | None:
    """The finite deciding verb of the main clause, when nothing subordinate stands before it."""
    passive = re.match(
        r"^(?:.{0,80}?\s)?[Bb]esluta(?:des|s)(?= (?:(?:även|också|vidare|dessutom) )?(?:att|om|enligt|i"
        r" enlighet)\b)",
        text,
    )
    if passive and not _SUBORDINATE.search(passive.group()):
        inner: DecisionKind = next((one.kind for one in used(text) if one.start > passive.end()), "other")
        return Used(passive.end() - 9, passive.end(), inner, "passive")
    direct = re.match(
        r"^(?:.{0,80}?\s)?(?:beslutar|beslutade|beslöt|har(?: \w+)? beslutat|(?:väljer|valde)(?= att\b))\b",
        text,
    )
    for verb in used(text):
        before = text[: verb.start]
        if direct and not _SUBORDINATE.search(text[: direct.end()]):
            return Used(direct.end() - 8, direct.end(), verb.kind, "active")
        if verb.form == "infinitive":
            continue
        if _SUBORDINATE.search(_ABOUT.sub("", before)) and not re.match(r"^(?:Protokollet|Till|Som)\b", text):
            return None
        return verb
    if direct and (subject_of(text) or _HAS_DECIDED.match(text)):
        return Used(direct.end() - 8, direct.end(), "other", "active")
    return None


def _not_now(clause: Clause, verb: Used, who: str | None, meeting: Meeting) -> bool:
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
    if verb.form == "active":
        if verb.kind == "assign" and re.match(r"(?:får|fick|fått)\b", word):
            return False
        return (
            who is None
            or (
                verb.kind == "other"
                and not re.search(
                    r"\b(?:beslut\w+|beslöt|ställ\w+ in|köper|säljer|(?:deleger|bemyndig|upphäv|avskriv"
                    r"|entledig|medge)\w+)\b",
                    text,
                )
            )
            or (verb.kind == "refer" and bool(re.match(r"meddel|rekommend|skick", word)))
        )
    if text[: verb.end].lower().endswith(("beslutades", "beslutas")):
        return False
    if verb.kind == "elect":
        return not (_ELECTS.search(text) or (clause.section and _VAL.match(clause.section.title)))
    if verb.kind == "assign":
        return False
    if word.lower().startswith(("tas upp", "togs upp")):
        return not re.match(r"(?:Frågan|Ärendet|Förslaget|Punkten|Detta|Tas)\b", text)
    if verb.kind == "other" and not re.match(r"(?:upphäv|entledig|befria|förklaras|avslut)", word):
        return True
    if re.match(r"(?:entledig|befria)", word) or re.search(r"\bansvarsfrihet\b", text, re.IGNORECASE):
        return False
    behind = text[verb.end :].strip() if _ADVERBIAL.fullmatch(text[: verb.start].strip()) else text
    return not OBJECT.match(behind) and not (verb.kind in ("note", "postpone") and len(text) < 120)


def _on_voting(clause: Clause) -> Settled | None:
    """ "Nämnden godkänner propositionsordningen" is settled on the way to the vote."""
    text = clause.text
    if re.match(r"Ordförande(?:n)? föreslår\b.*\bproposition", text):
        return Settled("other", "proposed", None, "decision.order_of_propositions")
    if re.match(
        rf"{DECIDER} godkän(?:ner|de)\b.*\b(?:(?:propositions|besluts|omröstnings"
        rf"|voterings)\w*ordning|beslutsgång)",
        text,
    ):
        end = text.find(":")
        kept = clause.part(0, end) if end > 0 else None
        return Settled("approve", "decided", subject_of(text), "decision.order_of_propositions", kept)
    return None
