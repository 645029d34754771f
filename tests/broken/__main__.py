"""Try the pipeline on broken inputs, in `tests`: ``python -m broken [--count 2000] [--keep FOLDER]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from contextlib import ExitStack
from pathlib import Path

from broken.generate import LONG, written
from broken.trial import Outcome, trial


def main() -> int:
    """Print each input that is neither read nor put aside, then what became of every kind."""
    parser = argparse.ArgumentParser(prog="python -m broken")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=LONG)
    parser.add_argument("--deadline", type=float, default=120.0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=None)
    options = parser.parse_args()
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: list[Outcome] = []
    bad = 0
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        numbers = range(options.first, options.first + options.count)
        paths = written(folder, numbers, options.seed, options.size)
        for outcome in trial(paths, deadline=options.deadline, workers=options.workers):
            kind = outcome.path.stem.partition("-")[2]
            verdicts[kind][outcome.verdict] += 1
            slowest = sorted([*slowest, outcome], key=lambda one: -one.seconds)[:20]
            if outcome.verdict not in ("read", "aside"):
                bad += 1
                sys.stdout.write(f"{outcome.verdict}\t{outcome.path.name}\t{outcome.reason}\n")
                sys.stdout.flush()
            if not options.keep:
                outcome.path.unlink(missing_ok=True)
    for kind, counts in sorted(verdicts.items()):
        sys.stdout.write(f"{kind:24}" + "  ".join(f"{name} {n}" for name, n in sorted(counts.items())) + "\n")
    sys.stdout.write("slowest:\n")
    sys.stdout.write(
        "".join(
            f"  {one.seconds:6.1f} s  {one.grown:5} MB  {one.verdict}  {one.path.name}\n" for one in slowest
        )
    )
    total = sum(verdicts.values(), Counter())
    sys.stdout.write(", ".join(f"{n} {name}" for name, n in sorted(total.items())) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
