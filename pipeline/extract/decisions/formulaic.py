"""Set phrases that settle something outside a labelled decision: "Dagordningen godkändes."."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.association import association, bare_att, bare_infinitive, plainly
from pipeline.extract.decisions.elections import election, is_election_of, nominated
from pipeline.extract.decisions.kinds import is_own, kind_of, subject_of
from pipeline.extract.decisions.plain import plainly_settled
from pipeline.extract.decisions.procedure import procedure
from pipeline.extract.decisions.running import not_now
from pipeline.extract.decisions.times import is_perfect, names_another_time
from pipeline.extract.decisions.told import (
    ARE_PUT,
    COURT,
    INVERTED,
    PROPOSER,
    Settled,
    proposed,
    recalled,
    shortened,
)
from pipeline.extract.wording import DECIDER, Used, used
from pipeline.facts import DecisionKind, Meeting, Status

_SUBORDINATE = re.compile(
    r"^(?:Om|När|Eftersom|Innan|Sedan|Medan|Ifall|Därför att)\b|\b(?:som|om|där|när"
    r"|eftersom|därför att|innan|sedan|hur|vad|huruvida|trots att|medan|så att|för att|i vilke[nt]|vari)\b"
    r"|\batt\b(?! (?:jämte|justera))"
)
# "Frågan om buskarna bordlades", "Siv Melins ansökan om bidrag beviljas": what the noun is about, no clause
_ABOUT = re.compile(
    r"^(?:(?:Det|Den) (?:[a-zåäö]+ )?[a-zåäö]*(?:beslutet|förslaget|frågan|begäran)|Frågan|Beslutet|Ansökan"
    r"|Ansökningen|Motionen|Förslaget|Ärendet|Medborgarförslaget|Begäran|Framställan"
    r"|Skrivelsen|Rapporten|Informationen|Punkten|Yrkandet|Propositionen"
    r"|(?:[A-ZÅÄÖ][\w’-]+ ){1,4}(?:\([A-ZÅÄÖa-zåäö]{1,4}\) )?(?:begäran|ansökan|anhållan|motion|förslag))"
    r" om (?!att\b|vem\b|vad\b|hur\b)"
    r"(?:[^\s,.:;]+ ){1,7}$"
    r"|^(?:Ett |Det |(?:[A-ZÅÄÖ][\wåäö-]+ ){0,2}[A-ZÅÄÖ][\wåäö-]+s )?[Ff]örslag(?:et)?(?: från "
    r"[^.,:;]{3,40}?)? (?:(?:om )?att|om|på) "
    r"(?:(?:[^\s.:;]+|st\.|ca\.) ){1,22}$"
)
# "Siv Melins avsägelse som ledamot godkänns": what somebody leaves, no clause
_AS_POST = re.compile(
    r"\b(?:(?:begäran|anhållan|ansökan) om )?(?:avsägelse|uppdrag(?:et)?|entledigande)(?: (?:av"
    r"|från) [^.,:]{3,40}?)? som (?:[a-zåäö:0-9]+ ){1,3}"
    r"(?:(?:i|för) [^.,:]{3,60} )?$"
)
# "Ledamöter: Väljs Bo Dahl och Siv Melin": what is elected, as a label
_POST_LABEL = re.compile(
    r"^(?!Förslag|Beslut|Val\b)[A-ZÅÄÖ][\wåäö ,()]{3,50}: (?=(?:Till|Som|Valdes|Väljs|Omval|Nyval)\w*\b)"
)
# "Kungörelsen anslogs på anslagstavlan": posted, not granted; "anmäls följande förhinder"
_POSTED = re.compile(
    r"\b(?:anslagstavla|webbplats|hemsida)\w*|^(?:Kungörelse|Tillkännagivande|Tillägg|Kallelse|Protokoll"
    r"|Bevis"
    r"|Justering)\w*\b.*\b(?:anslå|anslog)\w*",
    re.IGNORECASE,
)
# "Med 7 röster mot 6 har nämnden beslutat att …": what the vote just led to
_BY_VOTE = re.compile(
    r"(?:Med|Genom|Efter)\b[^:;]{0,80}\b(?:\w*röst(?:er)?|omröstning(?:en)?|votering(?:en)?)\b"
)
# "Att jämte ordföranden justera protokollet utses Siv Melin": the sentence may stand before the first item
_ADJUSTER = re.compile(
    r"(?:(?:Att|Till att|För att) (?:jämte|tillsammans med) ordförande\w* justera\b.*"
    r"\b(?:utses|utsågs|väljs|valdes)\b"
    r"|(?:Utsågs|Valdes) [A-ZÅÄÖ][^:]{3,60} att (?:jämte|tillsammans med) ordförande\w* justera\b)",
    re.DOTALL,
)
# the head of minutes run together: "… Övriga deltagande Siv Melin Utses att justera Bo Ek Paragrafer 3–9"
_FORM = re.compile(
    r".\bUtses att justera\b|\b(?:Justeringens plats|Plats och tid|Sammanträdesdatum|Underskrifter)\b"
    r".{0,2000}\b(?:Utses|Utsedd|Paragrafer|Ordförande|Sekreterare)\b",
    re.DOTALL,
)
_NOW = r"(?:beslutar (?:att|i enlighet)|ställer in|bifaller|avslår|godkänner|fastställer|väljer|utser)\b"
_PAST_FORM = re.compile(
    r"\b\w*(?:ade|de|des|dde|tte|ttes|kte|ktes|tog|togs|lade|lades|gav|gavs|slog|slogs|såg|sågs|föll"
    r"|fölls|fick|sköt|ställdes|drog|drogs|tt|it|lät)\b"
)


# "Styrelsen har sedan förra mötet fattat beslut per capsulam om att köpa en pump"
_HAS_TAKEN = re.compile(
    rf"^(?P<who>{DECIDER}) har (?:[^\s.:;]+ ){{0,8}}?(?:fattat|tagit) beslut (?:per capsulam )?(?:om )?att\b"
)
# "Kommunstyrelsen har föreslagit att motionen avslås": what lies before the assembly
_HAS_PUT = re.compile(rf"^(?P<who>{DECIDER}) har föreslagit (?:\w*fullmäktige )?(?=att\b)")
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
        r"|ordförande)[a-zåäö]*(?: protokollet)?\s*(?::|$|(?<=[a-zåäö])(?=[A-ZÅÄÖ]))",
        clause.text,
    ):
        return None  # a form field
    if _FORM.search(clause.text) or re.match(r"Skulle\b(?!.*\?$)", clause.text):
        return None  # "Skulle motionen bifallas ökar kostnaderna"
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
        and not (meeting.kind == "minutes" and _ADJUSTER.match(text))
    )
    proposer = PROPOSER.match(text) or INVERTED.match(text)
    if proposer and zone != "earlier" and meeting.kind != "other":
        return proposed(clause, proposer, meeting)
    put = ARE_PUT.match(text) if zone != "earlier" and not clause.front else None
    if put:
        return Settled(kind_of(put["what"]) or "other", "proposed", None, "decision.proposes")
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
    taken = _HAS_TAKEN.match(text)
    if taken and not attached:
        inner_kind = kind_of("att " + text[taken.end() :].lstrip()) or "other"
        return Settled(inner_kind, "recalled", taken["who"], "decision.recalled")
    verb = _verb(text)
    posted = _POSTED.search(text) and not re.search(r"\b(?:beslut\w*|beslöt)\b", text)
    if verb is None or (posted and verb.kind in ("fund", "note", "assign", "other")):
        return None
    kind = kind_of(text) or verb.kind
    who = subject_of(text) or (decider if not clause.first else None)
    if (
        who
        and kind == "assign"
        and re.match(rf"{re.escape(who)} (?:har fått|hade fått|fick|får|ges|gavs)\b", text)
    ):
        who = None  # who is told is not who decides
    past_zone = zone in ("background", "earlier") and has_label
    others = who is not None and not is_own(who, meeting)
    denied = re.search(r"\b(?:inte|ej|ännu)\b", text[: verb.end])
    if denied and not re.search(r"\b(?:inte|ej) (?:\w+ ){0,3}ansvarsfrihet\b", text):
        return None
    if kind in ("postpone", "note", "elect") and re.match(r" (?:inte|ej|icke)\b", text[verb.end :]):
        return None  # "Ärendet bordlades inte"
    done = who is not None and is_own(who, meeting) and (verb.kind == "note" or _BY_VOTE.match(text))
    had = _HAS_PUT.match(text)
    if had and others and not attached and zone is None and meeting.kind == "minutes":
        return Settled(kind_of(text[had.end() :]) or "other", "proposed", had["who"], "decision.proposes")
    if is_perfect(text, verb.start) and not done:
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
    if not_now(clause, verb, who, meeting) and (has_label or not plainly_settled(clause, verb, meeting)):
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
        r"|vilket|då)\b.*$| och konstatera(?:r|de) att\b.*$",
        text[verb.end :],
        re.DOTALL,
    )
    if tail and kind == "elect" and is_election_of(text[verb.end + tail.start() :]):
        tail = None  # "Till ledamöter valdes: Siv Melin och Bo Ek"
    kept = clause.part(0, verb.end + tail.start()) if tail else None
    return Settled(kind, status, who, rule, kept)


def _verb(text: str) -> Used | None:
    """The finite deciding verb of the main clause, when nothing subordinate stands before it."""
    passive = re.match(
        r"^(?:.{0,80}?\s)?[Bb]esluta(?:des|s)(?=,? (?:(?:även|också|vidare|dessutom"
        r"|enhälligt|bland annat|bl\.? ?a\.?) )?(?:att|om|enligt|i"
        r" enlighet)\b)",
        text,
    )
    if passive and not _SUBORDINATE.search(passive.group()):
        inner: DecisionKind = next((one.kind for one in used(text) if one.start > passive.end()), "other")
        return Used(passive.end() - 9, passive.end(), inner, "passive")
    direct = re.match(
        r"^(?:.{0,140}?\s)?(?:beslutar|beslutade|beslöt|har(?: \w+)? beslutat|(?:väljer"
        r"|valde)(?= [Aa]tt\b))\b",
        text,
    )
    for verb in used(text):
        before = text[: verb.start]
        if direct and not _SUBORDINATE.search(text[: direct.end()]):
            return Used(direct.end() - 8, direct.end(), verb.kind, "active")
        if verb.form == "infinitive":
            continue
        if _SUBORDINATE.search(_ABOUT.sub("", _AS_POST.sub("", before))) and not re.match(
            r"^(?:Protokollet|Till|Som)\b", text
        ):
            return None
        return verb
    if direct and (subject_of(text) or _HAS_DECIDED.match(text)):
        return Used(direct.end() - 8, direct.end(), "other", "active")
    return None


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
