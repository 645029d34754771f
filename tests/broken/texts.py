"""Texts that no person writes: endless runs, odd letters, mixed encodings."""

from __future__ import annotations

from random import Random

from broken.material import HEAD, LINES, TEXT

TOKENS = (
    " ",
    ".",
    "§",
    "1",
    "-",
    "A. ",
    "§ 1 ",
    "(",
    ")",
    "|",
    "\t",
    "*",
    "_",
    "#",
    "<",
    ">",
    "&amp;",
    "[](",
    "\\",
    "`",
    "\r",
    "\x0b",
    "\x0c",
    "\u00ad",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\u0301",
    "å",
    "a\u030a",
    "Å",
    "Aa",
    "Anna Ek ",
    "Anna Ek, ",
    "Ek-",
    "kl. ",
    "1 000 ",
    "kr ",
    "2024-",
    "2024-03-14 ",
    "§§ 1–9, ",
    "https://a.",
    "a@b.",
    "1.",
    "1.1.",
    "a.b.",
    ". . ",
    ":",
    ";",
    "och ",
    "samt ",
    "att ",
    "i uppdrag att ",
    "beslutar att ",
    "Beslut ",
    "för ",
    "ersätter Bo Ek ",
    "nämnden ",
    "Norrby kommuns ",
    "nämnd för ",
    "Dnr ",
    "KS 2024/",
    "tkr\t",
    "\t1",
    "| 1 ",
    "☐",
    "•",
    "…",
    "–",
    "(S) ",
    "S ",
    '"',
    "'",
    "”",
    "½",
    "Ⅷ",
    "٣",
    "𝟏",
    "ﬁ",
    "İ",
    "ß",
    "ﷺ",
    "👨‍👩‍👧",
    "\u2028",
    "\u0085",
    "\x1b[0m",
    "\x00",
    "\ue000",
    "\U000e0041",
    "Bilaga 1 ",
    "Tjänsteskrivelse\n",
    "PROTOKOLL\n",
    "§ 1\n",
    "1(1)\n",
    "Anna Ek\n",
    "---\n",
    "\n",
    "\r\n",
    "<b>",
    "<br>",
)
LEADS = (
    "",
    HEAD + "\n",
    HEAD + "\nBeslutande\t",
    HEAD + "\n§ 1 ",
    HEAD + "\n§ 1 Budget (tkr)\n",
    TEXT + "\n",
    "---\ntitle: ",
)
SCRAPS = (
    *LINES,
    "§ 1",
    "§",
    "§ 0 Noll",
    "§ 99999999999 Långt",
    "1.",
    "1. ",
    "2.1.3 Under",
    "KS § 133",
    "#",
    "## **§ 43 Val**",
    "|---|---|",
    "| Namn | Närv |",
    "| Anna Ek | X |",
    "Ledamöter    Ersättare",
    "Beslutande",
    "Närvarande:",
    "(i Bo Lunds frånvaro)",
    "Justerandes sign\tUtdragsbestyrkande",
    "Sida 3 av 2",
    "17",
    "Bilaga 1 Budget",
    "att",
    "Beslut",
    "Nämnden beslutar",
    "ja 5 nej 4",
    "Omröstning",
    "Ja: Anna Ek (S), Bo Lund (M)",
    "1⏎040 tkr",
    "- 1 150 tkr",
    "2024-02-30",
    "den 31 februari",
    "kl 25.61",
    "850304-1234",
    "\t\t\t",
    "....................",
    "Innehåll",
    "§ 1 Val ........... 3",
    "\u202eabc",
    "🟥🟥🟥",
    "<p>",
    "</td>",
    "\x0c",
    "a" * 300,
)


def run(random: Random, size: int) -> tuple[str, bytes]:
    """One token over and over, behind a beginning that makes it matter."""
    token = random.choice(TOKENS)
    times = max(1, int(size * random.choice((0.01, 0.1, 1.0)) / len(token)))
    tail = random.choice(("", "\n\n§ 2 Avslutning\nNämnden beslutar att avsluta mötet.\n", "!", "x"))
    return "txt", (random.choice(LEADS) + token * times + tail).encode("utf-8", "surrogatepass")


