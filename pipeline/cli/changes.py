"""What `paragraf score` says of an earlier score, and how the baseline is agreed to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.show import complain, console, writer
from pipeline.errors import BadSetting, GoldError

if TYPE_CHECKING:
    from evaluation.baseline import Before
    from evaluation.score import Report


def show_changes(before: Before) -> None:
    """The figures that moved, each fact gained or lost with its words, their number, and the notes."""
    from evaluation import report

    screen = console()
    if _moved(before.report, before.now):
        screen.print(report.comparison(before.report, before.now))
    told = _gained_and_lost(before)
    screen.print(f"{told[0].upper()}{told[1:]}.", markup=False)
    for note in before.notes:
        screen.print(f"note: {note}", style="yellow", markup=False)


def mention_baseline(gold: Path, result: Report) -> None:
    """One line about the committed baseline, where there is one of this gold.

    Nobody asked for it, so a baseline that cannot be read is only told of.
    """
    from evaluation import baseline

    path = baseline.path_of(gold)
    if not path.is_file():
        return
    try:
        before = baseline.read(path, result)
    except GoldError as error:
        complain(str(error))
        return
    if not before.in_common:
        return
    told = _gained_and_lost(before)
    notes = f"; {before.notes[0]}" if before.notes else ""
    more = "; --against baseline shows them" if told[0].isdigit() else ""
    console().print(f"Since the baseline: {told}{more}{notes}.", markup=False)


def update_baseline(gold: Path, result: Report) -> None:
    """Write the result as the baseline of its gold. Raises BadSetting when that is another gold's."""
    from evaluation import baseline

    path = baseline.path_of(gold)
    told = ""
    if path.is_file():
        try:
            before = baseline.read(path, result)
        except GoldError:
            told = ", in place of one that could not be read"
        else:
            if not before.in_common:
                raise BadSetting(
                    f"{path.name} is the baseline of other gold; call the folder {gold} otherwise"
                )
            told = f" ({_gained_and_lost(before)})"
    with writer(path) as write:
        write(baseline.to_baseline(result, words=baseline.is_own(gold)))
    complain(f"baseline written: {path.parent.name}/{path.name}{told}")


def line_by_line(error: GoldError) -> GoldError:
    """Tell all faulty gold files but the last, a line each; the last one's error is left to be raised."""
    *first, last = str(error).splitlines() or [""]
    for line in first:
        complain(line)
    return GoldError(last)


def _moved(before: Report, now: Report) -> bool:
    from evaluation.report import lost_and_gained

    older = {document.name: document.figures for document in before.documents}
    figures = any(
        counts != older[document.name].get(name, counts)  # a figure that is new has not moved
        for document in now.documents
        if document.name in older
        for name, counts in document.figures.items()
    )
    return figures or bool(lost_and_gained(before, now))


def _gained_and_lost(before: Before) -> str:
    from evaluation.report import lost_and_gained

    changes = lost_and_gained(before.report, before.now)
    gained = sum(change.sign == "gained" for change in changes) + before.untold
    lost = len(changes) + before.untold - gained
    if not gained and not lost:
        return "no fact gained or lost"
    gone = f" ({before.untold} of them spurious and gone, without their words)" if before.untold else ""
    return f"{gained} fact{'s' * (gained != 1)} gained{gone}, {lost} lost"
