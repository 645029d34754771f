"""Settings: one frozen object, loaded once and passed in.

They come from ``paragraf.toml`` in the working folder, then from the environment
(``PARAGRAF_BATCH=4``), the later winning. An invented ``paragraf.toml``:

    store = "protokoll.db"
    workers = 2
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from pipeline.errors import BadSetting

FILE = "paragraf.toml"
PREFIX = "PARAGRAF_"

# Read by the modules that own them, before there are settings: where the language assets lie.
_ELSEWHERE = frozenset({"models", "cache"})

_RANGES: dict[str, tuple[float, float]] = {
    "batch": (1, 1000),
    "workers": (1, 64),
    "max_bytes": (1_000, 2_000_000_000),
    "max_seconds": (0, 86_400),
    "retries": (0, 10),
    "certain": (0.0, 1.0),
    "same": (0.5, 1.0),
    "different": (0.0, 0.5),
    "copy_likeness": (0.1, 1.0),
}


@dataclass(frozen=True)
class Settings:
    """What can be chosen.

    `model`: name or folder of the spaCy pipeline, ``"auto"`` for the best there is.
    `store`: the SQLite file. `batch`: documents a task. `workers`: processes that extract.
    `max_bytes`: larger files are put aside. `max_seconds`: that a document may take for each megabyte
    begun, 0 for no bound; what takes longer is stopped and put aside. `retries`: of a read that failed with
    an I/O error.
    `certain`: score (0–1) below which a decision or a mandate is uncertain and listed apart.
    `same`, `different`: certainty (0–1) from which two names are judged one person, or up to which two.
    `copy_likeness`: share of common word sequences (0–1) that makes two records of a meeting copies.
    """

    model: str = "auto"
    store: Path = Path("paragraf.db")
    batch: int = 8
    workers: int = 1
    max_bytes: int = 100_000_000
    max_seconds: int = 180
    retries: int = 2
    certain: float = 0.55
    same: float = 0.9
    different: float = 0.25
    copy_likeness: float = 0.4


def ranges() -> dict[str, tuple[float, float]]:
    """The lowest and highest value of each setting that is a number."""
    return dict(_RANGES)


def load(folder: Path = Path(), environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in force in `folder`. Raises BadSetting, naming source, key and allowed values."""
    chosen: dict[str, object] = {}
    for source, table in ((FILE, _from_file(folder / FILE)), ("environment", _from_environment(environ))):
        for key, value in table.items():
            shown = f"{source}: {PREFIX + key.upper() if source == 'environment' else key}"
            chosen[key] = _checked(shown, key, value)
    return replace(Settings(), **chosen)  # type: ignore[arg-type]  # each value was checked against its field


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadSetting(f"{path.name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadSetting(f"{path.name}: cannot be read: it is not UTF-8 (byte {error.start + 1})") from error
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{path.name}: cannot be read: {error}".splitlines()[0]) from error


def _from_environment(environ: Mapping[str, str] | None) -> dict[str, object]:
    found = {
        key[len(PREFIX) :].lower(): value
        for key, value in sorted((os.environ if environ is None else environ).items())
        if key.startswith(PREFIX)
    }
    return {key: value for key, value in found.items() if key not in _ELSEWHERE}


def _checked(shown: str, key: str, value: object) -> object:
    """`value` as the type of its field. `shown` names the place in messages."""
    known = {f.name: f.default for f in fields(Settings)}
    if key not in known:
        raise BadSetting(f"{shown} is no setting; the settings are {', '.join(sorted(known))}")
    default = known[key]
    if isinstance(default, Path):
        if not isinstance(value, str) or not value.strip():
            raise BadSetting(f"{shown} must be the path of a file, not {value!r}")
        return Path(value)
    if isinstance(default, str):
        if not isinstance(value, str) or not value.strip():
            raise BadSetting(f"{shown} must be a name or a folder, not {value!r}")
        return value
    low, high = _RANGES[key]
    kind = "a whole number" if isinstance(default, int) else "a number"
    wrong = BadSetting(f"{shown} must be {kind} from {low:g} to {high:.10g}, not {value!r}")
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise wrong
    try:
        number = int(value) if isinstance(default, int) and not isinstance(value, float) else float(value)
    except ValueError:
        raise wrong from None
    if (isinstance(default, int) and not isinstance(number, int)) or not low <= number <= high:
        raise wrong
    return number
