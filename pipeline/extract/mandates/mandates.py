"""Layout → mandates: each att-clause by which somebody is told to do something, and action items."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from pipeline.extract.certainty import certainty
from pipeline.extract.clauses import Clause, clauses
from pipeline.extract.coordination import states
from pipeline.extract.decisions.foreign import quoted
from pipeline.extract.decisions.kinds import is_own
from pipeline.extract.decisions.times import is_perfect, names_another_time
from pipeline.extract.genre import informal as is_informal
from pipeline.extract.mandates.assignees import assignees
from pipeline.extract.mandates.deadlines import deadline
from pipeline.extract.mandates.denied import denied
from pipeline.extract.mandates.due import due
from pipeline.extract.mandates.extended import Extension, extended
from pipeline.extract.mandates.forms import BEGS
from pipeline.extract.mandates.givers import carried_giver
from pipeline.extract.mandates.informal import informal, initials_of, people, row_mandate, said_of_them
from pipeline.extract.mandates.phrases import NOUN, Charge, charge
from pipeline.extract.mandates.splits import is_lettered, splits, unlettered
from pipeline.extract.sentences import trimmed
from pipeline.extract.wording import DECIDER
from pipeline.facts import Mandate, Status
from pipeline.view import Block, Layout

# "samt att uppdra åt Per Ström att ringa": a charge of its own behind the first
_CHARGES_TOO = re.compile(r"att\s+(?:ge|uppdra)\b")
# how a further mandate in the same clause begins: "åt kansliet att", "kansliet i uppdrag att"
_AGAIN = re.compile(
    r"(?:(?:(?:uppdra|uppdrar|uppdrog)\s+)?(?:åt|till)\s+(?P<to>\S.{1,60}?)|(?:ger\s+|gav\s+|ge\s+)?(?P<also>\S[^.;:]{1,80}?)\s+i\s+uppdrag)\s+att\s+"
)
_AFTER_TASK = re.compile(
    r"(?:;\s*(?!att\b)|\s*\([A-ZÅÄÖ]{1,5} \d{4}[/:]\d+\)$|,\s*(?:men|varefter|vilket"
    r"|och den|och detta|och det)\b|,\s+som (?:nu|är|har)\b| (?:samt|och) (?:godkänner"
    r"|beslutar|lägger|noterar|antar|avslår|bifaller|överlämnar|tilldelas|beviljas|anvisas|erhåller)\b).*$",
    re.DOTALL,
)
# the sentence behind the charge that says when: "Uppdraget ska redovisas senast den 1 mars."
_REPORTED = re.compile(
    r"(?:Uppdraget|Detta|Det|Arbetet|Åter\w+|Redovisning\w*|Rapport\w*|Förslag\w*"
    r"|Resultatet|Utredningen|De nya \w+|Svar\w*|Underlaget|Översynen|Analysen|Kartläggningen"
    r"|(?:[A-ZÅÄÖ]\w*)?(?:[Pp]lan|utredning|analys|[Ss]trategi|rapport|underlag)(?:en|et|n)?)\b"
    r".*\b(?:ska|skall|tas fram|redovisas|återrapporteras|presenteras|lämnas|sker|är klar\w*)\b"
    r"|(?:Klart?|Färdigt?|Deadline|Slutdatum|Tidsplan|Åter(?:rapport|redovis)\w*|Redovis(?:as"
    r"|ning))\b(?: \w+)?:? "
)
# "Delrapport av nämndens uppdrag givet i budget 2023, att kansliet får i uppdrag att …, antecknas"
_TOLD = re.compile(
    r"(?:Del|Slut|Åter)?(?:rapport|redovisning)\w* av (?P<giver>[\wåäöÅÄÖ -]{3,40}?)s uppdrag\b",
    re.IGNORECASE,
)
_NOTED = re.compile(r",? (?:antecknas|noteras|godkänns|förklaras|anses|avslutas|avskrivs|läggs)\b")
_BY_ATT = re.compile(r"[Aa]tt |.{3,80}? att ")
# "Det åligger vårdpersonalen att föra journal" in guidelines: a standing duty
_DUTY = re.compile(r"[Dd]et (?:åligger|ålåg|ankom)")


# "att Bo Ek och Siv Alm var för sig tecknar firman": a right
_SIGNS = re.compile(
    r"(?:(?:var för sig|var och en|gemensamt|i förening|tillsammans|ensam\w*|två)[ ,]+)*"
    r"tecknar\b.*\b(?:firma|konto|bankgiro|plusgiro|postgiro)"
)
# "skriva brevet, deadline 17/5": a note behind the task
_DEADLINE = re.compile(r", deadline:? [^,]{4,20}$")


def mandates(layout: Layout) -> list[Mandate]:
    """The mandates of a document in the order of the text, without ids; `reported_in` is left empty."""
    found: list[Mandate] = []
    everything = clauses(layout)
    known = people(layout)
    initials = initials_of(layout)
    header: list[str] = []
    told: Block | None = None  # where somebody was told something in the sentence before
    free = is_informal(layout)
    elsewhere = _elsewhere(layout, everything)
    for number, clause in enumerate(everything):
        if clause.block.kind == "row":
            if clause.start == clause.block.cells[0][0] or clause.first:
                header = row_mandate(layout, clause, header, initials, found)
            continue
        header = []
        if clause.zone in ("basis", "distribution", "motions", "reservation"):
            continue
        made = _formal(layout, clause)
        if not made:
            made = informal(layout, clause, known, free)
        if not made and free and told is clause.block:
            made = said_of_them(layout, clause)
        made = [one for one in made if not _SIGNS.match(one.task)]
        told = clause.block if made else None
        found.extend(replace(one, status="recalled") if number in elsewhere else one for one in made)
    return sorted(found, key=lambda mandate: mandate.start)


def _elsewhere(layout: Layout, everything: list[Clause]) -> frozenset[int]:
    """Places of the clauses that quote what another body decided in the same item."""
    items: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for number, clause in enumerate(everything):
        items[clause.block.part, clause.block.section].append(number)
    return frozenset(
        numbers[place]
        for numbers in items.values()
        for place in quoted(
            [everything[number] for number in numbers],
            layout.part_of(everything[numbers[0]].block).meeting,
        )
    )


# ---------------------------------------------------------------- formal wordings


def _formal(layout: Layout, clause: Clause) -> list[Mandate]:
    text = clause.text
    listed = clause.zone == "decision" and (clause.first or clause.point)
    lead = clause.lead
    if clause.point and lead and not charge(text, False):
        led = charge(
            lead.text.rstrip(": ") + (" " if lead.text.rstrip(": ").endswith("att") else " att ") + "x", False
        )
        if led:
            begins = len(text) - len(re.sub(r"^att\s+", "", text))
            whole = (0, len(text))
            return [
                _mandate(layout, clause, led, led.giver or lead.decider, led.to, whole, (begins, len(text)))
            ]
    longer = extended(text)
    if longer and clause.zone in ("decision", "proposal"):
        return [_prolonged(layout, clause, longer)]
    found = charge(text, listed)
    if (
        found is None
        or denied(clause, found)
        or _no_charge(clause, found)
        or _no_order(layout, clause, found)
    ):
        return []
    giver = found.giver or carried_giver(clause, found)
    told = _TOLD.match(text)
    if told:
        giver = giver or told["giver"]
    end = min(_task_end(text, found.task), found.end if found.rule == NOUN else len(text))
    noted = _NOTED.search(text, found.task) if told else None
    end = noted.start() if noted else end
    cuts = [] if found.rule == NOUN else splits(text, found, end)
    lettered = is_lettered(text, found.task)
    made: list[Mandate] = []
    start, task, to = found.start, unlettered(text, found.task) if lettered else found.task, found.to
    if found.rule != "mandate.ger_i_uppdrag" and found.giver is None and text[:start].strip() == "att":
        start = 0
    if text[:start].strip() in ("att", "Att", "ATT"):
        start = 0
    for cut in [*cuts, None]:
        stop = cut.start() if cut else end
        made.append(_mandate(layout, clause, found, giver, to, (start, stop), (task, stop)))
        if cut and lettered:
            start = task = unlettered(text, cut.end())
            continue
        if cut and _CHARGES_TOO.match(text, cut.end()):
            return [*made, *_charged_too(layout, clause.part(cut.end(), len(text)), made[0])]
        if cut and states(text[cut.end() :]):
            break  # "i uppdrag att räkna, samt att avgiften ska höjas": no task
        if cut:
            start = cut.end()
            again = None if text.startswith("att ", start) else _AGAIN.match(text, start)
            to = (again["to"] or again["also"]) if again else to
            task = again.end() if again else start + len("att ")
            if not again and re.match(
                r"att (?:bevilja|godkänna|anta|fastställa|utse|välja|lägga|överlämna|avslå"
                r"|avsätta)\b",
                text[start:],
            ):
                break
    return made


def _charged_too(layout: Layout, clause: Clause, before: Mandate) -> list[Mandate]:
    """The charge behind "samt att uppdra åt …": by whom and in what state the first was given."""
    return [
        replace(one, giver=one.giver or before.giver, status=before.status) for one in _formal(layout, clause)
    ]


def _prolonged(layout: Layout, clause: Clause, longer: Extension) -> Mandate:
    charged = longer.charge
    giver = carried_giver(clause, charged)
    one = _mandate(layout, clause, charged, giver, charged.to, (0, len(clause.text)), longer.task)
    written = deadline(longer.until) or one.deadline
    day = due(written, layout.part_of(clause.block).meeting.date, one.status == "recalled")
    return replace(one, deadline=written, due=day)


def _mandate(
    layout: Layout,
    clause: Clause,
    found: Charge,
    giver: str | None,
    to: str,
    quote: tuple[int, int],
    task: tuple[int, int],
) -> Mandate:
    block = clause.block
    a, b = trimmed(block.text, clause.start + quote[0], clause.start + quote[1])
    start, end = block.span(a, b)
    words = block.text[slice(*trimmed(block.text, clause.start + task[0], clause.start + task[1]))]
    meeting = layout.part_of(block).meeting
    written = deadline(words) or (_late(clause.text, found) if quote[0] <= found.start else None)
    if written is None and _REPORTED.match(clause.follows) and clause.start + quote[1] >= clause.end - 1:
        written = deadline(clause.follows)
    words = _DEADLINE.sub("", words)
    status = _status(layout, clause, found)
    return Mandate(
        start=start,
        end=end,
        text=layout.source.text[start:end],
        part=block.part,
        section=clause.section.number if clause.section else None,
        rule=found.rule,
        score=certainty(found.rule),
        giver=giver,
        assignees=assignees(re.sub(r"^[Åå]t\s+", "", to)),  # "Åt Per uppdrogs att"
        task=" ".join(words.split()),
        deadline=written,
        due=due(written, meeting.date, status == "recalled"),
        status=status,
    )


def _late(text: str, found: Charge) -> str | None:
    """A deadline between the charge and its "att": "får i uppdrag, senast den 1 maj, att"."""
    return (
        deadline(text[found.start : found.task])
        if re.search(r"\bsenast\b|\btill (?:nästa|samman)", text[found.start : found.task])
        else None
    )


def _task_end(text: str, task: int) -> int:
    stop = _AFTER_TASK.search(text, task)
    return stop.start() if stop else len(text)


def _no_charge(clause: Clause, found: Charge) -> bool:
    """A question ("När ska vi ge kansliet i uppdrag att …?"), or a duty that always holds."""
    if clause.text.endswith("?"):
        return True
    return bool(
        _DUTY.match(clause.text, found.start) and clause.zone != "decision" and not deadline(clause.text)
    )


def _no_order(layout: Layout, clause: Clause, found: Charge) -> bool:
    """What is asked of an office where nothing is decided, or of the body itself ("att styrelsen ska …")."""
    if found.rule == BEGS:
        told = found.giver is not None and clause.zone is None and re.fullmatch(DECIDER, found.giver)
        return not told and clause.zone not in ("decision", "proposal")
    if found.rule != "mandate.ska" or not _BY_ATT.match(clause.text):
        return False
    meeting = layout.part_of(clause.block).meeting
    body = (meeting.body or "").lower()
    if found.to.lower() == "styrelsen" and re.search(r"årsmöte|stämma|fullmäktige", body):
        return False
    return found.to.lower() in ("styrelsen", "nämnden", "utskottet", "direktionen", "fullmäktige") or (
        bool(body) and is_own(found.to, meeting)
    )


def _status(layout: Layout, clause: Clause, found: Charge) -> Status:
    text, meeting = clause.text, layout.part_of(clause.block).meeting
    kind = clause.section.kind if clause.section else None
    if found.rule == NOUN or _TOLD.match(text):
        return "recalled"
    if clause.zone == "proposal" or (clause.lead and clause.lead.addressee and clause.point):
        return "proposed"
    if re.match(rf"{DECIDER} (?:föreslår|hemställer)", text) and found.start > 0:
        return "proposed"
    if clause.zone in ("background", "earlier", "voting") and found.past:
        return "recalled"
    if clause.zone in ("background", "earlier") and found.giver and not is_own(found.giver, meeting):
        return "recalled"  # "Arbetsutskottet ger kansliet i uppdrag …" told in the present tense
    verb = text.find(" ", found.start)
    match = re.search(
        r"\b(?:godkände|antog|behandlade|beviljade|gav|gett|givit|uppdrog|uppdragit|fick|fått"
        r"|gavs|beslutade|beslutat)\b",
        text,
    )
    if match and (
        names_another_time(text, match.start(), match.end(), meeting.date) or is_perfect(text, match.end())
    ):
        return "recalled"
    if clause.attached and found.past:
        return "recalled"
    if kind == "attachment" or clause.attached:
        return "proposed"
    if (meeting.kind == "notice" or kind == "agenda_item") and not found.past and verb >= 0:
        return "proposed"
    return "decided"
