"""Text, markdown, HTML and DOCX become a `Source`; what cannot be read is refused by its cause."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import (
    DamagedDocument,
    EmptyDocument,
    EncryptedDocument,
    NotSwedish,
    ReadError,
    TooLarge,
    UnknownFormat,
)
from pipeline.facts import Source
from pipeline.read import Limits, read, read_bytes

_MINUTES = "§ 12 Val av justerare\r\n\tStyrelsen väljer Åke Öhrn att jämte ordföranden justera protokollet.\n"
_ENGLISH = "The board decided that the report of the year should be sent to the members of the council. " * 6
_NORWEGIAN = "Styret vedtok at det ikke skal brukes mer penger av det som ble bevilget, og det er nok. " * 5
_FINNISH = "Kokous päätti että hallitus on valmis ja se oli hyvä mutta ei vielä tarpeeksi. " * 6
_RUSSIAN = "Правление решило принять отчёт к сведению. " * 12


# Plain text and markdown: `text` is the decoded file.


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (_MINUTES.encode(), []),
        (_MINUTES.encode("utf-8-sig"), []),
        (_MINUTES.encode("utf-16"), ["encoding"]),
        (b"\xfe\xff" + _MINUTES.encode("utf-16-be"), ["encoding"]),
        (_MINUTES.encode("utf-16-le"), ["encoding"]),
        (_MINUTES.encode("utf-16-be"), ["encoding"]),
        (_MINUTES.encode("utf-32"), ["encoding"]),
        (_MINUTES.encode("cp1252"), ["encoding"]),
    ],
)
def test_text_is_the_decoded_file(data: bytes, codes: list[str]) -> None:
    source = read_bytes(data, "a.txt")
    assert source.text == _MINUTES
    assert source.media_type == "text/plain"
    assert [warning.code for warning in source.warnings] == codes


def test_mojibake_is_told_and_left_alone() -> None:
    text = "Mötet öppnas".encode().decode("cp1252")
    source = read_bytes(text.encode(), "a.txt")
    assert source.text == text
    assert [(warning.code, warning.start) for warning in source.warnings] == [("mojibake", 1)]


def test_a_lost_byte_does_not_turn_utf8_into_windows_1252() -> None:
    data = "Överförmyndaren på mötet för ärendet".encode() + b"\xc3 och s\xe5"
    source = read_bytes(data, "a.txt")
    assert source.text == "Överförmyndaren på mötet för ärendet\ufffd och s\ufffd"
    assert [warning.code for warning in source.warnings] == ["undecodable"]


@pytest.mark.parametrize("nulls", [1, 4, 9])
def test_a_few_nulls_are_blanks_with_a_warning(nulls: int) -> None:
    text = "Nämnden beslutar att anta planen för biblioteket och badhuset.\n" * 2
    data = text.encode().replace(b" ", b"\0", nulls)
    source = read_bytes(data + b"\0" * 500, "a.txt")  # and what a disk left behind the end
    assert source.text == text + " " * 500
    assert [(warning.code, warning.start) for warning in source.warnings] == [("null_characters", 7)]


def test_a_null_within_a_name_or_a_word_that_stands_elsewhere_parts_nothing() -> None:
    text = "Närvarande: Ma\0ria Lind\0berg och Bo\0Ek.\nBadhuset stängs, men bad\0huset öppnar."
    source = read_bytes(text.encode(), "a.txt")
    assert source.text == text.replace("Ma\0", "Ma\u200b").replace("Lind\0", "Lind\u200b").replace("\0", " ")


_OLD = "Protokoll från Ödeby. Nämnden väljer Åsa Öberg på mötet för den hösten. Även Märta är här."


@pytest.mark.parametrize(("name", "said"), [("mac_roman", "Mac Roman"), ("cp850", "code page 850")])
def test_tables_of_letters_from_before_windows(name: str, said: str) -> None:
    source = read_bytes(_OLD.encode(name), "a.txt")
    assert source.text == _OLD
    assert [warning.message for warning in source.warnings] == [f"read as {said}"]


def test_quotation_marks_of_windows_make_no_older_table() -> None:
    text = "Han sade \u201dnej\u201d och \u201dja\u201d\u2026 på mötet för nämnden; Še\u201dx\u201dy."
    assert read_bytes(text.encode("cp1252"), "a.txt").text == text


def test_nulls_in_what_names_its_encoding() -> None:
    for data in (b"\xef\xbb\xbf\xc2\xa7 1\0Val", "\ufeff§ 1\0Val".encode("utf-16-le")):
        assert read_bytes(data, "a.txt").text == "§ 1 Val"
    page = b"<html><meta charset=iso-8859-15><p>\xa7 1\0Val</p>"
    assert read_bytes(page, "a.html").text.strip() == "§ 1 Val"


@pytest.mark.parametrize(
    "data", [b"Protokoll\0" * 3 + b"\0\0" * 40 + b"x", bytes(range(256)), b"\0a" * 9 + b"a\0" * 9]
)
def test_many_nulls_are_no_text(data: bytes) -> None:
    with pytest.raises(UnknownFormat):
        read_bytes(data, "a.txt")


@pytest.mark.parametrize(
    "name", ["rot13", "punycode", "hex", "unicode_escape", "utf-7", "x-none", "undefined"]
)
def test_a_page_does_not_choose_how_it_is_decoded(name: str) -> None:
    page = f"<html><head><meta charset={name}></head><p>§ 1 Rådets årsmöte</p></html>".encode()
    assert read_bytes(page, "a.html").text.strip() == "§ 1 Rådets årsmöte"


def test_sound_swedish_is_no_mojibake() -> None:
    assert read_bytes("Överförmyndarnämnden – ”à la carte”, 3 § · 5 °C".encode(), "a.txt").warnings == ()


@pytest.mark.parametrize(
    ("name", "text", "media_type"),
    [
        ("a.md", "Bara text.", "text/markdown"),
        ("a.txt", "# Protokoll\n\n## § 1 Öppnande\n", "text/markdown"),
        ("-", "| Namn | Roll |\n|---|---|\n| Bo Ek | ledamot |\n", "text/markdown"),
        ("a.txt", "# 1 Mötet öppnas\n", "text/plain"),
        ("a.md", "<b>Protokoll</b><br>\n\n**§ 1** Öppnande\n", "text/markdown"),
    ],
)
def test_markdown_by_name_or_plain_signs(name: str, text: str, media_type: str) -> None:
    source = read_bytes(text.encode(), name)
    assert (source.text, source.media_type) == (text, media_type)


def test_identity_numbers_are_masked_in_place_and_not_repeated() -> None:
    source = read_bytes(b"Bo Ek, 850304-1234, och org.nr 212000-0000", "a.txt")
    assert source.text == "Bo Ek, ••••••-••••, och org.nr 212000-0000"
    assert [warning.code for warning in source.warnings] == ["personal_identity_number"]
    assert "850304" not in repr(source)


def test_form_feeds_part_the_pages_of_a_text() -> None:
    assert read_bytes(b"Sida ett\n\fSida tv\xc3\xa5\n\f", "a.txt").pages == (0, 10)
    assert read_bytes(b"Sida ett\n\f", "a.txt").pages == ()


def test_identity_comes_from_the_bytes_alone(tmp_path: Path) -> None:
    digest = hashlib.sha256(_MINUTES.encode()).hexdigest()
    (tmp_path / "a.txt").write_bytes(_MINUTES.encode())
    source = read(tmp_path / "a.txt", shown="b/c.txt")
    assert (source.sha256, source.id, source.path) == (digest, digest[:16], "b/c.txt")
    assert read_bytes(_MINUTES.encode(), "-").id == source.id


# HTML


def test_html_is_its_main_content() -> None:
    page = """<!DOCTYPE html><html><head><title>Kommunen</title><style>p {}</style></head><body>
    <header><nav><a href="/">Start</a></nav></header><div class="cookie-banner">Vi använder kakor</div>
    <main><h1>Protokoll</h1><p>Plats &amp; tid: <b>Salen</b>,<br>kl.&nbsp;13</p>
    <ul><li>ett</li><li>två<ul><li>inre</li></ul></li></ul>
    <ol start="3"><li><p>tre</p></li><li>fyra</li></ol>
    <table><tr><th>Namn</th><th colspan="2">Roll</th><th>Parti</th></tr>
    <tr><td rowspan="2">Bo Ek</td><td>ordförande</td><td></td><td>S</td></tr>
    <tr><td>ledamot</td></tr></table><input type="checkbox" checked>Ja<p hidden>Dolt</p></main>
    <footer>Kontakta oss</footer><script>var a = "x";</script></body></html>"""
    source = read_bytes(page.encode(), "sida")
    assert source.media_type == "text/html"
    assert source.text == (
        "Protokoll\n\nPlats & tid: Salen,\nkl.\u00a013\n\n- ett\n- två\n- inre\n\n3. tre\n4. fyra\n\n"
        "Namn\tRoll\t\tParti\nBo Ek\tordförande\t\tS\n\tledamot\n\n☒ Ja\n"
    )


def test_html_names_its_own_character_set() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź</p></body></html>'
    assert read_bytes(page.encode("iso-8859-2"), "a.html").text == "Łódź\n"
    latin = '<html><meta charset="iso-8859-1"><body><p>Överförmyndare – ja</p></body></html>'
    assert read_bytes(latin.encode("cp1252"), "a.html").text == "Överförmyndare – ja\n"


def test_list_of_people_in_a_table_cell_is_one_line_each() -> None:
    cells = "<td>Beslutande</td><td>Anna Alm (S)<br>Bo Ek (M)</td><td>jaröst<br>nejröst</td>"
    page = f"<html><table><tr>{cells}</tr></table></html>"
    text = read_bytes(page.encode(), "a.html").text
    assert text == "Beslutande\tAnna Alm (S)\tjaröst\n\tBo Ek (M)\tnejröst\n"


def test_deeply_nested_html_is_read_or_refused() -> None:
    try:
        source = read_bytes(b"<html><body>" + b"<div>" * 50_000 + b"Hej", "a.html")
    except ReadError as error:
        assert "a.html" in str(error)
    else:
        assert source.text.strip() in ("", "Hej")


# DOCX


def _bytes(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_docx_in_the_order_of_the_document() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "SAMMANTRÄDESPROTOKOLL"
    document.sections[0].footer.paragraphs[0].text = "Justerandes sign"
    document.add_heading("§ 12 Val av justerare", 1)
    document.add_paragraph("Styrelsen väljer Bo Ek.").add_run().add_break()
    for word in ("ett", "två"):
        document.add_paragraph(word, style="List Number")
    document.add_paragraph("punkt", style="List Bullet")
    table = document.add_table(3, 3)
    table.cell(0, 0).text = "Beslutande"
    table.cell(0, 1).text = "Anna Alm (S)\nBo Ek (M)"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Två kolumner"
    table.cell(1, 2).text = "X"
    table.cell(2, 0).text = "Budget\n2024"
    table.cell(2, 2).text = "1 040"
    document.add_paragraph("Mötet avslutas.")
    source = read_bytes(_bytes(document), "protokoll")
    assert source.media_type.endswith("wordprocessingml.document")
    assert source.text == (
        "SAMMANTRÄDESPROTOKOLL\n\n§ 12 Val av justerare\n\nStyrelsen väljer Bo Ek.\n\n"
        "1. ett\n2. två\n- punkt\n\n"
        "Beslutande\tAnna Alm (S)\n\tBo Ek (M)\nTvå kolumner\t\tX\nBudget 2024\t\t1 040\n\n"
        "Mötet avslutas.\n\nJusterandes sign\n"
    )


def test_docx_numbers_its_items_as_word_does() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="28"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
    ))  # fmt: skip
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    items = ((0, "Mötets öppnande"), (0, "Val"), (1, "av ordförande"), (1, "av justerare"), (0, "Slut"))
    for level, text in items:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        ))  # fmt: skip
    assert read_bytes(_bytes(document), "a").text == (
        "§ 28 Mötets öppnande\n§ 29 Val\na) av ordförande\nb) av justerare\n§ 30 Slut\n"
    )


def test_docx_leaves_out_deleted_and_hidden_text_and_keeps_inserted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Nämnden ")._p
    for xml in (
        '<w:del {0} w:id="1" w:author="x"><w:r><w:delText>avslår</w:delText></w:r></w:del>',
        '<w:ins {0} w:id="2" w:author="x"><w:r><w:t>bifaller</w:t></w:r></w:ins>',
        "<w:r {0}><w:rPr><w:vanish/></w:rPr><w:t> hemligt</w:t></w:r>",
        "<w:r {0}><w:noBreakHyphen/><w:t>ja</w:t><w:tab/><w:t>x</w:t></w:r>",
    ):
        paragraph.append(parse_xml(xml.format(nsdecls("w"))))
    assert read_bytes(_bytes(document), "a").text == "Nämnden bifaller-ja\tx\n"


_BOX = (
    '<w:r {0} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
    "<mc:Choice><w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
    "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_docx_tab_stops_text_boxes_and_headers_with_tables() -> None:
    document = docx.Document()
    head = document.sections[0].header.add_table(1, 2, docx.shared.Cm(16))
    head.cell(0, 0).text, head.cell(0, 1).text = "Älvbro kommun", "Sida 1 (5)"
    document.add_paragraph("Beslutande\tAnna Alm (S)")
    document.add_paragraph("\tBo Ek (M)")
    document.add_paragraph("Efter")._p.append(parse_xml(_BOX.format(nsdecls("w"))))
    assert read_bytes(_bytes(document), "a").text == (
        "Älvbro kommun\tSida 1 (5)\n\nBeslutande\tAnna Alm (S)\n\tBo Ek (M)\n\nEfter\n\nI rutan\n"
    )


def test_a_table_that_only_places_another_is_read_through() -> None:
    document = docx.Document()
    inner = document.add_table(1, 1).cell(0, 0).add_table(2, 2)
    for row in range(2):
        inner.cell(row, 0).text, inner.cell(row, 1).text = f"Rad {row}", "X"
    assert read_bytes(_bytes(document), "a").text == "Rad 0\tX\nRad 1\tX\n"


def test_docx_footnotes_come_after_the_body() -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {namespace}><w:body><w:p><w:r><w:t>Brödtext</w:t></w:r></w:p></w:body></w:document>"
    note = "<w:footnote><w:p><w:r><w:t>Noten</w:t></w:r></w:p></w:footnote>"
    notes = f"<w:footnotes {namespace}>{note}</w:footnotes>"
    data = _zip(word__document_xml=body.encode(), word__footnotes_xml=notes.encode())
    assert read_bytes(data, "a").text == "Brödtext\n\nNoten\n"


# What is refused


def _zip(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    b"<w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", EmptyDocument, "empty"),
        (b" \n\t\r\n", EmptyDocument, "empty"),
        ("\ufeff\u00a0".encode(), EmptyDocument, "empty"),
        (b"<html><body><p> </p></body></html>", EmptyDocument, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), UnknownFormat, "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(99), UnknownFormat, "JPEG"),
        (_OLE + "WordDocument".encode("utf-16-le"), UnknownFormat, "Word 97 file; save it as DOCX"),
        (_OLE + "Workbook".encode("utf-16-le"), UnknownFormat, "Excel 97"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedDocument, "password"),
        (b"{\\rtf1 hej}", UnknownFormat, "RTF"),
        (_zip(xl__workbook_xml=b"<x/>"), UnknownFormat, "Excel"),
        (_zip(content_xml=b"<x/>"), UnknownFormat, "OpenDocument"),
        (_zip(a=b"hej"), UnknownFormat, "zip"),
        (b"PK\x03\x04" + bytes(50), DamagedDocument, "archive"),
        (_zip(word__document_xml=b"<w:document"), DamagedDocument, "document.xml"),
        (_zip(word__document_xml=_LAUGHS), DamagedDocument, "entities"),
        (_zip(word__document_xml=b"<a>" * 900 + b"</a>" * 900), DamagedDocument, "nested too deep"),
        (_zip(word__styles_xml=b"<x/>"), DamagedDocument, "no document"),
        (_zip(word__document_xml=b" " * 40_000_000), TooLarge, "40 MB"),
        (b"abc\0def\0\1\2", UnknownFormat, "binary"),
        (bytes(range(256)) * 20, UnknownFormat, "binary"),
        (b'<?xml version="1.0"?><beslut/>', UnknownFormat, "XML"),
        (_ENGLISH.encode(), NotSwedish, "English"),
        (_NORWEGIAN.encode(), NotSwedish, "Norwegian or Danish"),
        (_FINNISH.encode(), NotSwedish, "Finnish"),
        (_RUSSIAN.encode(), NotSwedish, "another script"),
    ],
)  # fmt: skip
def test_refused_by_cause(data: bytes, error: type[ReadError], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        read_bytes(data, "fil")
    assert type(caught.value) is error
    assert str(caught.value).startswith("fil: ") and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        _ENGLISH[:250],  # too short to tell
        _ENGLISH * 3 + _MINUTES * 12,  # a foreign report bound in
        "Bo kollar lokal. Cia ringer Umeå. Klart till fredag. Anna bokar buss, Per köper kaffe. " * 8,
        "Anna Alm (S), Bo Ek (M), Cia Ö (V)\n1 040  2 050  12 %\n" * 30,
        _MINUTES + "Appendix: the report of the year for the members of the council.\n" + _MINUTES * 8,
    ],
)
def test_benefit_of_the_doubt(text: str) -> None:
    assert read_bytes(text.encode(), "a.txt").text == text


def test_limits_are_the_callers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Protokoll " * 30)
    with pytest.raises(TooLarge):
        read(tmp_path / "a.txt", limits=Limits(size=100))
    with pytest.raises(TooLarge):
        read(tmp_path / "a.txt", limits=Limits(characters=100))


def test_a_file_name_is_masked_too(tmp_path: Path) -> None:
    path = tmp_path / "Beslut 850304-1234.txt"
    path.write_text("Protokoll")
    assert read(path).path == str(tmp_path / "Beslut ••••••-••••.txt")
    path.write_text("")
    with pytest.raises(ReadError, match=r"Beslut ••••••-••••\.txt: the document is empty"):
        read(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "finns-inte.txt"):
        with pytest.raises(ReadError, match=path.name):
            read(path)


# Anything at all


def _read_or_refuse(data: bytes) -> None:
    try:
        source = read_bytes(data, "fil")
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert isinstance(source, Source) and source.text.strip()
        source.text.encode("utf-8")
        assert all(0 <= start <= len(source.text) for start in source.pages)


_STARTS = [b"", b"<html>", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", _OLE[:8], b"{\\rtf"]


@given(st.sampled_from(_STARTS), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes) -> None:
    _read_or_refuse(start + data)


_tags = st.sampled_from(
    ["<table>", "<tr>", "<td rowspan=3 colspan=2>", "</td>", "</tr>", "</table>", "<li>", "<ol start=9>",
     "<br>", "<p>", "</p>", "<pre>", "<main>", "<!--", "-->", "&amp;", "&#xd800;", "å", " ",
     "<div style='display:none'>"]
)  # fmt: skip


@given(st.lists(_tags, max_size=60).map("".join))
def test_any_html_is_read_or_refused(body: str) -> None:
    _read_or_refuse(f"<html><body>Hej{body}".encode())


_WORD = _bytes(docx.Document())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(_WORD) - 1), st.binary(min_size=1, max_size=30))
def test_a_damaged_docx_is_read_or_refused(place: int, noise: bytes) -> None:
    _read_or_refuse(_WORD[:place] + noise + _WORD[place + len(noise) :])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
     "<w:r><w:t>Hej</w:t></w:r>", '<w:tcPr><w:gridSpan w:val="-3"/><w:vMerge/></w:tcPr>',
     '<w:r><w:sym w:char="zz"/></w:r>', "<w:r><w:tab/></w:r>",
     '<w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr></w:pPr>'])).map("".join))  # fmt: skip
def test_any_markup_in_a_docx_is_read_or_refused(body: str) -> None:
    start = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    _read_or_refuse(_zip(word__document_xml=f"{start}{body}</w:body></w:document>".encode()))
