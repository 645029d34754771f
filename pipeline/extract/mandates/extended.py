"""Mandates that go on for longer: "Uppdraget till kansliet att se över taxan förlängs till den 30 juni"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.mandates.phrases import Charge

RULE = "mandate.forlangs"
_WHOSE = (
    r"(?:[Uu]ppdraget (?:till|åt|för) (?P<to>[^.;:]{2,80}?)|(?P<whose>[\wåäöÅÄÖ][\wåäö -]{2,60}?)s uppdrag)"
    r",? att "
)
# "Förbundschefens uppdrag att se över taxan förlängs till årsskiftet"
_IS_EXTENDED = re.compile(
    rf"^(?:[Aa]tt )?{_WHOSE}(?P<task>.+?) (?:ska(?:ll)? )?förläng(?:s|des|as)"
    r" (?P<until>(?:till|t\.o\.m\.) .+)$",
    re.DOTALL,
)
# "att förlänga kansliets uppdrag att se över taxan till den 30 juni"
_EXTENDS = re.compile(rf"\bförläng(?:a|er|de) {_WHOSE}(?P<task>(?P<until>.+))$", re.DOTALL)


@dataclass(frozen=True)
class Extension:
    """The charge as it is given anew, the range of its task, and the words that say until when."""

    charge: Charge
    task: tuple[int, int]
    until: str


def extended(text: str) -> Extension | None:
    """The mandate that a clause prolongs, or None."""
    found = _IS_EXTENDED.match(text) or _EXTENDS.search(text)
    if found is None:
        return None
    to = found["to"] or found["whose"]
    charge = Charge(RULE, found.start(), found.end(), None, to, found.start("task"), False)
    return Extension(charge, found.span("task"), found["until"])
