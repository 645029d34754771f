"""Words for posts and functions (``models/patterns/roles.tsv``), with what may stand before them."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.patterns import rows

_ORDINAL = r"(?:första|förste|andra|andre|tredje)"
_NUMBER = r"(?:[1-3][:-]\s?(?:st|dr|dj)?[ea])"
# "tf förvaltningschef", "förste vice ordförande", "1:e vice ordf.", "sakkunnig revisor", "avd.chef"
_BEFORE = (
    r"(?i:(?:v\.(?=ordf)|avd\.?\s?(?=chef)|[a-zåäö]{2,7}\.(?=(?:chef|direktör|sekreterare)\w?)"
    r"|(?:adm|tekn|ekon|förv|verks)\.?\s(?=(?:chef|direktör))|(?-i:VA|IT|HR|LSS|HVB|FoU)\s(?=(?:chef|strateg|samordnare))|(?:v(?=\sordf)|kvalificerad|fackliga?|förste(?=\s(?:[a-zåäö]*(?:handläggare|arie|sekreterare|assistent)))|t\.?\s?f\.?|operativ[ae]?|yttre|inre|teknisk[ae]?|administrativ[ae]?|tillförordnad[e]?|biträdande|bitr\.?|ställföreträdande"
    r"|stf\.?|vice|v\.|avgående|nyvald|tidigare valda?|(?:(?:social|juridisk|ekonomisk|teknisk)t )?ansvarig"
    r"|International|Senior|Deputy|Managing|verkställande|regional|medicinsk|pedagogisk|politiska?|strategisk|kyrklig|ekonomisk"
    r"|(?:certifierad kommunal|certifierad|sakkunnig|auktoriserad|kommunal)(?=\srevisor)"
    rf"|{_ORDINAL}(?= (?:vice|v\.))|{_ORDINAL}(?= (?:ersätt|suppl|revisor))|{_NUMBER})\s))"
)
# "mark- och exploateringschef", "barn och utbildningschef": the first half of a compound whose end is a role
_JOINED = (
    r"(?:(?:(?:[A-ZÅÄÖ]?[a-zåäö]{2,20}|[A-ZÅÄÖ]{2,4})-,? ){1,3}(?:och|samt|&) (?=[a-zåäö]{3})"
    r"|(?:[Bb]arn|[Kk]ultur|[Vv]ård|[Mm]iljö|[Pp]lan|[Bb]ygg|[Hh]älso|[Mm]ark|[Ss]kol) (?:och|&)"
    r" (?=[a-zåäö]{4,}chef))"
)
# posts of organs, of whom several are spoken of as such: "justerarna"; "handläggarna" are people at work
_ORGANS = ("ersättare", "sekreterare", "justerare", "gruppledare", "rösträknare", "firmatecknare")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1)
def role_pattern() -> re.Pattern[str]:
    """A role with its modifiers; group `post` or `work` tells its class (see the pattern file)."""
    classes: dict[str, list[str]] = {"post": [], "work": []}
    for kind, stem, endings in rows("roles.tsv"):
        first = stem[0]
        ends = "|".join(sorted(endings.split("|"), key=len, reverse=True))
        if stem in _ORGANS:
            stem, ends = stem[:-1], f"e(?:{ends})|nas?"  # "ersättare", "ersättarna"
        if stem.isupper() or len(stem) <= 3:
            classes[kind].append(rf"{stem}(?:{ends})")
        else:
            head = f"[{first.upper()}{first}]" if first.isalpha() else first
            compound = r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}[A-ZÅÄÖ]-|[A-ZÅÄÖ]?[\wåäöÅÄÖ&-]{0,40}[a-zåäö])?"
            classes[kind].append(rf"{compound}-?(?:{head}|{first}){stem[1:]}(?:{ends})")
    post = "|".join(sorted(classes["post"], key=len, reverse=True))
    work = "|".join(sorted(classes["work"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<before>{_BEFORE}{{0,4}}{_JOINED}?)(?:(?P<post>{post})|(?P<work>{work}))(?![\wåäö-])",
    )


@lru_cache(maxsize=4096)
def starts_with_role(text: str) -> int:
    """Length of the role `text` begins with (in any case), 0 if none: "Koordinator Norrby" → 11."""
    match = role_pattern().match(text) or role_pattern().match(text[:1].lower() + text[1:])
    return match.end() if match else 0


def names_role(text: str) -> bool:
    """Whether the whole of `text` is a role: "FoU-direktör", "kanslichef"; not "Chefsnätverket"."""
    return starts_with_role(text) == len(text)


def may_name_role(text: str) -> bool:
    """Whether any word of `text` can be a role: a cheap look before the pattern is run."""
    return any(_has_stem(word) for word in _WORD.findall(text))


@lru_cache(maxsize=65536)
def _has_stem(word: str) -> bool:
    return _stems().search(word) is not None


@lru_cache(maxsize=1)
def _stems() -> re.Pattern[str]:
    stems = sorted({row[1].replace(" ?", " ").split(" ")[-1] for row in rows("roles.tsv")}, key=len)
    return re.compile("|".join(stem for stem in stems if stem), re.IGNORECASE)
