"""What `paragraf score` measures: the project's extractor with its models, or another system."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.options import settings_with
from pipeline.cli.show import complain, console, progress, writer
from pipeline.errors import BadSetting, ParagrafError, ReadError

if TYPE_CHECKING:
    from evaluation.score import Extract, Report
    from pipeline.facts import Document
    from pipeline.settings import Settings


def ours(settings: Settings, voices: str = "all") -> Extract:
    """The project's extractor; `voices` says which models it hears. Raises MissingModel, BadSetting."""
    from pipeline import extractor
    from pipeline.annotate import voices_of

    return (
        extractor.extractor(settings) if voices == "all" else extractor.extractor(settings, voices_of(voices))
    )


def another(name: str) -> Extract:
    """The extractor called MODULE:FUNCTION, of another system. Raises BadSetting when there is none."""
    module, _, function = name.partition(":")
    sys.path.append(str(Path.cwd()))  # a developer's own module lies where the command is given
    try:
        found: Extract = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        if getattr(error, "name", None) not in (None, module, module.partition(".")[0], function):
            raise BadSetting(f"--extractor {name}: it needs something that is missing: {error}") from error
        raise BadSetting(f"--extractor {name}: no such extractor; give MODULE:FUNCTION") from error
    return found


def measure(gold: Path, extract: Extract, documents: Sequence[str] = (), what: str = "Measuring") -> Report:
    """The score, with a bar while it is made; a fault on one document does not cost the others."""
    from evaluation.gold import find
    from evaluation.score import score_folder

    wanted = tuple(documents) or ("",)
    of, done = sum(path.name.startswith(wanted) for path in find(gold)), 0
    with progress() as tell:

        def watched(path: Path) -> Document:
            nonlocal done
            tell(what, done, of)
            done += 1
            try:
                return extract(path)
            except ParagrafError:
                raise
            except Exception as error:
                place = traceback.extract_tb(error.__traceback__)[-1]
                where = f"{Path(place.filename).name}:{place.lineno}"
                raise ReadError(
                    str(path), f"internal fault: {type(error).__name__}: {error} ({where})"
                ) from error

        return score_folder(gold, watched, documents)


def several(
    gold: Path, models: Sequence[str], voices: Sequence[str], documents: Sequence[str], out: Path | None
) -> int:
    """Measure every system (a model with the voices it is heard among) and print them side by side."""
    from evaluation import sidebyside
    from pipeline.annotate import voices_of
    from pipeline.extractor import extractor, model_alone

    asked = [(settings_with(model=name), heard) for name in models or (None,) for heard in voices or ("all",)]
    ready = []
    for (
        settings,
        heard,
    ) in asked:  # all are loaded before the first is measured: a missing one is told at once
        whole = ours(settings, heard)
        alone = model_alone(settings) if not voices else extractor(settings, voices_of(heard))
        ready.append((_column(settings.model, heard, models, voices), whole, alone, heard == "rules"))
    systems = [
        sidebyside.System(
            name,
            None if rules_only else measure(gold, alone.ner, documents, f"{name} alone"),
            measure(gold, whole, documents, name),
        )
        for name, whole, alone, rules_only in ready
    ]
    if out != Path("-"):
        shown = console()
        shown.print(sidebyside.table(systems, f"{gold}, {len(systems[0].whole.documents)} documents"))
    if out:
        with writer(None if out == Path("-") else out) as write:
            write(sidebyside.to_json(systems))
    failed = [one for system in systems for one in system.whole.documents if one.error]
    for line in dict.fromkeys(f"{one.source}: {one.error}" for one in failed):
        complain(line)
    every = sum(len(system.whole.documents) for system in systems)
    return 0 if not failed else 1 if len(failed) < every else 2


def _column(model: str, heard: str, models: Sequence[str], voices: Sequence[str]) -> str:
    name = Path(model).name
    if len(models) > 1 and len(voices) > 1:
        return f"{name}, {heard}"
    return heard if len(voices) > 1 else name
