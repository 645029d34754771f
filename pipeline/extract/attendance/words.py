"""Words of attendance rows: roles written out, names of senders, lists of paragraphs."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.gazetteers import municipalities, regions

_SHORT = (
    (re.compile(r"\bv(?:ice|\.)? ?ordf\b\.?", re.IGNORECASE), "vice ordförande"),
    (re.compile(r"\bv\. ?ordf(?=örande)", re.IGNORECASE), "vice ordf"),
    (re.compile(r"(?<=[ea] )v(?= ordf(?:örande)?\b)", re.IGNORECASE), "vice"),
    (re.compile(r"\bordf\b\.?", re.IGNORECASE), "ordförande"),
    (re.compile(r"\bsekr\b\.?", re.IGNORECASE), "sekreterare"),
    (re.compile(r"\bsuppl?\b\.?", re.IGNORECASE), "suppleant"),
    (re.compile(r"\b(?:led|ledam)\.(?!\w)", re.IGNORECASE), "ledamot"),
    (re.compile(r"\bers\b\.?(?!\s?(?:för|f\.))", re.IGNORECASE), "ersättare"),
    (re.compile(r"\bjust\.(?!\w)", re.IGNORECASE), "justerare"),
)
_SENDER = re.compile(
    r"(?:kommun|stad|landsting|region|förbund\w*|kassan|förmedlingen|verket|styrelsen|myndigheten|AB|förening\w*|högskola\w*"
    r"|universitet\w*|sjukhus\w*|försvaret|polisen|kansliet|kyrkan|församling\w*|revision\w*|nämnden|byrån|råd(?:et)?|område\w*)$",
    re.IGNORECASE,
)
_SENDER_START = re.compile(
    r"Region |Svenska|Länsstyrelsen|Samordningsförbund|Kommunalförbund|Räddningstjänst|Revisionsbyrån"
    r"|Föreningen|Stiftelsen|Finsam "
    r"|[A-ZÅÄÖ]{2,6}(?:-[A-ZÅÄÖ]{1,3})?(?: [A-ZÅÄÖ][\wåäö-]+)*$|[A-ZÅÄÖ][\wåäö-]+$"
)
# posts in the body itself; whoever has another title in a table of those present works for it or is a guest
_BOARD = re.compile(
    r"ordförande|ledamot|ersättare|suppleant|kassör|vice|representant|ombud|medlem|styrelse", re.IGNORECASE
)
_OFFICIAL = re.compile(
    r"chef|handläggare|controller|\w+sekreterare|koordinator|utredare|direktör|adjungera|revisor|konsult|samordnare|förvaltare"
    r"|jurist|ekonom\b|strateg|processledare|utvecklingsledare|administratör|kamrer",
    re.IGNORECASE,
)
# a title that no list has, told by its ending: "Föräldralots", "Badvakt"
OFFICE = re.compile(
    r"(?!Region)[A-ZÅÄÖ][a-zåäö]{3,}(?:lots|vakt|ledare|are|ör|ist|ent|ant|man|coach|strateg|stöd|värd|ombud)(?![\wåäö-])"
)


def plain(text: str) -> str:
    """`text` with the abbreviations of posts written out: "2:e v ordf." → "2:e vice ordförande"."""
    for pattern, whole in _SHORT:
        text = pattern.sub(whole, text)
    return text


def role_name(words: str) -> str:
    """Lower case, abbreviations written out: "Ordf." → "ordförande"."""
    role = re.sub(r"\s+", " ", plain(words.strip(" ,:"))).lower().strip(" .,:")
    return re.sub(r"(?<![a-zåäö])v\.? ?(?=ordförande)", "vice ", role)


def is_board_role(role: str) -> bool:
    """Whether a title is a post in the body ("ledamot") rather than an office ("ekonom")."""
    return _BOARD.search(role) is not None


def is_official_role(role: str) -> bool:
    """Whether a title is an office of someone who is no member: "kommunchef", "nämndsekreterare"."""
    return _OFFICIAL.search(role) is not None and not is_board_role(role)


@lru_cache(maxsize=4096)
def names_organisation(text: str) -> bool:
    """Whether a capitalised phrase in a list names whom a person comes from."""
    if not text[:1].isupper() or len(text) > 90 or len(text.split()) > 9:
        return False
    first = text.split()[0]
    if text in regions() or first.rstrip("s") in municipalities() or first in municipalities():
        return True
    return _SENDER.search(text) is not None or _SENDER_START.match(text) is not None


def expand(found: list[re.Match[str]], numbers: tuple[str, ...]) -> tuple[str, ...] | None:
    """Numbers of "§§ 3–5, 8", "från § 8", "ej § 4" (the rest of the meeting's items)."""
    chosen: list[str] = []
    excluded: list[str] = []
    for match in found:
        listed: list[str] = []
        pieces = re.split(r"(\d+)", match["list"])
        values = [int(v) for v in pieces[1::2]]
        for k, value in enumerate(values):
            joint = pieces[2 * k] if k else ""
            if (
                k
                and re.search(r"[-–—]|till|t\.?o\.?m", joint)
                and listed
                and 0 < value - int(listed[-1]) < 200
            ):
                listed.extend(str(v) for v in range(int(listed[-1]) + 1, value + 1))
            else:
                listed.append(str(value))
        if match["from"] or match["open"]:
            if not re.search(r"[-–—]", match["list"]):
                later = [n for n in numbers if n.isdigit() and int(n) >= values[-1]]
                listed = later or listed
        elif match["to"]:
            listed = [n for n in numbers if n.isdigit() and int(n) <= values[-1]] or listed
        (excluded if match["not"] else chosen).extend(listed)
    if excluded and not chosen:
        return tuple(n for n in numbers if n not in excluded) or None
    return tuple(dict.fromkeys(n for n in chosen if n not in excluded)) or None
