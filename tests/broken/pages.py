"""PDFs written by hand: page trees that go round, streams that swell, numbers that are none."""

from __future__ import annotations

import zlib
from random import Random

from broken.material import LINES, portable

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of `objects`, the first of them its catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )


def stream(data: bytes, packed: bool = False, extra: bytes = b"") -> bytes:
    """A stream object."""
    if packed:
        data, extra = zlib.compress(data), extra + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


def _page(content: bytes, box: bytes = b"[0 0 595 842]", extra: bytes = b"", packed: bool = False) -> bytes:
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox"
            + box
            + b"/Contents 5 0 R/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>"
            + extra
            + b">>",
            _FONT,
            stream(content, packed),
            stream(
                b"/X Do BT /F 10 Tf 50 700 Td (Norrby) Tj ET",
                extra=b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
                b"/Resources<</XObject<</X 6 0 R>>/Font<</F 4 0 R>>>>",
            ),
        ]
    )


def _words(x: object = 50, size: object = 10, step: object = 14) -> bytes:
    lines = b" ".join(
        b"0 -%s Td (%s) Tj"
        % (str(step).encode(), line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)"))
        for line in LINES
    )
    return b"BT /F %s Tf %s 800 Td %s ET" % (str(size).encode(), str(x).encode(), lines)


def cut(random: Random, size: int) -> tuple[str, bytes]:
    """A sound PDF cut short, encrypted, or with something before and after it."""
    data = portable(random.choice((1, 3)))
    form = random.randrange(5)
    if form == 0:
        data = data[: random.randrange(len(data))]
    elif form == 1:
        data = portable(1, "hemligt")
    elif form == 2:
        data = b"\0" * random.choice((10, 2_000)) + data
    elif form == 3:
        data = data[random.randrange(len(data)) :]
    else:
        data = data.replace(b"endobj", random.choice((b"", b"end", b"endobj endobj")))
    return "pdf", data


def tree(random: Random, size: int) -> tuple[str, bytes]:
    """A page tree with a cycle, with more pages than there are, or with none."""
    count = random.choice((b"1", b"0", b"-1", b"1000000000", b"2147483648", b"x", b"5000"))
    kids = random.choice(
        (
            b"[2 0 R]",
            b"[3 0 R 2 0 R]",
            b"[]",
            b"[99 0 R]",
            b"[3 0 R]",
            b"3 0 R",
            b"[" + b"3 0 R " * 5_000 + b"]",
        )
    )
    parent = random.choice((b"2 0 R", b"3 0 R", b"1 0 R"))
    return "pdf", pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids" + kids + b"/Count " + count + b"/Parent " + parent + b">>",
            b"<</Type/"
            + random.choice((b"Page", b"Pages/Kids[2 0 R]/Count 1"))
            + b"/Parent "
            + parent
            + b"/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>>>>>",
            stream(_words()),
            _FONT,
        ]
    )


def swelling(random: Random, size: int) -> tuple[str, bytes]:
    """Streams that are small in the file and large in memory, or one page with a hundred thousand words."""
    form = random.randrange(4)
    if form == 0:
        return "pdf", _page(b" " * random.choice((1_000_000, 50_000_000)) + _words(), packed=True)
    if form == 1:
        return "pdf", _page(
            b"BT /F 10 Tf " + b"1 0 Td (a) Tj " * random.choice((1_000, 100_000)) + b"ET", packed=True
        )
    if form == 2:
        return "pdf", _page(
            b"BT /F 10 Tf 50 700 Td (" + b"a " * random.choice((1_000, 150_000)) + b") Tj ET", packed=True
        )
    return "pdf", _page(b"q " * random.choice((100, 500_000)) + _words())


def places(random: Random, size: int) -> tuple[str, bytes]:
    """Sizes and places that are no sizes and places."""
    odd = (0, -10, 1e-30, 1e38, 99999999999999999999, "nan", 0.0001, 32767, 10)
    box = random.choice(
        (
            b"[0 0 595 842]",
            b"[0 0 0 0]",
            b"[0 0 1e38 1e38]",
            b"[9 9 -9 -9]",
            b"[]",
            b"[0 0 14400 14400]",
            b"null",
        )
    )
    extra = random.choice(
        (b"", b"/Rotate 45", b"/Rotate 270", b"/CropBox[100 100 101 101]", b"/UserUnit 1e9")
    )
    turn = random.choice(
        (b"", b"1e20 0 0 1 0 0 cm ", b"0 0 0 0 0 0 cm ", b"0.7 0.7 -0.7 0.7 0 0 cm ", b"1 0 0 -1 0 842 cm ")
    )
    return "pdf", _page(turn + _words(random.choice(odd), random.choice(odd), random.choice(odd)), box, extra)


def loops(random: Random, size: int) -> tuple[str, bytes]:
    """Objects that are in themselves: forms, lengths, older tables of contents, arrays."""
    form = random.randrange(5)
    if form == 0:
        return "pdf", _page(b"/X Do " * random.choice((1, 50)) + _words())
    if form == 1:
        return "pdf", _page(_words()).replace(
            b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % random.choice((0, 9, 10_000))
        )
    if form == 2:
        return "pdf", _page(_words(), extra=b"/A " + b"[" * 5_000 + b"]" * random.choice((0, 5_000)))
    if form == 3:
        return "pdf", _page(_words()).replace(b"/Length ", b"/Length 5 0 R%")
    return "pdf", _page(_words()).replace(
        b"/BaseFont/Helvetica", b"/BaseFont/Helvetica/ToUnicode 4 0 R/FontDescriptor 4 0 R"
    )


def many(random: Random, size: int) -> tuple[str, bytes]:
    """Thousands of pages, empty or the same."""
    count = random.choice((20, 300, 3_500))
    kids = b"3 0 R " * count
    content = random.choice((b"", b"BT /F 10 Tf 50 700 Td (Sida utan nummer) Tj ET"))
    return "pdf", pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>>>>>",
            stream(content),
            _FONT,
        ]
    )


def pictures(random: Random, size: int) -> tuple[str, bytes]:
    """Pages without a letter of text: drawings, white text without a font, fonts that tell no letters."""
    form = random.randrange(4)
    if form == 0:
        return "pdf", _page(b"100 100 200 200 re f " * random.choice((1, 2_000)))
    if form == 1:
        return "pdf", _page(b"")
    if form == 2:
        picture = stream(
            b"\0" * 10_000,
            True,
            b"/Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8",
        )
        return "pdf", _page(b"500 0 0 500 50 100 cm /Y Do ").replace(
            b"/X 6 0 R>>>>", b"/Y 7 0 R>>>>", 1
        ).replace(b"trailer", b"7 0 obj\n" + picture + b"\nendobj\ntrailer")
    return "pdf", _page(_words()).replace(b"/F 10 Tf", b"/Nowhere 10 Tf").replace(b"Td (", b"Td (\\001\\002")


def columns(random: Random, size: int) -> tuple[str, bytes]:
    """A page of a thousand columns, of lines over each other, of words beside the page."""
    wide, high = random.choice(((2, 60), (300, 20), (3_000, 1), (1, 3_000), (60, 60)))
    step = random.choice((0.0, 0.5, 12.0, -12.0))
    words = b" ".join(
        b"1 0 0 1 %.1f %.1f Tm (Anna Ek) Tj" % (20 + 560 * column / wide, 800 - step * row)
        for row in range(high)
        for column in range(wide)
    )
    return "pdf", _page(b"BT /F 8 Tf " + words + b" ET", packed=True)
