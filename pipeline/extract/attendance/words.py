"""Words of attendance rows: roles written out, names of senders, lists of paragraphs."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.gazetteers import municipalities, regions

_SHORT = (
    # "2: e vice ordförande", as a narrow cell has it
    (re.compile(r"\b([1-3]):\s(?=[ea]\s(?:v\.|vice|ordf|ersätt))"), r"\1:"),
    (re.compile(r"\bv(?:ice|\.)? ?ordf\b\.?", re.IGNORECASE), "vice ordförande"),
    (re.compile(r"\bv\. ?ordf(?=örande)", re.IGNORECASE), "vice ordf"),
    (re.compile(r"(?<=[ea] )v(?= ordf(?:örande)?\b)", re.IGNORECASE), "vice"),
    # "klubbordf.", "nämndsekr."
    (re.compile(r"\b([a-zåäö]{3,})?ordf\b\.?", re.IGNORECASE), r"\1ordförande"),
    (re.compile(r"\b([a-zåäö]{3,})?sekr\b\.?", re.IGNORECASE), r"\1sekreterare"),
    # "Anna Ek (protokoll)", "Bo Lund, vid protokollet": who writes them
    (
        re.compile(r"(?<=[(,])(\s*)(?:för |vid )?protokoll(?:et)?(?=\s*(?:[),]|$))", re.IGNORECASE),
        r"\1sekreterare",
    ),
    (re.compile(r"\bsuppl?\b\.?", re.IGNORECASE), "suppleant"),
    (re.compile(r"\b(?:led|ledam)\.(?!\w)", re.IGNORECASE), "ledamot"),
    (re.compile(r"\bers\b\.?(?!\s?(?:för|f\b))", re.IGNORECASE), "ersättare"),
    (re.compile(r"\bjust\.(?!\w)", re.IGNORECASE), "justerare"),
)
# "suppleanterna Anna Ek och Bo Lund": each is one
_PLURAL = (
    ("suppleanterna", "suppleant"), ("suppleanter", "suppleant"), ("ersättarna", "ersättare"),
    ("ledamöterna", "ledamot"), ("ledamöter", "ledamot"), ("revisorerna", "revisor"),
    ("revisorer", "revisor"), ("ordföranden", "ordförande"), ("ledamoten", "ledamot"),
    ("suppleanten", "suppleant"), ("ersättaren", "ersättare"), ("kassören", "kassör"),
    ("sekreteraren", "sekreterare"),
)  # fmt: skip
SEVERAL = re.compile(
    r"(?i:suppleanter|ersättarna|ledamöter|revisorer|justerare|kassörer|sekreterare)(?:na)?\s*$"
)
# "chef vård- och omsorgsförvaltningen", "chef arbetsförmedlingen"
UNIT = re.compile(
    r"(?:[a-zåäö]+- och )?[a-zåäö]{3,}(?:förmedlingen|kassan|förvaltningen|kontoret|verket"
    r"|avdelningen|enheten|nämnden|styrelsen)"
)
_SENDER = re.compile(
    r"(?:kommun|stad|landsting|region|förbund\w*|kassan|förmedlingen|verket|styrelsen|myndigheten|AB|förening\w*|högskola\w*"
    r"|universitet\w*|sjukhus\w*|försvaret|polisen|kansli(?:et)?|kyrkan|församling\w*|revision\w*|nämnden|byrån|råd(?:et)?|område\w*|förvaltning(?:en)?|sektor(?:n)?)$",
    re.IGNORECASE,
)
_SENDER_START = re.compile(
    r"Region |Kommunal (?=[A-ZÅÄÖ])|Vision (?=[A-ZÅÄÖ])|Unionen\b"
    r"|Svenska|Länsstyrelsen|Samordningsförbund|Kommunalförbund|Räddningstjänst|Revisionsbyrån"
    r"|Föreningen|Stiftelsen|Finsam "
    r"|[A-ZÅÄÖ]{2,6}(?:-[A-ZÅÄÖ]{1,3})?(?: [A-ZÅÄÖ][\wåäö-]+)*$|[A-ZÅÄÖ][\wåäö-]+$"
    r"|[A-ZÅÄÖ]{1,3}&[A-ZÅÄÖ]{1,3}$"  # "Alma Ros, B&U": the office for children and education
)
# organisations of the retired, the disabled and the employed, by their letters
SENDERS = frozenset(
    "PRO SPF RPG SKPF SRF HRF DHR FUB LO TCO SACO Saco LRF HSO NHR SSR SKTF OFR"
    " Vision Kommunal Ledarna".split()
)
# posts in the body itself; whoever has another title in a table of those present works for it or is a guest
_BOARD = re.compile(
    r"ordförande|ledamot|ersättare|suppleant|kassör|vice|(?<!personal)representant|ombud|medlem|styrelse",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"chef|handläggare|controller|\b(?!mötes)\w+sekreterare|koordinator|utredare|direktör|adjungera|revisor|konsult|samordnare|förvaltare"
    r"|jurist|ekonom\b|strateg|personalrepresentant|personalföreträdare|processledare|utvecklingsledare|administratör|kamrer",
    re.IGNORECASE,
)
# a title that no list has, told by its ending: "Föräldralots", "Badvakt"
OFFICE = re.compile(
    r"(?!Region)[A-ZÅÄÖ][a-zåäö]{3,}(?:lots|vakt|ledare|are|ör|ist|ent|ant|man|coach|strateg|stöd|värd|ombud)(?![\wåäö-])"
)


# "ANNA EK (S), ORDFÖRANDE": posts in capitals
_SHOUTED = re.compile(
    r"(?<![\wÅÄÖ])(?:ORDFÖRANDE|VICE|ORDF|LEDAMOT|ERSÄTTARE|SUPPLEANT|SEKRETERARE|KASSÖR|JUSTERARE|TJÄNSTGÖRANDE"
    r"|[A-ZÅÄÖ]{3,}(?:CHEF|SEKRETERARE|DIREKTÖR))(?![\wÅÄÖ])"
)


def plain(text: str) -> str:
    """`text` with the abbreviations of posts written out: "2:e v ordf." → "2:e vice ordförande"."""
    text = _SHOUTED.sub(lambda post: post.group().lower(), text)
    for pattern, whole in _SHORT:
        text = pattern.sub(whole, text)
    return text


def role_name(words: str) -> str:
    """Lower case, abbreviations written out: "Ordf." → "ordförande"."""
    role = re.sub(r"\s+", " ", plain(words.strip(" ,:"))).lower().strip(" .,:")
    role = re.sub(r"(?<![a-zåäö])v\.? ?(?=ordförande)", "vice ", role)
    role = re.sub(r"^(?:observerande|närvarande|åhörande) (?=ersättare|suppleant)", "", role)
    return next((role[: -len(many)] + one for many, one in _PLURAL if role.endswith(many)), role)


def singular(title: str) -> str:
    """What each is of whom a title in the definite plural is said: "Utredarna" → "utredare"."""
    words = role_name(title)
    for ending, one in (("männen", "man"), ("arna", "are"), ("erna", ""), ("orna", "a")):
        if words.endswith(ending):
            return words[: -len(ending)] + one
    return words


def is_board_role(role: str) -> bool:
    """Whether a title is a post in the body ("ledamot") rather than an office ("ekonom")."""
    return _BOARD.search(role) is not None


def is_official_role(role: str) -> bool:
    """Whether a title is an office of someone who is no member: "kommunchef", "nämndsekreterare"."""
    return _OFFICIAL.search(role) is not None and not is_board_role(role)


# "länsstyrelsen", "kommunen": an employer even in small letters
EMPLOYER = re.compile(
    r"(?:läns|polis|skogs)?(?:styrelsen|kommunen|regionen|landstinget|polisen|universitetet|högskolan|länsstyrelsen"
    r"|försäkringskassan|arbetsförmedlingen|polismyndigheten|skogsstyrelsen|trafikverket|kriminalvården)"
    r"|vision|kommunal|saco(?:-rådet)?|tco|ledarna|lärarförbundet|vårdförbundet|sveriges lärare",
    re.IGNORECASE,
)
# "Anna Ek (ungdomskommittén)", "Bo Ask, valberedningen": whom one comes from, in the definite form
OWN_BODY = re.compile(
    r"(?:[a-zåäö]+- och )?[a-zåäö]{3,}(?:kommittén|beredningen|gruppen|utskottet|nämnden|styrelsen|sektionen"
    r"|rådet|klubben|förbundet|delegationen|kansliet|enheten|avdelningen|förvaltningen|kontoret)"
    r"|kansliet|sekretariatet|[a-zåäö]{3,}s kansli"
)


@lru_cache(maxsize=4096)
def names_organisation(text: str) -> bool:
    """Whether a capitalised phrase in a list names whom a person comes from."""
    if not text[:1].isupper() or len(text) > 90 or len(text.split()) > 9:
        return False
    first = text.split()[0]
    if (
        text in regions()
        or text in municipalities()
        or first.rstrip("s") in municipalities()
        or first in municipalities()
    ):
        return True
    return _SENDER.search(text) is not None or _SENDER_START.match(text) is not None


def expand(found: list[re.Match[str]], numbers: tuple[str, ...]) -> tuple[str, ...] | None:
    """Numbers of "§§ 3–5, 8", "från § 8", "ej § 4" (the rest of the meeting's items)."""
    chosen: list[str] = []
    excluded: list[str] = []
    for match in found:
        listed: list[str] = []
        if re.search(r"\d[.:]\d", match["list"]):
            absent = match["not"] or match.group().lower().startswith("ej")
            (excluded if absent else chosen).extend(_subpoints(match, numbers))
            continue
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
        left = tuple(n for n in numbers if n not in excluded)
        return left if left and len(left) < len(numbers) else None
    return tuple(dict.fromkeys(n for n in chosen if n not in excluded)) or None


def _subpoints(match: re.Match[str], numbers: tuple[str, ...]) -> list[str]:
    """Numbers of "punkterna 1.1, 1.2 och 3.1–4", "t.o.m. punkt 3.2" among the meeting's `numbers`."""
    words = re.findall(r"\d+(?:[.:]\d+)*|[-–—]|till", match["list"])
    if match["from"] or match["open"]:
        return [n for n in numbers if _parts(n) >= _parts(words[-1])] or words[-1:]
    if match["to"]:
        return [n for n in numbers if _parts(n) <= _parts(words[-1])] or words[-1:]
    listed: list[str] = []
    for k, word in enumerate(words):
        if not word[0].isdigit():
            continue
        if k > 1 and not words[k - 1][0].isdigit() and listed:
            low, high = _parts(listed[-1]), _parts(word)
            listed.extend(n for n in numbers if low < _parts(n) <= high)
        if word not in listed:
            listed.append(word)
    return listed


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", number))
