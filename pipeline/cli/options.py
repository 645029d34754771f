"""Options that several commands have, and the settings they change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.settings import Settings

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="FILE", help="The database (default: paragraf.db, or the settings')."),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAME", help="Another spaCy pipeline beside our own: a name or a folder."
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FILE", help="Write here, not to standard output; a .csv with a mark for Excel."
    ),
]
UncertainOption = Annotated[
    bool,
    typer.Option("--uncertain", help="Decisions and mandates with a low score instead, left out otherwise."),
]


def settings_with(*, store: Path | None = None, model: str | None = None) -> Settings:
    """The settings in force, with another store or model where one is named. Raises BadSetting."""
    from pipeline import settings

    loaded = settings.load()
    return replace(loaded, store=store or loaded.store, model=model or loaded.model)
