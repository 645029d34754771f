"""Words for posts and functions (``models/patterns/roles.tsv``), with what may stand before them."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.patterns import rows

# "tf förvaltningschef", "förste vice ordförande", "1:e vice ordf.", "biträdande enhetschef"
_BEFORE = (
    r"(?:(?:[Tt]\.?\s?f\.?|teknisk[ae]?|administrativ[ae]?|tillförordnad|tillförordnade|biträdande|bitr\.?|ställföreträdande|stf\.?|vice|v\.|avgående|nyvald|tidigare valda?"
    r"|(?:första|förste|1:[ea]|1:st[ea]|andra|andre|2:[ea]|tredje|3:[ea])(?: vice| v\.)?|ansvarig|verkställande)\s)"
)


@lru_cache(maxsize=1)
def role_pattern() -> re.Pattern[str]:
    """A role with its modifiers; group `post` or `work` tells its class (see the pattern file)."""
    classes: dict[str, list[str]] = {"post": [], "work": []}
    for kind, stem, endings in rows("roles.tsv"):
        first = stem[0]
        if stem.isupper() or len(stem) <= 3:
            classes[kind].append(rf"{stem}(?:{endings})")
        else:
            head = f"[{first.upper()}{first}]" if first.isalpha() else first
            classes[kind].append(rf"(?:[A-ZÅÄÖ]{{2,5}}-|[A-ZÅÄÖ]?[\wåäöÅÄÖ&-]*[a-zåäö])?-?(?:{head}|{first}){stem[1:]}(?:{endings})")
    post = "|".join(sorted(classes["post"], key=len, reverse=True))
    work = "|".join(sorted(classes["work"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<before>{_BEFORE}*)(?:(?P<post>{post})|(?P<work>{work}))(?![\wåäö-])",
    )


@lru_cache(maxsize=4096)
def starts_with_role(text: str) -> int:
    """Length of the role `text` begins with (in any case), 0 if none: "Koordinator Norrby" → 11."""
    match = role_pattern().match(text) or role_pattern().match(text[:1].lower() + text[1:])
    return match.end() if match else 0
