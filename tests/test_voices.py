"""The voices beside the rules: each alone, both together, and a real second pipeline."""

from __future__ import annotations

import logging
import re
import shutil
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import spacy
from trained import stored

from pipeline import annotate, gazetteers
from pipeline.annotate.foreign import label as label_of
from pipeline.errors import BadSetting, MissingModel
from pipeline.extractor import extractor, model_alone
from pipeline.facts import Document
from pipeline.gazetteers import models_folder
from pipeline.settings import Settings
from pipeline.training.generate import generate

pytestmark = pytest.mark.skipif(
    not (models_folder() / annotate.PROTOCOL_MODEL).is_dir(),
    reason="models/sv_paragraf is not there: make model",
)

PLACES = "Kiruna Grönklitt Rydboholm Åkerlunda Torneträsk Kebnekaise Vildmarken Lapplandia".split()
MINUTES = """Norrdals kommun
Sammanträdesprotokoll
Kommunstyrelsen 2024-05-23

Beslutande
Anna Berg (S), ordförande
Olle Ek (M)

§ 12 Mötets öppnande
**Anna Berg** öppnar mötet. Kommunstyrelsen ger förvaltningschefen i uppdrag att kontakta Försäkringskassan.
"""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> str:
    return stored(tmp_path_factory.mktemp("models"))


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.md"
    path.write_text(MINUTES, encoding="utf-8")
    return path


def _named(document: Document) -> set[tuple[str, str]]:
    return {(m.text, m.label) for m in document.mentions if m.label in ("PERSON", "ORG", "BODY", "ROLE")}


def test_rules_need_no_model(minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "_loaded", lambda *_: pytest.fail("a model was loaded"))
    document = extractor(Settings(), "rules")(minutes)
    assert document.model == annotate.RULES
    assert {("Anna Berg", "PERSON"), ("Kommunstyrelsen", "BODY")} <= _named(document)
    assert not extractor(Settings(), "rules").ner(minutes).mentions


def test_the_protocol_ner_alone(minutes: Path) -> None:
    document = model_alone(Settings()).ner(minutes)
    assert _named(document) >= {
        ("Anna Berg", "PERSON"),
        ("Kommunstyrelsen", "BODY"),
        ("förvaltningschefen", "ROLE"),
        ("Försäkringskassan", "ORG"),
    }
    assert document.model.startswith("sv_paragraf ")
    assert not document.decisions
    assert {m.rule for m in document.mentions} <= {"ner.person", "ner.org", "ner.body", "ner.role"}
    assert all(document.source.text[m.start : m.end] == m.text for m in document.mentions)


def test_the_base_alone_tells_persons_and_organisations(minutes: Path) -> None:
    document = extractor(Settings(), "base").ner(minutes)
    assert "Anna Berg" in {m.text for m in document.mentions if m.label == "PERSON"}
    assert {m.label for m in document.mentions} <= {"PERSON", "ORG"}


def test_a_second_pipeline_is_heard_beside_the_protocol_ner(minutes: Path, second: str) -> None:
    both = extractor(Settings(model=second))
    assert re.search(r", sv_second 1\.0 [0-9a-f]{8}$", both.annotator.version)
    assert both(minutes).model == both.annotator.version
    places = " och ".join(PLACES)  # some of which the protocol NER leaves open, so that the second is asked
    text = f"Anna Berg (S) reste till {places} och Kommunstyrelsen kontaktar Försäkringskassan."
    doc = next(both.annotator.annotate([text]))
    base = {(span.text, span.label_) for span in doc.spans["base"]}
    assert ("Anna Berg", "PERSON") in base
    assert {label for _, label in base} <= {"PERSON", "ORG"}
    assert ("Kommunstyrelsen", "BODY") in {(ent.text, ent.label_) for ent in doc.ents}


def test_where_two_models_disagree_the_protocol_ner_wins(second: str) -> None:
    protocol, both = annotate.load(voices="protocol"), annotate.load(second)
    texts = [f"Vi reste {word} {place} i maj." for word in ("till", "med", "förbi") for place in PLACES]
    texts += [line.text for line in generate(300, seed=77, held_out=True)]
    texts += [line.text for line in generate(1_000, seed=77)]
    asked = 0
    disagreements, added = Counter[str](), Counter[str]()
    for own, merged in zip(protocol.annotate(texts), both.annotate(texts), strict=True):
        before = {(ent.start_char, ent.end_char, ent.label_) for ent in own.ents}
        after = {(ent.start_char, ent.end_char, ent.label_) for ent in merged.ents}
        assert before <= after
        assert {label for _, _, label in after - before} <= {"ORG", "PERSON"}
        added.update(label for _, _, label in after - before)
        for span in merged.spans.get("base", ()):
            said = (span.start_char, span.end_char, span.label_)
            if said not in before and any(word.ent_type_ for word in own[span.start : span.end]):
                disagreements[span.label_] += 1
                assert said not in after
        asked += "base" in merged.spans
    assert 0 < asked < len(texts)
    assert disagreements["PERSON"] > 3
    assert disagreements["ORG"] > 5
    assert added["ORG"] > 2


