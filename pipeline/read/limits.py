"""How much of a document is read before it counts as too large or as an attack."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds for one document: sizes in bytes, `characters` in code points of the resulting text,
    `lines` those of it that are not blank.

    `page_characters` bounds one page of a PDF and `markup` one XML file inside a DOCX.
    `unpacked` bounds the sum of a zip archive's uncompressed members and `ratio` how many times
    larger than packed it may grow (Word's own XML packs about 10 to 20 times; bombs, 1,000 times).
    """

    size: int = 100_000_000
    pages: int = 3_000
    characters: int = 6_000_000
    lines: int = 100_000
    page_characters: int = 200_000
    markup: int = 60_000_000
    unpacked: int = 500_000_000
    ratio: int = 200
    members: int = 10_000
