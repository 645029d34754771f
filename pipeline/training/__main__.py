"""``python -m pipeline.training``: one command makes the model, others its parts and its figures.

lists LANGUAGE_DATA          compile models/gazetteers
train LANGUAGE_DATA          train models/sv_paragraf, or some of its --parts
measure [MODEL ...]          mentions by the model alone: strict scores on gold minutes and UNER-PUD
validate                     the model on the generated lines kept apart to choose its checkpoint with
syntax LANGUAGE_DATA         scores of tags, lemmas and trees on UD's test set
speed [FOLDER]               words a second, and the ratios to a pipeline of sv_core_news_sm's make-up
silver FOLDER                lines of unlabelled minutes on which rules and model agree
lemmas LANGUAGE_DATA         search by lemmas against search by stems
lines COUNT                  show generated lines
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from pipeline.annotate import PROTOCOL_MODEL, Annotator
from pipeline.errors import BadSetting, ParagrafError
from pipeline.gazetteers import models_folder

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
LANGUAGE_DATA = SHARED / "language-data"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it is done, 2 when it cannot be."""
    options = _parser().parse_args(arguments)
    try:
        text: str = options.run(options)
    except ParagrafError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except FileNotFoundError as error:
        sys.stderr.write(f"{error.filename}: is not there\n")
        return 2
    except Exception as error:
        # spaCy and thinc raise many kinds over models and corpora of others; the user needs one line
        place = traceback.extract_tb(error.__traceback__)[-1]
        said = (str(error) or "no reason given").strip().splitlines()[0]
        where = f"{Path(place.filename).name}:{place.lineno}"
        sys.stderr.write(f"internal fault: {type(error).__name__}: {said} ({where})\n")
        return 2
    sys.stdout.write(text + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline.training", description="The language model.")
    commands = parser.add_subparsers(required=True)

    def command(name: str, run: Callable[[argparse.Namespace], str], about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about)
        made.set_defaults(run=run)
        return made

    lists = command("lists", _lists, "compile the gazetteers")
    lists.add_argument("language_data", type=Path, nargs="?", default=LANGUAGE_DATA)

    train = command("train", _train, "train the pipeline")
    train.add_argument("language_data", type=Path, nargs="?", default=LANGUAGE_DATA)
    train.add_argument("--out", type=Path, default=models_folder() / PROTOCOL_MODEL)
    train.add_argument("--seed", type=int, default=None)
    train.add_argument("--parts", nargs="+", help="syntax, base_ner, ner; the others stay as they are")
    train.add_argument("--generated", type=int, default=None, help="how many generated lines")
    train.add_argument("--epochs", type=int, default=None)
    train.add_argument(
        "--silver", type=Path, default=None, help="a file that `silver` wrote, to train on too"
    )
    train.add_argument(
        "--general", action="store_true", help="the NER from the general corpora alone, to compare with"
    )

    measure = command("measure", _measure, "mentions by models alone, without rules")
    measure.add_argument("models", nargs="*", default=[PROTOCOL_MODEL])
    measure.add_argument("--gold", type=Path, default=SHARED / "gold")
    measure.add_argument("--pud", type=Path, default=LANGUAGE_DATA / "ner" / "uner_pud.iob2.gz")
    measure.add_argument("--lines", action="store_true", help="show the model lines instead of blocks")
    measure.add_argument(
        "--unseen", action="store_true", help="recall by whether the generator makes a mention's words too"
    )
    measure.add_argument("--base", action="store_true", help="the base, not the protocol NER on top of it")

    validate = command("validate", _validate, "the protocol NER on the generated lines kept for validation")
    validate.add_argument("--seed", type=int, default=None)

    syntax = command("syntax", _syntax, "tags, lemmas and trees on UD's test set")
    syntax.add_argument("language_data", type=Path, nargs="?", default=LANGUAGE_DATA)

    speed = command("speed", _speed, "words a second and ratios")
    speed.add_argument("folder", type=Path, nargs="?", default=models_folder().parent / "corpus")
    speed.add_argument("--rounds", type=int, default=5)

    silver = command("silver", _silver, "lines on which rules and model agree")
    silver.add_argument("folder", type=Path)
    silver.add_argument("--out", type=Path, default=Path("silver.jsonl"))
    silver.add_argument(
        "--gold", type=Path, default=SHARED / "gold", help="the gold whose texts are refused as silver"
    )

    lemmas = command("lemmas", _lemmas, "search by lemmas against search by stems")
    lemmas.add_argument("language_data", type=Path, nargs="?", default=LANGUAGE_DATA)

    lines = command("lines", _lines, "show generated lines")
    lines.add_argument("count", type=int)
    lines.add_argument("--seed", type=int, default=1)
    lines.add_argument("--held-out", action="store_true", help="from the templates kept for validation")
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
    from pipeline.training.train import Recipe, train

    recipe = Recipe(
        options.language_data,
        options.seed,
        options.generated,
        options.epochs,
        options.silver,
        options.general,
    )
    if options.general and options.out == models_folder() / PROTOCOL_MODEL:
        raise BadSetting("--general is for comparisons: give another folder with --out")
    scores = train(recipe, options.out, ["ner"] if options.general else options.parts)
    return "\n".join(f"{name} {score:.3f}" for name, score in scores.items())


def _measure(options: argparse.Namespace) -> str:
    from pipeline.annotate import alone, load
    from pipeline.facts import NAMING_LABELS
    from pipeline.training.measure import blocks, lines, measure, measure_pud, total

    report = []
    for name in options.models:
        annotator = load(name, "base") if options.base else alone(name)
        scores = measure(annotator, options.gold, lines if options.lines else blocks)
        report.append(f"{name} ({annotator.version})")
        report += [
            f"  {document:45}" + "  ".join(f"{label} {counts[label].f1:.3f}" for label in NAMING_LABELS)
            for document, counts in scores.items()
        ]
        report += [f"  {label:7} {counts}" for label, counts in total(scores.values()).items()]
        for label, counts in _unseen(annotator, options.gold).items() if options.unseen else ():
            report.append(f"  {label:7} " + ", ".join(counts))
        if options.pud.exists():
            pud = measure_pud(annotator, options.pud)
            report += [f"  UNER-PUD {label:7} {counts}" for label, counts in pud.items()]
    return "\n".join(report)


def _unseen(annotator: Annotator, gold: Path) -> dict[str, list[str]]:
    from pipeline.training.generate import generate
    from pipeline.training.measure import split_by, words_of
    from pipeline.training.minutes import blocks
    from pipeline.training.train import GENERATED, OF_MINUTES, SEEDS

    seed = SEEDS["ner"]
    learned = words_of([*generate(GENERATED, seed), *blocks(GENERATED // OF_MINUTES, seed)])
    return {
        label: [
            f"{which} words: recall {counts.recall:.3f} ({counts.right}/{counts.gold})"
            for which, counts in zip(("generated", "other"), split, strict=True)
        ]
        for label, split in split_by(annotator, gold, learned).items()
    }


def _validate(options: argparse.Namespace) -> str:
    from pipeline.annotate import alone
    from pipeline.training.measure import measure_lines
    from pipeline.training.train import Recipe, held_out

    annotator = alone()
    counts = measure_lines(annotator, held_out(Recipe(LANGUAGE_DATA, options.seed).seed_of("ner")))
    return "\n".join([annotator.version, *(f"  {label:7} {told}" for label, told in counts.items())])


def _syntax(options: argparse.Namespace) -> str:
    from pipeline.training.treebank import measure_syntax

    return "\n".join(
        f"{name:12} {score:.3f}" for name, score in measure_syntax(options.language_data).items()
    )


def _speed(options: argparse.Namespace) -> str:
    from pipeline.training.speed import speed

    return str(speed(options.folder, options.rounds))


def _silver(options: argparse.Namespace) -> str:
    from pipeline.training.grammar import write_lines
    from pipeline.training.silver import silver

    measured = [options.gold, models_folder().parent / "annotations"]
    kept, seen = write_lines(silver(options.folder, measured), options.out)
    return f"{options.out}: {kept} of {seen} blocks, on which rules and model agree"


def _lemmas(options: argparse.Namespace) -> str:
    from pipeline.training.treebank import search_by_lemmas

    return search_by_lemmas(options.language_data)


def _lines(options: argparse.Namespace) -> str:
    from pipeline.training.generate import generate

    return "\n".join(
        line.text + "".join(f"  [{label} {line.text[start:end]}]" for start, end, label in line.spans)
        for line in generate(options.count, options.seed, options.held_out)
    )


if __name__ == "__main__":
    sys.exit(main())
