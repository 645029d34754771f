"""Where an item's title ends and its text begins on the same line."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.gazetteers import given_names
from pipeline.segment.casenumbers import is_case
from pipeline.segment.lines import Line

_LOWER = r"[a-zåäöé]"
_NAME = rf"[A-ZÅÄÖ]{_LOWER}+(?:-[A-ZÅÄÖ]{_LOWER}+)?"
# what tells or settles in the past or present, as minutes do
_FINITE = (
    r"(?:beslut(?:ar|ade|as|ades)|beslöts?|valde[sn]?|väljs|utses|utsågs?|omvaldes|nyvaldes"
    r"|fastställ(?:er|de|s|des)|(?:förklara|informera|rapportera|konstatera|diskutera|presentera|notera|hälsa"
    r"|öppna|avsluta|tacka|meddela|berätta|bevilja|kommentera|uppmana|uppdra|påpeka|utdela|behandla)(?:r|de"
    r"|s|des)"
    r"|godkän(?:ner|de|ns|des)|redogör|redogjordes?|anmäl(?:er|de|s|des)|läs(?:er|te|tes)|föredrogs?|föredrar"
    r"|tog(?:s)?|gav(?:s)?|gick|går|fick|får|fördes|uppgår|ansågs?|anser|lade(?:s)?|finns|fanns|hade|har|är"
    r"|var"
    r"|blir|blev|skall|ska|skulle|kommer|kom)"
)
# "Närvarolista Det beslutades, att …", "Bryggan Vi har lagat …", "Val av revisorer Till revisorer valdes …"
_FUNCTION = re.compile(
    rf"(?<={_LOWER})\s+(?P<at>(?:(?:Det|De|Den|Denna|Detta|Dessa|Efter|På|Som|Under|Vid|Därefter|Sedan"
    rf"|Ingen|Inga|Inget"
    rf"|Alla)(?=\s{_LOWER})(?:\s[^\s.:;“”\"]+){{0,10}}?|(?:Vi|Man|Han"
    rf"|Hon)(?:\s{_LOWER}+){{0,1}}?)\s{_FINITE}\b"
    rf"|Till\s(?:\w+:e )?{_LOWER}[^.:;“”\"]{{2,80}}?\s(?:valdes?|väljs|utsågs?|utses|omvaldes|nyvaldes)\b)"
)
# "Mötets öppnande Anna Ek, byalagets sekreterare, öppnade mötet", "Val av ordförande Bo Lund valdes till …"
_NAMED = re.compile(
    rf"(?<={_LOWER})\s+(?P<at>(?P<given>{_NAME})(?:\s{_NAME}){{1,2}}(?:(?:,|\soch)\s[^.:;,“”\"]{{3,50}},?)?\s"
    r"(?:hälsade|öppna(?:de|r)|förklarade|valde[sn]?|väljs|utsågs|utses|omvaldes|redogjorde|läste|föredrog"
    r"|rapporterade|informerade|berättade|presenterade|tackade|avslutade|kommenterade|meddelade)\b)"
)
# what no title ends with: "Information om / Det goda livet", "Ordförande / Anna Ek öppnade"
_HANGS = re.compile(
    r"(?:^|\s)(?:och|eller|samt|av|för|om|med|till|från|på|i|vid|hos|avseende|angående|gällande|mellan|att"
    r"|enligt|projekt(?:et)?"
    r"|sk|den|det|de"
    r"|\w*(?:ordförande|sekreterare|kassör|ledamot|revisor|chef|direktör|samordnare|strateg|handläggare"
    r"|ledare|råd"
    r"|sekreteraren|kassören|ordföranden))$",
    re.IGNORECASE,
)
# "Val av mötesordförande" is whole, "Information från ordförande" leads to the name
_ELECTION = re.compile(r"(?:Val|Omval|Nyval|Fyllnadsval)\s(?:av|till)\s(?:\S+\s){0,5}?\w{4,}$")
_STOP = re.compile(r"\.(?=\s+[A-ZÅÄÖ])")
_ENDS = re.compile(r"\.(?:\s+[A-ZÅÄÖ]|\s*$)")


def runs_on_at(title: str, below: str) -> int | None:
    """Where text begins behind a title without a full stop between them, `below` the next line; or None.

    "Val av revisorer Till revisorer valdes Bo Ek": a capital on a function word within a line, a verb
    behind it; "Mötets öppnande Anna Ek öppnade mötet": a name with a verb.
    """
    whole = f"{title} {below}"
    for pattern in (_FUNCTION, _NAMED):
        for found in pattern.finditer(whole):
            at = found.start("at")
            head = whole[:at].rstrip()
            if at >= len(title):
                break
            given = found.groupdict().get("given")
            if given is not None and given.split("-")[0] not in given_names():
                continue
            if _is_title(head):
                return len(head)
    return None


def sentence_wraps(title: str, below: str) -> list[int]:
    """Where sentences of a heading's line end, when its last one goes on in the line `below` it.

    "Inget datum bestämdes. Ordföranden kallar till" / "möte i höst. Vi träffas hos Bo."
    """
    if not below[:1].islower() or not _ENDS.search(below) or title.endswith((".", "!", "?")):
        return []
    return [stop.start() for stop in _STOP.finditer(title)]


def split(line: Line, end: int) -> tuple[Line, Line] | None:
    """A heading's line as title and text, where the title ends at the raw `end`; None: nothing follows."""
    at = sum(offset < end for offset in line.offsets)
    tail = line.text[at:].lstrip(" .:")
    if re.match(r"(?:\w+s )?[Bb]eslut\b", tail):
        return None  # "Dagordning Nämndens beslut Dagordningen godkänns.": a label, read where it stands
    if not tail[:1].isupper() or "\t" in tail or len(tail.split()) < 3 or is_case(tail):
        return None
    begins = len(line.text) - len(tail)
    head = replace(line, text=line.text[:at], offsets=line.offsets[:at], end=line.offsets[begins])
    text = replace(line, text=tail, offsets=line.offsets[begins:], start=line.offsets[begins], level=0)
    return head, text


def _is_title(head: str) -> bool:
    words = head.split()
    if len(words) > 1 and words[-1][:1].isupper():
        return False  # "Ordf. Kjell / Arne Ek hälsade": the name began before
    quotes = len(re.findall(r"[\"”“]", head))
    said = re.search(rf"\s{_FINITE}\b", head)
    hangs = _HANGS.search(head) and not (_ELECTION.match(head) and head[-1] not in " ,")
    return len(head) > 4 and quotes % 2 == 0 and said is None and not hangs
