"""One judge for each kind of fact; `judge` asks them all."""

from __future__ import annotations

from collections import Counter

from evaluation.align import Alignment
from evaluation.gold import Gold
from evaluation.judge.attendance import judge_attendance
from evaluation.judge.clauses import judge_decisions, judge_mandates, mandate_targets
from evaluation.judge.common import Difference, Judged, Outcome
from evaluation.judge.entities import judge_entities
from evaluation.judge.meeting import judge_meeting
from evaluation.judge.mentions import judge_mentions
from evaluation.judge.sections import judge_sections
from evaluation.judge.values import amount_targets, judge_amounts, judge_cells
from pipeline.facts import Document

__all__ = ["KINDS", "Difference", "Judged", "Outcome", "judge"]

KINDS: tuple[str, ...] = (
    "mentions", "sections", "meeting", "attendance", "decisions", "mandates", "amounts", "table_cells",
    "entities",
)  # fmt: skip


def judge(gold: Gold, document: Document, alignment: Alignment) -> Judged:
    """All kinds gold annotates, judged; who is who where gold says whom its mentions name."""
    results: list[Judged] = []
    if gold.annotates("mentions"):
        results.append(judge_mentions(gold.mentions, document.mentions, alignment))
    if gold.annotates("sections"):
        results.append(judge_sections(gold.sections, document.sections, alignment, gold.unanswered))
    if gold.annotates("meeting") or gold.annotates("document"):
        results.append(judge_meeting(gold.meeting, document.meeting, gold.meeting_fields))
    if gold.annotates("attendance"):
        results.append(judge_attendance(gold.attendance, document.attendance, alignment, gold.unanswered))
    if gold.annotates("decisions"):
        results.append(
            judge_decisions(
                gold.decisions,
                document.decisions,
                alignment,
                gold.unanswered,
                amount_targets(gold.amounts, document.amounts, alignment)
                if gold.annotates("amounts")
                else None,
                mandate_targets(gold.mandates, document.mandates, alignment)
                if gold.annotates("mandates")
                else None,
            )
        )
    if gold.annotates("mandates"):
        results.append(judge_mandates(gold.mandates, document.mandates, alignment, gold.unanswered))
    if gold.annotates("amounts"):
        results.append(judge_amounts(gold.amounts, document.amounts, alignment, gold.unanswered))
    if gold.table_cells is not None:
        results.append(judge_cells(gold.table_cells, document.table_cells, gold.unanswered))
    if gold.annotates("mentions") and gold.persons():
        results.append(judge_entities(gold, document, alignment))
    return Judged(
        figures={name: counts for result in results for name, counts in result.figures.items()},
        outcomes=tuple(outcome for result in results for outcome in result.outcomes),
        confusions=sum((result.confusions for result in results), Counter()),
    )
