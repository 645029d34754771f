"""What only looks like a mandate: refused, wished for, allowed, asked about, or dependent on something."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.doers import WHO, is_given
from pipeline.extract.mandates.assignees import assignees
from pipeline.extract.mandates.forms import ADVERB
from pipeline.extract.mandates.phrases import Charge
from pipeline.extract.wording import DECIDER

# "rätt att uppdra åt annan anställd": what somebody may do
_MAY = re.compile(
    r"\b(?:rätt(?:en)?|möjlighet\w*|befogenhet\w*|behörighet\w*|fullmakt|kan|kunna|får)(?: att)?\s*$"
)
# "Regeringen ger varje år myndigheter i uppdrag": a habit
_HABIT = re.compile(r"\b(?:varje år|årligen|brukar|alltid|vanligtvis|ofta|löpande)\b")
# "beslutar att inte ge kansliet i uppdrag", "har inte fått i uppdrag", "uppdrog inte åt kansliet"
_GIVES = (
    r"(?:ge[rs]?|gav|gavs|gett|givit|givits|fick|får|få|fått|uppdra(?:r|s|ga|git|gits)?|uppdrog|uppdrogs"
    r"|lämna\w*)"
)
_NO = r"(?:inte|ej|icke|aldrig|varken)"
_NOT = re.compile(
    rf"\b(?:{_NO}(?: {ADVERB}| längre| heller)* {_GIVES}|{_GIVES}(?: {ADVERB}| {DECIDER})* {_NO})\b"
    rf"(?!.*\b(?:och|samt|men|utan)(?: att)? {_GIVES}\b)",
    re.DOTALL,
)
# "avslår förslaget att ge kansliet i uppdrag", not "avslår motionen och ger kansliet i uppdrag"
_REJECTS = re.compile(
    r"\b(?:avslå\w*|avslog\w*|avslagit\w*|avsty[rk]\w*|förkasta\w*|avvisa\w*|motsätt\w*|motsatte|utan bifall"
    r"|bif(?:alla\w*|aller|öll) inte|inte (?:bifalla|bakom))\b"
    r"(?:(?!\b(?:och|samt|men|utan|varefter|då)\b)[^.;:,])*"
    r"\batt\s*$"
)
# "Förslaget att uppdra åt kansliet att bygga en bro avslogs"
_IDEA = re.compile(
    r"\b(?:\w*förslag(?:et)?|\w*yrkande[tn]?|motion(?:en)?|tanken|idén)\b[^.;:,]*\batt\s*$", re.I
)
_FELL = re.compile(
    r"\b(?:avsl(?:ås|ogs|agits)|avsty(?:rks|rktes|rkts)|förkasta\w+|avvisa\w+|röstades (?:ned|ner)|föll"
    r"|(?:vann|fick) inte (?:något )?(?:bifall|gehör|stöd)|bif(?:alls|ölls) inte|dr(?:as|ogs) tillbaka"
    r"|återtogs|diskutera(?:s|des))\b"
)
# "Motionären föreslår att kommunen ger …": what members wish, no body; "Bo Ek (S) föreslår att"
_MEMBER = re.compile(
    r"(?:\b(?:motion(?:en|er|ären|ärerna|ärer)?|förslagsställar\w+|initiativtagar\w+|\w*medborgarförslag\w*"
    r"|initiativärende\w*|\w+partiet|\w+demokraterna|moderaterna|liberalerna|\w+partigruppen|ledamoten)\b"
    r"|\((?:S|M|C|V|L|MP|KD|SD|FP|FI)\))[^.;]*?"
    r"\b(?:föreslår|föreslog|föreslås|föreslogs|anser|hemställer|begär|menar|vill|ville|önskar|går ut på)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(rf"{WHO}(?: \([^)]*\))?,? (?:föreslår|föreslog|vill|ville|tycker|ansåg|anser)\b")
# "Miljöpartiet vill ge kansliet i uppdrag", "Kommunstyrelsen bör ge"
_WISH = re.compile(r"\b(?:vill|ville|vilja|bör|borde)(?: \w+)?\s*$")
# "Med anledning av motionen föreslår nämnden", "beslutar bifalla motionen, som föreslår", the chair's words
_NOT_THEIRS = re.compile(
    r"\b(?:besluta\w*|bifall\w*|bifaller|ordförande\w*)\b"
    r"|\b(?:anledning av|svar på|angående|avseende|gällande|över|om) (?:\w+ )?$",
    re.IGNORECASE,
)
# the sentence behind "Siv föreslår att kansliet får i uppdrag": "Styrelsen beslutar enligt förslaget."
_AGREED = re.compile(
    r"\benligt (?:\w+ )?förslag|\bi enlighet\b|\bbif[aö]ll|\bant(?:ar|og)\b|\bgodkän|\bsamtyck"
)
# "Om bidrag beviljas får kansliet i uppdrag att": nobody is told yet
_IF = re.compile(r"(?:Om|Ifall|Därest) (?!det beslut)")


def denied(clause: Clause, found: Charge) -> bool:
    """Whether nobody was told what `found` seems to say: "yrkar att kansliet får i uppdrag"."""
    text = clause.text
    before = text[: found.start]
    if _MAY.search(before) or _HABIT.search(text, 0, found.task):
        return True
    if re.search(
        r"\b(?:yrka\w*|önska\w*|undra\w*|frågan om|vill att|ställer sig positiva? till"
        r"|redovisning\w* av uppdrag\w*|uppdraget (?:från|att))\b"
        r"|\bom (?:att )?(?:(?!(?:och|samt)\b)[\wåäö-]+ ){0,2}$",  # not "anta anbudet om 2 mkr och ge …"
        before,
    ):
        return True
    return _refused(clause, found) or _wished(clause, found) or not assignees(found.to)


def _refused(clause: Clause, found: Charge) -> bool:
    """What is not given: "beslutar att inte ge kansliet i uppdrag", "avslår förslaget att uppdra åt …"."""
    text, before = clause.text, clause.text[: found.start]
    if _NOT.search(text, 0, found.task) or re.search(rf"^{_NO}\b|\b{_NO}$", found.to):
        return True
    return bool(_REJECTS.search(before) or (_IDEA.search(before) and _FELL.search(text, found.task)))


def _wished(clause: Clause, found: Charge) -> bool:
    """What a member or a party wants, or what depends on something: nobody has been told."""
    text, before = clause.text, clause.text[: found.start]
    if _IF.match(text) and found.start > 0 and clause.zone not in ("decision", "proposal"):
        return True
    wish = _WISH.search(before)
    if wish and (
        wish[0].lstrip().startswith("b") or not re.fullmatch(DECIDER, before[: wish.start()].strip())
    ):
        return True
    person = _PERSON.match(before)
    if person and is_given(person["who"]):
        return not _AGREED.search(clause.follows)
    said = f"{clause.lead.text} {before}" if clause.point and clause.lead else before
    member = _MEMBER.search(said)
    return member is not None and not _NOT_THEIRS.search(said[: member.start()])
