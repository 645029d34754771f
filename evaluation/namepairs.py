"""``python -m evaluation.namepairs``: who is who in pairs of names, beside whole-string likenesses.

``annotations/name_pairs.csv`` (described in ``models/resolve/README.md``) has pairs of invented people,
written by hand: the half `fit` for fitting weights, the half `test`, of other surnames, for this command.

python -m evaluation.namepairs                 the scores on the held-out half, STRONG pairs of both halves
python -m evaluation.namepairs --split fit     on the other half
python -m evaluation.namepairs --wrong         and the pairs judged wrong, with what was said of them
python -m evaluation.namepairs --fit           fit models/resolve/weights.toml on the half `fit`

A pair counts as "same" when its certainty is at least the setting `same` (0.9). A pair without context is
scored by its names alone, as of two people of whom no body is known; a pair with context is scored with it.
The likenesses see the names only and get, each, the threshold that is best for them on the very pairs
they are scored on.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.counts import Counts
from pipeline.compare import LimitedSeat, compare
from pipeline.compare.plain import MEASURES
from pipeline.entities import Profile, Seat
from pipeline.errors import GoldError
from pipeline.settings import Settings

NAME_PAIRS = Path(__file__).parents[1] / "annotations" / "name_pairs.csv"
TIERS = ("STRONG", "MEDIUM", "WEAK")
# Where two names stand; one of these or none begins a pair's context.
PLACES = ("same_body", "same_municipality", "other_body", "same_list", "copy", "named")
# What else may be known, of both ("party=S") or of each ("party=S|M").
CIRCUMSTANCES = ("role", "party", "appointer", "years", "sections")
_COLUMNS = ["left", "right", "label", "tier", "category", "context", "split", "surname"]
_LINE_BREAK = "⏎"


@dataclass(frozen=True)
class NamePair:
    """Two names, whether they are one person's, and how certain a careful archivist would be.

    `context`: ``"same_body;role=ordförande;party=S|M;years=4"``, empty when only the names are known.
    """

    left: str
    right: str
    label: str
    tier: str
    category: str
    context: str
    split: str
    surname: str

    @property
    def same(self) -> bool:
        """Whether the two names are one person's."""
        return self.label == "same"


def name_pairs(path: Path = NAME_PAIRS) -> tuple[NamePair, ...]:
    """The pairs of a file; "⏎" in a name is read as the end of a line. Raises GoldError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: the name pairs cannot be read ({error})") from error
    if not rows or rows[0] != _COLUMNS:
        raise GoldError(f"{path}: the first line should be {','.join(_COLUMNS)}")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(_COLUMNS) or row[2] not in ("same", "different") or row[3] not in TIERS:
            raise GoldError(f"{path}: line {number} is no name pair")
    return tuple(NamePair(*(cell.replace(_LINE_BREAK, "\n") for cell in row)) for row in rows[1:])


def profiles(pair: NamePair) -> tuple[Profile, Profile]:
    """The two names with the circumstances that the pair's context tells, as resolution would have them."""
    items = [item for item in pair.context.split(";") if item]
    places = [item for item in items if item in PLACES]
    told = dict(item.split("=", 1) for item in items if "=" in item)
    unknown = [item for item in items if item not in PLACES and item.split("=")[0] not in CIRCUMSTANCES]
    if unknown or len(places) > 1 or (items and not places):
        raise GoldError(f"{pair.left} / {pair.right}: the context {pair.context} is not understood")
    place = places[0] if places else ""
    return _profile(pair.left, place, told, 0), _profile(pair.right, place, told, 1)


def certainty(pair: NamePair) -> float:
    """How certain (0–1) `compare` is that the two are one."""
    return compare(*profiles(pair))[0]


def tally(pairs: Sequence[NamePair], judged: Sequence[bool]) -> Counts:
    """Found, right and gold pairs of one person."""
    right = sum(pair.same and said for pair, said in zip(pairs, judged, strict=True))
    return Counts(sum(judged), right, sum(pair.same for pair in pairs))


def best_threshold(pairs: Sequence[NamePair], likeness: Callable[[str, str], float]) -> tuple[float, Counts]:
    """The threshold at which a likeness has the highest F1 on these very pairs, and its counts there."""
    scores = [likeness(pair.left, pair.right) for pair in pairs]
    found = [(limit, tally(pairs, [score >= limit for score in scores])) for limit in sorted(set(scores))]
    return max(found, key=lambda entry: (entry[1].f1 or 0.0, entry[0]))


def wrong(pairs: Iterable[NamePair], threshold: float) -> list[tuple[NamePair, float, str]]:
    """The pairs judged other than their label, with the certainty and the reasons."""
    found = []
    for pair in pairs:
        certain, evidence = compare(*profiles(pair))
        if (certain >= threshold) != pair.same:
            found.append((pair, certain, "; ".join(e.reason for e in evidence)))
    return found


