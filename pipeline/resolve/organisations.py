"""Names of organisations and bodies → keys under which their spellings meet.

"Umeå kommuns", "Umeå" (who appointed) and "Umeå kommun" have one key; "Regionen" has the key of the
one region its document names; "styrelsen" belongs to the body whose minutes it stands in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pipeline.compare.names import plain
from pipeline.entities import Judgement
from pipeline.facts import Document, Meeting
from pipeline.gazetteers import agencies, municipalities, regions
from pipeline.patterns import renamed

# A short form in the definite → the shape of a full name that it can stand for.
_SHORT: dict[str, re.Pattern[str]] = {
    short: re.compile(shape)
    for short, shape in {
        "kommunen": r".+ (?:kommun|stad)",
        "staden": r".+ (?:stad|kommun)",
        "regionen": r"region .+|.+götalandsregionen",
        "landstinget": r"region .+|.*landsting.*",
        "förbundet": r".*förbund.*",
        "samordningsförbundet": r".*samordningsförbund.*",
        "kommunalförbundet": r".*kommunalförbund.*",
        "föreningen": r".*förening.*",
        "stiftelsen": r".*stiftelse.*",
        "bolaget": r".+ (?:ab|aktiebolag)|ab .+",
    }.items()
}
# A body's short form → what the body's own name must hold for the short form to mean that body.
_ORGANS = {
    "nämnden": "nämnd",
    "styrelsen": "styrelse",
    "fullmäktige": "fullmäktige",
    "utskottet": "utskott",
    "arbetsutskottet": "arbetsutskott",
    "revisionen": "revision",
    "beredningen": "beredning",
    "rådet": "råd",
    "kommittén": "kommitté",
    "delegationen": "delegation",
}
# What bodies are called by their letters everywhere.
_LETTERS = {
    "ks": "kommunstyrelsen",
    "kf": "kommunfullmäktige",
    "ksau": "kommunstyrelsens arbetsutskott",
    "rs": "regionstyrelsen",
    "rf": "regionfullmäktige",
    "au": "arbetsutskottet",
}
_ORGAN_WORDS = ("nämnd", "styrelse", "fullmäktige", "utskott", "revision", "beredning", "råd", "kommitté")
_OWN = (
    "förbund",
    "förening",
    "stiftelse",
    " ab ",
    "sällskap",
    "klubb",
    "bolag",
    "kassa",
    " region ",
    " kommun ",
)
_DEFINITE = (
    ("styrelse", "n"), ("nämnd", "en"), ("kansli", "et"), ("grupp", "en"), ("utskott", "et"), ("enhet", "en"),
    ("förvaltning", "en"), ("kontor", "et"), ("team", "et"), ("revision", "en"), ("avdelning", "en"),
)  # fmt: skip


@dataclass(frozen=True)
class Home:
    """Whose meeting a part records: `body` and `organisation` are keys (organisation "" when unknown).

    `organ`: the body is an organ of something; `alone`: a part id that tells it from other organs of its
    name, when nothing says what it belongs to.
    """

    body: str
    organisation: str
    aliases: dict[str, str] = field(default_factory=dict)
    organ: bool = False
    alone: str = ""

    @property
    def key(self) -> str:
        """``"socialnämnden@älvbro kommun"``."""
        return f"{self.body}@{self.organisation or self.alone}"


def organisation_key(name: str) -> str:
    """The key of an organisation by its name alone, today's name for a renamed one."""
    bare = _bare(name)
    # "Alvbro kommuns" is Alvbro kommun, and so is the last of "Tärnholm och Alvbro kommuner".
    for spelling in (bare, bare.removesuffix("s"), bare.removesuffix("er")):
        if spelling in _known():
            return _known()[spelling]
    # "Alvbro kommun" where the name is Alvbros kommun.
    place = re.fullmatch(r"(.+?)s? (?:kommun|stad)(?:s|er)?", bare)
    if place and place.group(1) in _places():
        return _places()[place.group(1)]
    council = re.fullmatch(r"(.+?)s? läns landsting|landstinget (?:i )?(.+?)(?:s? län)?", bare)
    if council and _today(bare) == bare:  # all county councils became regions, the last in 2019
        return f"region {council.group(1) or council.group(2)}"
    if bare.endswith(" kommuner"):  # the last of "Tärnholm och Alvbro kommuner"
        return bare.removesuffix("er")
    return _today(bare)


