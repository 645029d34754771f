"""BODY and ROLE: what the language model takes for organs and posts, where no rule knows the word.

The rules know the nouns of the genre. A post that nobody has listed ("fanbärare", "tillsynsman") is heard
where its place says that it is one: beside a person, or behind a verb of electing. An organ is heard where it
acts, and with the words that belong to it where the rule stops at its noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.extract.found import Found, overlaps
from pipeline.extract.names import is_label, is_place

_WORDS = re.compile(r"[^\W\d_][^\W\d_-]{3,}(?:[ -][^\W\d_]{3,}){0,2}")
# "Vera Rosell, fanbärare", "Vera Rosell (S), fanbärare"
_BEHIND = re.compile(r"(?: \([A-ZÅÄÖ]{1,4}\))?, ?")
# "Fiskevakter Vera Rosell", "Fiskevakt: Vera Rosell"
_BEFORE = re.compile(r":? ")
# "att utse ny …", "Val av …", "kompletteringsval - …", "Vera Rosell och Sten Ek, nya …"
_ELECTED = re.compile(
    r"(?:\b(?:utse[rs]?|utsågs?|välj(?:a|er|s)|valde[s]?|[Vv]al av) (?:till )?|val ?[-–:] ?)"
    r"(?:en |ett |ny |nya |nytt |två )?$"
    r"|(?:^|[,.] )[Nn]ya? $"
)
_ACTS = re.compile(r"\s+(?:beslutar|beslutade|beslöts?|godkänner|godkände|utsåg|uppdrar|uppdrog)(?!\w)")
# "enheten för juridik och tillsyn", "nämnden för arbete, näringsliv och kultur"; not "för komplettering"
_FIELDS = re.compile(r" för [a-zåäö-]{3,}(?:, [a-zåäö-]{3,})* (?:och|samt|&) [a-zåäö-]{3,}")
# "styrgrupp kost och lokaler": indefinite, so that what follows is its name
_GROUP = re.compile(r"(?:styr|arbets|projekt|referens|berednings)grupp", re.IGNORECASE)
_NAMED = re.compile(r" [a-zåäö]+-?(?: (?:och|samt) [a-zåäö]+)?")
# "Primärkommunala nämnden", "sociala utskottet"
_KIND = re.compile(r"(?:[^\W\d_]+(?:al|isk|ell|är|iv)a) ")


def heard_posts(
    text: str, told: Iterable[Found], people: Sequence[Found], taken: Iterable[Found]
) -> list[Found]:
    """The model's posts in words that no rule knows: beside one of `people` or elected; not over `taken`."""
    known = list(taken)
    return [
        post
        for post in told
        if not overlaps(post, known)
        and _WORDS.fullmatch(text, post.start, post.end)
        and not is_label(text[post.start : post.end])
        and not is_place(text[post.start : post.end])
        and (_beside(text, post, people) or _ELECTED.search(text[max(0, post.start - 40) : post.start]))
    ]


def heard_organs(
    text: str, told: Iterable[Found], organs: Sequence[Found], taken: Iterable[Found]
) -> list[Found]:
    """`organs` with the model's: its longer range in a rule's place where that stops at the noun, and its own
    where an organ acts; not over `taken`."""
    known, found = list(taken), list(organs)
    for organ in told:
        if overlaps(organ, known):
            continue
        over = [own for own in found if overlaps(own, [organ])]
        if not over and organ.start > 0 and _ACTS.match(text, organ.end):
            found.append(organ)
        elif len(over) == 1 and _goes_on(text, over[0], organ):
            found = [organ if own == over[0] else own for own in found]
    return sorted(found, key=lambda organ: organ.start)


def _beside(text: str, post: Found, people: Sequence[Found]) -> bool:
    """Whether a person's name stands at the post, as in a list or signature."""
    first = text[post.start].isupper() and (post.start == 0 or text[post.start - 1] in "\t\n")
    return any(
        _BEHIND.fullmatch(text, person.end, post.start)
        or (first and _BEFORE.fullmatch(text, post.end, person.start))
        for person in people
    )


def _goes_on(text: str, own: Found, organ: Found) -> bool:
    """Whether the model's range is the rule's with words that belong to an organ's name."""
    if organ.start == own.start and organ.end > own.end:
        if _FIELDS.fullmatch(text, own.end, organ.end):
            return True
        starts = _FIELDS.match(text, _noun_end(text, own))
        if starts and starts.end() == organ.end:
            return True
        return bool(_GROUP.fullmatch(text, own.start, own.end) and _NAMED.fullmatch(text, own.end, organ.end))
    return organ.end == own.end and bool(_KIND.fullmatch(text, organ.start, own.start))


def _noun_end(text: str, own: Found) -> int:
    """Where the first word of an organ ends: the rule may have stopped inside its list of fields."""
    end = text.find(" ", own.start, own.end)
    return own.end if end < 0 else end
