"""Calibrated scores of decisions and mandates: fitted on gold, checked on bodies that are left out.

    python -m evaluation.calibration annotations ../shared/gold            how far the scores can be relied on
    python -m evaluation.calibration annotations ../shared/gold --write    and put them in models/calibration
    python -m evaluation.calibration --keep result.json                    keep a first reading of new bodies

A score is the probability that the words and the kind of a decision, or the words of a mandate, are right. It
is the share that was right of what its rule found, drawn towards the share of all rules of its kind the fewer
the finds are. Rules know the minutes they were written with, and are right there more often than anywhere
else; so ``first_readings.tsv`` keeps how they did on bodies nobody had read, counted before anybody looked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.align import align, overlap
from evaluation.judge.common import MATCH, Placed, agreement, pair_up, placed_found, placed_gold
from evaluation.scores import DocumentScore, Report
from pipeline.errors import ParagrafError
from pipeline.extract.certainty import FILE, Circumstance, circumstance, looked_up
from pipeline.facts import Decision, Mandate
from pipeline.gazetteers import models_folder

FIRST = "first_readings.tsv"
PRIOR = 20.0  # finds that all rules of a kind weigh beside a rule's own
OPTIMISM = (9.0, 10.0)  # right and found of a kind that has no record yet
BINS = tuple(edge / 100 for edge in (0, 50, 60, 70, 80, 85, 90, 95, 98))  # the lower edges
LIMIT = 0.05  # the expected calibration error that is still let pass


@dataclass(frozen=True)
class Find:
    """A decision or mandate that was found: by which rule, in whose minutes, and whether it is right."""

    body: str
    rule: str
    under: Circumstance
    right: bool
    first: bool = False

    @property
    def family(self) -> str:
        """``"decision.*"`` or ``"mandate.*"``."""
        return f"{self.rule.partition('.')[0]}.*"


@dataclass(frozen=True)
class Cell:
    """A line of the table of scores: what a rule found, how much of it was right, and the score."""

    found: int
    right: int
    score: float


@dataclass(frozen=True)
class Bin:
    """Finds with scores from `low` on: how many, their mean score, and the share of them that is right."""

    low: float
    count: int
    mean: float
    right: float


Table = Mapping[tuple[str, Circumstance], Cell]


def finds(documents: Iterable[DocumentScore]) -> Iterator[Find]:
    """The decisions and mandates found in documents of a score that has gold and document with it."""
    for one in documents:
        if one.gold is None or one.document is None or one.error:
            continue
        body = one.organisation or one.whose
        alignment = align(one.document.source.text, one.gold.text)
        if one.gold.annotates("decisions"):
            decided = placed_found(one.document.decisions, alignment)
            for here, there in pair_up(placed_gold(one.gold.decisions, alignment), decided, _alike):
                if there:
                    right = here is not None and here.fact.kind == there.fact.kind
                    told_by = circumstance(
                        there.fact.kind, there.fact.decider, there.fact.text, there.fact.rule
                    )
                    yield Find(body, there.fact.rule, told_by, right)
        if one.gold.annotates("mandates"):
            told = placed_found(one.document.mandates, alignment)
            for given, heard in pair_up(placed_gold(one.gold.mandates, alignment), told, _near):
                if heard:
                    yield Find(body, heard.fact.rule, "told", given is not None)


def _alike(one: Placed[Decision], other: Placed[Decision]) -> float:
    share = overlap(one.place, other.place)
    same = agreement(one.fact.kind == other.fact.kind, one.fact.status == other.fact.status)
    return share + same if share >= MATCH else 0.0


def _near(one: Placed[Mandate], other: Placed[Mandate]) -> float:
    share = overlap(one.place, other.place)
    return share + agreement(one.fact.assignees == other.fact.assignees) if share >= MATCH else 0.0


def fit(known: Iterable[Find]) -> dict[tuple[str, Circumstance], Cell]:
    """The table of scores: rules that found something, and of each kind (``"decision.*"``) all together.

    Beta-smoothed twice: a rule towards its kind of fact in the same circumstance, that towards the kind.
    """
    count: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    for find in known:
        for key in ((find.family, ""), (find.family, find.under), (find.rule, find.under)):
            count[key] += 1
            good[key] += find.right
    table: dict[tuple[str, Circumstance], Cell] = {}
    for family in ("decision.*", "mandate.*"):
        anyhow = (good[family, ""] + OPTIMISM[0]) / (count[family, ""] + OPTIMISM[1])
        circumstances: tuple[Circumstance, ...] = ("told", "other") if family == "decision.*" else ("told",)
        for under in circumstances:
            prior = _drawn(good[family, under], count[family, under], anyhow)
            table[family, under] = Cell(count[family, under], good[family, under], prior)
            rules = (rule for rule, when in count if when == under and rule != family)
            for rule in sorted(rule for rule in rules if f"{rule.partition('.')[0]}.*" == family):
                n, right = count[rule, under], good[rule, under]
                table[rule, under] = Cell(n, right, _drawn(right, n, prior))
    return table


def _drawn(right: int, found: int, prior: float) -> float:
    return round((right + PRIOR * prior) / (found + PRIOR), 3)


def left_out(known: Sequence[Find]) -> list[tuple[float, Find]]:
    """Each find with the score it would have if nothing of its body's organisation were known."""
    by_body: dict[str, list[Find]] = defaultdict(list)
    for find in known:
        by_body[find.body].append(find)
    scored: list[tuple[float, Find]] = []
    for body, own in by_body.items():
        table = fit(find for find in known if find.body != body)
        scores = {key: cell.score for key, cell in table.items()}
        scored += [(looked_up(scores, find.rule, find.under), find) for find in own]
    return scored


