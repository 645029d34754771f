"""What a word looks like to the protocol NER: spaCy's lexical features and hints from the name lists.

The transition parser sees four words to each side; what tells "Anna Berg Olle Ek" from one long name is
knowledge of names. `hinted_embed` is spaCy's MultiHashEmbed with four columns more: the class of the
word among names, its class among the words of local government, its last six letters, its place in
the line. Importing this module registers the architecture; a model that uses it needs the gazetteers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.types import Floats2d, Ints2d

from pipeline import gazetteers

COLUMNS = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
HINT_ROWS = (200, 200, 4000, 50)

ROLE_NOUN = re.compile(
    r"(?:(?:ordförande|(?<!r)ledamot|ledamöter|ersättare|suppleant|sekreterare|justerare|justeringsperson"
    r"|chef|direktör|rektor|controller|ekonom|strateg|samordnare|koordinator|handläggare|utvecklare"
    r"|(?<!an)ledare|\wansvarig|planerare|specialist|rådgivare|vägledare|föreståndare|kommunikatör|koordinatör"
    r"|observatör|sakkunnig|föredragande|kontrollant"
    r"|(?:kommunal|region|opposition|borgar)s?råd|kassör|revisor|ombud|utredare|jurist|arkitekt|inspektör"
    r"|ingenjör|administratör|konsulent|registrator|representant|företrädare|justerande)"
    r"(?:n|en|et|na|ar|er|arna|erna|or|orer|orerna|öter|ötter|amöterna|ena)?s?|\b(?:ordf\.?|vd|mas|mar))"
)
BODY_NOUN = re.compile(
    r"(?:nämnd|styrelse|utskott|förvaltning|avdelning|kontor|(?<!far)(?<!läg)(?<!öpp)(?<!vet)enhet|beredning"
    r"|(?<!mål)(?<!ålders)grupp|team|kommitté|presidi|kansli|fullmäktige|direktion|(?<!för)(?<!sam)(?<!om)råd|(?<!manna)revision"
    r"|årsmöte|stämma|sektion|delegation|stab)"
    r"(?:en|n|et|t|er|ar|erna|arna|um|ums|ens|ns|ets)?s?"
)
ORG_NOUN = re.compile(
    r"(?:kommun|kommuner|kommunen|region|regionen|landsting|landstinget|län|stad|skolan?|gymnasiet?|förbundet?"
    r"|förening|föreningen|stiftelsen?|myndigheten|verket|inspektionen|kassan|förmedlingen|sällskap|klubb"
    r"|universitet|högskola|högskolan|tingsrätt|rätten|bolaget|nätverket|projektet?|centrum|torget|gården"
    r"|hemmet|biblioteket?|partiet|demokraterna|college|ab|hb|if|ik|bk)s?"
)
_SURNAME_ENDS = re.compile(
    r".{2,}(?:sson|sen|son|ström|gren|kvist|qvist|berg|lund|lund|man|mann|stedt|stedt|holm|dahl|blad|feldt|mark"
    r"|vall|wall|ell|ner|ander|elius|fors|ling|blom|rud|bom|sjö|én|in|ić|ič|ović|nen|ski|poulos|oğlu|zadeh)"
)


@registry.architectures("paragraf.HintedEmbed.v1")  # type: ignore[untyped-decorator]  # spaCy leaves it untyped
def hinted_embed(width: int, rows: list[int], include_hints: bool = True) -> Model[list[Doc], list[Floats2d]]:
    """Hash embeddings of COLUMNS and of the hints, mixed to `width`; `rows` is a table size a column."""
    sizes = [*rows, *(HINT_ROWS if include_hints else ())]
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=column, seed=7 + column, dropout=0.0)
        for column, size in enumerate(sizes)
    ]
    mix = Maxout(width, width * len(tables), nP=3, dropout=0.0, normalize=True)
    extract: Model[list[Doc], list[Ints2d]] = Model(
        "extract_hints", _forward, attrs={"include_hints": include_hints}
    )
    stack: Model[Any, Any] = chain(
        extract, list2ragged(), with_array(concatenate(*tables)), with_array(mix), ragged2list()
    )
    return stack


def _forward(
    model: Model[list[Doc], list[Ints2d]],
    docs: list[Doc],
    is_train: bool,  # noqa: ARG001 (thinc passes it by name)
) -> tuple[list[Ints2d], Callable[[list[Ints2d]], list[Doc]]]:
    hinted = model.attrs["include_hints"]
    features = [model.ops.asarray2i(cast(Ints2d, _features(doc, hinted)), dtype="uint64") for doc in docs]
    return features, lambda _grads: []


def _features(doc: Doc, hinted: bool) -> np.ndarray[Any, Any]:
    lexical = np.asarray(doc.to_array(list(COLUMNS)), dtype="uint64").reshape((len(doc), len(COLUMNS)))
    if not hinted:
        return lexical
    rows = [(*hints(token.text), _place(doc, token.i)) for token in doc]
    return np.hstack([lexical, np.asarray(rows, dtype="uint64").reshape((len(doc), len(HINT_ROWS)))])


def _place(doc: Doc, index: int) -> int:
    """Where in its cell a word stands: first in the line, behind a gap, elsewhere."""
    if index == 0:
        return 1
    return 2 if doc[index - 1].is_space else 3


@lru_cache(maxsize=200_000)
def hints(word: str) -> tuple[int, int, int]:
    """Hashes of a word's class among names, its class in local government, its last six letters."""
    return (
        get_string_id(name_class(word)),
        get_string_id(word_class(word)),
        get_string_id(word[-6:].lower()),
    )


