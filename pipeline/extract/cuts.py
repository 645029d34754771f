"""Where a block falls into sentences, points of a list and statements of their own line."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.extract.leads import opens
from pipeline.extract.wording import DECIDER, opening
from pipeline.sentences import sentences
from pipeline.view import Block

_FAR = 400  # characters in which a verb with what stands inside it ends
_POINT = re.compile(r"(?:dels )?(?:[Aa]tt|ATT)\b|[a-zåäö]+a\b")
_GOES_ON = re.compile(
    r"\b(?:uppdrag\w*|uppgift\w*|besluta\w*|beslöt|besluts?|föresl\w+|uppdr\w+ (?:åt"
    r"|till)(?: \S+){1,6}|för|om|så|genom|förslag\w*|finner|anser|menar|innebär|innebära|än"
    r"|på|av|uppdras|kommer|med)$"
)
# lines of a list of delegated decisions, one each, that wrapping joined
REPORTED = re.compile(
    r"(?:Av [A-ZÅÄÖa-zåäö]+ [A-ZÅÄÖ]|[A-ZÅÄÖ][\wåäö-]+s beslut\b"
    r"|[A-ZÅÄÖ][^:.]{3,60}: (?=\S)|Delegationsbeslut\b|\d+ (?:st|beslut)\b)"
)
# a line that begins a decision though the line above lacks its full stop
_DECIDES = re.compile(
    rf"(?:(?:{DECIDER}|Vi) (?:har )?(?:beslut(?:ade|ar|at)|beslöt|bestämde|tog beslut"
    r"|bif(?:aller|öll)|godkän(?:ner|de)|av(?:slår|slog)|fastställ(?:er|de)|valde|väljer)"
    r"|Besluta(?:des|s)|Beslöts|Beslut (?:togs|fattades))\b|Beslut: (?=\S)"
)
# "Nämnden tillstyrker yrkandet och föreslår / att kommunfullmäktige beslutar:" is one lead-in
_LEADS_ON = re.compile(rf"att {DECIDER} (?:att )?(?:besluta|beslutar)\b[^.:]{{0,60}}:")
_UNFINISHED = re.compile(r"(?:,|\b(?:att|och|samt|som|när|då|om|för|av|till|i|på|den|det|en|ett))\s*$")
# "… informerar om läget. att ta informationen till protokollet": the label above it got lost
# "Pengarna tryter, Beslut togs att …": the capital tells that a sentence begins
_INSIDE = re.compile(
    r",\s+(?=Beslut (?:togs|fattades)\b|vi tar (?:det|detta|frågan) (?:upp )?(?:på|vid|till) nästa\b)"
    r"|(?<=[.!?])\s+(?=B(?:eslut|ESLUT): ?\S)"
    r"|(?<=[a-zåäö]{4}\.)\s+(?=att [a-zåäö]+a\b(?! (?:är|var)\b))"
    r"|(?<=[a-zåäö]\w)\.(?=[A-ZÅÄÖ]{1,2}[a-zåäö]* [a-zåäö]+r\b)"
)


def line_starts(block: Block) -> list[int]:
    """Clean offsets at which the physical lines of a block begin, but the first."""
    return [bisect_left(block.offsets, start) for start, _ in block.lines[1:]]


def stretches(block: Block) -> list[tuple[int, int]]:
    """The ranges of a block that stand for themselves: a new one begins with a line that decides.

    "Vi talade om mässan / Styrelsen beslöt att delta / Styrelsen beslöt att Bo bokar bordet": three.
    """
    text = block.text
    if block.kind == "row":
        return [(0, len(text))]
    cuts = [
        at
        for at in line_starts(block)
        if 0 < at < len(text) and _DECIDES.match(text[at:]) and not _UNFINISHED.search(text[:at])
    ]
    cuts = sorted({*cuts, *(match.end() for match in _INSIDE.finditer(text))})
    return [(a, b) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if text[a:b].strip(" ,")]


def decides(line: str) -> bool:
    """Whether a line opens with a body and its deciding verb: "Mötet bifaller yrkandet"."""
    return _DECIDES.match(line) is not None


def pieces(block: Block, start: int, stop: int) -> list[tuple[int, int]]:
    """Sentences; and att-clauses or headed lines that a list without bullets joined to one paragraph."""
    text = block.text[:stop]
    lines = [at for at in line_starts(block) if start < at < stop]
    if not lines:
        return sentences(text, start)
    cuts: list[int] = []
    for at in lines:
        if _begins_point(text[cuts[-1] if cuts else start : at], text[at:]):
            cuts.append(at)
    if not cuts and REPORTED.match(text[start:]):
        cuts = [at for at in lines if REPORTED.match(text[at:])]
    ranges: list[tuple[int, int]] = []
    for a, b in zip([start, *cuts], [*cuts, stop], strict=True):
        ranges.extend((x, y) for x, y in sentences(text[:b], a))
    return ranges


def pointlike(text: str) -> bool:
    """Whether text begins as a point after "beslutar att" does: "att …", "godkänna …"."""
    verb = opening(text[:_FAR])
    return bool(_POINT.match(text)) or (verb is not None and verb.form == "infinitive")


def _begins_point(before: str, after: str) -> bool:
    before = before.rstrip()
    if re.match(r"[a-h][/)] ?[A-ZÅÄÖ]", after) and (re.match(r"[a-h][/)]", before) or after.startswith("a")):
        return True  # "a/ Ordförande: Siv Melin", each on a line
    if not pointlike(before):
        # "Utskottet föreslår att kommunfullmäktige beslutar / att anta …": the points follow line by line
        return (
            bool(re.match(r"(?:att|ATT)\b", after))
            and opens(before)
            and not before.endswith(" att")
            and not _LEADS_ON.match(after)
        )
    if after.startswith("ATT "):
        return True
    if re.match(r"att\b", after):
        return before.endswith((",", ";", ".", " samt", " och")) or not _GOES_ON.search(before)
    verb = opening(after[:_FAR])
    return before.endswith((",", ";")) and verb is not None and verb.form == "infinitive"
