"""Clauses: the sentences and list points of a document, each with the label and lead-in that govern it.

    Beslut                                  ← a label: decision
    Styrelsen beslutar                      ← a lead-in: its subject decides each point
    1. att anta budgeten, samt              ← a point; the quote is "att anta budgeten"
    2. att ge kansliet i uppdrag att …

Decisions and mandates both start from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.cuts import REPORTED, decides, line_starts, pieces, pointlike, stretches
from pipeline.extract.headlines import headline, own_label
from pipeline.extract.leads import CHARGES, ELECTS, Lead, lead_in, opens, opens_bulleted, settles
from pipeline.extract.sentences import trimmed
from pipeline.extract.wording import DECIDER, LEAD_VERB, used
from pipeline.facts import Section
from pipeline.patterns import LabelClass, item_label
from pipeline.view import Block, Layout


@dataclass(frozen=True)
class Clause:
    """The clean range ``[start, end)`` of a block: a sentence, or one point of a list.

    `zone` is the class of the `label` above it. `point` tells that it is a point under `lead`,
    `first` that it opens its block. `follows` is the text of the next sentence of the block, `nth`
    counts the blocks since the label; `content` marks what a decision lists, `attached` what stands
    in a document bound in, `front` what stands before the first item of minutes that have items,
    `heading` a numbered line that is a sentence ("§ 4 Dagordningen godkändes.").
    """

    block: Block
    start: int
    end: int
    zone: LabelClass | None = None
    label: str = ""
    lead: Lead | None = None
    point: bool = False
    first: bool = True
    follows: str = ""
    nth: int = 0
    content: bool = False
    attached: bool = False
    section: Section | None = None
    front: bool = False
    heading: bool = False

    @property
    def text(self) -> str:
        """The clean words of the clause."""
        return self.block.text[self.start : self.end]

    def part(self, start: int, end: int) -> Clause:
        """The clause that stands at ``[start, end)`` of this one's text, without its punctuation."""
        a, b = trimmed(self.block.text, self.start + start, self.start + end)
        return replace(self, start=a, end=b)


# no sentence is longer, and no word: what is comes from a damaged text
_LONGEST = 3000
_NO_WORD = re.compile(r"[^\s-]{150}")
_RULE = re.compile(r"[_\-–—=*]{6,}")
_INLINE = re.compile(r"(?P<label>[A-ZÅÄÖ][^.:;\t]{3,60}):(?P<gap>\s*)(?=\S)")
# "BESLUT Kyrkorådet beslöt att …": the label without its colon
_RUN_ON = re.compile(
    rf"(?:BESLUT|Beslut)\s+(?={DECIDER} (?:beslutar|beslutade|beslöt|föreslår|godkänner|antar|avslår"
    rf"|bifaller)\b)"
)
# "1 Planen antas": a point whose number has no full stop
_BARE_NUMBER = re.compile(r"\d{1,2}\s+(?=[A-ZÅÄÖ][a-zåäö]+ )")
# "Från överläggningen förelåg följande förslag:": what members moved
_MOVED = re.compile(
    r"\b(?:föreligger|förelåg|finns|fanns|väcktes|ställdes|framställdes|framfördes) (?:nu )?"
    r"(?:följande|två|tre|flera) (?:förslag|yrkanden)\b"
)
# "Vice ordföranden Alma Ros m.fl. (S) föreslår att nämnden:": a member's motion, no proposal from outside
_MEMBER_MOVES = re.compile(r"\([A-ZÅÄÖ]{1,4}\)[^.:;]{0,80}? (?:föreslår|föreslog|yrkar|yrkade|hemställer)\b")
_ATT = re.compile(r"(?:[Aa]tt|ATT)\b")
_OTHER_MATTERS = re.compile(r"(?:Övrigt|Övriga frågor):?")
_BULLETED = re.compile(r"[•*–-]\s")
_BULLET_BELOW = re.compile(r"\s*(?:[•*–-]|\d{1,2}[.)]|[a-h]\))\s")
_COUNTED = re.compile(r"\d{1,2}(?:[a-z]|\.\d{1,2})? [A-ZÅÄÖ][^.]*$")
_ATTACHMENT = re.compile(r"(?:Bilaga \w{1,3}|TJÄNSTESKRIVELSE|Tjänsteskrivelse|Tjänsteutlåtande)\b(?!.*\.$)")


@dataclass
class _State:
    """What governs the next block."""

    zone: LabelClass | None = None
    label: str = ""
    lead: Lead | None = None
    soft: bool = False  # the zone came with "Beslut: …" and lasts for the list that follows only
    used: bool = False  # something stood under the zone
    nth: int = 0
    fresh: bool = False  # "Nämnden beslutade följande:", "… föreslår fullmäktige" stands right above
    numbered: bool = False  # numbered points stand above: bullets below one of them are its content
    listing: bool = False  # what follows is the content of the decision above
    open: str = ""  # the sentence above when it stops at an "och"
    attached: bool = False
    front: bool = False
    outer: Lead | None = None  # the lead-in of the list in which a point leads in a list of its own
    inner_att: bool = False  # the points of that inner list begin with "att" too
    inner_item: bool = False  # and have bullets
    section: int | None = -1
    part: str = ""


