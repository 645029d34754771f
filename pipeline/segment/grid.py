"""Empty cells of tables whose columns only space keeps apart, as in the text of a PDF.

    Namn              Närv   Tjg   Anmärkning
    Anna Ek           X      X
    Bo Lund           X            på distans

The third row has three cells, and the last of them stands under the fourth title.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.segment.lines import Line

_TITLES = 3  # columns that make a table; two are a label and what it says
_SLACK = 1  # characters by which a cell may stand beside its title


def gridded(lines: list[Line], text: str) -> list[Line]:
    """The lines, with a tab for each empty cell in rows that stand under a row of more titles."""
    out: list[Line] = []
    titles: list[int] = []
    for line in lines:
        spaced = "\t" in line.text and not line.front and not {"\t", "|"} & set(text[line.start : line.end])
        if not spaced:
            # a cell's second line or a blank one does not end the table
            titles = titles if line.blank or line.indent > 20 else []
            out.append(line)
            continue
        at = [line.offsets[a] - line.start for a, b in line.cells if b > a]
        if len(at) >= max(_TITLES, len(titles)):
            titles = at
        out.append(_filled(line, at, titles) if len(at) < len(titles) else line)
    return out


def _filled(line: Line, at: list[int], titles: list[int]) -> Line:
    """The row with its empty cells, when each of its cells stands under a title."""
    under = [next((k for k, x in enumerate(titles) if abs(x - own) <= _SLACK), -1) for own in at]
    if -1 in under or under[0] != 0 or sorted(set(under)) != under or line.text.count("\t") != len(at) - 1:
        return line
    chars: list[str] = []
    offsets: list[int] = []
    cell = 0
    for char, offset in zip(line.text, line.offsets, strict=True):
        chars.append(char)
        offsets.append(offset)
        if char == "\t":
            missing = under[cell + 1] - under[cell] - 1
            chars += ["\t"] * missing
            offsets += range(offset + 1, offset + 1 + missing)  # within the gap
            cell += 1
    return replace(line, text="".join(chars), offsets=tuple(offsets))