def mix(random: Random, size: int) -> tuple[str, bytes]:
    """Two or three tokens in turn, or at random: what backtracks on one run may backtrack on two."""
    tokens = random.sample(TOKENS, random.choice((2, 3)))
    parts = (size // 4) // max(1, sum(map(len, tokens)))
    body = "".join(tokens) * parts if random.random() < 0.5 else "".join(random.choices(tokens, k=parts * 2))
    return "txt", (random.choice(LEADS) + body).encode("utf-8", "surrogatepass")


def salad(random: Random, size: int) -> tuple[str, bytes]:
    """The lines of a protocol in no order."""
    lines = random.choices(SCRAPS, k=random.choice((5, 50, max(60, size // 60))))
    text = random.choice(("\n", "\n", "\r\n", "\r", "\n\n", " ")).join(lines)
    return random.choice(("txt", "md")), text.encode()


def odd_letters(random: Random, size: int) -> tuple[str, bytes]:
    """A sound text with marks of direction, zero widths, controls, nulls put in between."""
    odd = random.choice(
        (
            "\u202e\u202d\u202c\u2066\u2069\u200f\u200e",
            "\u200b\u200c\u200d\u2060\ufeff\u00ad",
            "\0",
            "\0\x01\x02\x03",
            "\u0300\u0301\u0308\u0336",
            "\ufffd\ue000\uf8ff",
            "\u2028\u2029\x85\x0b\x0c\x1c\x1d",
            "\U000e0001\U000e0041",
            "\ud800\udfff",
            "\t ",
            "\u00a0\u2009\u202f\u3000",
            "👨‍👩‍👧🏽",
        )
    )
    share = random.choice((0.001, 0.02, 0.3))
    text = "".join(
        letter + (random.choice(odd) * random.choice((1, 1, 20)) if random.random() < share else "")
        for letter in TEXT * random.choice((1, 1, 3))
    )
    return "txt", text[: size * 2].encode("utf-8", "surrogatepass")


def encoded(random: Random, size: int) -> tuple[str, bytes]:
    """A sound text in an encoding that nobody names, or in two."""
    name = random.choice(
        (
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "utf-32-le",
            "cp1252",
            "cp850",
            "mac-roman",
            "cp500",
            "utf-7",
            "utf-8-sig",
            "latin-1",
            "iso8859-10",
            "cp437",
        )
    )
    data = TEXT.encode(name, "replace")
    form = random.randrange(8)
    if form == 0:
        data = data[: random.randrange(len(data))]
    elif form == 1:
        data = TEXT[:400].encode() + TEXT[400:].encode(name, "replace")
    elif form == 2:
        data = TEXT[:400].encode(name, "replace") + TEXT[400:].encode()
    elif form == 3:
        data = TEXT.encode().decode("cp1252", "replace").encode()
    elif form == 4:
        data = b"\xff\xfe" + data
    elif form == 5:
        data = b"\n".join(line.encode(random.choice(("utf-8", "cp1252"))) for line in LINES)
    elif form == 6:
        data = data + b"\xc0\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80\xff" * random.choice((1, 50))
    return random.choice(("txt", "md", "html")), data


def table(random: Random, size: int) -> tuple[str, bytes]:
    """A table without end, downwards or to the right."""
    cell = random.choice(("1 200", "Anna Ek", "", "X", "a b c", "-3,5 %"))
    mark = random.choice(("\t", " | ", "    "))
    wide, high = random.choice(((3, size // 20), (size // 8, 2), (200, size // 1600)))
    rows = [mark.join(["Post", *[cell] * wide])] * max(1, high)
    return "txt", (HEAD + "\n§ 1 Budget (tkr)\n" + "\n".join(rows) + "\n").encode()


def long_line(random: Random, size: int) -> tuple[str, bytes]:
    """All of a protocol, many times, on one line."""
    line = " ".join(LINES) if random.random() < 0.5 else TEXT.replace("\n", "\t")
    return "txt", (line * max(1, 2 * size // len(line))).encode()


def nothing(random: Random, size: int) -> tuple[str, bytes]:
    """Next to nothing at all."""
    some = (
        b"",
        b"\n",
        b" ",
        b"\0",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xff\xfe\0\0",
        b"\xa7",
        b"\xc2",
        b"1",
        b"\0\0\0\0",
        b"\x0c",
    )
    return random.choice(("txt", "md", "pdf", "docx", "html")), random.choice(some) * random.choice(
        (1, 1, 2, 1000)
    )


GIVEN = "Anna Bo Cecilia David Eva Fredrik Gun Hans Åsa Örjan Per-Erik".split()
FAMILY = "Ek Lundmark Åström Brinkman af Klint Tallberg Ödegård Vrakén-Roos".split()


def people(random: Random, size: int) -> tuple[str, bytes]:
    """Names without end: on a line, in two cells, below each other, in decisions and reservations."""
    count = max(2, size // 14)
    names = [f"{random.choice(GIVEN)} {random.choice(FAMILY)}" for _ in range(count)]
    mark = random.choice((" ", ", ", "\n", " och ", " (S) ", "\tX\t", " §§ 1-2\n", "; "))
    lead = random.choice(
        ("Närvarande\n", "Närvarande: ", "Beslutande\t", "| Namn |\n| ", "§ 1 Val\nNämnden väljer ")
    )
    text = lead + mark.join(names)
    form = random.randrange(4)
    if form == 0:
        text += "\t" + " ".join(["Norrby kommun", "Region Norrvik, ordförande"] * (count // 2))
    elif form == 1:
        text += " reserverar sig mot beslutet till förmån för eget förslag."
    elif form == 2:
        text += "\n\n§ 1 Val\n" + "att välja någon\n" * count
    return "txt", (HEAD + "\n" + text + "\n\n§ 2 Avslutning\n").encode()


def unseen(random: Random, size: int) -> tuple[str, bytes]:
    """Marks that are not seen within words: directions of writing, joiners, nulls, accents by the score."""
    marks = (
        "\u200b\u200e\u200f\u202a\u202e\u202c\u2066\u2069\u061c\u00ad\u2060\ufeff\ufe0f\u034f\0\u0301\u030a"
    )
    share = random.choice((0.01, 0.1, 0.5))
    some = random.sample(marks, random.choice((1, 3, len(marks))))
    text = "".join(sign + random.choice(some) if random.random() < share else sign for sign in TEXT)
    return random.choice(("txt", "md", "html")), text.encode()


def misread(random: Random, size: int) -> tuple[str, bytes]:
    """Text that has been decoded wrongly up to four times, by one table or another."""
    text = TEXT
    for _ in range(random.choice((1, 2, 2, 3, 4))):
        text = text.encode().decode(random.choice(("cp1252", "latin-1", "mac_roman", "cp850")), "replace")
    return "txt", text.encode()
