"""What decides whether a document must be extracted again: version, model, rules, language assets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline import __version__
from pipeline.gazetteers import models_folder
from pipeline.settings import Settings

# Behind extraction: a change here asks for no new extraction.
_BEHIND = frozenset(
    "cli __main__ flow store compare resolve judge register query export entities inbox extractor producer "
    "settings supervisor rules training ledger presence".split()
)


def producer(settings: Settings) -> str:
    """A name that changes when the same file could give other facts: ``"0.1.0 auto 3f2a…"``."""
    try:
        spacy_model = version("sv_core_news_sm")
    except PackageNotFoundError:
        spacy_model = "-"
    return f"{__version__} {settings.model} {spacy_model}{_foreign(settings.model)} {_fingerprint()}"


@lru_cache(maxsize=1)
def resolver() -> str:
    """The version of what judges who is who: ``"0.1.0 3f2a…"``. A change of it extracts nothing anew."""
    package, weights = Path(__file__).parent, models_folder() / "resolve"
    code = [path for name in ("compare", "resolve") for path in (package / name).rglob("*.py")]
    assets = [path for path in weights.rglob("*") if path.is_file()]
    return f"{__version__} {_hashed(((package, code), (weights, assets)))}"


def _foreign(model: str) -> str:
    """What a model named by its folder is: the hash of its files, so that another one there is noticed."""
    folder = Path(model)
    if not (folder / "meta.json").is_file():
        return ""
    total = blake2b(digest_size=6)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(blake2b(path.read_bytes(), digest_size=16).digest())
    return f" {total.hexdigest()}"


@lru_cache(maxsize=1)
def _fingerprint() -> str:
    package, models = Path(__file__).parent, models_folder()
    return _hashed(((package, _code(package)), (models, _assets(models))))


def _hashed(groups: Iterable[tuple[Path, Iterable[Path]]]) -> str:
    total = blake2b(digest_size=6)
    for base, files in groups:
        for path in sorted(files):
            total.update(path.relative_to(base).as_posix().encode())
            total.update(blake2b(path.read_bytes(), digest_size=16).digest())
    return total.hexdigest()


def _code(package: Path) -> Iterator[Path]:
    for path in package.rglob("*.py"):
        if path.relative_to(package).parts[0].removesuffix(".py") not in _BEHIND:
            yield path


def _assets(models: Path) -> Iterator[Path]:
    for path in models.rglob("*"):
        behind = path.relative_to(models).parts[0] == "resolve" or path.name in ("README.md", "renamed.tsv")
        if path.is_file() and not behind:
            yield path
