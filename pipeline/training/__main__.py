"""``python -m pipeline.training``: one command makes the model, others its parts.

lists LANGUAGE_DATA          compile models/gazetteers
train LANGUAGE_DATA          train models/sv_paragraf
measure MODEL [MODEL ...]    strict scores on gold minutes and UNER-PUD
lines COUNT                  show generated lines
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.annotate import PROTOCOL_MODEL
from pipeline.errors import ParagrafError
from pipeline.gazetteers import models_folder

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it is done, 2 when it cannot be."""
    options = _parser().parse_args(arguments)
    try:
        text: str = options.run(options)
    except ParagrafError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(text + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline.training", description="The language model.")
    commands = parser.add_subparsers(required=True)

    lists = commands.add_parser("lists", help="compile the gazetteers")
    lists.add_argument("language_data", type=Path, nargs="?", default=SHARED / "language-data")
    lists.set_defaults(run=_lists)

    train = commands.add_parser("train", help="train the protocol NER")
    train.add_argument("language_data", type=Path, nargs="?", default=SHARED / "language-data")
    train.add_argument("--out", type=Path, default=models_folder() / PROTOCOL_MODEL)
    train.add_argument("--seed", type=int, default=20)
    train.add_argument("--generated", type=int, default=None, help="how many generated lines")
    train.add_argument("--epochs", type=int, default=None)
    train.set_defaults(run=_train)

    measure = commands.add_parser("measure", help="scores of models without rules")
    measure.add_argument("models", nargs="*", default=[str(models_folder() / PROTOCOL_MODEL)])
    measure.add_argument("--gold", type=Path, default=SHARED / "gold")
    measure.add_argument("--pud", type=Path, default=SHARED / "language-data" / "ner" / "uner_pud.iob2.gz")
    measure.add_argument("--lines", action="store_true", help="show the model lines instead of blocks")
    measure.set_defaults(run=_measure)

    lines = commands.add_parser("lines", help="show generated lines")
    lines.add_argument("count", type=int)
    lines.add_argument("--seed", type=int, default=1)
    lines.add_argument("--held-out", action="store_true", help="from the templates kept for validation")
    lines.set_defaults(run=_lines)
    return parser


def _lists(options: argparse.Namespace) -> str:
    import spacy

    from pipeline.training.corpora import suc
    from pipeline.training.lists import lists

    vocab = spacy.blank("sv").vocab
    words = [token.text for doc in suc(options.language_data, vocab) for token in doc if not token.ent_type_]
    written = lists(options.language_data / "gazetteers", models_folder() / "gazetteers", words)
    return "\n".join(f"{name}: {rows}" for name, rows in written.items())


def _train(options: argparse.Namespace) -> str:
    from pipeline.training.train import train

    scores = train(options.language_data, options.out, options.seed, options.generated, options.epochs)
    return "\n".join(f"{name} {score:.3f}" for name, score in scores.items())


def _measure(options: argparse.Namespace) -> str:
    import spacy

    from pipeline.annotate import hints  # noqa: F401 (registers the model's architecture)
    from pipeline.training.measure import LABELS, blocks, lines, measure, measure_pud, total

    report = []
    for name in options.models:
        nlp = spacy.load(name)
        scores = measure(nlp, options.gold, lines if options.lines else blocks)
        report.append(f"{name}")
        report += [
            f"  {document:45}" + "  ".join(f"{label} {counts[label].f1:.3f}" for label in LABELS)
            for document, counts in scores.items()
        ]
        report += [f"  {label:7} {counts}" for label, counts in total(scores.values()).items()]
        if options.pud.exists():
            pud = measure_pud(nlp, options.pud)
            report += [f"  UNER-PUD {label:7} {counts}" for label, counts in pud.items()]
    return "\n".join(report)


def _lines(options: argparse.Namespace) -> str:
    from pipeline.training.generate import generate

    return "\n".join(
        line.text + "".join(f"  [{label} {line.text[start:end]}]" for start, end, label in line.spans)
        for line in generate(options.count, options.seed, options.held_out)
    )


if __name__ == "__main__":
    sys.exit(main())
