"""Action items and rows of action tables as mandates: they name their doer and have no giver."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.certainty import certainty
from pipeline.extract.clauses import Clause
from pipeline.extract.cuts import line_starts
from pipeline.extract.decisions.kinds import subject_of
from pipeline.extract.doers import WHO, decided_doer
from pipeline.extract.mandates.actions import Action, action, done, is_header, row
from pipeline.extract.mandates.assignees import assignees
from pipeline.extract.mandates.deadlines import deadline
from pipeline.extract.mandates.deeds import DOES, DOES_TOO
from pipeline.extract.mandates.due import due
from pipeline.extract.sentences import trimmed
from pipeline.facts import Mandate
from pipeline.patterns import MONTHS
from pipeline.view import Layout


def people(layout: Layout) -> frozenset[str]:
    """Words with a capital in the head of the document: the given names of those present are among them."""
    words: set[str] = set()
    for block in layout.blocks:
        if block.section is None and block.kind in ("prose", "item", "row"):
            words.update(re.findall(r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?", block.text))
    return frozenset(words)


def initials_of(layout: Layout) -> frozenset[str]:
    """Initials of the names in the head of the document: "MB" for Maj Berg."""
    found: set[str] = set()
    for block in layout.blocks:
        if block.section is None and block.kind in ("prose", "item", "row"):
            names = re.findall(
                r"([A-ZÅÄÖ])[\wåäö]+(?:-([A-ZÅÄÖ])[\wåäö]+)? (?:[A-ZÅÄÖ][\wåäö]+ )?([A-ZÅÄÖ])[a-zåäö]+",
                block.text,
            )
            found.update(first + last for first, _, last in names)
            found.update(first + middle + last for first, middle, last in names)
    return frozenset(found)


def informal(layout: Layout, clause: Clause, known: frozenset[str], free: bool = False) -> list[Mandate]:
    """The action items of a sentence; `known` are the capitalised words of the head (those present),

    `free` tells that the minutes are an association's.
    """
    if clause.zone in ("background", "earlier", "voting", "proposal") or clause.front or clause.attached:
        return []
    if layout.part_of(clause.block).meeting.kind == "notice":
        return []
    text, made = clause.text, []
    charged = re.match(
        r"[Aa]nsvar(?:ig(?:a)?)?: ?(?P<who>[A-ZÅÄÖ][\wåäö ,&-]{1,60}?)\.?$", clause.follows.strip()
    )
    if charged and clause.zone != "proposal":
        end = (
            clause.block.text.index(clause.follows.strip(), clause.end)
            + len(clause.follows.strip())
            - clause.start
        )
        return [_action(layout, clause, Action(0, end, charged["who"], text), 0)]
    decided = decided_doer(text) if clause.zone in ("decision", None) else None
    if decided and (decided["decides"] or (clause.point and clause.zone == "decision")):
        task = re.sub(
            r"^ska(?:ll)?\s+",
            "",
            re.sub(r",\s+(?:om|eftersom|då)\b.*$", "", decided["task"], flags=re.DOTALL),
        )
        at = decided.end("task") - len(decided["task"]) + decided["task"].index(task[:10])
        who = decided["who"]
        giver = subject_of(text) if decided["decides"] else clause.lead.decider if clause.lead else None
        return [replace(_action(layout, clause, Action(0, at + len(task), who, task), 0), giver=giver)]
    for piece, at in _pieces(text, [at - clause.start for at in line_starts(clause.block)] if free else []):
        follows = clause.follows if at + len(piece) == len(text) else ""
        found = action(piece, known, free) or done(piece, follows, known)
        if found:
            made.append(_action(layout, clause, found, at))
    return made


_THEY = re.compile(
    r"(?P<who>Han|Hon|Hen|De) (?P<task>(?:lämnar|redovisar|rapporterar|presenterar|återkommer|meddelar"
    r"|tar (?:med|fram)|skickar|återkopplar)\b.+)$",
    re.DOTALL,
)


def said_of_them(layout: Layout, clause: Clause) -> list[Mandate]:
    """ "(Siv kollar priset.) Hon lämnar besked vid nästa möte": what follows an action and says when."""
    they = _THEY.match(clause.text)
    if they is None or not deadline(they["task"]):
        return []
    return [_action(layout, clause, Action(0, len(clause.text), they["who"], they["task"]), 0)]


# "Bokslutet görs av kassören och sekreteraren skickar kallelsen", "Frågan togs upp och Siv kommer att ringa"
_AND_ANOTHER = re.compile(
    r"(?<= )[a-zåäö]\S* och (?=(?:[Kk]assören|[Ss]ekreteraren|[Oo]rdföranden|[Vv]alberedningen"
    r"|[A-ZÅÄÖ][a-zåäö]+) (?:kommer att|ska|gör|skriver|ordnar|ringer|kollar|fixar|bokar|skickar"
    r"|översänder|kontaktar|tar) )"
)


# "…, Sture hämtar korven"
_COMMA_ANOTHER = re.compile(rf",\s+(?=[A-ZÅÄÖ][a-zåäö]+ (?:gör|ska|kommer att|{DOES}|{DOES_TOO})\b)")
_LINE = re.compile(rf"{WHO},? (?:ska(?:ll)? |{DOES}\b|{DOES_TOO}\b)")
_GOES_ON = re.compile(
    r"(?:[,:;–-]|\b(?:att|och|samt|eller|som|om|när|där|men|så|då|till|av|med|för|från|hos|på|i|vid|än"
    r"|både|även))\s*$"
)


def _pieces(text: str, lines: list[int]) -> list[tuple[str, int]]:
    """ "Eva skriver kallelsen, Per ordnar kaffe" is two items; so is a line that lacks its full stop."""
    cuts = {
        0,
        *(m.end() for m in _COMMA_ANOTHER.finditer(text)),
        *(m.end() for m in _AND_ANOTHER.finditer(text)),
        *(
            at
            for at in lines
            if 0 < at < len(text) and _LINE.match(text, at) and not _GOES_ON.search(text[:at])
        ),
    }
    edges = [*sorted(cuts), len(text)]
    return [(re.sub(r"(?:,| och)?\s*$", "", text[a:b]), a) for a, b in pairwise(edges)]


def _action(layout: Layout, clause: Clause, found: Action, at: int) -> Mandate:
    block = clause.block
    task = re.sub(r"\s*\((?:har inte|ej klart|kvar)[^)]*\)$", "", found.task)
    shortened = len(found.task) - len(task)
    a, b = trimmed(block.text, clause.start + at + found.start, clause.start + at + found.end - shortened)
    start, end = block.span(a, b)
    written = deadline(task)
    rule = "mandate.action_done" if found.done else "mandate.action"
    return Mandate(
        start=start,
        end=end,
        text=layout.source.text[start:end],
        part=block.part,
        section=clause.section.number if clause.section else None,
        rule=rule,
        score=certainty(rule),
        giver=found.giver,
        assignees=assignees(found.who),
        task=" ".join(task.strip(" .").split()),
        deadline=written,
        due=due(written, layout.part_of(block).meeting.date),
        status="recalled" if found.done else "decided",
    )


def row_mandate(
    layout: Layout, clause: Clause, header: list[str], initials: frozenset[str], found: list[Mandate]
) -> list[str]:
    """A row of an action table becomes a mandate; returns the header for the rows below."""
    block = clause.block
    margin = len(block.text) - len(re.sub(r"^[*•–-]\s+", "", block.text))
    spans = [(max(a, margin), b) for a, b in block.cells]
    cells = [block.text[a:b] for a, b in spans]
    if is_header(cells):
        return cells
    read = row(cells, header)
    if (
        read is None
        or clause.section is None
        or clause.attached
        or clause.zone in ("background", "basis", "proposal")
    ):
        return header
    who, when, at = read
    if not header and not set(re.split(r",\s*|\s?/\s?| och ", who)) <= initials:
        return header
    named = action(cells[0]) if not header else None
    names = assignees(named.who if named else who)
    if not names or not cells[at].strip():
        return header
    start, end = block.span(spans[0][0], spans[0][1] if named else spans[-1][1])
    written = (
        (when if when and re.search(r"\d|" + "|".join(MONTHS), when.lower()) else None)
        if header
        else deadline(cells[0])
    )
    found.append(
        Mandate(
            start=start,
            end=end,
            text=layout.source.text[start:end],
            part=block.part,
            section=clause.section.number,
            rule="mandate.row",
            score=certainty("mandate.row"),
            giver=None,
            assignees=names,
            task=" ".join(cells[at].split()),
            deadline=written,
            due=due(written, layout.part_of(block).meeting.date),
            status="decided",
        )
    )
    return header
