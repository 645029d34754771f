"""`gold suggest`: what teaches most comes first, nothing is chosen twice for one thing, reasons are said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from goldfiles import put, record
from invented import protocol

from evaluation.gold import Gold, load
from evaluation.layout import Feature, layout
from evaluation.suggest import Suggestions, suggest
from pipeline.errors import NoTextLayer, ReadError
from pipeline.facts import Document, Mention, Section

ITEM = "## § 4 Val av ledamot\n⟨elect:Nämnden väljer ⟨PERSON:Lisa Ek⟩⟩\n"


def _protocol(body: str = "Socialnämnden", text: str = ITEM, filler: int = 0, **fields: Any) -> Document:
    """An invented protocol with one section heading and so many words of filler."""
    document = protocol(body=body, text=text + "ord " * filler, **fields)
    start = document.source.text.index("## § 4")
    heading = document.source.text[start : document.source.text.index("\n", start)]
    section = Section(
        start=start, end=start + len(heading), text=heading, number="4", title="Val av ledamot", kind="item",
        stop=len(document.source.text),
    )  # fmt: skip
    return replace(document, sections=(section,))


def _choose(
    documents: dict[str, Document | ReadError],
    golds: Sequence[Gold] = (),
    count: int = 10,
    voice: Callable[[Path], Document] | None = None,
    backwards: bool = False,
) -> Suggestions:
    def extract(path: Path) -> Document:
        found = documents[path.name]
        if isinstance(found, ReadError):
            raise found
        return found

    paths = [Path(name) for name in sorted(documents, reverse=backwards)]
    return suggest(paths, golds, extract, count, voice)


def _order(result: Suggestions) -> list[str]:
    return [one.path.name for one in result.chosen]


def _unsure(document: Document, score: float) -> Document:
    return replace(document, decisions=tuple(replace(d, score=score) for d in document.decisions))


def test_bodies_take_turns() -> None:
    bodies = ("Socialnämnden", "Byggnadsnämnden")
    documents = {f"{body}-{n}.txt": _protocol(body) for body in bodies for n in (1, 2)}
    order = _order(_choose(documents))
    assert len(order) == 4
    assert {name[:3] for name in order[:2]} == {"Soc", "Byg"}


def test_the_same_answer_whatever_the_order_of_the_files() -> None:
    documents = {f"{n}.txt": _protocol(body=f"Nämnd {n % 3}", filler=n * 40) for n in range(8)}
    assert _choose(documents) == _choose(documents, backwards=True)
    assert _order(_choose(documents, count=3)) == _order(_choose(documents))[:3]


def test_doubt_comes_before_certainty_and_is_said() -> None:
    documents = {"a.txt": _unsure(_protocol(), 0.97), "b.txt": _unsure(_protocol(), 0.5)}
    first = _choose(documents).chosen[0]
    assert first.path.name == "b.txt"
    assert any("1 facts of which the rules are unsure" in reason for reason in first.reasons)
    assert first.items[0].number == "4"
    assert "unsure of a decision (elect, decided): “Nämnden väljer Lisa Ek”" in first.items[0].reasons[0]


def test_a_short_protocol_comes_before_a_long_one_that_teaches_as_much() -> None:
    assert _order(_choose({"a.txt": _protocol(filler=3000), "b.txt": _protocol(filler=10)}))[0] == "b.txt"


def test_names_on_which_the_voices_differ() -> None:
    plain = _protocol()
    name = plain.mentions[0]
    named_by_model = replace(plain, mentions=(replace(name, rule="model.person"),))
    assert any("only the model took for PERSON: “Lisa Ek”" in r for r in _reasons(named_by_model))

    def model(mention: Mention | None) -> Callable[[Path], Document]:
        return lambda _: replace(plain, mentions=(mention,) if mention else ())

    differently = _reasons(plain, model(replace(name, label="ORG")))
    assert any("PERSON for the rules, ORG for the model" in reason for reason in differently)
    assert not any("voices" in reason for reason in _reasons(plain, model(name)))
    missed = replace(name, start=0, end=5, text=plain.source.text[:5])
    assert any("the model says PERSON, no rule does" in reason for reason in _reasons(plain, model(missed)))


def _reasons(document: Document, voice: Callable[[Path], Document] | None = None) -> tuple[str, ...]:
    return _choose({"a.txt": document}, voice=voice).chosen[0].reasons


def test_what_gold_has_is_not_suggested_and_teaches_less(tmp_path: Path) -> None:
    gold = load(put(tmp_path, record()))
    same_text = replace(_protocol(), source=replace(_protocol().source, text=gold.text))
    documents: dict[str, Document | ReadError] = {
        "ny.txt": _protocol("Hällnäs byalag", organisation=None),
        "kopia.txt": replace(same_text, sections=(), mentions=(), attendance=(), decisions=()),
        f"{gold.name}.pdf": _protocol(),
        "annan.txt": _protocol("Byggnadsnämnden"),
        "bild.pdf": NoTextLayer("bild.pdf"),
    }
    result = _choose(documents, [gold])
    assert [path.name for path in result.known] == [f"{gold.name}.pdf", "kopia.txt"]
    assert [(path.name, why) for path, why in result.unread] == [("bild.pdf", "no text layer")]
    assert _order(result) == ["annan.txt", "ny.txt"]
    assert "no gold of Byggnadsnämnden, Alvbro kommun" in result.chosen[0].reasons
    assert not any("no gold of" in reason for reason in result.chosen[1].reasons)


def test_rare_kinds_and_new_layouts_are_reasons(tmp_path: Path) -> None:
    gold = load(put(tmp_path, record()))
    (one,) = _choose({"a.txt": _protocol("Hällnäs byalag", organisation=None)}, [gold]).chosen
    reasons = {reason.partition(":")[0]: reason for reason in one.reasons}
    assert "1 decisions elect (gold: 1)" in reasons["gold has few"]
    assert reasons["laid out as in no gold"].endswith("headings '# § 9'")


def test_mandates_of_gold_are_counted_once(tmp_path: Path) -> None:
    gold = load(put(tmp_path, record()))
    assert len(gold.mandates) == 1
    told = _protocol(text=ITEM + "⟨mandate:Lisa Ek får i uppdrag att laga bryggan⟩\n")
    (one,) = _choose({"a.txt": told}, [gold]).chosen
    assert "1 mandates decided (gold: 1)" in " ".join(one.reasons)


def test_a_body_written_with_and_without_its_organisation_is_one() -> None:
    documents = {
        "a.txt": _protocol(organisation="Tingås kommun"),
        "b.txt": _protocol(organisation=None),
        "c.txt": _protocol(organisation="Tingås Kommuns"),
    }
    assert {one.body for one in _choose(documents).chosen} == {"Socialnämnden, Tingås kommun"}


def test_nothing_left_to_suggest(tmp_path: Path) -> None:
    gold = load(put(tmp_path, record()))
    with pytest.raises(Exception, match=r"nothing to suggest: 1 protocols have gold, 1 cannot be read"):
        _choose({f"{gold.name}.txt": _protocol(), "bild.pdf": NoTextLayer("bild.pdf")}, [gold])


def test_layouts_are_compared_by_shape_not_by_words() -> None:
    rows = [{"person": "Lisa Ek"}, {"person": "Per Lind"}]
    one, other = _protocol(present=rows), _protocol("Byggnadsnämnden", date="2024-01-09", present=rows)
    assert layout(one) == layout(other)
    assert Feature("headings", "# § 9") in layout(one)
    titled = _protocol(text=ITEM.replace("## § 4 Val", "## § 4  -  Val"))
    assert layout(titled) - layout(one) == {Feature("headings", "# § 9 -")}
