"""Do two annotators agree? F1 of each kind of fact, Cohen's kappa where both marked the same words.

F1 is used for what is marked, because nobody knows how many words might have been; it is the
same whichever annotator is called gold. Kappa is used for what the same words are called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.align import Alignment, align
from evaluation.coreference import divided
from evaluation.counts import SAMPLES, SEED, Counts, Interval, f1_interval
from evaluation.gold import SPAN_KINDS, Gold, load_folder
from evaluation.judge import Outcome, judge
from evaluation.judge.common import Verdict, common, words
from evaluation.judge.entities import Named, clusters, named_people, told, who_is_who
from pipeline.errors import GoldError
from pipeline.facts import TableCell

Confusion = Counter[tuple[str, str]]
NOBODY = "–"  # how a judge writes that one of the two has nothing there
UNLIKE = 0.5  # below this share of common text two files are not one protocol


@dataclass(frozen=True)
class Kappa:
    """Cohen's kappa over `pairs` facts that both marked: (observed − expected) / (1 − expected).

    `value` is None where kappa is undefined: no pairs, or one category for all of them, so that
    chance alone would agree as well. `interval` is by bootstrap over documents.
    """

    pairs: int
    observed: float | None
    expected: float | None
    value: float | None
    interval: Interval | None = None

    @property
    def why_not(self) -> str | None:
        """Why there is no value."""
        if self.value is not None:
            return None
        return "both use one category only" if self.pairs else "nothing that both marked"


@dataclass(frozen=True)
class Compared:
    """One document as two people annotated it. `share` is the share of A's text that B's has too;
    `missed` outcomes are facts that only A has, `spurious` ones those that only B has."""

    name: str
    share: float
    figures: Mapping[str, Counts]
    confusions: Mapping[str, Confusion]
    disagreements: tuple[Outcome, ...]


@dataclass(frozen=True)
class Agreement:
    """The documents that both annotated, and the names of those that only one did."""

    documents: tuple[Compared, ...]
    only_a: tuple[str, ...] = ()
    only_b: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The figures, in the order of the judges."""
        return tuple(dict.fromkeys(name for document in self.documents for name in document.figures))

    def total(self, figure: str) -> Counts:
        """The figure over all documents: `gold` counts A's facts, `found` B's, `right` those of both."""
        return sum((document.figures.get(figure, Counts()) for document in self.documents), Counts())

    def interval(self, figure: str) -> Interval | None:
        """The 95 % bootstrap interval of the F1."""
        return f1_interval([d.figures[figure] for d in self.documents if figure in d.figures])

    def kappas(self) -> dict[str, Kappa]:
        """Kappa of each choice between categories, by its name ("decisions/status")."""
        names = dict.fromkeys(name for document in self.documents for name in document.confusions)
        return {
            name: agreement_of([document.confusions.get(name, Counter()) for document in self.documents])
            for name in names
        }


def agreement(a: Path, b: Path) -> Agreement:
    """Compare the gold of two folders (or files), document by document, by their names.

    Raises GoldError where gold cannot be used, where two files of one name are not one protocol,
    and when the folders share no document.
    """
    one = {gold.name: gold for gold in load_folder(a)}
    other = {gold.name: gold for gold in load_folder(b)}
    both = sorted(one.keys() & other.keys())
    if not both:
        raise GoldError(
            f"{a} and {b}: no document is in both; agreement needs two annotations of the same protocols, "
            "under the same name"
        )
    return Agreement(
        tuple(compare(one[name], other[name]) for name in both),
        tuple(sorted(one.keys() - other.keys())),
        tuple(sorted(other.keys() - one.keys())),
    )


def compare(a: Gold, b: Gold) -> Compared:
    """One document of both. Only the kinds that both annotated are compared."""
    alignment = align(b.text, a.text)
    if alignment.share < UNLIKE:
        raise GoldError(
            f"{b.path}: only {alignment.share:.0%} of the text of {a.path} is in it; "
            "give both annotators one text"
        )
    judged = judge(_in_common(a, b), b.document(), alignment)
    people = _people(a, b, alignment) if a.annotates("mentions") and b.annotates("mentions") else []
    figures = {**judged.figures, **_who_is_who(people)}
    figures.pop("table_cells/everything", None)  # of the tables that a judge of systems looks at
    reports = sum(len(mandate.reported_in) for mandate in a.mandates)
    if reports and "mandates/span" in figures and "mandates/reported_in" not in a.unanswered | b.unanswered:
        figures.setdefault("mandates/reported_in", Counts(gold=reports))
    # a judge of systems passes over tables that gold lacks; here both are people
    outcomes = [outcome for outcome in judged.outcomes if outcome.kind != "table_cells"]
    if a.table_cells is not None and b.table_cells is not None:
        mine, yours = Counter(map(_cell, a.table_cells)), Counter(map(_cell, b.table_cells))
        figures["table_cells/cell"] = common(mine.elements(), yours.elements())
        figures["table_cells/row"] = common(_rows(mine), _rows(yours))
        outcomes += [*_cells("missed", mine - yours), *_cells("spurious", yours - mine)]
    confusions: dict[str, Confusion] = {}
    for (name, mine_is, yours_is), number in judged.confusions.items():
        if NOBODY not in (mine_is, yours_is):
            confusions.setdefault(name, Counter())[mine_is, yours_is] += number
    return Compared(
        name=a.name,
        share=alignment.share,
        figures={name: counts for name, counts in figures.items() if counts.gold or counts.found},
        confusions=confusions,
        disagreements=tuple(
            outcome for outcome in (*outcomes, *told(people).values()) if outcome.verdict != "right"
        ),
    )


