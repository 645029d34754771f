"""Passives that settle whatever their subject names: "Ny logga visades och fastställdes"."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.wording import Used
from pipeline.facts import Meeting

_VERB = re.compile(
    r"(?:godkän(?:ns|nes|des)|.*\bgodt(?:as|ogs)|läm(?:nas|nades) utan .*|(?:läggs|lades) ad acta"
    r"|ant(?:as|ogs)|fastställ(?:s|des)|bif(?:alls|ölls)|avsl(?:ås|ogs)"
    r"|bordl(?:äggs|ades)|återremittera(?:s|des)|bevilja(?:s|des)\b.*|förkasta(?:s|des))",
    re.IGNORECASE | re.DOTALL,
)
_OWN = r"(?:mötet|årsmötet|medlemsmötet|stämman|årsstämman|föreningsstämman|styrelsen|nämnden|direktionen)"
# what may stand behind the verb: how and by whom of those who meet, not "av länsstyrelsen" nor "i fjol"
_TAIL = re.compile(
    r"(?:,? (?:enhälligt|enligt [^.;]{3,80}|utan [^.,;]{3,40}|i sin helhet|i befintligt skick"
    rf"|av {_OWN}|med (?!\d)[^.;]{{3,120}}|efter [^.;]{{3,60}}|som (?:ny|nya|medlem|medlemmar)\b[^.;]{{0,40}}"
    r"|för (?!att\b)[^.;]{3,40}|i [^.;]{3,40}|(?: ?[A-ZÅÄÖ][\wåäö-]+){2,4}|till [^.;]{3,60}|och (?:lades"
    r"|läggs|ska|skall|biläggs|bifogas)\b[^.;]{3,80}"
    r"|\((?:se )?[Bb]il[^)]{1,20}\)))*"
)
# a subject: not an adverbial ("I fjol antogs …"), a subordinate clause or what somebody told
_SUBJECT = re.compile(
    r"(?!(?:I|På|Vid|Under|Sedan|När|Om|Som|Enligt|Av|Där|Här|Redan|Tidigare|Efter|Därefter|Det|Detta|Vad"
    r"|Inga?|Inget|Alla tidigare)\b)"
    r"[A-ZÅÄÖ\d”\"][^.:;]{2,140}"
)
_TELLS = re.compile(
    r"\b(?:berätta\w*|informera\w*|rapportera\w*|redogjorde|meddela\w*|nämnde\w*|har|hade|var|är|blev|när|som"
    r"|tidigare|redan|senast|förra|fjol(?:årets)?|ännu|inte|ej)\b"
)


def plainly_settled(clause: Clause, verb: Used, meeting: Meeting) -> bool:
    """Whether the passive `verb` of a sentence in an item of minutes settles what its subject names.

    For items that have no decision label; a date of another day is looked at before.
    """
    here = meeting.kind == "minutes" and clause.section is not None and clause.zone is None
    if not here or clause.front or clause.attached or clause.heading or verb.form != "passive":
        return False
    text = clause.text
    before = text[: verb.start].rstrip()
    return bool(
        _VERB.fullmatch(text[verb.start : verb.end])
        and _SUBJECT.fullmatch(before)
        and not _TELLS.search(before)
        and _TAIL.fullmatch(text[verb.end :].rstrip(" ."))
    )
