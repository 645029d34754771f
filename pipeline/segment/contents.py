"""Lists of contents: items announced there are no items, with or without dots and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import pairwise

from pipeline.patterns import item_label
from pipeline.segment.casenumbers import is_case
from pipeline.segment.inner import OPENING
from pipeline.segment.lines import Line
from pipeline.segment.titles import PERSON, SIGNED_FOR, Candidate, Heading, has_page_tail
from pipeline.segment.wrapping import states

# what heads a list that is nothing but contents
_CONTENTS_ONLY = re.compile(
    r"(?:innehåll(?:sförteckning)?|(?:beslutade |behandlade )?paragrafer"
    r"|(?:protokolls|ärende|paragraf)förteckning|paragraf(?:lista|register))",
    re.IGNORECASE,
)
# what heads contents in minutes, and the agenda itself in a notice
_CONTENTS = re.compile(
    rf"(?:{_CONTENTS_ONLY.pattern}|ärendelista"
    r"|(?:behandlade |dagens )?ärenden(?: (?:till|på|vid|i) .{3,40})?"
    r"|lista över (?:ärenden|paragrafer)|(?:förslag till )?(?:dag|ärende)ordning(?:en)?(?: för .{3,40})?"
    r"|(?:förslag till )?föredragningslista(?:n)?(?: för .{3,40})?|agenda(?:n)?)",
    re.IGNORECASE,
)
# the heads of its columns: "§⇥Ärende⇥Sida"
_COLUMN = re.compile(
    r"§§?|nr|paragraf(?:er)?|punkt|ärende(?:n|rubrik|mening)?|rubrik|dnr|diarie(?:nr|nummer)|sid(?:a|an|nr)?\.?"
    r"|föredragande|tid|bilaga|handlingar|ansvarig",
    re.IGNORECASE,
)
_PAGES = re.compile(r"sid(?:a|an|nr|or)?\.?", re.IGNORECASE)
_OF_COLUMNS = re.compile(r"ärende|rubrik|sid(?:a|an|nr)?\.?$|paragraf", re.IGNORECASE)
_HEAD_LINE = re.compile(
    r"(?:plats och tid|tid och plats|plats\s?:|tid\s?:|besluta(?:nde|re)\b|närvarande\b"
    r"|sammanträdesdatum|ledamöter\b"
    r"|deltagare\b|utses\b|justera(?:re|ndes?)\b|underskrift|organ\b)",
    re.IGNORECASE,
)
# what stands on a cover behind its list of items
_COVER = re.compile(
    r"(?:underskrift(?:er)?|anslag\s?/?\s?bevis|anslagsbevis|bevis\s?/?\s?om anslag"
    r"|bevis om justering|sekreterare|ordförande|justera(?:re|nde|ndes?|d|t)"
    r"|vid protokollet|utses att justera|justeringens|plats och tid|besluta(?:nde|re)|närvarande)\b",
    re.IGNORECASE,
)
# the time of an entry in a föredragningslista: "§ 12⇥Budget⇥Per Nyberg⇥09.10"
_CLOCK_TAIL = re.compile(r"[\t ](?:kl\.? ?)?\d{1,2}[.:]\d\d(?:\s?[-–]\s?\d{1,2}[.:]\d\d)?$")
# "§ 62 Budget ... 4": three dots are enough before a page number
_DOTS_TAIL = re.compile(r"\.{3}\s?\d{1,3}$|…\s?\d{1,3}$")
_OFFICE = re.compile(r"\b(?:ordf|sekr|m\.?fl|m\.?m)\.$", re.IGNORECASE)
_BARE = 40  # letters between two entries that are still no text (a presenter, a case number)
_THIN = 140  # letters of a presenter, his office and a case number
_BELOW = 0.15  # of the entries of a list that may have lines of their own below
_LEAST = 3  # headings in a row
_ALONE = 4  # that nothing but their row gives away


def announced(
    lines: list[Line], skip: Set[int], made: list[tuple[Candidate, Heading]], minutes: bool
) -> set[int]:
    """First lines of headings that only announce an item; a notice's agenda does not (`minutes`)."""
    between = [_between(lines, skip, made, k) for k in range(len(made))]
    bodies = [sum(map(len, texts)) for texts in between]
    groups: dict[str, list[int]] = defaultdict(list)
    for k, (_, heading) in enumerate(made):
        groups[heading.number].append(k)
    out: set[int] = set()
    out.update(k for k in range(len(made)) if bodies[k] < _BARE and _several(made[k]))
    for run in _runs(made, between):
        again = [groups[made[k][1].number][-1] > run[-1] for k in run]  # the places are in order
        # an item about the dagordning may stand over the list, with a line of text of its own
        head = next((n for n, k in enumerate(run) if again[n] or not bodies[k]), 0) if any(again) else 0
        if _repeated(run[head:], again[head:], made, groups, bodies):
            out.update(run[head:])
        elif minutes:
            out.update(_told_elsewhere(lines, skip, run, made, between))
        elif _headed(lines, made[run[0]][1].first, _CONTENTS_ONLY):
            out.update(run)
    for ks in groups.values():
        ks = [k for k in ks if k not in out] or ks
        ends = [k for k in ks if _announces(lines[made[k][1].last])]
        if len(ks) == 1:
            if bodies[ks[0]] < _BARE and ends and len(made) > 2:
                out.add(ks[0])
            continue
        if ends and len(ends) < len(ks):
            out.update(ends)
            ks = sorted(set(ks) - set(ends))
        most = max((bodies[k], k) for k in ks)
        out.update(k for k in ks if (bodies[k], k) != most and bodies[k] < 80 + 0.1 * most[0])
    return {made[k][1].first for k in out}


