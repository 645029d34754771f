"""BODY: units of an administration by letters that only its own people use ("Alma Ros, SKF")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.bodywords import letters
from pipeline.extract.organisations import organisations
from pipeline.extract.orgwords import no_letters
from pipeline.facts import Attendance
from pipeline.gazetteers import agencies, parties
from pipeline.view import Layout

_LETTERS = re.compile(r"[A-ZÅÄÖ]{2,4}|[A-ZÅÄÖ]&[A-ZÅÄÖ]")
# whose staff are officials of one administration; councils and federations hear people of other houses
_BOARD = re.compile(
    r"(?:nämnd(?:en)?|utskott(?:et)?|kommunstyrelsen?|regionstyrelsen?)(?![\wåäö])", re.IGNORECASE
)
_JOINT = re.compile(
    r"samordningsförbund|kommunalförbund|pensionärsråd|tillgänglighetsråd|brukarråd", re.IGNORECASE
)
_LEAST = 2  # one person by himself may come from anywhere


def unit_letters(layout: Layout, rows: Sequence[Attendance]) -> frozenset[str]:
    """Letters that stand behind several people of a municipal board's own staff and that nobody explains.

    "Övriga deltagande: Alma Ros, SKF; Bo Dahl, SKF; Cilla Frisk, ÄO": units, where politicians decide. An
    authority, an association or a party by its letters is none ("Disa Holm, SPF").
    """
    if not any(row.party for row in rows) or not _of_board(layout):
        return frozenset()
    staff = [row for row in rows if row.standing == "other" and row.organisation and not row.party]
    sent = [row.organisation for row in staff if row.organisation and _is_unknown(row.organisation)]
    return frozenset(sent) if len(sent) >= _LEAST else frozenset()


def _of_board(layout: Layout) -> bool:
    body = layout.parts[0].meeting.body if layout.parts else None
    return bool(body and _BOARD.search(body)) and _JOINT.search(layout.source.text) is None


def _is_unknown(name: str) -> bool:
    if _LETTERS.fullmatch(name) is None or no_letters(name) or name in letters():
        return False
    return name not in parties() and name not in agencies() and not organisations(name)
