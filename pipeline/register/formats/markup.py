"""HTML as a type: what is `Markup` is safe as it stands, everything else is escaped on its way in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_VOID = frozenset({"br", "input", "meta"})


class Markup(str):
    """HTML that may be written as it stands."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Text as HTML; characters that HTML forbids become a sign one can see."""
    return text if isinstance(text, Markup) else Markup(html.escape(_CONTROL.sub("\ufffd", text), quote=True))


def tag(name: str, /, *children: str | None, **attributes: str | None) -> Markup:
    """An element. A trailing underscore of an attribute is dropped (`class_`), others become hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(children)}</{name}>")


def join(parts: Iterable[str | None], between: str = "") -> Markup:
    """The parts one after the other, each escaped unless it is markup."""
    return Markup(escape(between).join(escape(part) for part in parts if part is not None))


def both(swedish: str, english: str) -> Markup:
    """Words in both languages, of which the page shows one."""
    if swedish == english:
        return escape(swedish)
    return join([tag("span", swedish, lang="sv"), tag("span", english, lang="en")])
