"""One person's testimony put right: who stood in for a chair, what a list leaves out or says twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.compare.circumstances import months
from pipeline.register.testimony import Seen
from pipeline.register.wording import OF_A_MEETING, SUBSTITUTES

_SURE = 2  # meetings from which who chairs is the chair
_VICE = ("vice ordförande", "förste vice ordförande", "andre vice ordförande", "tredje vice ordförande")
_SECRETARIES = (
    "nämndsekreterare", "kommunsekreterare", "förbundssekreterare", "utskottssekreterare", "stadssekreterare",
    "regionsekreterare", "styrelsesekreterare",
)  # fmt: skip

Chairs = dict[tuple[str, str, str | None], list[tuple[str, str]]]  # post and body → (day, person)
Key = tuple[str, str, str | None, str | None, str | None]


def chaired_by(seen: Mapping[str, Sequence[Seen]]) -> Chairs:
    """Who chaired what on which days, by the lists and the titles of minutes."""
    found: Chairs = defaultdict(list)
    for person, said in seen.items():
        for one in said:
            if one.post.endswith("ordförande") and one.quote.date and one.how in ("listed", "titled"):
                found[one.post, one.body, one.organisation].append((one.quote.date, person))
    return found


def drop_repeats(by_person: dict[str, list[Seen]]) -> None:
    """That somebody is replaced tells of a post only where nothing else does; a chair is a member too."""
    for person, said in by_person.items():
        known = {(one.post, one.body, one.organisation) for one in said if one.how != "replaced"}
        led = {(body, of) for post, body, of in known if post.endswith("ordförande")}
        by_person[person] = [
            one for one in said
            if one.how != "replaced"
            or not (
                (one.post, one.body, one.organisation) in known
                or (one.post == "ledamot" and (one.body, one.organisation) in led)
            )
        ]  # fmt: skip


def mark_stand_ins(by_person: dict[str, list[Seen]]) -> None:
    """Who leads one meeting, between two that another chairs, as the vice chair, or to be a member again at
    the next, was the chair of that meeting only."""
    chairs = chaired_by(by_person)
    vice = {
        (person, one.body, one.organisation)
        for person, said in by_person.items() for one in said if one.post in _VICE
    }  # fmt: skip
    for (post, body, of), led in chairs.items():
        if post != "ordförande":
            continue
        days: dict[str, set[str]] = defaultdict(set)
        for day, person in led:
            days[person].add(day)
        for person, mine in days.items():
            day = min(mine)
            others = [d for other, theirs in days.items() if other != person for d in theirs]
            between = any(d < day for d in others) and any(d > day for d in others)
            back = sum(d < day for d in others) >= _SURE and any(
                one.post == "ledamot" and one.body == body and (one.quote.date or "") > day
                for one in by_person[person]
            )
            elected = any(
                one.how == "elected" and (one.post, one.body) == (post, body) for one in by_person[person]
            )
            if (
                len(mine) < _SURE
                and not elected
                and (between or back or ((person, body, of) in vice and others))
            ):
                by_person[person] = [
                    replace(one, post="mötesordförande")
                    if (one.post, one.body, one.organisation) == (post, body, of) else one
                    for one in by_person[person]
                ]  # fmt: skip


def seat_missed(by_person: dict[str, list[Seen]]) -> None:
    """Whom a list names as stood in for was away on the seat they are seen on nearest to that day."""
    for person, said in by_person.items():
        if not any(one.how == "missed" for one in said):
            continue
        seats = [
            one for one in said
            if one.how in ("listed", "titled") and one.quote.date
            and (one.post == "ledamot" or one.post.endswith("ordförande")) and one.post not in OF_A_MEETING
        ]  # fmt: skip
        by_person[person] = [
            _on_seat(one, [s for s in seats if (s.body, s.organisation) == (one.body, one.organisation)])
            if one.how == "missed" else one
            for one in said
        ]  # fmt: skip


def _on_seat(missed: Seen, seats: Sequence[Seen]) -> Seen:
    if not seats or not missed.quote.date:
        return missed
    day = months(missed.quote.date)
    near = min(seats, key=lambda one: (abs(months(one.quote.date or "") - day), one.quote.date))
    return replace(missed, post=near.post, appointer=near.appointer, party=near.party)


def _still(one: Seen, person: str, chaired: Sequence[tuple[str, str]]) -> bool:
    """Whether somebody listed as a member is the chair of before, whom nobody has followed yet.

    Who chaired one meeting only may have stood in: that neither makes them chair nor ends another's time.
    """
    day = one.quote.date or ""
    own = {d for d, who in chaired if who == person and d <= day}
    others = {d for d, who in chaired if who != person and d <= day}
    if not own or day in others:
        return False
    since = {d for d in others if d > max(own)}
    return len(since) < _SURE and (len(own) >= _SURE or not others)


def merged_posts(groups: dict[Key, list[Seen]], chairs: Chairs, person: str) -> dict[Key, list[Seen]]:
    """A chair is a member too: where somebody chairs a meeting, being listed as a member says no more.

    Nor does it in a list that leaves the title out, while nobody else is seen as chair. A substitute whom
    a list has at the table between two of their meetings as substitute serves in another's place, and so
    does one who sits there for some items only, unless the list calls them a member. A guest
    with a title ("Övriga deltagare: …, förbundschef") is seen as what the title says.
    """
    merged = {key: list(said) for key, said in groups.items()}
    for key in groups:
        for other in groups:
            same = other[1:3] == key[1:3] and key[3] in (None, other[3]) and key[4] in (None, other[4])
            if other == key or not same or not _tells_more(other[0], key[0]) or key not in merged:
                continue
            if other[0] in SUBSTITUTES:
                days = sorted(one.day or "" for one in groups[other])
                mine = [
                    o
                    for o in merged[key]
                    if o.how in ("listed", "missed")
                    and days[0] <= (o.quote.date or "")
                    and ((o.sections is not None and not o.explicit) or (o.quote.date or "") <= days[-1])
                ]
            else:
                chaired = {one.quote.document for one in groups[other]}
                chair = sorted(chairs.get(other[:3], ()))
                mine = [o for o in merged[key] if o.quote.document in chaired or _still(o, person, chair)]
            merged[other] += mine
            merged[key] = [one for one in merged[key] if one not in mine]
            if not merged[key]:
                del merged[key]
    return merged


def _tells_more(one: str, other: str) -> bool:
    """Whether the post `one` says of a meeting what `other` says, and more."""
    if other == "ledamot":
        return (one.endswith("ordförande") and one not in OF_A_MEETING) or one in SUBSTITUTES
    if other == "sekreterare":
        return one in _SECRETARIES
    return other == "deltagare" and one not in OF_A_MEETING