def test_where_the_protocol_ner_is_silent_the_second_is_heard_if_the_word_lists_agree(second: str) -> None:
    heard = spacy.load(second)
    annotator = annotate.Annotator("a silent one and a second", spacy.blank("sv"), heard)
    lines = [line.text for line in generate(300, seed=78)]
    added: dict[str, set[str]] = {"PERSON": set(), "ORG": set()}
    left: dict[str, set[str]] = {"PERSON": set(), "ORG": set()}
    for doc in annotator.annotate(lines):
        ents = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        base = [(span, (span.start_char, span.end_char, span.label_)) for span in doc.spans.get("base", ())]
        for span, said in base:
            (added if said in ents else left)[span.label_].add(span.text)
        assert ents <= {said for _, said in base}
    assert len(added["PERSON"]) > 20
    assert sum(words.split()[0].split("-")[0] in gazetteers.given_names() for words in added["PERSON"]) > 20
    assert all(" " in words for words in added["PERSON"])
    assert len(left["PERSON"]) > 5
    assert len(added["ORG"]) > 10
    assert added["ORG"] & {"Arbetsförmedlingen", "Försäkringskassan", "Migrationsverket"}
    assert len(left["ORG"]) > 20


def test_the_second_pipeline_finds_people_and_organisations(second: str) -> None:
    heard = spacy.load(second)
    told, found = Counter[str](), Counter[str]()
    for line in generate(300, seed=78):
        doc = heard(line.text)
        said = {(ent.start_char, ent.end_char, label_of(ent.label_) or "") for ent in doc.ents}
        told.update(label for *_, label in line.spans)
        found.update(label for *_, label in said & set(line.spans))
    assert found["PERSON"] > 0.6 * told["PERSON"]
    assert found["ORG"] > 0.4 * told["ORG"]


def test_where_the_second_and_the_rules_disagree_on_an_organisation_the_rules_win(
    second: str, tmp_path: Path
) -> None:
    path = tmp_path / "minutes.md"
    lines = [line.text for line in generate(400, seed=80) if len(line.text.split()) > 5]
    path.write_text(MINUTES + "\n\n" + "\n\n".join(lines), encoding="utf-8")
    rules, alone = extractor(Settings(), "rules")(path), model_alone(Settings(model=second)).ner(path)
    own = {(m.start, m.end, m.label) for m in rules.mentions}
    for voices in ("base", "all"):
        both = extractor(Settings(model=second), annotate.voices_of(voices))(path)
        there = {(m.start, m.end, m.label) for m in both.mentions}
        disputed = [
            (told, said)
            for said in alone.mentions
            for told in rules.mentions
            if said.label == "ORG" and told.label in ("BODY", "ROLE", "PERSON")
            if (said.start, said.end, said.label) not in own
            if told.start < said.end and said.start < told.end
        ]
        assert len(disputed) > 3
        for told, said in disputed:
            assert (told.start, told.end, told.label) in there
            assert (said.start, said.end, said.label) not in there
    heard = extractor(Settings(model=second), "base")(path)
    assert sum(m.rule == "model.org.base" for m in heard.mentions) > 2


def test_where_models_and_rules_disagree_the_rules_win(minutes: Path, tmp_path: Path) -> None:
    wrong = {
        "Anna Berg": "ORG",
        "Kommunstyrelsen": "PERSON",
        "förvaltningschefen": "BODY",
        "Beslutande": "PERSON",
    }
    nlp = spacy.blank("sv")
    ruler = nlp.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in wrong.items()])  # type: ignore[attr-defined]  # the ruler's own method
    nlp.meta.update(name="wrong", version="1.0")
    nlp.to_disk(tmp_path / "wrong")
    alone = extractor(Settings(model=str(tmp_path / "wrong"))).ner(minutes)
    assert set(wrong.items()) <= _named(alone)
    assert _named(extractor(Settings(model=str(tmp_path / "wrong")))(minutes)) == _named(
        extractor(Settings(), "rules")(minutes)
    )


def test_a_second_pipeline_alone(minutes: Path, second: str) -> None:
    document = model_alone(Settings(model=second)).ner(minutes)
    assert document.model.startswith("sv_second 1.0 ")
    assert "Anna Berg" in {m.text for m in document.mentions if m.label == "PERSON"}


