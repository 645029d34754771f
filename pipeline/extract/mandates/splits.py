"""Where one charge goes on to a further task: "i uppdrag att räkna samt att redovisa" is two mandates."""

from __future__ import annotations

import re

from pipeline.extract.coordination import states
from pipeline.extract.mandates.deadlines import deadline
from pipeline.extract.mandates.forms import OFFICE
from pipeline.extract.mandates.phrases import Charge

# "…, att redovisas senast i maj" tells when, and is no task of its own
_TELLS_WHEN = (
    r"(?!att (?:(?:åter|av)?(?:redovisas|rapporteras)|presenteras|behandlas|föreläggas|anmälas|delges"
    r"|läggas fram|tas upp|vara (?:klar|färdig))\b)"
)
_NAME = r"[A-ZÅÄÖ][\wåäöé-]+ [A-ZÅÄÖ][\wåäöé-]+"
_ANOTHER = r"(?=(?:ger |gav |ge )?(?:(?!att\b|ger\b)[^\s.;:,]+ ){1,5}i uppdrag att\b)"
_NEXT_TASK = re.compile(
    r",?\s+(?:samt(?: även)?\s+(?=att\b)|och\s+(?=åt\s+\S.{1,60}?\s+att\b)"
    rf"|samt\s+(?=åt\s+\S.{{1,60}}?\s+att\b)|(?:och|samt)\s+{_ANOTHER}"
    rf"|(?:och|samt)\s+(?=till\s+(?:{OFFICE}|{_NAME})\s+att\b)"
    r"|(?:och|samt)\s+(?=(?:uppdra|uppdrar|uppdrog)\s+(?:åt|till)\s+\S.{1,60}?\s+att\b)"
    r"|och\s+(?=att\b))"
    rf"|,\s+(?=att\b){_TELLS_WHEN}"
)
# "att a) utreda frågan, b) föreslå åtgärder och c) återkomma"
_LETTERED = re.compile(r"(?:att\s+)?(?:a|1)\)\s")
_NEXT_LETTER = re.compile(r"[,;]?\s+(?:(?:och|samt)\s+)?(?=(?:att\s+)?(?:[b-k]|[2-9])\)\s)")
_LETTER = re.compile(r"(?:att\s+)?(?:[a-k]|[1-9])\)\s+(?:att\s+)?")


def splits(text: str, found: Charge, end: int) -> list[re.Match[str]]:
    """The words between the tasks of a charge, in order; none when it has one task.

    "och att …" parts only what has a deadline of its own, and "till B att" only behind "till A att".
    """
    if is_lettered(text, found.task):
        return list(_NEXT_LETTER.finditer(text, found.task, end))
    kept: list[re.Match[str]] = []
    for cut in _NEXT_TASK.finditer(text, found.task, end):
        word, right = cut.group().strip(" ,\n"), text[cut.end() : end]
        if word == "och" and right.startswith("att"):
            written = deadline(right)
            own = written and re.match(rf"att\s+{re.escape(written)}", right)
            if not own or states(right):
                continue
        if right.startswith("till") and not re.search(r"\still\s", text[found.start : found.task]):
            continue
        kept.append(cut)
    return kept


def is_lettered(text: str, task: int) -> bool:
    """Whether the tasks stand in one sentence with letters: "att a) utreda frågan, b) ringa"."""
    return bool(_LETTERED.match(text, task) and _NEXT_LETTER.search(text, task))


def unlettered(text: str, at: int) -> int:
    """Where the words begin behind a letter that stands at `at`."""
    letter = _LETTER.match(text, at)
    return letter.end() if letter else at
