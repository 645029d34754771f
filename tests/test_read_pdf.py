"""The text layer of a PDF becomes lines as they lie on the page."""

from __future__ import annotations

import io
import re
import stat
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import DamagedDocument, EncryptedDocument, NoTextLayer, ReadError, TooLarge
from pipeline.extract.attendance import attendance
from pipeline.facts import Attendance
from pipeline.read import Limits, read, read_bytes
from pipeline.segment import segment

_SHARED = (Path(__file__).parents[1] / ".." / "shared").resolve()


def _pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, **options)
    canvas.setFont("Helvetica", 11)
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def _text(draw: Callable[[Canvas], None]) -> str:
    return read_bytes(_pdf(draw), "a.pdf").text


def _write(canvas: Canvas, *rows: tuple[float, float, str]) -> None:
    for x, y, words in rows:
        canvas.drawString(x, y, words)


def test_lines_indents_and_blank_lines() -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas, (100, 686, "Anna Alm öppnar mötet"), (72, 700, "§ 1 Mötets öppnande"))
        _write(canvas, (72, 640, "§ 2 Val"))

    assert re.fullmatch(r"§ 1 Mötets öppnande\n {4,8}Anna Alm öppnar mötet\n\n+§ 2 Val", _text(draw))


def test_columns_stand_apart_and_below_each_other() -> None:
    rows = [("Beslutande", "Anna Alm (S)", "Älvbro kommun"), ("", "Bo Ek (M)", "Region Norrbro"),
            ("Justerare", "Cia Ö (V)", "Almstads kommun, ordförande §§ 3-5")]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for row, cells in enumerate(rows):
            _write(canvas, *((72 + 110 * column, 700 - 14 * row, cell) for column, cell in enumerate(cells)))

    lines = _text(draw).split("\n")
    found = [re.split(" {3,}", line.strip()) for line in lines]
    assert found == [[cell for cell in row if cell] for row in rows]
    assert len({line.index(row[1]) for line, row in zip(lines, rows, strict=True)}) == 1
    assert len({line.index(row[2]) for line, row in zip(lines, rows, strict=True)}) == 1


def test_list_markers_are_no_columns() -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas, (72, 700, "1."), (90, 700, "att anta planen"))
        _write(canvas, (72, 686, "\u2022"), (90, 686, "att avslå"))

    assert _text(draw) == "1. att anta planen\n\u2022 att avslå"


def test_pages_begin_at_their_offsets() -> None:
    def draw(canvas: Canvas) -> None:
        for words in ("Sida ett", "", "Sida tre"):
            canvas.drawString(72, 700, words)
            canvas.showPage()

    source = read_bytes(_pdf(draw), "a.pdf")
    assert source.text == "Sida ett\n\f\n\fSida tre"
    assert [source.text[start:].split("\n")[0] for start in source.pages] == ["Sida ett", "", "Sida tre"]
    assert [(w.code, w.start) for w in source.warnings] == [("page_without_text", source.pages[1])]


def test_letter_spaced_words_and_faked_bold() -> None:
    def draw(canvas: Canvas) -> None:
        spaced = canvas.beginText(72, 700)
        spaced.setCharSpace(4)
        spaced.textOut("VAL AV ORDFÖRANDE")
        spaced.setCharSpace(0)
        canvas.drawText(spaced)
        for shift in (0, 0.3):
            canvas.drawString(72 + shift, 686, "Allmänna ärenden")

    assert _text(draw) == "VAL AV ORDFÖRANDE\nAllmänna ärenden"


def test_numbers_beside_each_other_are_not_spaced_type() -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas, *((72 + 14 * i, 700, str(i)) for i in range(8)))

    assert len(_text(draw).split()) == 8


def test_superscript_stays_on_its_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Ytan är 12 m")
        end = 72 + canvas.stringWidth("Ytan är 12 m")
        canvas.drawString(end + 8, 700, "stor")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(end, 704, "2")

    assert _text(draw) == "Ytan är 12 m2 stor"