def cohen(confusion: Mapping[tuple[str, str], int]) -> Kappa:
    """Cohen's kappa (Cohen 1960) of the counts of (A's category, B's category)."""
    return agreement_of([confusion])


def agreement_of(documents: Sequence[Mapping[tuple[str, str], int]]) -> Kappa:
    """Cohen's kappa over the summed counts of several documents, with its 95 % bootstrap interval."""
    categories = sorted({category for confusion in documents for pair in confusion for category in pair})
    index = {category: n for n, category in enumerate(categories)}
    tables = np.zeros((len(documents), len(categories), len(categories)))
    for table, confusion in zip(tables, documents, strict=True):
        for (mine, yours), number in confusion.items():
            table[index[mine], index[yours]] += number
    whole = tables.sum(axis=0, keepdims=True)
    pairs = int(whole.sum())
    if not pairs:
        return Kappa(0, None, None, None)
    observed, expected, value = _kappa(whole)
    return Kappa(
        pairs,
        float(observed[0]),
        float(expected[0]),
        None if np.isnan(value[0]) else float(value[0]),
        _interval(tables) if not np.isnan(value[0]) else None,
    )


Numbers = NDArray[np.float64]


def _kappa(tables: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Observed and expected agreement and kappa of each table; nan where it is undefined."""
    size = tables.sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.trace(tables, axis1=1, axis2=2) / size
        expected = (tables.sum(axis=2) * tables.sum(axis=1)).sum(axis=1) / size**2
        undefined = ~(expected < 1 - 1e-12)
        value = np.where(undefined, np.nan, (observed - expected) / (1 - expected))
    return observed, expected, value


def _interval(tables: Numbers) -> Interval | None:
    """None as for F1: with fewer than two documents, and when no sample differs from another."""
    documents = len(tables)
    if documents < 2:
        return None
    random = np.random.default_rng(SEED)
    drawn = random.multinomial(documents, [1 / documents] * documents, size=SAMPLES).astype(np.float64)
    _, _, values = _kappa(np.tensordot(drawn, tables, axes=1))
    known = values[~np.isnan(values)]
    if not known.size or np.ptp(known) < 1e-12:
        return None
    low, high = np.percentile(known, (2.5, 97.5))
    return Interval(float(low), float(high))


def _people(a: Gold, b: Gold, alignment: Alignment) -> list[Named]:
    """The mentions of people that both marked and both say whom they name."""
    document = b.document()
    named = named_people(a, document, alignment, who_is_who([document])) if b.persons() else []
    tied = set(b.persons().values())
    return [one for one in named if one.gold is not None and one.found in tied]


def _who_is_who(people: Sequence[Named]) -> dict[str, Counts]:
    """Do they put the mentions of one person together? What only one of them marked is left out."""
    mine = clusters((number, one.gold) for number, one in enumerate(people))
    yours = clusters((number, one.found) for number, one in enumerate(people))
    (measures,) = divided(mine, yours).values()
    return {f"entities/{name}": counts for name, counts in measures.items()}


def _in_common(a: Gold, b: Gold) -> Gold:
    """A's gold, narrowed to the kinds, meeting fields and fields of facts that B annotated too.

    Without its people: who is who is compared by itself, over what both marked.
    """
    kinds = tuple(kind for kind in (*SPAN_KINDS, "meeting") if _annotates(a, kind) and _annotates(b, kind))
    return replace(
        a,
        only=kinds,
        meeting_fields=tuple(name for name in a.meeting_fields if name in b.meeting_fields),
        table_cells=a.table_cells if b.table_cells is not None else None,
        unanswered=a.unanswered | b.unanswered,
        people=(),
        mentions=tuple(replace(mention, entity=None) for mention in a.mentions),
    )


def _annotates(gold: Gold, kind: str) -> bool:
    return gold.annotates(kind) or (kind == "meeting" and gold.annotates("document"))


Cell = tuple[str, str, float]


def _cell(cell: TableCell) -> Cell:
    return words(cell.row) or "", words(cell.column) or "", round(cell.value, 6)


def _rows(cells: Counter[Cell]) -> list[tuple[str, float]]:
    return [(row, value) for row, _, value in cells.elements()]


def _cells(verdict: Verdict, cells: Counter[Cell]) -> list[Outcome]:
    return [
        Outcome("table_cells", verdict, column, f"{row}: {value:.15g}")
        for row, column, value in sorted(cells.elements())
    ]