def clauses(layout: Layout) -> list[Clause]:
    """Every sentence and list point of the document in the order of the text."""
    found: list[Clause] = []
    state = _State()
    itemised = {block.part for block in layout.blocks if block.section is not None}
    previous: Block | None = None
    for block in layout.blocks:
        if block.kind in ("furniture", "contents", "front"):
            continue
        if (block.section, block.part) != (state.section, state.part) or (
            previous and state.used and _ruled(layout, previous, block)
        ):
            state = _State(section=block.section, part=block.part)
        previous = block
        if (
            _ATTACHMENT.match(block.text)
            and len(block.text) < 90
            and block.section is not None
            and not _listed(state)
        ):
            _enter(state, None, "")
            state.attached = True
            continue
        state.front = block.section is None and (
            block.part in itemised or layout.part_of(block).meeting.kind != "minutes"
        )
        if block.kind == "heading":
            _enter(state, item_label(block.text), block.text)
            label = own_label(block.text)
            for start, stop in headline(block.text):
                found.extend(
                    replace(one, heading=True, zone="decision", label=label, nth=0)
                    if label
                    else replace(one, heading=True, zone=one.zone if one.point else None, nth=0)
                    for one in _block(layout, state, block, start, stop)
                )
            continue
        if _OTHER_MATTERS.fullmatch(block.text.strip()):
            _enter(state, None, "")
            continue
        if _COUNTED.match(block.text) and block.kind == "item" and state.lead:
            _enter(state, None, "")  # a bullet with a number of its own heads the next item
        if block.kind == "label" and item_label(block.text) == "motions" and decides(block.text):
            _enter(state, None, "")  # "Mötet bifaller yrkandet" heads nothing
        elif block.kind == "label" and not _BULLETED.match(block.text):
            _label(state, block)
            continue
        for start, stop in stretches(block):
            found.extend(_block(layout, state, block, start, stop))
    return found


def _listed(state: _State) -> bool:
    """Under "Beslutsunderlag" an attachment is only named."""
    return (state.zone in ("basis", "distribution") and state.nth > 0) or state.zone == "basis"


def _ruled(layout: Layout, before: Block, after: Block) -> bool:
    """A line drawn across the page ends what a label governs."""
    return bool(_RULE.search(layout.source.text, before.end, after.start))


def _enter(state: _State, zone: LabelClass | None, label: str) -> None:
    state.zone, state.label, state.lead, state.soft, state.used = zone, label, None, False, False
    state.nth, state.numbered, state.listing, state.outer = 0, False, False, None


def _label(state: _State, block: Block) -> None:
    zone = item_label(block.text)
    opening = state.lead.text if state.lead else state.open
    if opening and block.text[0].islower():
        # "… och föreslår att / kommunfullmäktige beslutar:": the lead-in runs over the line
        whole = lead_in(f"{opening} {block.text}")
        if whole:
            state.lead = whole
            return
    run_on = _RUN_ON.match(block.text)
    lead = lead_in(block.text[run_on.end() if run_on else 0 :]) if LEAD_VERB.search(block.text) else None
    if lead:
        # "Förslag till beslut / Socialnämnden beslutar / att …" stays a proposal
        kept = state.zone if state.zone == "proposal" and not lead.past and not state.soft else "decision"
        # "Styrelsens förslag till fullmäktige / Fullmäktige beslutar / att …": whose proposal it is
        _enter(state, kept, state.label if kept == "proposal" else block.text)
        state.lead = lead
    else:
        _enter(state, zone, block.text)
        if zone == "proposal":
            state.lead = lead_in(block.text)


