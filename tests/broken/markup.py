"""HTML that no browser would like."""

from __future__ import annotations

from random import Random

from broken.material import HEAD, TEXT, html

TAGS = (
    "div span table tr td ul ol li p b h1 section main nav a br select option script style svg math font"
).split()
CHARSETS = (
    "utf-8",
    "utf-7",
    "utf-16",
    "rot13",
    "base64",
    "zlib",
    "bz2",
    "hex",
    "punycode",
    "idna",
    "unicode_escape",
    "raw_unicode_escape",
    "undefined",
    "iso-8859-1",
    "koi8-r",
    "mac-roman",
    "iso-2022-jp",
    "hz",
    "gb18030",
    "utf-32",
    "mbcs",
    "x-none",
    "\u00e5",
    "utf_8_sig",
)


def nested(random: Random, size: int) -> tuple[str, bytes]:
    """Tags in tags, closed or not."""
    depth = random.choice((50, 1_000, size // 10))
    tags = random.choices(TAGS, k=random.choice((1, 1, 3)))
    opened = "".join(f"<{tag}>" for tag in tags) * (depth // len(tags))
    closed = "".join(f"</{tag}>" for tag in reversed(tags)) * (depth // len(tags))
    body = opened + TEXT + (closed if random.random() < 0.6 else "")
    return "html", f"<html><body>{body}</body></html>".encode()


def soup(random: Random, size: int) -> tuple[str, bytes]:
    """Tags, ends of tags and words in no order."""
    pieces = [
        *(f"<{t}>" for t in TAGS),
        *(f"</{t}>" for t in TAGS),
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?xml?>",
        "&#0;",
        "&#xd800;",
        "&#1114112;",
        "&bogus;",
        "<",
        ">",
        '"',
        "<td colspan=99999999>",
        "<td rowspan=99999999>",
        "<ol start=99999999999999999999>",
        "<ol start=-5 reversed>",
        "<li value=x>",
        "§ 1 Val\n",
        "Anna Ek (S) ",
        "\0",
    ]
    body = "".join(random.choices(pieces, k=random.choice((20, 300, size // 20))))
    return "html", f"<!doctype html><html><body>{body}".encode()


def spans(random: Random, size: int) -> tuple[str, bytes]:
    """A table whose cells claim thousands of columns and rows."""
    span = random.choice((2, 1_000, 10_000_000, -1, "x", "1e9"))
    row = f"<tr><td colspan={span} rowspan={span}>Anna Ek (S)</td><td>ordförande</td></tr>"
    return (
        "html",
        f"<html><body><p>{HEAD}</p><table>{row * random.choice((1, 50, 500))}</table></body></html>".encode(),
    )


def charset(random: Random, size: int) -> tuple[str, bytes]:
    """A page that names a character set that it does not have, or that is none."""
    name = random.choice(CHARSETS)
    data = html().replace(b"charset=utf-8", f'charset="{name}"'.encode())
    return "html", data * random.choice((1, 1, 5))


def entities(random: Random, size: int) -> tuple[str, bytes]:
    """Entities in entities: as HTML, as XHTML, as XML."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    outside = '<!ENTITY e9 SYSTEM "file:///etc/passwd">'
    declared = random.choice((lines, outside, f'<!ENTITY e9 "{"a" * (size // 2)}">'))
    start = random.choice(('<?xml version="1.0"?>', ""))
    times = random.choice((1, 5_000))
    return (
        "html",
        f"{start}<!DOCTYPE html [{declared}]><html><body>{'&e9;' * times}<p>{HEAD}</p></body>".encode(),
    )


def attributes(random: Random, size: int) -> tuple[str, bytes]:
    """One tag with thousands of attributes, or one that never ends."""
    many = " ".join(f"a{n}='{'x' * 5}'" for n in range(random.choice((10, size // 20))))
    end = random.choice((">", "", "'>", "/>"))
    return "html", f"<html><body><p {many}{end}{TEXT}</p></body></html>".encode()
