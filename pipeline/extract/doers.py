"""Who is named as the doer of something to come: "Bo ordnar", "Alma+Bo hör av sig", "KA kontaktar"."""

from __future__ import annotations

import re

from pipeline.extract.names import given_evidence

_NAME = (
    r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?"
    r"(?: (?:von |af |de la |de |van )?[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäö]+)?){0,2}(?: [A-ZÅÄÖ]\b\.?)?"
)
_ONE = rf"(?:{_NAME}|[A-ZÅÄÖ]{{2,3}}\b)"
# one or several doers as a list, a plus or a slash joins them
WHO = rf"(?P<who>{_ONE}(?:(?:, | ?\+ ?| ?/ ?){_ONE})*(?:,? (?:och|o|samt|&) {_ONE})?)"
# verbs in -r that tell a state, an opinion or what is said at the table
_STATES = (
    r"(?:tar över|lämnar(?! in| över)|leder|anländer|inträder|tjänstgör|övertar|"
    r"är|har|får|blir|kan|bör|vill|måste|behöver|brukar|tecknar|sitter|slutar|avgår|avsäger|ingår"
    r"|representerar"
    r"|tycker|anser|menar|tror|vet|känner|saknar|tillhör|heter|bor|berättar|informerar|rapporterar"
    r"|redogör|redovisar"
    r"|föredrar|hälsar|öppnar|avslutar|förklarar|frågar|undrar|svarar|påpekar|konstaterar|framhåller"
    r"|yrkar|tackar"
    r"|önskar|avstår|deltar|inte|ej|får|kommer|ersätter|efterträder|kvarstår|fortsätter som|erhåller"
    r"|beviljar|tilldelas)"
)
_BEFORE = (
    r"(?:(?P<decides>[^.:]{0,60}?\b(?:beslut\w*|beslöt|bestämdes?|överens om|eniga om"
    r"|enades om)\b[^.:]{0,24}? att )"
    r"|[Aa]tt )?"
)
_ACTS = re.compile(
    rf"^{_BEFORE}{WHO},? (?P<task>(?!{_STATES}\b)(?:(?:i samarbete|tillsammans) med [^.]{{2,60}}? "
    rf"|(?:till|inför|före) "
    rf"(?:nästa|kommande) \w+ |senast [\w ]{{3,20}} )?(?!{_STATES}\b)(?:[a-zåäö]+r|ska(?:ll)?)\b.*)$",
    re.DOTALL,
)


# "Nämnden beslutar att ordföranden och sekreteraren sammanställer synpunkterna"
_OFFICE_ACTS = re.compile(
    r"^(?P<decides>[^.:]{0,60}?\b(?:beslut\w*|beslöt)(?: [a-zåäö]+)? att )"
    r"(?P<who>(?:[\wåäö-]+s )?(?:vice )?[\wåäö-]*(?:ordföranden?|sekreteraren?|kassören|presidiet|kansliet"
    r"|sekretariatet|förvaltningen|kontoret|chefen|direktören|samordnaren)"
    r"(?: och (?:vice )?[\wåäö-]*(?:ordföranden?|sekreteraren?|kassören|chefen|direktören))?)"
    r" (?P<task>(?:sammanställer|tar fram|tar kontakt|kontaktar|bjuder in|kallar till|ser över|utreder"
    r"|undersöker"
    r"|förbereder|återkommer|bokar|skriver(?! under)|skickar|svarar|arbetar vidare|planerar|utarbetar"
    r"|ordnar)\b.*)$",
    re.DOTALL,
)


def decided_doer(text: str) -> re.Match[str] | None:
    """A decided clause that names a person and what they will do: groups `who`, `task`, `decides`.

    "Styrelsen beslöt att Bo bokar lokalen", "Bo ordnar offert": the text is known to be decided.
    """
    office = _OFFICE_ACTS.match(text)
    if office:
        return office
    acts = _ACTS.match(text)
    if acts is None or re.match(r"ska(?:ll)? (?:vara|ha|bli|få|inte)\b", acts["task"]):
        return None
    return acts if is_given(acts["who"]) else None


def is_given(who: str) -> bool:
    """Whether the first of the doers is a given name, alone or before a surname, or initials."""
    first = re.split(r",|\+|/| (?:och|o|samt|&) ", who)[0].strip().split(" ")[0]
    return bool(re.fullmatch(r"[A-ZÅÄÖ]{2,3}", first)) or given_evidence(first) >= 0.5
