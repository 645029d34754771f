"""Whether a sentence tells of another meeting: "beslutade 2020-12-05 att …", "har utsett"."""

from __future__ import annotations

import re

from pipeline.patterns import MONTHS

_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAY = rf"(?:\d{{4}}-\d\d-\d\d|(?:den )?\d{{1,2}}(?:/\d{{1,2}}| {_MONTH})(?: \d{{4}})?|{_MONTH}(?: \d{{4}})?)"
_PARAGRAPH = r"§ ?\d"
# right behind the verb, its subject between them at most: "beslutade styrelsen den 3 mars", "gav i maj"
_BEHIND = re.compile(
    rf"^(?: [a-zåäö-]+(?:styrelsen|nämnden|utskottet|mötet)| styrelsen| nämnden)?,?(?: då| samtidigt)?"
    rf"(?: (?:vid|på) (?:sitt |sin |föregående |förra |[a-zåäö]+s |\w*sammanträde\w* |\w*möte\w* )+)?"
    rf"(?: (?:den|i|under|inför|redan|hösten|våren|av \w+))*,? ?\(?(?:{_DAY}"
    rf"|(?:[A-ZÅÄÖ]{{2,5}} )?{_PARAGRAPH}"
    rf"|(?<=\()[A-ZÅÄÖ]{{2,5}} \d"
    rf"|år \d{{4}}|\d{{4}}\b|hösten|våren|sommaren|fjol|föregående år|förra året|ifjol)",
    re.IGNORECASE,
)
_FRONT = re.compile(
    rf"^(?:(?:Redan|Senast) )?(?:(?:Den|I|Vid|Under|Efter|På|Inför|Enligt)\b.{{0,90}}?\b(?:{_DAY}"
    rf"|{_PARAGRAPH}|föregående|förra|senaste|tidigare|\d{{4}})\b"
    rf"|[\wåäö-]*(?:mötet|stämman|styrelsen|nämnden|fullmäktige|utskottet) (?:den |i |från )?{_DAY}\b"
    rf"|{_DAY}|Tidigare|Hösten|Våren|\w+(?:mötet|stämman) \d{{4}}\b)",
    re.IGNORECASE,
)
# "Motionen väcktes den 3 mars och remitterades till nämnden"
_HISTORY = re.compile(
    rf"\b(?:väcktes|inkom|lämnades|lämnade|anmäldes|behandlades|bereddes|ställdes|inlämnades|presenterades"
    rf"|skickades"
    rf"|remitterades|återremitterades|bordlades)\b[^.]*?\b{_DAY}"
)
# "Styrelsen antog planen vid sammanträdet 2021-03-11", "… förra året": a past verb and its time at the end
_LAST = re.compile(
    r"^(?!.*\b(?:att|till)\b)"
    rf".*(?:\b(?:vid|på) (?:sitt )?[\wåäö]*(?:sammanträdet|mötet|stämman) (?:den |i )?{_DAY}"
    r"|\b(?:förra året|i fjol|ifjol|föregående år))$",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?:de|te|des|tes|tog|togs|slog|slogs|drog|drogs|gav|gavs|utsåg|utsågs|sköt)$")
_EARLIER = re.compile(
    r"\b(?:tidigare beslut|föregående (?:sammanträde|möte|nämnd)|förra mötet|har tidigare"
    r"|tidigare beslutat|redan beslutat)\b",
    re.IGNORECASE,
)
# "Protokollet från föregående möte": what is dealt with now
_ITS_MINUTES = re.compile(
    r"\b\w*(?:protokoll|anteckning|dagordning|rapport|lista)\w* (?:från|vid|av|till) (?:[\wåäö]+s )?"
    r"(?:föregående|förra|senaste) \w+",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:har|hade) (?:från|av)\b[^.;]{2,100}? fått (?:\w+ )?i uppdrag\b"
    r"|\b(?:har|hade)\b(?:\s\S+){0,6}?\s(?:beslutat|utsett|valt|beviljat|godkänt|antagit"
    r"|fastställt|avslagit|gett|givit|uppdragit|avsatt|entledigat|fått|bordlagt"
    r"|återremitterat|avslutat|medgett|medgivit|upphävt|förlängt|ändrat|föreslagit)\b"
)


def names_another_time(text: str, verb_start: int, verb_end: int, meeting: str | None) -> bool:
    """Whether the deciding verb at ``[verb_start, verb_end)`` is dated to another day than `meeting`.

    Dates inside the object ("lade protokollet från den 28 september till handlingarna") do not count.
    """
    behind = _BEHIND.match(text[_first_word_end(text, verb_start, verb_end) :]) or _BEHIND.match(
        text[verb_end:]
    )
    front = _FRONT.match(text[:verb_start])
    history = _HISTORY.search(text[:verb_start])
    past = _PAST.search(text[verb_start:verb_end])
    last = _LAST.match(text[verb_end:].rstrip(" .")) if past else None
    for match in (behind, front, history, last):
        if match and not _is_today(match.group(), meeting):
            return True
    return bool(_EARLIER.search(_ITS_MINUTES.sub("", text[: verb_end + 40])))


def is_perfect(text: str, verb_start: int) -> bool:
    """ "Viksunda kommun har utsett …": told as done, by somebody who is not deciding now."""
    match = _PERFECT.search(text)
    return match is not None and match.start() <= verb_start


def _first_word_end(text: str, start: int, end: int) -> int:
    space = text.find(" ", start, end)
    return end if space < 0 else space


def _is_today(words: str, meeting: str | None) -> bool:
    if meeting is None:
        return False
    if meeting in words:
        return True
    year, month, day = meeting.split("-") if meeting.count("-") == 2 else ("", "", "")
    if not month:
        return False
    return bool(re.search(rf"\b{int(day)} {MONTHS[int(month) - 1]}\b(?! (?!{year})\d{{4}})", words))
