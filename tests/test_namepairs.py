import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from evaluation.counts import Counts
from evaluation.namepairs import (
    NamePair,
    best_threshold,
    certainty,
    main,
    name_pairs,
    profiles,
    tally,
    wrong,
)
from evaluation.nameweights import fit, table, write
from pipeline.compare import parse, skeleton
from pipeline.compare.plain import MEASURES, jaro_winkler, token_sort_ratio, wratio
from pipeline.errors import GoldError
from pipeline.gazetteers import models_folder
from pipeline.settings import Settings

PAIRS = name_pairs()
SAME = Settings().same


def pair(left: str, right: str, context: str = "", label: str = "same") -> NamePair:
    return NamePair(left, right, label, "MEDIUM", "given-near", context, "fit", "Mård")


def test_there_are_enough_pairs_of_every_kind() -> None:
    assert len(PAIRS) >= 1500
    kinds = Counter((p.category, p.label) for p in PAIRS)
    categories = {p.category for p in PAIRS}
    assert len(categories) >= 30
    assert all(kinds[category, label] >= 3 for category in categories for label in ("same", "different"))
    assert [p.category for p in PAIRS] == sorted(p.category for p in PAIRS)
    halves = Counter(p.split for p in PAIRS)
    assert set(halves) == {"fit", "test"}
    assert abs(halves["fit"] - halves["test"]) < len(PAIRS) / 20
    assert {p.tier for p in PAIRS} == {"STRONG", "MEDIUM", "WEAK"}


def test_no_pair_stands_twice() -> None:
    seen = Counter(
        (frozenset(map(str.casefold, (p.left, p.right))), p.left == p.right, p.context) for p in PAIRS
    )
    assert not [key for key, count in seen.items() if count > 1]


def test_a_surname_is_in_one_half_only_in_whatever_spelling() -> None:
    halves: dict[str, set[str]] = defaultdict(set)
    for p in PAIRS:
        for name in (p.left, p.right):
            for part in parse(name).surname:
                if len(part) > 1:
                    halves[skeleton(part.replace(" ", ""))].add(p.split)
        halves[skeleton(p.surname.casefold())].add(p.split)
    assert not [surname for surname, splits in halves.items() if len(splits) > 1]


def test_no_template_yields_more_than_three_pairs() -> None:
    found = Counter(map(template, PAIRS))
    assert not [key for key, count in found.items() if count > 3]


def test_what_is_one_template() -> None:
    one = template(pair("Anna Vigen", "Anna Vigren"))
    assert one == template(pair("Bo Tigren", "Bo Tigen", "same_body"))
    assert one != template(pair("Bo Kassen", "Bo Kasten"))
    assert one != template(pair("Regina Mård", "Rgina Mård"))
    assert template(pair("ANNA MÅRD", "Anna Mård")) == template(pair("EVA EK", "Eva Ek"))
    assert template(pair("Anna Mård", "Anna Mård", "same_list")) != template(pair("Anna Mård", "Anna Mård"))


def test_strong_pairs_are_all_right() -> None:
    assert not wrong([p for p in PAIRS if p.tier == "STRONG"], SAME)


def test_the_held_out_half() -> None:
    held_out = [p for p in PAIRS if p.split == "test"]
    counts = tally(held_out, [certainty(p) >= SAME for p in held_out])
    assert (counts.f1 or 0) >= 0.95
    assert (counts.precision or 0) >= 0.97
    for likeness in MEASURES.values():
        assert (counts.f1 or 0) > (best_threshold(held_out, likeness)[1].f1 or 0) + 0.1


def test_the_figures_in_the_readme_are_these() -> None:
    readme = (models_folder() / "resolve" / "README.md").read_text(encoding="utf-8").replace("**", "")
    held_out = [p for p in PAIRS if p.split == "test"]
    rows = [tally(held_out, [certainty(p) >= SAME for p in held_out])]
    rows += [best_threshold(held_out, likeness)[1] for likeness in MEASURES.values()]
    for counts in rows:
        figures = [
            f"{value:.3f}".lstrip("0") for value in (counts.precision, counts.recall, counts.f1) if value
        ]
        assert f"| {' | '.join(figures)} | {counts.found - counts.right} |" in readme
    strong = sum(p.tier == "STRONG" for p in PAIRS)
    for stated in (f"{len(PAIRS):,} pairs", f"{len(held_out)} pairs", f"{strong} of {strong}"):
        assert stated in readme
    assert f"{len({p.category for p in PAIRS})} categories" in readme


def test_the_order_of_a_pair_does_not_matter() -> None:
    for p in PAIRS:
        left, right = profiles(p)
        turned = replace(p, left=p.right, right=p.left, context=_turned(p.context))
        assert certainty(p) == pytest.approx(certainty(turned)), (left.name, right.name)


def test_the_shipped_weights_are_the_fitted_ones(tmp_path: Path) -> None:
    path = write(PAIRS, SAME, tmp_path / "weights.toml")
    shipped = models_folder() / "resolve" / "weights.toml"
    assert path.read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8")


def test_the_fit_learns_from_the_half_fit_only() -> None:
    sown = [pair("Anna Ek", "Anna Ek", "same_body")] * 40
    start, weights = fit(sown, SAME)
    strange = [replace(p, split="test", label="different") for p in sown]
    assert fit([*sown, *strange], SAME) == (start, weights)
    assert weights["surname"][0] > fit([replace(p, label="different") for p in sown], SAME)[1]["surname"][0]
    assert table(start, weights).count("for = ") == len(weights)