def name_class(word: str) -> str:
    """``given``, ``surname``, ``both`` …: whether a capitalised word is known as a name of people."""
    if not word[:1].isupper():
        return "low"
    plain = word if not word.isupper() or len(word) < 3 else word.title()
    return _class_of_name(plain) or _class_of_name(_without_genitive(plain)) or _class_of_shape(plain)


def _class_of_name(word: str) -> str:
    first = word.split("-")[0]
    bearers = gazetteers.given_names().get(first, 0)
    given = "" if not bearers else "often" if bearers > 1500 else "given" if bearers > 150 else "rare"
    if given and word in gazetteers.ambiguous_names():
        given = "word-" + given
    surname = "sur" if word in gazetteers.surnames() else ""
    return given + surname


def _class_of_shape(word: str) -> str:
    return "like-surname" if _SURNAME_ENDS.fullmatch(_without_genitive(word).split("-")[-1]) else "cap"


def _without_genitive(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def word_class(word: str) -> str:
    """``municipality``, ``agency``, ``role``, ``body`` …: what local government uses the word for."""
    low, stem = word.lower(), _without_genitive(word)
    if word in gazetteers.parties():
        return "party"
    if word.isupper() and 2 <= len(word) <= 6:
        return "letters-agency" if word in gazetteers.agencies() else "letters"
    if word in _municipality_words() or stem in _municipality_words():
        return "municipality"
    if word in gazetteers.agencies() or stem in gazetteers.agencies():
        return "agency"
    for kind, noun in (("role", ROLE_NOUN), ("body", BODY_NOUN), ("org", ORG_NOUN)):
        if match := re.search(f"(?:{noun.pattern})$", low):
            case = "cap" if word[:1].isupper() else "low"
            return f"{kind}-{case}-{'whole' if match.start() == 0 else 'end'}"
    if word in gazetteers.places() or stem in gazetteers.places():
        return "place"
    return "word"


@lru_cache(maxsize=1)
def _municipality_words() -> frozenset[str]:
    """Single words that name a municipality or a county, in every form they take before "kommun"."""
    words = {part for muni in gazetteers.municipalities().values() for part in muni.name.split()}
    regions = {name.removeprefix("Region ") for name in gazetteers.regions().values()}
    return frozenset(words | {part for name in regions for part in name.split() if part[:1].isupper()})