def _between(lines: list[Line], skip: Set[int], made: list[tuple[Candidate, Heading]], k: int) -> list[str]:
    """The lines between a heading and the next."""
    stop = made[k + 1][1].first if k + 1 < len(made) else len(lines)
    below = range(made[k][1].last + 1, stop)
    own = [lines[i].text for i in below if i not in skip and not lines[i].blank]
    return [*_behind(lines, made[k][1]), *own]


def _behind(lines: list[Line], heading: Heading) -> list[str]:
    """The text on a heading's own line: "§ 3 Val av justerare. Bo Lund valdes."; no page nor presenter."""
    line = lines[heading.last]
    tail = line.text[sum(at < heading.end for at in line.offsets) :].lstrip(" .:")
    return [tail] if tail.endswith((".", "!", "?")) and "\t" not in tail and len(tail.split()) > 2 else []


def _runs(made: list[tuple[Candidate, Heading]], between: list[list[str]]) -> list[list[int]]:
    """Headings that stand one under the other, numbers rising, no text between them."""
    runs: list[list[int]] = []
    for k in range(len(made)):
        rises = k > 0 and made[k][0].number >= made[k - 1][0].number
        if rises and _thin(between[k - 1]):
            runs[-1].append(k)
        else:
            runs.append([k])
    return [run for run in runs if len(run) > 1]


def _thin(texts: Sequence[str]) -> bool:
    """Whether nothing or only a presenter or a case number stands between two headings."""
    total = sum(map(len, texts))
    if total < _BARE:
        return not any(text.endswith(".") and " " in text and not _OFFICE.search(text) for text in texts)
    return total < _THIN and not any(
        text.endswith((".", ":", "?")) or states(text) or item_label(text) for text in texts
    )


def _repeated(
    run: list[int],
    again: list[bool],
    made: list[tuple[Candidate, Heading]],
    groups: dict[str, list[int]],
    bodies: list[int],
) -> bool:
    """Whether the items of a run come again: half of them, or the first ones where the text is cut."""
    if sum(again) >= max(2, len(run) * 0.5):
        return True
    last = groups[made[run[0]][1].number][-1]
    return again[0] and bodies[last] >= _BARE and sum(again) == sum(k > run[-1] for k in range(len(made)))