def _block(layout: Layout, state: _State, block: Block, start: int, stop: int) -> list[Clause]:
    text = block.text[:stop]
    if _ATT.match(text, start):
        # "att anta budgeten enligt följande: – skola 3 mnkr / att uppdra åt …": the outer list goes on
        state.listing = state.listing and state.lead is None
        if state.nth <= 1:
            state.inner_item = block.kind == "item"
        if state.outer and (not state.inner_att or (state.inner_item and block.kind != "item")):
            state.lead, state.outer = state.outer, None
    elif state.outer and state.nth <= 1:
        state.inner_att = False
    listed = block.kind == "item" or pointlike(text[start:])
    fresh, state.fresh = state.fresh, False
    if state.lead and _elects(state.lead):
        listed = len(text) - start < 160 and not used(text[start:])  # "Siv Melin till ordförande."
    if state.soft and not listed and not fresh:
        _enter(state, None, "")
    elif state.lead and not listed and not fresh and state.zone not in ("decision", "proposal"):
        state.lead = None
    inline, run_on = _INLINE.match(text, start), _RUN_ON.match(text, start)
    if run_on:
        _enter(state, "decision", "Beslut")
        state.soft, start = True, run_on.end()
    elif inline and item_label(inline["label"]) and (inline["gap"] or LEAD_VERB.search(inline["label"])):
        _enter(state, item_label(inline["label"]), inline["label"])
        state.soft, start = True, inline.end()
        if state.zone == "proposal" or LEAD_VERB.search(inline["label"]):
            state.lead = lead_in(inline["label"] + ":")
    state.used = True
    section = layout.section_of(block)
    made: list[Clause] = []
    ranges = pieces(block, start, stop) if block.kind != "row" else list(block.cells)
    openings = {start, *(a for a in line_starts(block))}
    for number, (whole, b) in enumerate(ranges):
        a, b = trimmed(text, whole, b)
        if a >= b or b - a > _LONGEST or _NO_WORD.search(text, a, b):
            continue
        first = number == 0 or (
            whole in openings
            and bool(
                pointlike(text[whole:])
                or REPORTED.match(text[whole:])
                or (state.lead and _under_colon(state.lead) and block.kind != "item")
            )
        )
        final = number == len(ranges) - 1
        if number and first and state.outer and state.inner_item and _ATT.match(text, a):
            state.lead, state.outer = state.outer, None  # a line with no bullet below the inner list's last
        opening = text[a:] if final else text[a:b]
        # an opener ends its stretch, or stands on a line of its own above the points of its paragraph
        governs = final or (ranges[number + 1][0] in openings and pointlike(text[ranges[number + 1][0] :]))
        bulleted = final and opens_bulleted(opening) and _BULLET_BELOW.match(layout.source.text, block.end)
        introduces = governs and (bulleted or (opens(opening) and not settles(opening)))
        lead = lead_in(opening) if introduces else None
        if lead:
            outer = state.lead if listed and state.zone in ("decision", "proposal") else None
            if outer and lead.decider is None and lead.addressee is None:
                lead = replace(lead, decider=outer.decider, addressee=outer.addressee)
            _open(state, lead)
            state.outer, state.inner_att = outer, outer is not None
            listed = listed or not final
            continue
        follows = text[ranges[number + 1][0] : ranges[number + 1][1]] if not final else ""
        bullet = block.kind == "item" and not block.marker[:1].isalnum() and not block.marker.startswith("(")
        content = (state.numbered and bullet) or (state.listing and first)
        state.numbered = state.numbered or (block.kind == "item" and block.marker[:1].isdigit())
        # what stands between numbered points without a number is none of them
        colon = state.lead is not None and _under_colon(state.lead)
        spoken = fresh and state.lead is not None and (colon or bool(used(text[a:b])))
        pointed = listed or spoken or (colon and not state.numbered)
        point = state.lead is not None and first and not content and pointed
        zone = state.zone
        if zone == "proposal" and state.soft and not first and not listed:
            zone = None  # "Förslag: Avgiften höjs. Efter omröstning beslutade mötet …"
        bare = _BARE_NUMBER.match(text[a:b]) if first and zone in ("decision", "proposal") else None
        made.append(
            Clause(
                block,
                a + bare.end() if bare and used(text[a + bare.end() : b]) else a,
                b,
                zone,
                state.label,
                state.lead,
                point,
                first,
                follows,
                state.nth,
                content,
                state.attached or (section is not None and section.kind == "attachment"),
                section,
                state.front,
            )
        )
    last = text[ranges[-1][0] :] if ranges else ""
    if last and settles(last):
        state.listing = block.kind != "item"
    state.open = last if re.search(r"\b(?:och|samt)$", last.rstrip()) else ""
    state.nth += 1
    return made


def _under_colon(lead: Lead) -> bool:
    return lead.text.rstrip().endswith(":") or _elects(lead)


def _elects(lead: Lead) -> bool:
    return ELECTS.fullmatch(lead.text.rstrip(". ")) is not None


def _open(state: _State, lead: Lead) -> None:
    zone = state.zone
    proposing = re.search(r"\b(?:föreslår|föreslog|hemställer|förslag)\b", lead.text)
    kept = zone
    if zone == "proposal" and not state.soft and not lead.past:
        pass
    elif not lead.delegated and (
        proposing or LEAD_VERB.search(lead.text) or CHARGES.match(lead.text) or _elects(lead)
    ):
        kept = "decision" if not proposing or zone == "decision" else "proposal"
    if zone in ("background", "earlier", "motions", "voting", "reservation", "basis", "distribution"):
        kept = zone
    if kept == "proposal" and (_MOVED.search(lead.text) or _MEMBER_MOVES.search(lead.text)):
        kept = "motions"
    soft = state.soft or zone is None
    _enter(state, kept, state.label)
    state.lead, state.soft = lead, soft
    spoken = _under_colon(lead) and bool(LEAD_VERB.search(lead.text))
    state.fresh = not lead.delegated and (spoken or lead.addressee is not None)