def reliability(scored: Iterable[tuple[float, Find]]) -> list[Bin]:
    """The finds by score, a bin for each of BINS that has any."""
    bins: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for score, find in scored:
        bins[max(low for low in BINS if low <= score)].append((score, find.right))
    return [
        Bin(
            low,
            len(own),
            sum(score for score, _ in own) / len(own),
            sum(right for _, right in own) / len(own),
        )
        for low, own in sorted(bins.items())
    ]


def expected_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance between score and share right, weighted by count."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.mean - one.right) for one in bins) / total if total else 0.0


def kept(path: Path | None = None) -> list[Find]:
    """The finds of first readings, from ``models/calibration/first_readings.tsv``."""
    path = path or _folder() / FIRST
    found: list[Find] = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line and not line.startswith("#"):
            body, rule, under, count, right = line.split("\t")
            for number in range(int(count)):
                when: Circumstance = "other" if under == "other" else "told"
                found.append(Find(body, rule, when, number < int(right), first=True))
    return found


def first_reading(report: Report, number: int) -> list[Find]:
    """The finds of a score that was kept (`paragraf score --json`); bodies are numbered from `number` on."""
    bodies: dict[str, str] = {}
    found: list[Find] = []
    for one in report.documents:
        body = bodies.setdefault(one.organisation or one.whose, f"body {number + len(bodies)}")
        for outcome in one.outcomes:
            if outcome.kind not in ("decisions", "mandates") or outcome.verdict == "missed":
                continue
            kinds = {difference.found for difference in outcome.differs if difference.field == "kind"}
            is_decision = outcome.kind == "decisions"
            kind = next(iter(kinds), outcome.what.split()[0])
            right = outcome.verdict != "spurious" and not (is_decision and kinds)
            under: Circumstance = "told"
            if is_decision and kind == "other":
                under = circumstance("other", text=outcome.text, rule=outcome.rule)
            found.append(Find(body, outcome.rule, under, right, first=True))
    return found