def test_context_is_told_to_both_sides() -> None:
    left, right = profiles(pair("Bo Mård", "Bo Mård", "same_body;role=ordförande;party=S|M;years=4"))
    assert [(s.roles, s.party, s.date) for s in (*left.seats, *right.seats)] == [
        (("ordförande",), "S", "2020-03-10"),
        (("ordförande",), "M", "2024-03-10"),
    ]
    assert left.seats[0].list_id != right.seats[0].list_id
    listed, other = profiles(pair("Bo Mård", "Bo Mård", "same_list;sections=1-2|3-9"))
    assert listed.seats[0].list_id == other.seats[0].list_id
    assert profiles(pair("Bo Mård", "Bo Mård"))[0].body == ""
    assert profiles(pair("Bo Mård", "Bo Mård", "named"))[1].seats == ()


@pytest.mark.parametrize("context", ["role=ordförande", "same_body;colour=red", "same_body;other_body"])
def test_a_context_that_is_not_understood_is_refused(context: str) -> None:
    with pytest.raises(GoldError, match="not understood"):
        profiles(pair("Bo Mård", "Bo Mård", context))


@pytest.mark.parametrize("text", ["", "left,right\n", "HEAD\nBo Ek,Bo Eck,maybe,WEAK,x,,fit,Ek\n"])
def test_a_file_that_is_no_list_of_pairs(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pairs.csv"
    head = "left,right,label,tier,category,context,split,surname"
    path.write_text(text.replace("HEAD", head), encoding="utf-8")
    with pytest.raises(GoldError, match=r"pairs\.csv"):
        name_pairs(path)
    with pytest.raises(GoldError, match="cannot be read"):
        name_pairs(tmp_path / "missing.csv")


def test_the_best_threshold_is_the_best() -> None:
    pairs = [pair("ab", "ab"), pair("ab", "ax", label="different"), pair("a", "ab")]
    likeness = {("ab", "ab"): 90.0, ("ab", "ax"): 50.0, ("a", "ab"): 70.0}
    limit, counts = best_threshold(pairs, lambda left, right: likeness[left, right])
    assert (limit, counts) == (70.0, Counts(2, 2, 2))


def test_plain_likenesses_do_not_look_at_case_and_are_a_hundred_for_one_name() -> None:
    for likeness in (wratio, token_sort_ratio, jaro_winkler):
        assert likeness("ANNA MÅRD", "Anna Mård") == 100
        assert likeness("Peter Vigen", "Peter Vigren") > 90
    assert token_sort_ratio("Mård Anna", "Anna Mård") == 100


def test_the_command_lists_what_is_wrong_and_fails_on_strong_pairs(tmp_path: Path) -> None:
    rows = [
        "left,right,label,tier,category,context,split,surname",
        "Anna Mård,Anna Mård,same,STRONG,common-name,same_body,test,Mård",
        "Bo Ek,Sven Ek,same,STRONG,given-near,,test,Ek",
    ]
    path = tmp_path / "pairs.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    out = StringIO()
    assert main(["--pairs", str(path), "--wrong"], Console(file=out, width=200)) == 1
    assert "STRONG pairs right: 1 of 2" in out.getvalue()
    assert "Bo Ek | Sven Ek: Bo/Sven: different given names" in out.getvalue()
    path.write_text("\n".join(rows[:2]), encoding="utf-8")
    assert main(["--pairs", str(path)], Console(file=StringIO())) == 0


def template(p: NamePair) -> tuple[object, ...]:
    """What makes two pairs one pattern: the same edit of the same letters at the same place of names of one
    shape; where only the form differs (capitals, line breaks, nothing): one shape in one kind of context."""
    a, b = sorted((p.left, p.right))
    one, other = (unicodedata.normalize("NFC", name).casefold() for name in (a, b))
    shapes = shape(a), shape(b)
    if one == other:
        marks = sorted((item.split("=")[0], "|" in item) for item in p.context.split(";") if item)
        return "form", shapes, decomposed(a + b), tuple(marks), p.label
    return "letters", shapes, frozenset(edits(one, other))


def edits(one: str, other: str) -> Iterator[tuple[object, ...]]:
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        changed = frozenset((one[i:j], other[k:m]))
        alone = (j - i) + (m - k) == 1 and (one[i:j] + other[k:m]).isalpha()
        at = (
            "start"
            if i == 0 or one[i - 1] in " -"
            else "end"
            if one[j : j + 1] in ("", " ", "-")
            else "middle"
        )
        yield one[i - 1 : i] if alone else "", changed, one[i:].count(" "), at


def shape(name: str) -> str:
    """Aa-Aa Aa for "Per-Erik Mård"."""
    kinds = (
        "A" if c.isupper() else "a" if c.islower() else "9" if c.isdigit() else c
        for c in unicodedata.normalize("NFC", name)
    )
    return re.sub(r"(.)\1+", r"\1", "".join(kinds))


def decomposed(text: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", letter) for letter in re.findall(r".[\u0300-\u036f]", text))


def _turned(context: str) -> str:
    return ";".join(
        f"{key}={'|'.join(reversed(value.split('|')))}" if value else key
        for key, _, value in (item.partition("=") for item in context.split(";"))
    )
