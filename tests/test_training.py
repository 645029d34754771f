"""The recipe: corpora as they are published, parts assembled, weights halved and widened, silver lines."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import spacy
from small_gold import gold_folder
from spacy.language import Language
from trained import second_pipeline

from pipeline.annotate import half
from pipeline.errors import BadSetting
from pipeline.training import silver as silver_module
from pipeline.training.__main__ import main
from pipeline.training.base import treebank
from pipeline.training.corpora import ranges, suc_hard_sentences, suc_sentences, uner_sentences
from pipeline.training.fit import fit
from pipeline.training.grammar import Line, grammar, read_lines, write_lines
from pipeline.training.tokens import tokenizer
from pipeline.training.train import SPACY, Recipe, assembled, corpora, docs, general_alone, store, train

CONLLU = """# sent_id = 1
# text = Nämnden beslutar.
1\tNämnden\tnämnd\tNOUN\tNN|UTR|SIN|DEF|NOM\tCase=Nom\t2\tnsubj\t_\t_
2\tbeslutar\tbesluta\tVERB\tVB|PRS|AKT\tTense=Pres\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\tMAD\t_\t2\tpunct\t_\t_

"""


def _zipped(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()))


@pytest.fixture
def language_data(tmp_path: Path) -> Path:
    """Corpora of a few sentences in the forms of the real ones."""
    sentence = {"id": 0, "tokens": ["Anna", "Ek", "ringde", "Telia", "igår"], "pos_tags": []}
    tagged = json.dumps({**sentence, "ner_tags": ["PER", "PER", "O", "ORG", "TME"]})
    _zipped(tmp_path / "ner" / "sucx3_dev_simple.jsonl.gz", f"{tagged}\n" * 700)
    hard = "Ek\tB-person\tO\nbor\tO\tO\ni\tO\tO\nNorrdal\tB-place\tB-inst\n"
    _zipped(tmp_path / "ner" / "sucx3_removed_manual.txt.gz", f"id-1\n{hard}\nid-2\n{hard}\n")
    uner = "# text = x\n1\tSocialnämnden\tB-ORG\t_\t_\n2\tmöttes\tO\t_\t_\n\n"
    for name in ("train", "dev", "test"):
        _zipped(tmp_path / "ner" / f"uner_tb_{name}.iob2.gz", uner)
    for name in ("pud", "tb_dev", "tb_test"):
        _zipped(tmp_path / "ud" / f"{name}.conllu.gz", CONLLU * 12)
    return tmp_path


def test_corpora_as_they_are_published(language_data: Path) -> None:
    words, tags = next(suc_sentences(language_data))
    assert (words[:2], ranges(tags)) == (["Anna", "Ek"], [(0, 2, "PER"), (3, 4, "ORG"), (4, 5, "TME")])
    hard = list(suc_hard_sentences(language_data))
    assert [ranges(tags) for _, tags in hard] == [[(0, 1, "PER"), (3, 4, "LOC")]] * 2
    [(words, tags)] = uner_sentences(language_data / "ner" / "uner_tb_dev.iob2.gz")
    assert (words, ranges(tags)) == (["Socialnämnden", "möttes"], [(0, 1, "ORG")])


def test_names_side_by_side_stay_two() -> None:
    assert ranges(["B-PER", "I-PER", "B-PER", "O", "PER"]) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "PER")]


def test_the_protocol_ner_learns_organs_as_bodies(language_data: Path) -> None:
    training, validation = corpora(Recipe(language_data, seed=1, generated=30))
    labels = {(ent.text, ent.label_) for doc in [*training, *validation] for ent in doc.ents}
    assert ("Socialnämnden", "BODY") in labels
    assert ("Anna Ek", "PERSON") in labels
    assert not any(label == "TME" for _, label in labels)


def test_the_general_corpora_alone_keep_their_own_labels(language_data: Path) -> None:
    training, validation = general_alone(Recipe(language_data, seed=1, general=True))
    labels = {(ent.text, ent.label_) for doc in [*training, *validation] for ent in doc.ents}
    assert {("Socialnämnden", "ORG"), ("Anna Ek", "PERSON"), ("Telia", "ORG")} <= labels
    assert {label for _, label in labels} == {"PERSON", "ORG"}
    assert {doc.text for doc in training} <= {
        *("Anna Ek ringde Telia igår ", "Ek bor i Norrdal ", "Socialnämnden möttes "),
    }


def test_what_is_trained_to_compare_with_replaces_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "nowhere", "--general"]) == 2
    assert capsys.readouterr().err == "--general is for comparisons: give another folder with --out\n"


def test_any_fault_of_a_model_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: str) -> None:
        raise KeyError("norm\nof something")

    monkeypatch.setattr("pipeline.annotate.alone", broken)
    assert main(["measure", "somewhere"]) == 2
    printed = capsys.readouterr().err
    assert printed.startswith("internal fault: KeyError: ")
    assert printed.count("\n") == 1


def test_a_treebank_has_what_the_base_learns(language_data: Path) -> None:
    doc = next(treebank(language_data, "tb_dev", spacy.blank("sv").vocab))
    first = doc[0]
    assert (first.lemma_, first.pos_, first.tag_, first.dep_) == (
        "nämnd",
        "NOUN",
        "NN|UTR|SIN|DEF|NOM",
        "nsubj",
    )
    assert len(list(doc.sents)) == 5


def test_alternatives_of_one_slot_stand_in_several_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("== s\nen\n2* två\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("== s\ntre\n== t\nfyra\n", encoding="utf-8")
    assert grammar(tmp_path, {}).slots == {
        "s": (("en", "två", "tre"), (1.0, 2.0, 1.0)),
        "t": (("fyra",), (1.0,)),
    }


def test_words_run_together_come_apart() -> None:
    nlp = spacy.blank("sv")
    nlp.tokenizer = tokenizer(nlp)
    assert [t.text for t in nlp("Anna+Olle, §64 ordförande,Anna-Karin")] == [
        "Anna", "+", "Olle", ",", "§", "64", "ordförande", ",", "Anna-Karin",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Language:
    return second_pipeline()


def test_halved_weights_are_the_rounded_ones(small: Language, tmp_path: Path) -> None:
    whole = assembled({"ner": small}, None, 1)
    before = {
        (at, name): node.get_param(name).copy()
        for at, node in enumerate(whole.get_pipe("ner").model.walk())  # type: ignore[attr-defined]  # every component here has a model
        for name in node.param_names
        if node.has_param(name)
    }
    whole.to_disk(tmp_path / "whole")
    store(whole, tmp_path / "half")
    halved = spacy.load(tmp_path / "half")
    for at, node in enumerate(halved.get_pipe("ner").model.walk()):  # type: ignore[attr-defined]
        for name in node.param_names:
            if node.has_param(name):
                value, old = node.get_param(name), before[(at, name)]
                assert value.dtype == np.float32
                assert np.array_equal(
                    value, old if old.size < 1000 else old.astype(np.float16).astype(np.float32)
                )
    size = {name: (tmp_path / name / "ner" / "model").stat().st_size for name in ("whole", "half")}
    assert size["half"] < 0.6 * size["whole"]
    text = "Anna Berg (S), Norrdals kommun"
    assert [(e.text, e.label_) for e in halved(text).ents] == [(e.text, e.label_) for e in whole(text).ents]


def test_assembled_keeps_what_stands(small: Language, tmp_path: Path) -> None:
    first = assembled({"ner": small}, None, 1)
    store(first, tmp_path / "first")
    standing = spacy.load(tmp_path / "first")
    again = assembled({}, standing, 2)
    assert again.pipe_names == ["ner", half.WIDEN]
    assert again.meta["seed"] == 2
    assert json.loads((tmp_path / "first" / "meta.json").read_bytes())["spacy_version"] == SPACY
    assert [e.text for e in again("Anna Berg (S)").ents] == [e.text for e in first("Anna Berg (S)").ents]


def test_what_no_part_is_called() -> None:
    with pytest.raises(BadSetting, match="nerd is no part of the model; the parts are syntax, base_ner, ner"):
        train(Recipe(Path("nowhere")), Path("nowhere"), ["nerd"])


@pytest.mark.long
def test_the_same_seed_gives_the_same_bytes(language_data: Path, tmp_path: Path) -> None:
    made = []
    for turn in ("one", "two"):
        train(Recipe(language_data, seed=3, generated=40, epochs=1), tmp_path / turn)
        files = sorted(p for p in (tmp_path / turn).rglob("*") if p.is_file())
        made.append({p.relative_to(tmp_path / turn).as_posix(): p.read_bytes() for p in files})
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
    assert {"tagger/model", "lemmatizer/model", "parser/model", "base_ner/model", "ner/model"} <= made[
        0
    ].keys()


def test_a_run_of_the_loop(tmp_path: Path) -> None:
    nlp = spacy.blank("sv")
    lines = [Line("Anna Ek (S)", ((0, 7, "PERSON"),)), Line("Nämnden beslutar", ((0, 7, "BODY"),))] * 20
    made = fit(
        "protocol_ner",
        docs(nlp, lines),
        docs(nlp, lines[:4]),
        tmp_path,
        1,
        "last",
        {"training.max_epochs": 2},
    )
    assert made.pipe_labels["ner"] == ["BODY", "PERSON"]
    assert not [value for value in made.config["paths"].values() if value]


def test_silver_lines_are_those_on_which_both_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Norrdals kommun\n\n§ 1 Mötets öppnande\n\nAnna Berg (S) öppnar mötet.\n\nOlle Ek (M) yrkar avslag.",
        encoding="utf-8",
    )
    lines = list(silver_module.silver(folder))
    kept = {line.text: line.spans for line in lines if line}
    assert kept["Anna Berg (S) öppnar mötet."] == ((0, 9, "PERSON"),)
    heard = silver_module._heard

    def deaf(*given: object) -> list[tuple[tuple[int, int, str], ...]]:
        return [() for _ in heard(*given)]  # type: ignore[arg-type]

    monkeypatch.setattr(silver_module, "_heard", deaf)
    assert not any(line and line.text.startswith("Anna") for line in silver_module.silver(folder))


def test_silver_lines_are_not_made_of_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, out = gold_folder(tmp_path / "gold", ["hällnäs-2023-05-04"]), tmp_path / "silver.jsonl"
    command = ["silver", "--out", str(out), "--gold", str(gold)]
    assert main([*command, str(gold)]) == 2
    refused = "is gold to measure with: no silver lines are made of it\n"
    assert capsys.readouterr().err == f"{gold}: hällnäs-2023-05-04.gold.json {refused}"
    minutes = tmp_path / "elsewhere" / "minutes"
    minutes.mkdir(parents=True)
    text = (gold / "hällnäs-2023-05-04.txt").read_text(encoding="utf-8")
    copy = minutes / "copy.txt"
    copy.write_bytes(text.replace("\n", "\r\n").encode())
    assert main([*command, str(minutes)]) == 2
    told = capsys.readouterr().err
    assert told == f"copy.txt: the text of hällnäs-2023-05-04.gold.json, which {refused}"
    assert (
        main(["silver", "--out", str(out), "--gold", str(tmp_path), str(gold / "hällnäs-2023-05-04.txt")])
        == 2
    )
    assert "the text of hällnäs-2023-05-04.gold.json" in capsys.readouterr().err
    assert not out.exists()


def test_silver_lines_are_written_and_read(tmp_path: Path) -> None:
    lines = [Line("Anna Ek", ((0, 7, "PERSON"),)), None, Line("Årsmöte")]
    assert write_lines(lines, tmp_path / "silver.jsonl") == (2, 3)
    assert list(read_lines(tmp_path / "silver.jsonl")) == [lines[0], lines[2]]