def appointer_key(name: str, at: Home) -> str:
    """The key of who appointed or employs, as a list has it; "Kansliet" is that of the meeting's body."""
    bare = _bare(name)
    if " " not in bare and (bare in _SHORT or any(bare.endswith(stem + end) for stem, end in _DEFINITE)):
        return mention_key(name, "ORG", at, ()) if bare in _SHORT else f"{bare}@{at.key}"
    return organisation_key(name)


def joins(keys: Iterable[str]) -> dict[str, str]:
    """Keys that are another's short form or genitive: ``alvbro`` → ``alvbro kommun``."""
    known = set(keys)
    found = {}
    for key in known:
        longer = (f"{key} kommun", f"{key}s kommun", f"{key} stad", f"{key}s stad")
        genitive = (key[:-1],) if key.endswith("s") else ()
        target = next((k for k in (*longer, *genitive) if k in known), None)
        if target:
            found[key] = target
    return {key: found.get(target, target) for key, target in found.items()}


def official(key: str) -> str | None:
    """The name of a public organisation as it writes itself; None for others."""
    return _official().get(key)


def with_board_removed(body: str) -> str:
    """Samordningsförbundet Alvbro for "Styrelsen för Samordningsförbundet Alvbro"."""
    return re.sub(r"^styrelsen (?:för|i) ", "", body, flags=re.IGNORECASE)


def home(document: Document, meeting: Meeting) -> Home:
    """Whose meeting it is; an organ whose municipality the head leaves out gets the one most named."""
    body = _bare(with_board_removed(meeting.body or ""))
    organisation = organisation_key(meeting.organisation) if meeting.organisation else ""
    organ = any(word in body for word in _ORGAN_WORDS) and not any(word in f" {body} " for word in _OWN)
    if not organisation and organ:
        organisation = _most_named(document)
    if not organ and body:
        body = organisation_key(body)
    if not body:
        body = f"({document.source.id})"
    return Home(body, organisation, _aliases(document), organ)


def mention_key(name: str, label: str, at: Home, named: Iterable[str]) -> str:
    """The key of an ORG or BODY mention in a part whose home is `at`; `named`: keys of its full names."""
    bare = _bare(name)
    if label == "BODY":
        return _body_key(bare, at)
    if bare in at.aliases:
        return at.aliases[bare]
    short = bare if bare in _SHORT else bare.removesuffix("s")
    if short in _SHORT:
        return _long(short, at, named)
    return organisation_key(name)


def full(name: str) -> bool:
    """Whether a name says by itself which organisation it is."""
    return _bare(name) not in _SHORT and _bare(name).removesuffix("s") not in _SHORT


def renamings(old: Mapping[str, str]) -> list[Judgement]:
    """A judgement for each organisation that stands under an old name (plain) as well: old name → key."""
    dated = {plain(change.old): change for change in renamed()}
    found = []
    for name, key in sorted(old.items()):
        reason = "county councils became regions, the last in 2019"
        if name in dated:
            change = dated[name]
            reason = f"{change.old} is {change.new} since {change.since} ({change.source})"
        found.append(Judgement(f"org:{name}", f"org:{key}", "same", 1.0, reason))
    return found


def former(name: str) -> str | None:
    """The old name's plain form when `name` is one that an organisation no longer has."""
    bare = _bare(name)
    for spelling in (bare, bare.removesuffix("s")):
        council = spelling.endswith(" läns landsting") or spelling.startswith("landstinget ")
        if spelling in _renamed() or council:
            return spelling
    return None


