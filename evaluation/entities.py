"""Who is who over all documents of a folder: gold's people against what `resolve` makes of them.

Gold ties documents together by ids: `people[].entity` of each gold file, or an `entities.jsonl`
in the folder, a line a person: ``{"id": …, "name": …, "members": [[document, spelling], …]}``.
Without either nobody has said whether the Anna Ek of one meeting is that of another, and nothing
is scored across documents.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.align import align
from evaluation.coreference import MEASURES, divided
from evaluation.gold import Gold
from evaluation.judge.common import Outcome, Verdict
from evaluation.judge.entities import Named, clusters, named_people, told, who_is_who
from evaluation.scores import DocumentScore
from pipeline.errors import GoldError

FILE = "entities.jsonl"


def with_ids(golds: Sequence[Gold], folder: Path) -> tuple[Gold, ...]:
    """The gold with the ids that the folder's entities.jsonl, if there is one, gives to its people.

    Ids that a gold file gives itself stay. Raises GoldError (file, line, remedy) when the file is
    not what it should be.
    """
    path = folder / FILE
    if not path.is_file():
        return tuple(golds)
    known = {
        (document, spelling): record["id"]
        for record in _records(path)
        for document, spelling in record["members"]
    }
    return tuple(
        replace(
            gold,
            people=tuple(
                replace(
                    person,
                    entity=person.entity
                    or next((known[gold.name, s] for s in person.variants if (gold.name, s) in known), None),
                )
                for person in gold.people
            ),
        )
        for gold in golds
    )


def across(scores: Sequence[DocumentScore]) -> tuple[DocumentScore, ...]:
    """The scores with `entities/b3`, `entities/ceaf_e` and `entities/pairwise` over all of them.

    Only documents whose people all have ids take part. Each gets the share of the corpus's figure
    that its mentions have (see `evaluation.coreference`), so that they add up to it; a bootstrap
    over documents therefore draws from clusters that stay as they are. A person right in each
    document but split between two, or merged with another's, is an outcome of the first document
    that names the person, as "across".
    """
    tied = [score for score in scores if score.gold and score.document and _has_ids(score.gold)]
    if len(tied) < 2:
        return tuple(scores)
    found = who_is_who([score.document for score in tied if score.document])
    named: dict[str, list[Named]] = {}
    for score in tied:
        assert score.gold  # or it would not be tied
        assert score.document
        alignment = align(score.document.source.text, score.gold.text)
        named[score.name] = named_people(score.gold, score.document, alignment, found)
    items = [((name, number), one) for name, mentions in named.items() for number, one in enumerate(mentions)]
    parts = divided(
        clusters((item, one.gold) for item, one in items),
        clusters((item, one.found) for item, one in items),
        part=lambda item: item[0],  # type: ignore[index] # items are (document, number)
    )
    outcomes = _outcomes(named)
    return tuple(
        replace(
            score,
            figures={**score.figures, **{f"entities/{name}": parts[score.name][name] for name in MEASURES}},
            outcomes=(*score.outcomes, *outcomes[score.name]),
        )
        if score.name in named and score.name in parts
        else score
        for score in scores
    )


def _has_ids(gold: Gold) -> bool:
    return bool(gold.people) and gold.annotates("mentions") and all(person.entity for person in gold.people)


def _outcomes(named: dict[str, list[Named]]) -> dict[str, list[Outcome]]:
    """What became of everybody who is named in two documents, by the first document that names them."""
    everything = [one for name in sorted(named) for one in named[name]]
    homes: dict[str, list[str]] = defaultdict(list)
    for name in sorted(named):
        for who in {one.gold for one in named[name] if one.gold}:
            homes[who].append(name)
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    for who, outcome in told(everything).items():
        differs = tuple(one for one in outcome.differs if one.field in ("split", "merged"))
        if outcome.verdict != "missed" and (differs or len(homes[who]) > 1):
            verdict: Verdict = "wrong" if differs else "right"
            outcomes[homes[who][0]].append(replace(outcome, verdict=verdict, what="across", differs=differs))
    return outcomes


def _records(path: Path) -> list[dict[str, Any]]:
    records = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
            fits = isinstance(record["id"], str) and all(
                isinstance(document, str) and isinstance(spelling, str)
                for document, spelling in record["members"]
            )
        except (ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            raise GoldError(
                f'{path}:{number}: no entity; write {{"id": …, "members": [[document, spelling]]}}'
            )
        records.append(record)
    return records