def _several(pair: tuple[Candidate, Heading]) -> bool:
    """ "§ 41/24 Uppföljning § 42/24 Taxor": two items on a line."""
    cand, heading = pair
    if heading.first != heading.last:
        return False
    others = re.findall(r"\s§\s?(\d{1,4})(?:/\d{2,4})?\s+[A-ZÅÄÖ]", cand.rest)
    return any(cand.number < int(number) <= cand.number + 30 for number in others)


def _told_elsewhere(
    lines: list[Line],
    skip: Set[int],
    run: list[int],
    made: list[tuple[Candidate, Heading]],
    between: list[list[str]],
) -> list[int]:
    """What of a run of headings in minutes, whose numbers do not come again, is a list."""
    first, last = made[run[0]][1].first, made[run[-1]][1].last
    if _headed(lines, first, _CONTENTS) and _silent([between[k] for k in run[:-1]]):
        return run
    if len(run) < _LEAST:
        return []
    if run[0] > 0:  # "§ 22 Delegationsbeslut" / "§ 12 …" / "§ 13 …": items of others, reported
        before = made[run[0] - 1][0].number
        lower = [k for k in run if made[k][0].number < before]
        opens = any(OPENING.search(made[k][1].title) for k in lower)
        return [] if opens or len(lower) < _LEAST else lower
    if all(made[k][0].begins for k in run):
        return []  # "• § 12 Budget": a page of items, each with its mark
    if sum(_CLOCK_TAIL.search(lines[made[k][1].first].text) is not None for k in run) > len(run) / 2:
        return run
    if not _unspoken(run, made, between):
        return []
    steps = all(made[b][0].number - made[a][0].number == 1 for a, b in pairwise(run))
    return run if _covered(lines, skip, last) or (len(run) >= _ALONE and steps) else []


def _covered(lines: list[Line], skip: Set[int], last: int) -> bool:
    """Whether the labels of a cover follow a list: "Underskrifter" / "Sekreterare⇥Karin Wik"."""
    below = [i for i in range(last + 1, min(last + 12, len(lines))) if i not in skip and not lines[i].blank]
    return sum(_COVER.match(lines[i].text) is not None for i in below[:4]) >= 2


def _silent(between: list[list[str]]) -> bool:
    """Whether almost nothing but presenters, case numbers and wrapped titles stands between entries."""
    return sum(all(map(_quiet, texts)) for texts in between) >= 0.7 * len(between)


def _quiet(text: str) -> bool:
    return (
        is_case(text)
        or text[0].islower()
        or text[0].isdigit()
        or PERSON.fullmatch(text) is not None
        or re.fullmatch(r"\w*(?:ärenden|frågor|punkter)", text) is not None
    )


def _unspoken(run: list[int], made: list[tuple[Candidate, Heading]], between: list[list[str]]) -> bool:
    """Whether the items of a run are titles and nothing else: no "§ 5 Dagordningen godkändes."."""
    titles = [made[k][1].title for k in run]
    below = [between[k] for k in run[:-1] if between[k]]
    if len(below) > _BELOW * len(run) or any(map(_told, (text for texts in below for text in texts))):
        return False
    return not any(title.endswith((".", "!", "?")) or ":" in title or states(title) for title in titles)


def _told(text: str) -> bool:
    """Whether a line under a title says something: no "Meddelande om statsbidrag" below "Meddelanden"."""
    return text.endswith((".", ":", "?", "!")) or states(text) or item_label(text) is not None


def _headed(lines: list[Line], first: int, words: re.Pattern[str]) -> bool:
    """Whether a list that begins at line `first` stands under such a heading, or one of its columns below."""
    above = [line for line in lines[max(0, first - 6) : first] if not line.blank]
    return any(_heads(line, words) for line in above[-1:]) or (
        len(above) > 1 and _heads(above[-2], words) and not re.search(r"\d", above[-1].text)
    )


