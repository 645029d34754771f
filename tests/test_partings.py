"""What stands beside a name: leaves, successions, new names."""

from __future__ import annotations

import re

import pytest

from pipeline.facts import Span
from pipeline.partings import follower, leave, new_name, put_in_place

_NAME = re.compile(r"\[(.*?)\]")


def marked(text: str) -> tuple[str, list[Span]]:
    """ "[Anna Berg] går" → the text without brackets and the names in it."""
    spans, raw, at = [], "", 0
    for mark in _NAME.finditer(text):
        raw += text[at : mark.start()]
        spans.append(Span(start=len(raw), end=len(raw) + len(mark[1]), text=mark[1]))
        raw += mark[1]
        at = mark.end()
    return raw + text[at:], spans


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("[Anna Bergdahl] lämnar sitt uppdrag som kassör.", "kassör"),
        ("[Anna Bergdahl] (C), Alvbro kommun, lämnar nu styrelsen.", None),
        ("[Anna Bergdahl] har avsagt sig uppdraget som ersättare.", "ersättare"),
        ("[Anna Bergdahls] (C) avsägelse som ledamot i nämnden godkänns.", "ledamot"),
        ("Avsägelse från [Anna Bergdahl] (C) från sitt uppdrag som vice ordförande.", "vice ordförande"),
        ("[Anna Bergdahl] C har begärt och blivit entledigad från uppdraget som ledamot.", "ledamot"),
    ],
)
def test_who_leaves(text: str, post: str | None) -> None:
    raw, people = marked(text)
    found = leave(raw, people, 0)
    assert found is not None and found.post == post


@pytest.mark.parametrize(
    "text",
    [
        "[Anna Bergdahl] tackar [Bo Kvist] som lämnar styrelsen.",
        "[Anna Bergdahl] lämnar en protokollsanteckning.",
        "[Anna Bergdahl] lämnar inte sitt uppdrag.",
        "[Anna Bergdahl] lämnar lokalen.\n\nBo lämnar sitt uppdrag.",
        "Avsägelse av [Anna Bergdahl] från uppdraget som ledamot. Avsägelsen har återtagits.",
    ],
)
def test_who_stays(text: str) -> None:
    raw, people = marked(text)
    assert leave(raw, people, 0) is None


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("[Bo Kvist] efterträder [Anna Bergdahl].", None),
        ("[Bo Kvist] (C) efterträdde [Anna Bergdahl] (C) som ordförande.", "ordförande"),
        ("[Bo Kvist] har efterträtt [Anna Bergdahl] såsom förbundschef.", "förbundschef"),
    ],
)
def test_who_follows(text: str, post: str | None) -> None:
    raw, people = marked(text)
    found = follower(raw, people, 0)
    assert found is not None and found[0] == post


def test_who_meets_or_stands_in_follows_nobody() -> None:
    for text in (
        "[Bo Kvist] ersätter [Anna Bergdahl].",
        "[Bo Kvist] träffade [Anna Bergdahl]. Hon efterträder.",
    ):
        raw, people = marked(text)
        assert follower(raw, people, 0) is None


def test_who_is_named_in_whose_place() -> None:
    text = (
        "beslutat utse [Bo Kvist] (S) till ny suppleant\ni kommunfullmäktige i stället för "
        "[Anna Bergdahl] (S)"
    )
    raw, people = marked(text)
    found = put_in_place(raw, people, 0)
    assert found is not None
    post, start, end = found
    assert (post, raw[start:end]) == ("suppleant", "\ni kommunfullmäktige")
    raw, people = marked("[Bo Kvist] yrkar bifall i stället för [Anna Bergdahl]")
    assert put_in_place(raw, people, 0) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "[Anna Bergdahl] (C) har gift sig och heter från och med nu Anna Bergdahl Holm.",
            ("Anna Bergdahl", "Anna Bergdahl Holm"),
        ),
        ("[Anna Bergdahl] heter numera Holm.", ("Anna Bergdahl", "Anna Holm")),
        ("[Anna Bergdahl] har bytt efternamn till Holm.", ("Anna Bergdahl", "Anna Holm")),
        ("[Anna Holm] (tidigare Anna Bergdahl) redogör.", ("Anna Bergdahl", "Anna Holm")),
        ("[Anna Holm], f.d. Karlsson, redogör.", ("Anna Karlsson", "Anna Holm")),
        ("[Anna Holm] (tidigare Kommunrevisionen) redogör.", None),
        ("[Anna Holm], tidigare ordförande, redogör.", None),
        ("[Anna Bergdahl] redogör. Skolan heter numera Holmskolan.", None),
        ("[Anna Bergdahl] och [Siv Roos] som heter numera Holm.", None),
    ],
)
def test_new_names(text: str, names: tuple[str, str] | None) -> None:
    raw, people = marked(text)
    assert new_name(raw, people, 0) == names