def test_what_runs_is_logged(second: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="pipeline.annotate"):
        annotate.load(second, "base")
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("language models: sv_second 1.0 ")


def test_a_pipeline_of_the_projects_kind_takes_its_place(tmp_path: Path) -> None:
    own = annotate.load(voices="protocol").protocol
    assert own is not None
    own.meta["version"] = "9.9"
    own.to_disk(tmp_path / "other")
    heard = annotate.load(str(tmp_path / "other"))
    assert heard.protocol is not None
    assert heard.base is None
    assert heard.version.startswith("sv_paragraf 9.9 ")
    assert annotate.alone(str(tmp_path / "other")).version == heard.version


def test_a_copy_of_the_projects_model_keeps_its_base_and_is_told_apart(tmp_path: Path) -> None:
    copy = shutil.copytree(models_folder() / annotate.PROTOCOL_MODEL, tmp_path / "copy")
    heard, own = annotate.load(str(copy)), annotate.load(annotate.PROTOCOL_MODEL)
    assert heard.base is not None and heard.base.pipe_names == ["base_ner", "paragraf_widen"]
    assert annotate.load(str(copy), "protocol").base is None
    assert re.fullmatch(
        r"(sv_paragraf \d\.\d\.\d) ([0-9a-f]{8}), sv_paragraf base \d\.\d\.\d \2", heard.version
    )
    assert not re.search(r"[0-9a-f]{8}", own.version)
    (copy / "ner" / "more").write_text("another", encoding="utf-8")
    assert annotate.load(str(copy)).version != heard.version


def test_voices_have_names() -> None:
    assert [annotate.voices_of(word) for word in ("rules", "base", "protocol", "all")] == list(
        annotate.VOICES
    )
    with pytest.raises(BadSetting, match="voices 'loud': choose one of rules, base, protocol, all"):
        annotate.voices_of("loud")


@pytest.mark.parametrize(
    ("factory", "package", "extra"),
    [
        ("curated_transformer", "spacy_curated_transformers", "transformers"),
        ("transformer", "spacy_transformers", "spacy-transformers"),
    ],
)
def test_a_transformer_without_its_extra_says_what_to_install(
    tmp_path: Path, second: str, factory: str, package: str, extra: str
) -> None:
    folder = tmp_path / "kb"
    folder.mkdir()
    for name in ("meta.json", "tokenizer"):
        (folder / name).write_bytes((Path(second) / name).read_bytes())
    config = (Path(second) / "config.cfg").read_text(encoding="utf-8")
    (folder / "config.cfg").write_text(config.replace('factory = "ner"', f'factory = "{factory}"'))
    if find_spec(package):
        pytest.skip("the extra is installed")
    with pytest.raises(MissingModel, match=rf"paragraf\[{extra}\]"):
        annotate.load(str(folder))
    extras = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    [needed] = extras["project"]["optional-dependencies"][extra]
    assert needed.startswith(package.replace("_", "-") + ">=")


def _installed(folder: Path, code: str) -> None:
    """A package of the name of the usual base in `folder`, as an installer leaves it."""
    package, info = folder / annotate.USUAL_BASE, folder / f"{annotate.USUAL_BASE}-3.8.0.dist-info"
    package.mkdir()
    info.mkdir()
    (package / "__init__.py").write_text(code, encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {annotate.USUAL_BASE}\nVersion: 3.8.0\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    if find_spec(annotate.USUAL_BASE):
        pytest.skip(f"{annotate.USUAL_BASE} is installed")
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    sys.modules.pop(annotate.USUAL_BASE, None)


def test_the_usual_base_is_taken_when_it_is_installed(site: Path, second: str) -> None:
    code = f"import spacy\n\n\ndef load(**given):\n    return spacy.load({second!r}, **given)\n"
    _installed(site, code)
    heard = annotate.load()
    assert ", sv_second 1.0" in heard.version
    assert annotate.load(annotate.PROTOCOL_MODEL).version.startswith("sv_paragraf ")
    assert "second" not in annotate.load(annotate.PROTOCOL_MODEL).version


def test_a_broken_usual_base_is_told_and_left(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    _installed(site, "def load(**given):\n    raise ValueError('made for spaCy 2')\n")
    heard = annotate.load()
    assert "sv_paragraf base" in heard.version
    assert "sv_core_news_sm cannot be loaded: made for spaCy 2; the project's own base runs" in caplog.text


def test_without_it_the_base_is_the_projects_own() -> None:
    if find_spec(annotate.USUAL_BASE):
        pytest.skip(f"{annotate.USUAL_BASE} is installed")
    versions = annotate.load().version.split(", ")
    assert [version.rsplit(" ", 1)[0] for version in versions] == ["sv_paragraf", "sv_paragraf base"]