def _heads(line: Line, words: re.Pattern[str]) -> bool:
    """ "Innehållsförteckning: Sid.", "Ärendelista", "§⇥Ärende⇥Sida"."""
    bare = re.sub(r"[\s:]*(?:\bsid(?:a|an|or|nr)?\b\.?)?[\s:]*$", "", line.text, flags=re.IGNORECASE)
    if words.fullmatch(bare):
        return True
    cells = [line.text[a:b] for a, b in line.cells if b > a]
    return (
        len(cells) > 1
        and all(_COLUMN.fullmatch(cell) or words.fullmatch(cell) for cell in cells)
        and any(_OF_COLUMNS.match(cell) or words.fullmatch(cell) for cell in cells)
        # a notice's agenda has columns too: only pages tell its list of contents
        and (words is not _CONTENTS_ONLY or any(_PAGES.fullmatch(cell) for cell in cells))
    )


def listed_points(lines: list[Line], skip: Set[int], chain: list[Candidate], minutes: bool) -> bool:
    """Whether numbered points without text stand under "Innehåll" or on a cover: no items of minutes."""
    if not chain or not _silent([_inner(lines, skip, a.line, b.line) for a, b in pairwise(chain)]):
        return False
    if _headed(lines, chain[0].line, _CONTENTS if minutes else _CONTENTS_ONLY):
        return True
    return minutes and len(chain) >= _ALONE and _covered(lines, skip, chain[-1].line)


def _inner(lines: list[Line], skip: Set[int], first: int, stop: int) -> list[str]:
    return [lines[i].text for i in range(first + 1, stop) if i not in skip and not lines[i].blank]


def second_time(chain: list[Candidate], again: list[Candidate]) -> bool:
    """Whether `again`, found behind `chain`, is the minutes and `chain` only their agenda.

    A dagordning lists the points without text; the same points come again with theirs.
    """
    if not chain or not again or any(b.line - a.line > 2 for a, b in pairwise(chain)):
        return False
    if again[0].number != chain[0].number:
        return False
    return len(again) >= len(chain) - 1 or _words(again[0].rest) == _words(chain[0].rest) != []


def _words(title: str) -> list[str]:
    return re.findall(r"\w+", title.casefold())


def _announces(line: Line) -> bool:
    """Whether a line ends as entries of a contents list do: "§ 3 Budget ...... 7"."""
    leader = line.leader and not SIGNED_FOR.search(line.text)
    return leader or has_page_tail(line.text) or _DOTS_TAIL.search(line.text) is not None


def contents_region(lines: list[Line], skip: Set[int], found: Sequence[Heading]) -> set[int]:
    """Lines from "Innehåll" (or "Ärendelista") to the first real heading after it.

    Within the items only a list of numbers is one: "Dagordning" may be what an item is about.
    """
    region: set[int] = set()
    within = {i for heading in found for i in range(heading.first, heading.last + 1)}
    for i, line in enumerate(lines):
        if i in skip or i in within or len(line.text) >= 60 or not _heads(line, _CONTENTS):
            continue
        stop = next((heading.first for heading in found if heading.first > i), i + 1)
        stop = next((j for j in range(i + 1, stop) if _HEAD_LINE.match(lines[j].text)), stop)
        if found and found[0].first < i and not _counts(lines[i + 1 : min(stop, i + 8)]):
            continue
        if stop - i <= 150:
            region.update(j for j in range(i, stop) if j not in skip)
    return region


def _counts(below: list[Line]) -> bool:
    """Whether the first line below begins with a number."""
    text = next((line.text for line in below if not line.blank), "")
    return re.match(r"(?:\w{2,8} )?§?\s?\d{1,4}\b(?![-/.:]\d)", text) is not None
