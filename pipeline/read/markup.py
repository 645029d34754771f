"""Elements of WordprocessingML by their names without namespace.

Transitional and strict files use different namespaces for the same names.
"""

from __future__ import annotations

from lxml import etree

Element = etree._Element


def name_of(element: Element) -> str:
    """The element's name; "" for comments and the like."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that name, whatever its namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of the first name, its first child of the second name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if name_of(inner) == name), None)
    return element


def value(element: Element | None) -> str | None:
    """The element's `val`."""
    return None if element is None else attribute(element, "val")


def number(text: str | None) -> int | None:
    """`text` as a small whole number, None when it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else None