def scores_text(table: Table) -> str:
    """The table of scores as its file has it."""
    head = (
        "# How often each rule was right, and the score of what it finds; evaluation.calibration --write\n"
        "# rule (decision.*: all of them)\tcircumstance (other: the decision's kind)\tfound\tright\tscore\n"
    )
    rows = (
        f"{rule}\t{under}\t{cell.found}\t{cell.right}\t{cell.score:.3f}\n"
        for (rule, under), cell in sorted(table.items())
    )
    return head + "".join(rows)


def readings_text(known: Iterable[Find]) -> str:
    """First readings as their file has them."""
    head = (
        "# What the rules found in minutes of bodies that nobody had read when they were written, each\n"
        "# counted once, before anybody looked; evaluation.calibration --keep\n"
        "# body\trule\tcircumstance\tfound\tright\n"
    )
    count: Counter[tuple[str, str, str]] = Counter()
    good: Counter[tuple[str, str, str]] = Counter()
    for find in known:
        key = (find.body, find.rule, find.under)
        count[key] += 1
        good[key] += find.right
    ordered = sorted(count, key=lambda key: (int(key[0].split()[-1]), key))
    return head + "".join(f"{'	'.join(key)}\t{count[key]}\t{good[key]}\n" for key in ordered)


def _folder() -> Path:
    return models_folder() / "calibration"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 1 when the error on bodies left out is above LIMIT."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibration", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("gold", nargs="*", type=Path, help="folders of gold")
    parser.add_argument("--write", action="store_true", help="put the table in models/calibration")
    parser.add_argument(
        "--keep", type=Path, metavar="FILE", help="a score (--json) of bodies nobody had read"
    )
    parser.add_argument("--worked-on", action="store_true", help="leave the first readings out")
    asked = parser.parse_args(arguments)
    first = kept()
    if asked.keep:
        from evaluation.record import from_json

        number = 1 + max((int(find.body.split()[-1]) for find in first), default=0)
        first += first_reading(from_json(asked.keep), number)
        _folder().mkdir(exist_ok=True)
        (_folder() / FIRST).write_text(readings_text(first), encoding="utf-8")
    known = [] if asked.worked_on else first
    known = [*known, *finds(_documents(asked.gold))]
    if not known:
        parser.error("name folders of gold")
    scored = left_out(known)
    sys.stdout.write(shown(scored))
    if asked.write:
        (_folder() / FILE).write_text(scores_text(fit(known)), encoding="utf-8")
    return 1 if expected_error(reliability(scored)) > LIMIT else 0


def _documents(folders: Iterable[Path]) -> Iterator[DocumentScore]:
    from evaluation.score import score_folder
    from pipeline import settings
    from pipeline.extractor import extractor

    one = extractor(settings.load())
    for folder in folders:
        yield from score_folder(folder, one).documents


def shown(scored: Sequence[tuple[float, Find]]) -> str:
    """Reliability of all finds in bins, then the errors of what can be told apart."""
    bodies = len({find.body for _, find in scored})
    lines = [f"{len(scored)} finds of {bodies} bodies, each scored by the others'", ""]
    lines.append("score from      finds  mean score  share right")
    bins = reliability(scored)
    lines += [f"{one.low:10.2f} {one.count:10} {one.mean:11.3f} {one.right:12.3f}" for one in bins]
    lines += ["", "                                            finds  mean score  share right  ECE"]
    groups = {
        "all": scored,
        "  decisions": [pair for pair in scored if pair[1].family == "decision.*"],
        "  mandates": [pair for pair in scored if pair[1].family == "mandate.*"],
        "minutes the rules were written with": [pair for pair in scored if not pair[1].first],
        "minutes nobody had read (first readings)": [pair for pair in scored if pair[1].first],
    }
    for name, own in groups.items():
        if own:
            mean = sum(score for score, _ in own) / len(own)
            right = sum(find.right for _, find in own) / len(own)
            error = expected_error(reliability(own))
            lines.append(f"{name:42} {len(own):6} {mean:11.3f} {right:12.3f}  {error:.3f}")
    return "\n".join(lines) + "\n"


def _checked() -> int:
    try:
        return main()
    except (ParagrafError, OSError, json.JSONDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(_checked())
