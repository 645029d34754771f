"""Who is who in one document and over all of them, scored and told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from scored import at, figures_of, gold_of

from evaluation import report as reports
from evaluation.counts import Counts
from evaluation.entities import across, with_ids
from evaluation.gold import Gold, Person, load_folder
from evaluation.judge import Outcome
from evaluation.score import Report, score, score_folder
from pipeline.errors import GoldError
from pipeline.facts import Document, Mention

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
# "Åsa Öberg" stands at words 7–8, "Per Lind" at 12–13; the other places stand in for more mentions.
ÅSA, PER, KASSÖREN, STYRELSEN = (7, 8), (12, 13), (24, 24), (0, 0)


def _named(*who: tuple[tuple[int, int], str | None], name: str = "a", **more: object) -> Gold:
    mentions = tuple(Mention(**at(*place), label="PERSON", entity=person) for place, person in who)
    people = tuple(
        Person(person, tuple(m.text for m in mentions if m.entity == person), person)
        for person in dict.fromkeys(person for _, person in who if person)
    )
    return gold_of(name=name, mentions=mentions, people=people, only=("mentions",), **more)


def _outcomes(gold: Gold, document: Document, what: str | None = None) -> list[Outcome]:
    found = score(gold, document).outcomes
    return [one for one in found if one.kind == "entities" and what in (None, one.what)]


# ── one document ─────────────────────────────────────────────────────────────


def test_two_people_taken_for_one() -> None:
    gold = _named((ÅSA, "åsa"), (PER, "per"), (KASSÖREN, "per"))
    found = _named((ÅSA, "x"), (PER, "x"), (KASSÖREN, "x"))
    figures = figures_of(gold, found)
    # three mentions in one cluster: 1/3 of it is right for Åsa, 2/3 for each of Per's
    assert figures["entities/b3 inside"] == Counts(3, pytest.approx(1 / 3 + 4 / 3), 3, 3)
    assert figures["entities/ceaf_e inside"] == Counts(1, 2 * 2 / 5, 2)
    assert figures["entities/pairwise inside"] == Counts(3, 1, 1)
    told = _outcomes(gold, found.document())
    assert [(one.verdict, one.text, [d.field for d in one.differs]) for one in told] == [
        ("wrong", "Åsa Öberg", ["merged"]),
        ("wrong", "Per Lind", ["merged"]),
    ]
    assert told[0].differs[0].found == "also Per Lind"


def test_one_person_taken_for_two() -> None:
    gold = _named((ÅSA, "åsa"), (KASSÖREN, "åsa"))
    found = _named((ÅSA, "x"), (KASSÖREN, "y"))
    assert figures_of(gold, found)["entities/b3 inside"] == Counts(2, 2, 2, 1)
    (told,) = _outcomes(gold, found.document())
    assert [(d.field, d.gold, d.found) for d in told.differs] == [("split", "one person", "2 people")]


def test_mentions_missed_and_invented() -> None:
    gold = _named((ÅSA, "åsa"), (KASSÖREN, "åsa"), (PER, "per"))
    found = _named((ÅSA, "x"), (STYRELSEN, "y"))
    figures = figures_of(gold, found)
    assert figures["entities/b3 inside"] == Counts(2, 1, 3, 0.5)
    verdicts = {one.text: one.verdict for one in _outcomes(gold, found.document())}
    assert verdicts == {"Åsa Öberg": "wrong", "Per Lind": "missed", "Styrelsen": "spurious"}


def test_the_words_need_only_overlap() -> None:
    gold = _named((ÅSA, "åsa"), (PER, "per"))
    found = _named(((8, 8), "x"), (PER, "y"))
    assert figures_of(gold, found)["entities/b3 inside"].f1 == 1
    assert figures_of(gold, found)["mentions/strict"].f1 == 0.5


def test_what_gold_cannot_tell_is_not_scored() -> None:
    """An "Anna" who may be either of two is left out with what was found there."""
    people = (Person("Åsa Öberg", ("Åsa Öberg", "Kassören")), Person("Per Lind", ("Per Lind", "Kassören")))
    mentions = tuple(Mention(**at(*place), label="PERSON") for place in (ÅSA, PER, KASSÖREN))
    gold = gold_of(mentions=mentions, people=people, only=("mentions",))
    assert list(gold.persons()) == [0, 1]
    found = _named((ÅSA, "x"), (PER, "y"), (KASSÖREN, "x"))
    assert figures_of(gold, found)["entities/b3 inside"] == Counts(2, 2, 2)


def test_without_people_in_gold_nobody_is_judged() -> None:
    gold = _named((ÅSA, None), (PER, None))
    assert not [name for name in figures_of(gold, gold) if name.startswith("entities/")]


def test_resolve_says_who_is_who_where_the_document_does_not() -> None:
    gold = _named((ÅSA, "åsa"), (PER, "per"))
    document = replace(
        gold.document(), mentions=tuple(replace(m, entity=None) for m in gold.document().mentions)
    )
    assert figures_of(gold, document)["entities/b3 inside"] == Counts(2, 2, 2)


def test_a_mention_that_resolve_leaves_open_is_a_person_of_its_own() -> None:
    text = "Bo Ek och Siv Roos kom. Siv talade. Anna svarade."
    places = [(0, 5), (10, 18), (24, 27), (36, 40)]
    who = ["bo", "siv", "siv", "anna"]
    mentions = tuple(
        Mention(start=start, end=end, text=text[start:end], label="PERSON", entity=person)
        for (start, end), person in zip(places, who, strict=True)
    )
    people = tuple(Person(name, (), name) for name in ("bo", "siv", "anna"))
    gold = gold_of(
        text=text, mentions=mentions, people=people, attendance=(), sections=(), decisions=(), mandates=(),
        amounts=(), only=("mentions",),
    )  # fmt: skip
    document = replace(gold.document(), mentions=tuple(replace(m, entity=None) for m in mentions))
    figures = figures_of(gold, document)
    assert figures["entities/b3 inside"].f1 == 1  # "Siv" is Siv Roos; nobody else is an Anna


# ── over all documents ───────────────────────────────────────────────────────


def _scores(*pairs: tuple[Gold, Gold]) -> Report:
    scores = []
    for gold, found in pairs:
        document = found.document()
        source = replace(document.source, id=gold.name)
        scores.append(score(gold, replace(document, source=source)))
    return Report(across(scores))


def test_a_person_of_two_meetings_taken_for_two() -> None:
    one, other = _named((ÅSA, "åsa"), (PER, "per"), name="a"), _named((ÅSA, "åsa"), name="b")
    split = _named((ÅSA, "someone else"), name="b")
    report = _scores((one, one), (other, split))
    assert report.total("entities/b3 inside") == Counts(3, 3, 3)
    assert report.total("entities/b3") == Counts(3, 3, 3, 2)
    assert report.total("entities/pairwise") == Counts(0, 0, 1)
    # φ4 of the halves of Åsa: 2 · 1 / (2 + 1)
    total = report.total("entities/ceaf_e")
    assert (total.found, total.gold) == (3, pytest.approx(2))
    assert total.right == pytest.approx(1 + 2 / 3)
    (told,) = [o for d in report.documents for o in d.outcomes if o.what == "across"]
    assert (told.text, told.verdict, told.differs[0].field) == ("Åsa Öberg", "wrong", "split")


def test_people_kept_together_over_meetings_are_right() -> None:
    pairs = [(gold, gold) for gold in (_named((ÅSA, "åsa"), name=name) for name in "abc")]
    report = _scores(*pairs)
    assert report.total("entities/b3") == Counts(3, 3, 3)
    assert report.total("entities/pairwise") == Counts(3, 3, 3)
    assert report.total("entities/ceaf_e").f1 == 1
    told = [o for d in report.documents for o in d.outcomes if o.what == "across"]
    assert [one.verdict for one in told] == ["right"]


def test_without_ids_documents_are_not_tied() -> None:
    gold = _named((ÅSA, "åsa"), name="a")
    loose = replace(gold, people=(Person("Åsa Öberg", ("Åsa Öberg",)),))
    report = _scores((loose, loose), (replace(loose, name="b"), loose))
    assert "entities/b3" not in report.names
    assert report.total("entities/b3 inside").f1 == 1


def test_ids_of_a_file(tmp_path: Path) -> None:
    record = {"id": "åsa-öberg@hällnäs", "name": "Åsa Öberg", "members": [["a", "Åsa Öberg"], ["b", "Åsa"]]}
    (tmp_path / "entities.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    golds = [gold_of(name=name, people=(Person("Åsa Öberg", ("Åsa", "Åsa Öberg")),)) for name in "abc"]
    assert [gold.people[0].entity for gold in with_ids(golds, tmp_path)] == [
        "åsa-öberg@hällnäs", "åsa-öberg@hällnäs", None,
    ]  # fmt: skip
    assert with_ids(golds, tmp_path / "elsewhere") == tuple(golds)


@pytest.mark.parametrize(
    "line", ["oj", "{}", '{"id": 1, "members": []}', '{"id": "x", "members": ["y"]}', "[1]"]
)
def test_a_line_that_is_no_entity(tmp_path: Path, line: str) -> None:
    good = '{"id": "x", "members": []}\n'
    (tmp_path / "entities.jsonl").write_text(good + line, encoding="utf-8")
    with pytest.raises(GoldError, match=r"entities\.jsonl:2: no entity; write"):
        with_ids([gold_of()], tmp_path)


def test_the_projects_gold_against_itself_and_its_entities_file() -> None:
    golds = {gold.name: gold for gold in load_folder(ANNOTATIONS)}
    report = score_folder(ANNOTATIONS, lambda path: golds[path.stem].document())
    lines = (ANNOTATIONS / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    everybody = report.total("entities/ceaf_e")
    assert everybody.gold == pytest.approx(len(lines))
    assert everybody.f1 == 1
    assert report.total("entities/b3").f1 == report.total("entities/pairwise").f1 == 1


def test_who_is_who_survives_json(tmp_path: Path) -> None:
    one, other = _named((ÅSA, "åsa"), (PER, "per"), name="a"), _named((ÅSA, "åsa"), name="b")
    report = _scores((one, one), (other, _named((ÅSA, "else"), name="b")))
    path = tmp_path / "score.json"
    path.write_text(reports.to_json(report), encoding="utf-8")
    again = reports.from_json(path)
    assert again.total("entities/b3") == report.total("entities/b3")
    assert again.documents[0].figures == report.documents[0].figures