def _body_key(bare: str, at: Home) -> str:
    bare = _LETTERS.get(bare) or _LETTERS.get(bare.removesuffix("s").removesuffix(":")) or bare
    if bare not in _ORGANS and bare.endswith("s") and not bare.endswith("ss"):
        bare = bare.removesuffix("s")
    for ending, article in _DEFINITE:
        if bare.endswith(ending):
            bare += article
    stem = _ORGANS.get(bare)
    if bare == at.body or (stem and stem in at.body) or _letters_of(bare, at.body):
        return at.key
    owner = at.organisation or at.body
    if bare.startswith("kommun") or bare.startswith("region"):
        return f"{bare}@{owner}"
    # A board of an association or a federation is its own; a committee's office is that committee's.
    return f"{bare}@{at.body if not at.organisation else owner}"


def _letters_of(letters: str, body: str) -> bool:
    """Whether "von" can be vård- och omsorgsnämnden: its letters in order, the last that of the nämnd."""
    if not 2 <= len(letters) <= 4 or not letters.endswith("n") or not body.endswith("nämnden"):
        return False
    rest = iter(body.removesuffix("nämnden"))
    return body[0] == letters[0] and all(letter in rest for letter in letters[:-1])


def _long(short: str, at: Home, named: Iterable[str]) -> str:
    shape = _SHORT[short]
    own = [key for key in (at.body, at.organisation) if shape.fullmatch(key)]
    fitting = sorted({key for key in named if shape.fullmatch(key)})
    if own:
        return own[0]
    return fitting[0] if len(fitting) == 1 else f"{short}@{at.organisation or at.body}"


def _aliases(document: Document) -> dict[str, str]:
    """Abbreviations the document explains: "Nätverket Norra Strand (NNS)" gives ``nns``."""
    text = document.source.text
    orgs = sorted((m for m in document.mentions if m.label == "ORG"), key=lambda m: m.start)
    found: dict[str, str] = {}
    for long, short in pairwise(orgs):
        between = text[long.end : short.start]
        if (
            between.strip() in ("(", "–", "-")
            and len(between) <= 3
            and short.text.isupper()
            and len(short.text) <= 8
        ):
            found[plain(short.text)] = organisation_key(long.text)
    return found


def _most_named(document: Document) -> str:
    counts = Counter(
        key
        for mention in document.mentions
        if mention.label == "ORG" and full(mention.text)
        for key in [organisation_key(mention.text)]
        if key in _public()
    )
    return min(counts, key=lambda key: (-counts[key], key)) if counts else ""


def _bare(name: str) -> str:
    return plain(name).strip(" .,;:*\"”'")


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Every spelling of municipalities, regions and agencies → its key."""
    found: dict[str, str] = {}
    for names in municipalities().values():
        key = plain(names.full_names[0]) if names.full_names else plain(names.name)
        for spelling in (*names.full_names, names.name):
            found[plain(spelling)] = key
    for spelling, name in (*agencies().items(), *regions().items()):
        found[plain(spelling)] = plain(name)
    for old in _renamed():
        found[old] = found.get(_today(old), _today(old))
    return {spelling: _today(key) for spelling, key in found.items()}


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """A municipality's short name → its key."""
    return {plain(m.name): plain(m.full_names[0]) for m in municipalities().values() if m.full_names}


@lru_cache(maxsize=1)
def _official() -> dict[str, str]:
    places = [m.full_names[0] for m in municipalities().values() if m.full_names]
    new = [change.new for change in renamed()]
    names = [*new, *agencies().values(), *regions().values(), *places]
    return {_known().get(plain(name), plain(name)): name for name in names}


@lru_cache(maxsize=1)
def _public() -> frozenset[str]:
    places = {plain(m.full_names[0]) for m in municipalities().values() if m.full_names}
    return frozenset(places | {_today(plain(name)) for name in regions().values()})


@lru_cache(maxsize=1)
def _renamed() -> dict[str, str]:
    return {plain(change.old): plain(change.new) for change in renamed()}


def _today(key: str) -> str:
    """Follow renamings to the name of today."""
    for _ in range(5):
        if key not in _renamed():
            break
        key = _renamed()[key]
    return key
