"""Bodies that heads write in capitals, as running text has them: "VIKHOLMS KOMMUN" → "Vikholms kommun"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pipeline.entities import Quote
from pipeline.register.model import Body, Finding, Organisation, Register

# What tells a body from an abbreviation ("ABF") and stands in small letters within its name.
_KIND = re.compile(
    r"kommun(?:en)?s?$|region(?:en)?s?$|landsting(?:et)?s?$|stad(?:en)?s?$|(?:nämnd|styrelse)(?:e?n)?s?$"
    r"|fullmäktiges?$|(?:utskott|förbund|råd|bolag|presidi(?:um)?|lag)(?:et)?s?$|förening(?:en)?s?$"
    r"|(?:revision|beredning|delegation|kommitté|församling|stiftelse)(?:e?n)?s?$|län(?:et)?s?$",
    re.IGNORECASE,
)
_SMALL = frozenset("och samt i av på med till".split())
_ABOUT = "för"  # "NÄMNDEN FÖR ARBETE OCH VÄLFÄRD": what it is for is no name
_SHORT = 3  # letters of a word that may be an abbreviation: "AB", "IF"
_PLACES = ("body", "organisation", "appointer")


def running(name: str) -> str:
    """A body's name in capitals as running text has it; any other name as it is."""
    words = name.split()
    if not name.isupper() or not any(_KIND.search(word) and len(word) > _SHORT for word in words):
        return name
    written: list[str] = []
    about = False
    for word in words:
        small = word.lower()
        about = about or small == _ABOUT
        if not written:
            written.append(small[:1].upper() + small[1:])
        elif about or small in _SMALL or word.endswith("-") or _KIND.search(word):
            written.append(small)
        else:
            written.append(word if len(word) <= _SHORT else small.title())
    return " ".join(written)


def in_running_text(register: Register) -> Register:
    """The register with every body and organisation named as running text does; quotes stay as they are."""
    known = {name for body in register.bodies for name in (body.name, body.organisation) if name}
    known |= {one.name for one in register.organisations}
    known |= {role.appointer for person in register.people for role in person.roles if role.appointer}
    names = {name: shown for name in known if (shown := running(name)) != name}
    # two that differ in capitals only would be one line each under one name
    names = {name: shown for name, shown in names.items() if shown not in known}
    if not names:
        return register
    return Register(
        tuple(_renamed(person, names) for person in register.people),
        tuple(_renamed(body, names) for body in register.bodies),
        tuple(_renamed(finding, names) for finding in register.findings),
        tuple(_renamed(one, names) for one in register.organisations),
    )


def _renamed(one: Any, names: Mapping[str, str]) -> Any:
    if isinstance(one, tuple) and not isinstance(one, str):
        return tuple(_renamed(part, names) for part in one)
    if not is_dataclass(one) or isinstance(one, (type, Quote)):
        return one
    changed: dict[str, Any] = {}
    for field in fields(one):
        value = getattr(one, field.name)
        if isinstance(value, str):
            named = field.name in _PLACES or (field.name == "name" and isinstance(one, (Body, Organisation)))
            new = names.get(value, value) if named else value
            if isinstance(one, Finding) and field.name in ("swedish", "english"):
                for name, shown in names.items():
                    new = new.replace(name, shown)
        else:
            new = _renamed(value, names)
        if new is not value:
            changed[field.name] = new
    return replace(one, **changed) if changed else one
