"""Build every source; the exit code tells whether all could be used."""

import sys
from pathlib import Path

from evaluation.corpus.build import build

if __name__ == "__main__":
    failures = build(Path(__file__).parents[2])
    sys.stderr.write("".join(failure + "\n" for failure in failures))
    sys.exit(1 if failures else 0)