def main(arguments: Sequence[str] | None = None, console: Console | None = None) -> int:
    """The exit code: 1 when a STRONG pair is judged wrong, else 0."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.namepairs", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--pairs", type=Path, default=NAME_PAIRS, help="another file of pairs")
    parser.add_argument("--split", choices=("test", "fit"), default="test", help="the half to score")
    parser.add_argument("--wrong", action="store_true", help="list the pairs judged wrong")
    parser.add_argument("--fit", action="store_true", help="fit the table of weights on the half `fit`")
    chosen = parser.parse_args(arguments)
    out = console or Console(highlight=False, width=120)
    pairs = name_pairs(chosen.pairs)
    threshold = Settings().same
    if chosen.fit:
        from evaluation.nameweights import write  # here: the weights are fitted on what this module reads

        out.print(f"written: {write(pairs, threshold)}", markup=False)
    strong = [pair for pair in pairs if pair.tier == "STRONG"]
    missed = wrong(strong, threshold)
    scored = [pair for pair in pairs if pair.split == chosen.split]
    out.print(f"STRONG pairs right: {len(strong) - len(missed)} of {len(strong)}")
    _list(missed, out)
    out.print(_scores(scored, threshold, chosen.split))
    out.print(_by_category(scored, threshold))
    if chosen.wrong:
        _list(wrong(scored, threshold), out)
    return 1 if missed else 0


def _scores(pairs: Sequence[NamePair], threshold: float, split: str) -> Table:
    parts = {
        "all": list(pairs),
        "names alone": [pair for pair in pairs if not pair.context],
        "with context": [pair for pair in pairs if pair.context],
        "with context, context hidden": [replace(pair, context="") for pair in pairs if pair.context],
    }
    table = Table(title=f"Name pairs, half `{split}`", title_justify="left")
    for heading in ("pairs", "", "measure", "threshold", "precision", "recall", "F1", "false same"):
        table.add_column(heading, justify="left" if heading in ("pairs", "measure") else "right")
    for part, mine in parts.items():
        if not mine:
            continue
        judged = [certainty(pair) >= threshold for pair in mine]
        table.add_row(*_row(part, len(mine), "evidence", f"{threshold:.2f}", tally(mine, judged)))
        for name, likeness in MEASURES.items() if "hidden" not in part else ():
            limit, counts = best_threshold(mine, likeness)
            table.add_row(*_row("", len(mine), name, f"{limit:.1f}", counts))
        table.add_section()
    return table


def _row(part: str, number: int, name: str, threshold: str, counts: Counts) -> tuple[str, ...]:
    shown = [f"{value:.3f}" if value is not None else "–" for value in _figures(counts)]
    return part, str(number) if part else "", name, threshold, *shown, str(counts.found - counts.right)


def _figures(counts: Counts) -> tuple[float | None, float | None, float | None]:
    return counts.precision, counts.recall, counts.f1


def _by_category(pairs: Sequence[NamePair], threshold: float) -> Table:
    table = Table(title="Right by category and tier", title_justify="left")
    table.add_column("category")
    for tier in TIERS:
        table.add_column(tier, justify="right")
    missed = {id(pair) for pair, *_ in wrong(pairs, threshold)}
    for category in [*sorted({pair.category for pair in pairs}), ""]:
        cells = []
        for tier in TIERS:
            mine = [pair for pair in pairs if pair.tier == tier and category in ("", pair.category)]
            right = sum(id(pair) not in missed for pair in mine)
            cells.append(f"{right}/{len(mine)}" if mine else "")
        table.add_row(category or "all", *cells)
    return table


def _list(missed: Iterable[tuple[NamePair, float, str]], out: Console) -> None:
    for pair, certain, reasons in missed:
        names = f"{pair.left} | {pair.right}".replace("\n", _LINE_BREAK)
        told = f"{pair.label} {pair.tier} {pair.category} [{pair.context}]"
        out.print(f"  {certain:.2f} {told} {names}: {reasons}", markup=False, soft_wrap=True)


def _profile(name: str, place: str, told: dict[str, str], side: int) -> Profile:
    """One side of a pair. The left meeting is in March 2020, the right one as many years later as told."""
    later = side * int(told.get("years", "0").split("|")[0])
    at = "a" if place in ("same_list", "copy", "named") else "ab"[side]
    seat = Seat(
        list_id="a" if place == "same_list" else "ab"[side],
        meeting=at,
        date=f"{2020 + later}-03-10",
        appointer=_one("appointer", told, side),
        roles=tuple(role for role in [_one("role", told, side)] if role),
        party=_one("party", told, side),
    )
    sections = _one("sections", told, side)
    if sections:
        first, _, last = sections.partition("-")
        limits = tuple(str(number) for number in range(int(first), int(last or first) + 1))
        seat = LimitedSeat(**vars(seat), sections=limits)
    body, organisation = _body(place, side)
    listed = bool(place) and not (place == "named" and side)
    return Profile(
        key=f"{name.casefold()}@{'ab'[side]}",
        name=name,
        body=body,
        organisation=organisation,
        spellings=((name, 1),),
        seats=(seat,) if listed else (),
        meetings=(at,) if place else (),
    )


def _body(place: str, side: int) -> tuple[str, str | None]:
    if not place:
        return "", None
    if place == "same_municipality":
        return ("socialnämnden", "kommunstyrelsen")[side], "alvbro kommun"
    if place == "other_body":
        return "kommunstyrelsen", ("alvbro kommun", "tärnholms kommun")[side]
    return "samordningsförbundet alvbro", None


def _one(what: str, told: dict[str, str], side: int) -> str | None:
    """The left or right of "S|M"; both have it when there is no stroke."""
    values = told.get(what, "").split("|")
    return values[min(side, len(values) - 1)] or None


if __name__ == "__main__":
    sys.exit(main())
