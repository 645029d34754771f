"""The party of a person from the letters behind the name in running text: "Anna Bergdahl (C) yrkar"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pipeline.compare.circumstances import party_today
from pipeline.gazetteers import party_letters
from pipeline.register.rows import documents
from pipeline.store import Store

_BEHIND = re.compile(r"\s?\(([A-Za-zÅÄÖåäö]{1,4})\)")


def letters(store: Store, listed: Mapping[str, Sequence[str | None]]) -> dict[str, str]:
    """Person → the party's letters; `listed`: what the lists of those present say of each.

    What a list says goes before running text; who is listed for two parties gets none from here.
    Letters are a party's when the gazetteer or a list of those present has them, so that the employer
    in "Bo Kvist (EY)" is none.
    """
    known = party_letters() | {one.upper() for found in listed.values() for one in found if one}
    behind: dict[str, Counter[str]] = defaultdict(Counter)
    for document, text in documents(store):
        for row in store.select(
            "SELECT end, entity FROM mention WHERE document = ? AND label = 'PERSON' AND entity IS NOT NULL"
            " ORDER BY start",
            (document,),
        ):
            found = _BEHIND.match(text, row["end"])
            if found and found[1].upper() in known:
                behind[row["entity"]][found[1].upper()] += 1
    result: dict[str, str] = {}
    for person, rows in listed.items():
        given = {party_today(one): one for one in rows if one}
        if len(given) == 1:
            result[person] = next(iter(given.values()))
        elif not given and behind[person]:
            result[person] = min(behind[person], key=lambda one: (-behind[person][one], one))
    return result
