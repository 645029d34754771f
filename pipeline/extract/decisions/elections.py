"""Elections without a verb: "Val av kassör: Siv Melin", "Revisor: Stig Öhrn (omval)", names alone."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.names import FULL_NAME, NAME_WORD, given_evidence
from pipeline.facts import Meeting

_POST = (
    r"(?:(?:[Vv]ice |[Ff]örste |[Aa]ndre |[12]:[ae] |[Oo]rdinarie )?(?:\w*[Oo]rdförande|[Ll]edam(?:ot"
    r"|öter)|\w*[Ss]ekreterare|[Kk]assör\w*|\w*[Rr]evisor\w*"
    r"|\w*[Ss]uppleant\w*|[Ee]rsättare|\w*[Jj]uster\w+|[Rr]östräknare|[Vv]alberedning\w*|[Ss]tyrelse\w*"
    r"|\w*[Oo]mbud|[Ff]irmatecknare|[Ss]ammankallande|\w+ansvarig\w*|\w+ledare|[Oo]rdinarie)(?:na|n)?)"
)
_TERM = (
    r"(?:omval\w*|nyval\w*|fyllnadsval|(?:vald\w* )?(?:på |för )?(?:ett|två|tre|\d) år(?:s (?:tid"
    r"|mandat))?(?: var\w*)?"
    r"|t\.?o\.?m\.? \d{4}|sammankallande|\w*ordförande|kassör|sekreterare|suppleant\w*|ordinarie|samtliga)"
)
# "Val av ordförande för mötet: Stig Öhrn"
_ELECTION_OF = re.compile(
    r"^(?:Val|Omval|Nyval|Fyllnadsval) (?:av|till) [^:.]{3,80}?(?: enligt [^:.]{3,50})?: ?(?P<who>\S.*)$"
)
# "Omval av Siv Melin som kassör", "Även omval på Bo Ek", "Fyllnadsval efter Bo Ek av Siv Melin"
_AGAIN = re.compile(
    rf"^(?:Även )?(?:[Oo]mval|[Nn]yval|[Ff]yllnadsval)(?:,? efter [^,.:]{{3,40}}?,?)? (?:(?:på"
    rf"|för) {_TERM} )?"
    rf"(?:av|på|för):? (?P<who>[A-ZÅÄÖ][^.:]*?)(?: (?:som|till) [^.:]{{3,40}})?"
    rf"(?: på {_TERM}| {_TERM})?$"
)
# "Ordförande, vald på två år: Siv Melin, nyval", "Ledamöter (2 år): …", "Revisor: Stig Öhrn, omval"
_POST_IS = re.compile(
    rf"^(?:[a-h][/)] ?)?(?:(?:Även )?(?:[Oo]mval|[Nn]yval) (?:av|på) )?(?:[Öö]vriga |Till )?{_POST}"
    rf"(?P<term>[^:–]{{0,60}}?)(?:: ?|\s[–-]\s)(?P<who>\S.*)$",
    re.DOTALL,
)
# "Siv Melin till ordförande", below "Mötet valde"
_TO_POST = re.compile(rf"^(?P<who>[A-ZÅÄÖ][^.:]*?) (?:till|som) (?:\w+ )?{_POST}(?P<term>[^.:]{{0,40}})$")
_TITLE = re.compile(
    r"^(?:Val|Omval|Nyval|Fyllnadsval|Konstituer\w+)\b(?!.*\b(?:rapport|förslag|information|metod)\b)"
)
_SPLIT = re.compile(r"\s*(?:,|;|/|&|\n|\.\s|\boch\b|\bsamt\b)\s*")
# "nyval av Bo Ek": how the next one came to the post
_HOW = re.compile(r"\b(?:[Oo]mval|[Nn]yval|[Ff]yllnadsval|[Vv]ald\w*)(?: (?:av|på|för))? (?=[A-ZÅÄÖ])")
_PARTY = re.compile(r"\s*\([^)]{1,25}\)\.?")


def election(clause: Clause, meeting: Meeting) -> bool:
    """Whether a clause of an item of minutes elects somebody without saying so with a verb."""
    if meeting.kind != "minutes" or clause.front or clause.attached or clause.block.kind == "row":
        return False
    text = clause.text
    again = _AGAIN.match(text)
    if again:
        return _names(again["who"])
    named = _ELECTION_OF.match(text)
    if named:
        return _names(named["who"])
    title = clause.section.title if clause.section else ""
    adjusts = _ADJUSTS.match(text)
    if adjusts:
        return bool(_TITLE.match(title) or "juster" in title.lower()) and _names(adjusts["who"])
    by_post = _POST_IS.match(text)
    if by_post:
        again = re.match(r"(?:Även )?(?:[Oo]mval|[Nn]yval) ", text)
        said = again or re.search(rf"\b{_TERM}", by_post["term"] + " " + by_post["who"])
        return bool(said or _TITLE.match(title)) and _names(by_post["who"])
    of_election = not clause.heading and bool(_TITLE.match(title))
    if clause.first or re.match(rf"{_POST} [A-ZÅÄÖ]", text):
        return of_election and ":" not in title and _names(text)
    return False


def is_elected_to(text: str) -> bool:
    """Whether a line below "Mötet valde" names people and their post: "Siv Melin till ordförande"."""
    to_post = _TO_POST.match(text)
    if to_post:
        return _names(to_post["who"])
    by_post = _POST_IS.match(text)
    return _names(by_post["who"]) if by_post else _names(text)


def is_election_of(behind: str) -> bool:
    """Whether what stands behind a colon is people's names: ": Siv Melin och Bo Ek"."""
    return _names(behind.strip(" :."))


# "Förslag till ordförande: Siv Melin"
_NOMINATED = re.compile(
    rf"^Förslag (?:till|på) (?:(?:ny|vice|förste|andre) )*{_POST}[^:.]{{0,40}}: ?(?P<who>\S.*)$"
)
# "Siv Melin (A) justerar protokollet", under "Val av justerare"
_ADJUSTS = re.compile(
    r"^(?P<who>[A-ZÅÄÖ][^.:]{2,80}?) (?:justerar|ska justera) (?:dagens |mötets )?protokollet$"
)


def nominated(text: str) -> bool:
    """Whether a sentence names people for a post without electing them."""
    match = _NOMINATED.match(text)
    return match is not None and _names(match["who"])


def _names(words: str) -> bool:
    """Whether `words` are names of people, with what may stand between them, and nothing else."""
    bare = _HOW.sub("", _PARTY.sub("", words))
    parts = [
        re.sub(rf"^(?:(?:{_TERM}|{_POST})\s+)+|\s+(?:{_TERM})$", "", part) for part in _SPLIT.split(bare)
    ]
    people = [part.strip(" .") for part in parts if part.strip(" .") and not _is_term(part.strip(" ."))]
    return bool(people) and all(_is_name(one) for one in people)


def _is_term(words: str) -> bool:
    return re.fullmatch(rf"(?:{_TERM}|{_POST}|år|vakant)(?: \({_TERM}\))?", words) is not None


def _is_name(words: str) -> bool:
    first = words.split(" ")[0]
    if not re.fullmatch(rf"{FULL_NAME.pattern}|{NAME_WORD}(?: [A-ZÅÄÖ]\.?)?", words):
        return False
    return given_evidence(first) >= 0.5 or (" " in words and given_evidence(first) > 0)
