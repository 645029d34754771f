"""HTML as a type: what is `Markup` is safe as it stands, everything else is escaped on its way in."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable

from pipeline.read.mask import mask

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_VOID = frozenset({"br", "input", "meta"})
_SHAPES = frozenset({"line", "circle", "rect", "path"})  # of SVG: they must be closed


class Markup(str):
    """HTML that may be written as it stands."""

    __slots__ = ()


Child = str | None
Value = str | int | bool | None


def escape(text: str) -> Markup:
    """Text as HTML: `<>&"'` as references, characters HTML forbids as signs one can see."""
    if isinstance(text, Markup):
        return text
    shown = _CONTROL.sub(lambda found: chr(0x2400 + ord(found[0])), text)
    return Markup(html.escape(_UNPRINTABLE.sub("\ufffd", shown), quote=True))


def tag(name: str, /, *children: Child, **attributes: Value) -> Markup:
    """An element. A trailing underscore of an attribute is dropped (`class_`), others become hyphens;
    None and False leave the attribute out, True writes it bare."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    if name in _SHAPES:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{join(children)}</{name}>")


def join(parts: Iterable[Child], between: str = "") -> Markup:
    """The parts one after the other, each escaped unless it is markup."""
    return Markup(escape(between).join(escape(part) for part in parts if part is not None))


def data(value: object) -> str:
    """`value` as JSON that may stand in a script element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return _UNPRINTABLE.sub("\ufffd", written)


def private(text: str) -> str:
    """Words of a document with personal identity numbers masked, as long as before.

    What `read` gives is masked already; gold's own text is the file as it was.
    """
    return mask(text)[0]


def _attribute(key: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