def test_rotated_text_comes_last_and_rotated_pages_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(20, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Diarieförd")
        canvas.restoreState()
        _write(canvas, (72, 700, "Protokoll från nämnden"), (72, 686, "den 3 maj"))
        canvas.showPage()
        canvas.setFont("Helvetica", 11)
        canvas.rotate(90)
        _write(canvas, (100, -100, "Liggande sida"), (100, -114, "andra raden"))

    assert _text(draw) == "Protokoll från nämnden\nden 3 maj\n\nDiarieförd\n\fLiggande sida\nandra raden"


@pytest.mark.parametrize("degrees", [-1.5, 1.2])
def test_the_lines_of_a_slanting_scan(degrees: float) -> None:
    lines = [f"Rad {i} går över nästan hela sidans bredd och slutar med talet {i}" for i in range(8)]

    def draw(canvas: Canvas) -> None:
        canvas.rotate(degrees)
        _write(canvas, *((72, 700 - 13 * row, line) for row, line in enumerate(lines)))

    assert _text(draw).split("\n") == lines


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [f"under året {i} behandlade nämnden frågan om" for i in range(14)]
    right = [f"och därefter {i} har frågan gått vidare till" for i in range(14)]

    def draw(canvas: Canvas) -> None:
        title = "Verksamhetsberättelse för hela nämnden och dess utskott under det gångna året"
        canvas.drawString(72, 760, title)
        for row, (one, other) in enumerate(zip(left, right, strict=True)):
            _write(canvas, (72, 740 - 13 * row, one), (320, 740 - 13 * row, other))

    assert [line for line in _text(draw).split("\n") if line][1:] == left + right


def test_items_that_count_on_in_the_other_column_are_read_down_each() -> None:
    left = ["§ 1 Öppnande", "Ordföranden öppnade mötet.", "§ 2 Val av justerare", "Bo Dahl valdes."]
    right = ["§ 3 Väghållning", "Vägen ska plogas.", "§ 4 Avslutning", "Mötet avslutades."]

    def draw(canvas: Canvas) -> None:
        for row, (one, other) in enumerate(zip(left, right, strict=True)):
            _write(canvas, (72, 740 - 13 * row, one), (320, 740 - 13 * row, other))

    assert [line for line in _text(draw).split("\n") if line] == left + right


def test_two_columns_of_people_stay_beside_each_other() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(14):
            y = 740 - 13 * row
            _write(canvas, (72, y, f"Ledamot {row} (S)"), (320, y, f"Ersättare {row} (M)"))

    assert re.fullmatch(r"Ledamot 3 \(S\) {3,}Ersättare 3 \(M\)", _text(draw).split("\n")[3])


_HEAD = ["Norrby kommun", "Kulturnämnden", "SAMMANTRÄDESPROTOKOLL", "2024-03-14", ""]
_ITEM = ["", "§ 1 Val av justerare", "Nämnden utser Bo Lundmark att justera protokollet."]


def _people(*rows: tuple[tuple[float, str], ...]) -> dict[str, Attendance]:
    """Who was there, by name, where the list stands in columns of a PDF: rows of (x, words)."""
    whole = [*(((60, line),) for line in _HEAD), *rows, *(((60, line),) for line in _ITEM)]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(whole):
            _write(canvas, *((x, 790 - 13 * number, words) for x, words in row))

    found, _ = attendance(segment(read_bytes(_pdf(draw), "a.pdf")))
    return {row.person: row for row in found}


def test_what_is_wrapped_in_the_right_column_is_its_persons() -> None:
    people = _people(
        ((60, "Närvarande"),),
        ((60, "Anna Ekdal (S), ordförande"), (310, "Bo Lundmark (M), förste vice")),
        ((310, "ordförande"),),
        ((60, "Cecilia Åström (C)"), (310, "David Brinkman (KD), tjänstgörande")),
        ((310, "ersättare för Eva Tallberg (S)"),),
        ((60, "Fredrik Nordin (V)"), (310, "Gun Hedlund (L)")),
    )
    assert list(people) == [
        "Anna Ekdal", "Bo Lundmark", "Cecilia Åström", "David Brinkman", "Fredrik Nordin", "Gun Hedlund",
    ]  # fmt: skip
    assert people["Anna Ekdal"].roles == ("ordförande",)
    assert people["Bo Lundmark"].roles == ("förste vice ordförande",)
    assert people["Cecilia Åström"].replaces is None
    assert people["David Brinkman"].replaces == "Eva Tallberg"


def test_a_wrapped_name_behind_ersatter_is_nobody_of_its_own() -> None:
    people = _people(
        ((60, "Beslutande"), (160, "Anna Ekdal (S), ordförande"), (340, "Bo Lundmark (M), förste vice")),
        ((340, "ordförande"),),
        ((160, "Cecilia Åström (C)"), (340, "David Brinkman (KD), §§ 1-4, ersätter")),
        ((340, "Eva Tallberg (S)"),),
        ((160, "Fredrik Nordin (V)"), (340, "Gun Hedlund (L)")),
    )
    assert "Eva Tallberg" not in people and len(people) == 6
    assert people["David Brinkman"].replaces == "Eva Tallberg"
    assert people["David Brinkman"].sections == ("1", "2", "3", "4")


def test_the_next_person_of_the_right_column_is_not_wrapped_text() -> None:
    people = _people(
        ((60, "Beslutande"), (160, "Anna Ekdal (S)"), (340, "Bo Lundmark (M)")),
        ((340, "Cecilia Åström (C)"),),
    )
    assert list(people) == ["Anna Ekdal", "Bo Lundmark", "Cecilia Åström"]


def test_a_cell_of_affiliations_is_wrapped_over_many_lines() -> None:
    people = _people(
        ((60, "Närvarande"), (140, "Anna Ekdal Bo Lundmark Cecilia Åström"), (400, "Norrby kommun,")),
        ((400, "ordförande"),),
        ((400, "Försäkringskassan, vice"),),
        ((400, "ordförande"),),
        ((400, "Arbetsförmedlingen"),),
    )
    assert [(row.person, row.organisation, row.roles) for row in people.values()] == [
        ("Anna Ekdal", "Norrby kommun", ("ordförande",)),
        ("Bo Lundmark", "Försäkringskassan", ("vice ordförande",)),
        ("Cecilia Åström", "Arbetsförmedlingen", ()),
    ]


def test_an_empty_column_of_three() -> None:
    people = _people(
        ((60, "Ersättare"), (250, "Tjänstgör"), (350, "Anmärkning")),
        ((60, "Robin Törn (SD)"), (250, "X"), (350, "för Tom Granlöf (SD)")),
        ((60, "Bengt Sandin (M)"), (350, "närvarande")),
    )
    assert people["Robin Törn"].replaces == "Tom Granlöf"
    assert (people["Bengt Sandin"].present, people["Bengt Sandin"].standing) == (True, "substitute")


def test_prose_in_two_columns_with_a_heading_over_each() -> None:
    left = ["Kultur", *(f"under året {i} behandlade nämnden frågan om" for i in range(14))]
    right = ["Fritid", *(f"och därefter {i} har frågan gått vidare till" for i in range(14))]

    def draw(canvas: Canvas) -> None:
        for row, (one, other) in enumerate(zip(left, right, strict=True)):
            _write(canvas, (72, 740 - 13 * row, one), (320, 740 - 13 * row, other))

    assert [line for line in _text(draw).split("\n") if line] == left + right


def test_dots_of_a_table_of_contents_stand_alone() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Personal.............................12")

    assert _text(draw) == "Personal ............................. 12"


def test_filled_in_forms_and_cropped_pages() -> None:
    def form(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Ordförande:")
        canvas.acroForm.textfield(name="a", x=150, y=695, width=200, height=20, value="Anna Alm")

    def cropped(canvas: Canvas) -> None:
        canvas.setCropBox((50, 600, 400, 800))
        _write(canvas, (72, 700, "Innanför kanten"), (72, 100, "utom"))

    assert _text(form).split() == ["Ordförande:", "Anna", "Alm"]
    assert _text(cropped) == "Innanför kanten"


def test_identity_numbers_are_masked() -> None:
    source = read_bytes(_pdf(lambda canvas: canvas.drawString(72, 700, "Bo Ek 850304-1234")), "a.pdf")
    assert source.text == "Bo Ek ••••••-••••"


def test_refused_by_cause() -> None:
    def hello(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Hej")

    data = _pdf(hello)
    locked = _pdf(hello, encrypt=pdfencrypt.StandardEncryption("user", "owner"))
    with pytest.raises(EncryptedDocument):
        read_bytes(locked, "a.pdf")
    with pytest.raises(DamagedDocument):
        read_bytes(data[: len(data) // 3], "a.pdf")
    with pytest.raises(TooLarge, match="1 pages"):
        read_bytes(data, "a.pdf", limits=Limits(pages=0))
    with pytest.raises(TooLarge):
        read_bytes(data, "a.pdf", limits=Limits(page_characters=2))
    # Only the owner's rights are locked: everybody may open it.
    assert read_bytes(_pdf(hello, encrypt=pdfencrypt.StandardEncryption("", "owner")), "a").text == "Hej"


def _picture(canvas: Canvas) -> None:
    canvas.rect(100, 100, 200, 200, fill=1)


def test_pictures_without_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoTextLayer, match="no text layer"):
        read_bytes(_pdf(_picture), "a.pdf")


def test_pictures_with_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --list-langs ]; then echo swe; exit; fi\n'
        'read -r kind width height depth < "$1"; echo "$kind ${width%% *} $4"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    source = read_bytes(_pdf(_picture), "a.pdf")
    assert source.text == "P5 2481 swe"
    assert [(warning.code, warning.start) for warning in source.warnings] == [("ocr", 0)]


_ROWS = [(72, 700 - 14 * i, f"Rad {i} av protokollet") for i in range(9)]
_SAMPLE = _pdf(lambda canvas: _write(canvas, *_ROWS))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(_SAMPLE) - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_is_read_or_refused(place: int, noise: bytes) -> None:
    try:
        source = read_bytes(_SAMPLE[:place] + noise + _SAMPLE[place + len(noise) :], "a.pdf")
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert source.text.strip()


_REAL = sorted((_SHARED / "protocols").glob("*.pdf")) + sorted((_SHARED / "protocols-more").glob("*.pdf"))


@pytest.mark.skipif(not _REAL or which("pdftotext") is None, reason="no shared protocols, or no pdftotext")
@pytest.mark.parametrize("path", _REAL, ids=lambda path: str(path.stem))
def test_real_protocols_have_the_words_that_pdftotext_finds(path: Path) -> None:
    command = ["pdftotext", "-layout", str(path), "-"]
    other = Counter(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    # Dots of a table of contents and lone dashes and § signs are parted otherwise.
    ours = Counter(read(path).text.split())
    drop = re.compile(r"\.{4,}|^[-–§]$")
    shared = sum(count for word, count in (ours & other).items() if not drop.search(word))
    for words in (ours, other):
        assert shared >= 0.985 * sum(count for word, count in words.items() if not drop.search(word))
