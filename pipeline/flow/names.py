"""The names files go by in the store and in messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.read import mask


def shown_names(paths: Sequence[Path]) -> dict[Path, str]:
    """Path → its name without the digits of personal identity numbers, no two the same.

    "Beslut 850304-1234.pdf" and "Beslut 910512-4321.pdf" are ``Beslut ••••••-••••.pdf`` and
    ``Beslut ••••••-•••• (2).pdf``.
    """
    names: dict[Path, str] = {}
    used: Counter[str] = Counter()
    for path in paths:
        masked, count = mask(str(path))
        used[masked] += bool(count)
        number = used[masked]
        names[path] = str(_numbered(Path(masked), number)) if number > 1 else masked
    return names


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem} ({number}){path.suffix}")
