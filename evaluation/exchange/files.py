"""Reading and writing the files of the tools, with errors that name file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import GoldError

Made = TypeVar("Made")

_LINE_BREAKS = {
    "\x85": "\\u0085",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}  # some readers of lines split there


def text(path: Path) -> str:
    """The file as UTF-8, every character kept. Raises GoldError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def json_of(path: Path) -> Any:
    """A file of JSON. Raises GoldError with the line where it breaks."""
    try:
        return json.loads(text(path).removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise GoldError(
            f"{path}:{error.lineno}: not JSON: {error.msg}; export it anew, or mend the file there"
        ) from error


def lines_of(path: Path) -> list[tuple[str, dict[str, Any]] | GoldError]:
    """(place, object) for each line of a JSONL file, an error in the place of a line that is none.

    Raises GoldError when no line is an object: the first line's.
    """
    lines = list(_lines(path))
    if lines and all(isinstance(line, GoldError) for line in lines):
        raise lines[0]  # type: ignore[misc] # all are errors
    return lines


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]] | GoldError]:
    for number, line in enumerate(text(path).removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            yield GoldError(f"{place}: not JSON: {error.msg}; every line is one JSON object")
            continue
        if not isinstance(record, dict):
            yield GoldError(
                f"{place}: no JSON object; every line is one, with the text and what is marked in it"
            )
            continue
        yield place, record


def json_bytes(value: Any) -> bytes:
    """JSON to be read by a person too."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def json_line(record: Mapping[str, Any]) -> str:
    """One line of JSONL, whatever the text holds."""
    line = json.dumps(record, ensure_ascii=False)
    for letter, escape in _LINE_BREAKS.items():
        line = line.replace(letter, escape)
    return line + "\n"


def field_of(record: Mapping[str, Any], key: str, kind: type, place: str) -> Any:
    """A field of a tool's record. Raises GoldError where it is missing or of another kind."""
    value = record.get(key)
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        what = "is missing" if key not in record else f"is {type(value).__name__}, not {kind.__name__}"
        raise GoldError(f"{place}: {key} {what}; export it from the tool anew")
    return value


def tried(build: Callable[[], Made]) -> Made | GoldError:
    """What `build` gives, or the error it raises: one task that is wrong does not keep the others back."""
    try:
        return build()
    except GoldError as error:
        return error
