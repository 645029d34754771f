"""Who voted how, by name: "Ja: Siv Melin (S), Bo Ek (M)", "Siv Melin (S) Nej", a table with marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.clauses import Clause

_BY_NAME = re.compile(
    r"(?:[Ff]öljande(?: ledamöter)? röst(?:ar|ade) (?P<a>ja|nej)|(?P<b>[Jj]a"
    r"|[Nn]ej)(?:-?röst\w*(?: avges)?(?: av)?| röstar| röstade)?"
    r"|(?P<d>[Aa]vstår|[Aa]vstod)(?: från att rösta)?)"
    r"(?:: |:?\n)(?P<names>\D+)$"
    r"|^(?P<before>.+?) röst(?:ar|ade) (?P<c>[JjNn]\w+)\b"
    r"|röst(?:ar|ade) (?P<behind>[A-ZÅÄÖ].+?) (?P<e>ja|nej)$"
)
# "Siv Melin (S) Ja", "Bo G. Ek (M)\tNej": a line for each
_NAME_AND_VOTE = re.compile(
    r"^(?P<names>(?:[A-ZÅÄÖÉ][\w’'-]*\.?|von|af|de)(?: (?:[A-ZÅÄÖÉ][\w’'-]*\.?|von|af|de)){1,4}"
    r"(?: \([A-ZÅÄÖ]{1,4}\))?)\s*[:,–-]?\s+(?P<vote>[Jj]a|JA|[Nn]ej|NEJ|[Aa]vst(?:år|od))$"
)
_NAME = re.compile(
    r"((?:[A-ZÅÄÖÉ][\w’'-]+|von|af|de|van)(?: (?:[A-ZÅÄÖÉ][\w’'-]+|[A-ZÅÄÖ]\.|[A-ZÅÄÖ](?=\s*\()"
    r"|[ÅÄÖ]\b|von|af|de la|de|van|la)){1,4})(?=\s*(?:\(|,| och| samt|$|\.))"
)


_MEANING = re.compile(r"\b(?:bifall|avslag|\w*förslag|\w*yrkande)\b", re.IGNORECASE)


def rollcall(own: Iterable[Clause]) -> dict[str, str]:
    """Names as written, without party, with "ja", "nej" or "avstår", in the order of the text."""
    names: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    for clause in own:
        columns = _columns(clause) or columns
        names.update(_marked(clause, columns) or _by_name(clause.text))
    return names


def _by_name(text: str) -> dict[str, str]:
    """Names with "ja", "nej" or "avstår"."""
    match = _NAME_AND_VOTE.match(text) or _BY_NAME.search(text)
    if not match:
        return {}
    said = match.groupdict()
    vote = next((said[name] for name in ("vote", "a", "b", "c", "d", "e") if said.get(name)), "").lower()
    if vote not in ("ja", "nej", "avstår", "avstod"):
        return {}
    names = said["names"] or said.get("before") or said["behind"]
    if not said.get("behind") and _MEANING.search(names):
        return {}  # "Ja: bifall till förslaget från Siv Melin": what a yes means
    return dict.fromkeys(_NAME.findall(names), "avstår" if vote.startswith("avst") else vote)


def _columns(clause: Clause) -> tuple[str, ...]:
    """The cells of "Ledamot⇥Ja⇥Nej⇥Avstår"; () of any other clause."""
    cells = tuple(cell.strip().lower() for cell in clause.block.text.split("\t"))
    return cells if {"ja", "nej"} <= set(cells) else ()


def _marked(clause: Clause, columns: tuple[str, ...]) -> dict[str, str]:
    """Who voted how, by the column in which "Siv Melin (S)⇥⇥X" has its mark."""
    cells = [cell.strip() for cell in clause.block.text.split("\t")]
    named = _NAME.match(cells[0])
    marks = [number for number, cell in enumerate(cells) if cell in ("X", "x", "1")]
    if not (columns and named and len(marks) == 1 and marks[0] < len(columns)):
        return {}
    vote = columns[marks[0]]
    return {named[1]: "avstår" if vote.startswith("avst") else vote} if vote[:2] in ("ja", "ne", "av") else {}
