"""Bytes of a text file → its characters, exactly as they stand."""

from __future__ import annotations

import codecs
import re
from itertools import islice

import ftfy
import ftfy.badness

from pipeline.facts import Warning as Notice
from pipeline.gazetteers import given_names, surnames

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Windows-1252, where the five bytes that it leaves open stand for the control characters of Latin-1.
_WINDOWS = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256))
# Tables of the time before it, with the bytes that they have for å ä ö Å Ä Ö.
_OLD = {"mac_roman": b"\x8c\x8a\x9a\x81\x80\x85", "cp850": b"\x86\x84\x94\x8f\x8e\x99"}
_NAMES = {
    "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32", "utf-32-be": "UTF-32",
    "mac_roman": "Mac Roman", "cp850": "code page 850",
}  # fmt: skip
# "MÃ¶te", "fÃ¶r": UTF-8 read as Windows-1252, the one that Swedish text meets.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ“”˜]|Â[§\u00a0»«°]")

_CUT_WORD = re.compile(r"[^\W\d_]+\0[^\W\d_]+")
_SUSPECTS = 50
_TABLES = re.compile(r"iso8859|cp\d|mac|koi8")  # character sets of a byte a letter
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def decode(data: bytes) -> tuple[str, list[Notice]] | None:
    """The text of `data` without its byte order mark, and warnings; None when it is no text."""
    encoding, length = _encoding(data)
    if encoding is None:
        return None
    if encoding == "windows-1252":
        text = codecs.charmap_decode(data, "strict", _WINDOWS)[0]
    elif encoding in _OLD:
        text = data.decode(encoding)
    else:
        # A byte order mark is a promise; what follows may still be cut in the middle of a character.
        text = data[length:].decode(encoding, errors="replace")
    notices: list[Notice] = []
    if encoding != "utf-8":
        notices.append(Notice(code="encoding", message=f"read as {_NAMES.get(encoding, 'Windows-1252')}"))
    text = _without_nulls(text, notices)
    if "\ufffd" in text:
        message = "characters that could not be decoded"
        notices.append(Notice(code="undecodable", message=message, start=text.index("\ufffd")))
    return text, notices + mojibake(text)


def decode_html(data: bytes) -> tuple[str, list[Notice]] | None:
    """As `decode`, by the character set that the page itself names, when it does and it is true."""
    named = _CHARSET.search(data[:4096])
    try:
        name = codecs.lookup(named[1].decode("ascii")).name if named else ""
    except (LookupError, UnicodeDecodeError):
        name = ""
    # Every browser reads Latin-1 as Windows-1252, and UTF-16 cannot be named in single bytes; what is no
    # table of letters ("rot13", "punycode") is not done with a stranger's file.
    if not _TABLES.match(name) or name in ("iso8859-1", "cp1252", "cp65001"):
        return decode(data)
    notices = [Notice(code="encoding", message=f"read as {name}")]
    text = _without_nulls(data.decode(name, errors="replace"), notices)
    return text, notices + mojibake(text)


def _without_nulls(text: str, notices: list[Notice]) -> str:
    """The text with a blank for each null character, which disks and transfers leave where they fail.

    Within a word that is known it is a sign without width: "Ma\\0ria" is Maria, "Maria\\0Ek" two words.
    """
    if "\0" not in text:
        return text
    message = "null characters, shown as blanks"
    notices.append(Notice(code="null_characters", message=message, start=text.index("\0")))
    found = list(islice(_CUT_WORD.finditer(text), _SUSPECTS))
    words = frozenset(re.findall(r"\w+", text)) if found else frozenset()
    for cut in found:
        joined = cut.group().replace("\0", "")
        if joined in words or joined in given_names() or joined in surnames():
            text = text[: cut.start()] + cut.group().replace("\0", "\u200b") + text[cut.end() :]
    return text.replace("\0", " ")


def mojibake(text: str) -> list[Notice]:
    """A warning when `text` was once decoded with the wrong table; the text itself stays."""
    start = _misread(text)
    if start is None:
        return []
    message = "characters that look wrongly decoded (å, ä, ö as Ã¥, Ã¤, Ã¶); they are mended for the rules"
    return [Notice(code="mojibake", message=message, start=start)]


def _misread(text: str) -> int | None:
    """Where wrongly decoded characters stand, by their look and, where that is not enough, by mending."""
    if found := _MOJIBAKE.search(text):
        return found.start()
    for found in islice(ftfy.badness.BADNESS_RE.finditer(text), _SUSPECTS):
        line = text[max(0, found.start() - 40) : found.end() + 40]
        if ftfy.fix_encoding(line) != line:
            return found.start()
    return None


def _encoding(data: bytes) -> tuple[str | None, int]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    if b"\0" in data:
        if wide := _wide_encoding(data):
            return wide, 0
        inside = data.strip(b"\0")
        if inside.count(0) > len(inside) // 10:
            return None, 0
        data = data.replace(b"\0", b" ")
    if not _looks_like_text(data):
        return None, 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ("utf-8" if _is_damaged_utf8(data) else _of_a_byte_each(data)), 0
    return "utf-8", 0


def _of_a_byte_each(data: bytes) -> str:
    """Windows-1252, or an older table when its å, ä and ö are what stands within words."""
    counts = {name: _within_words(data, signs) for name, signs in _OLD.items()}
    best = max(counts, key=lambda name: counts[name])
    usual = _within_words(data, "åäöÅÄÖ".encode("cp1252"))
    return best if counts[best] > 1 and counts[best] > 4 * usual else "windows-1252"


def _within_words(data: bytes, signs: bytes) -> int:
    return len(re.findall(b"(?<=[A-Za-z])[" + re.escape(signs) + b"](?=[A-Za-z])", data))


def _is_damaged_utf8(data: bytes) -> bool:
    """A few bytes lost in a file that is full of "Ã¶", which nobody writes in Windows-1252."""
    text = data.decode("utf-8", errors="replace")
    return sum(text.count(letter) for letter in "åäöÅÄÖé§–”•") > text.count("\ufffd")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in Swedish text nearly every second byte is zero, always the same one."""
    sample = data[: 1 << 16]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _looks_like_text(data: bytes) -> bool:
    """Few control characters other than white space, form feed and escape."""
    sample = data[: 1 << 20]
    controls = sum(sample.count(bytes([code])) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    return controls <= len(sample) // 200
