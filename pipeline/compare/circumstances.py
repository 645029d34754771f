"""What surrounds two names: bodies, appointers, roles, parties, lists of those present, copies."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.entities import Evidence, Profile, Seat

# Posts that many hold at once tell nothing of who somebody is.
_SHARED_POSTS = frozenset(
    "ledamot ersättare justerare adjungerad deltagare suppleant revisor tjänstgörande beslutande "
    "handläggare".split()
)
_ONE_LIFE = 8  # years, two terms, that somebody may well be away from a board


@dataclass(frozen=True)
class LimitedSeat(Seat):
    """A seat held for some §§ only: "Anna Bergdahl §§ 1-3"."""

    sections: tuple[str, ...] = ()


def same_place(left: Profile, right: Profile) -> Evidence:
    """One body, or bodies of (or seats given by) one municipality, region or authority."""
    if not left.body or not right.body:
        return Evidence(0.0, "no body is known")
    if left.body == right.body and left.organisation == right.organisation:
        return Evidence(1.0, "the same body")
    a, b = _organisations(left), _organisations(right)
    shared = sorted(a & b)
    if shared:
        return Evidence(0.7, f"both with {shared[0]}")
    if a and b:
        return Evidence(-1.0, f"nothing in common: {sorted(a)[0]} and {sorted(b)[0]}")
    return Evidence(-0.4, "different bodies")


def same_appointer(left: Profile, right: Profile) -> Evidence:
    """Who gave the seat or pays the salary, within one body."""
    a = {seat.appointer for seat in left.seats if seat.appointer}
    b = {seat.appointer for seat in right.seats if seat.appointer}
    if not a or not b or left.body != right.body:
        return Evidence(0.0, "no appointer to compare")
    if a & b:
        return Evidence(1.0, f"both for {sorted(a & b)[0]}")
    return Evidence(-0.6, f"one for {sorted(a)[0]}, one for {sorted(b)[0]}")


def same_role(left: Profile, right: Profile) -> Evidence:
    """A post that few hold at once, in one body: ordförande, förbundschef."""
    a, b = _posts(left), _posts(right)
    if left.body != right.body or not a or not b:
        return Evidence(0.0, "no post to compare")
    if a & b:
        return Evidence(1.0, f"both {sorted(a & b)[0]}")
    return Evidence(-0.3, f"one {sorted(a)[0]}, one {sorted(b)[0]}")


def same_party(left: Profile, right: Profile) -> Evidence:
    """Two parties at one time are two people; two parties at different times may be one who changed."""
    a = {(seat.party.upper(), seat.date) for seat in left.seats if seat.party}
    b = {(seat.party.upper(), seat.date) for seat in right.seats if seat.party}
    ours, theirs = {party for party, _ in a}, {party for party, _ in b}
    if not a or not b:
        return Evidence(0.0, "no party to compare")
    if ours & theirs:
        return Evidence(1.0, f"both {min(ours & theirs)}")
    years = {str(date)[:4] for _, date in a if date} & {str(date)[:4] for _, date in b if date}
    shown = f"{min(ours)} and {min(theirs)}"
    if years:
        return Evidence(-1.0, f"different parties in {max(years)}: {shown}")
    return Evidence(-0.4, f"different parties at different times: {shown}")


def apart_in_time(left: Profile, right: Profile) -> Evidence:
    """Many years between the last meeting of one and the first of the other: a son, or a namesake."""
    a, b = ([int(seat.date[:4]) for seat in profile.seats if seat.date] for profile in (left, right))
    if not a or not b:
        return Evidence(0.0, "no dates to compare")
    years = max(min(a) - max(b), min(b) - max(a))
    if years <= _ONE_LIFE:
        return Evidence(0.0, "not far apart in time")
    return Evidence(-min(1.0, (years - _ONE_LIFE) / 20), f"{years} years between them")


def both_present(left: Profile, right: Profile) -> Evidence:
    """Two names in one list are two people; one in the text only, near one in that list, may be a slip.

    Nor does it say anything when one leaves before the other comes: "Bo Ekmark §§ 1-3", "Bo Ekmarck §§ 4-9".
    """
    pairs = [(a, b) for a in left.seats for b in right.seats if a.list_id == b.list_id]
    at_once = sorted((a.list_id, a.date or "") for a, b in pairs if _at_once(a, b))
    if at_once:
        return Evidence(-1.0, f"both in the list of those present {at_once[0][1]}".rstrip())
    if pairs:
        return Evidence(0.5, "in one list, but never for the same §§")
    if set(left.repeated) & set(right.repeated):
        return Evidence(-0.5, "each more than once at one meeting, spelt so every time")
    seated = {seat.meeting for seat in left.seats} & (
        set(right.meetings) - {seat.meeting for seat in right.seats}
    )
    seated |= {seat.meeting for seat in right.seats} & (
        set(left.meetings) - {seat.meeting for seat in left.seats}
    )
    if seated:
        return Evidence(0.5, "one in the list of a meeting, the other only named at it")
    return Evidence(0.0, "never in one list")


def other_copy(left: Profile, right: Profile) -> Evidence:
    """One in one copy of a meeting's record, the other in another copy, with the same post or appointer."""
    for seat in left.seats:
        for other in right.seats:
            if seat.meeting == other.meeting and seat.list_id != other.list_id:
                posts = set(seat.roles) & set(other.roles)
                if posts or (seat.appointer and seat.appointer == other.appointer):
                    post = sorted(posts)[0] if posts else seat.appointer
                    return Evidence(1.0, f"{post} in two copies of the meeting {seat.date or ''}".rstrip())
    return Evidence(0.0, "no two copies")


def _at_once(a: Seat, b: Seat) -> bool:
    """Whether two seats of one list are held together; a seat without limits lasts all the meeting."""
    if not isinstance(a, LimitedSeat) or not isinstance(b, LimitedSeat):
        return True
    return bool(set(a.sections) & set(b.sections))


def _organisations(profile: Profile) -> set[str]:
    named = {seat.appointer for seat in profile.seats if seat.appointer}
    return {name for name in (profile.organisation, *named) if name}


def _posts(profile: Profile) -> set[str]:
    return {role for seat in profile.seats for role in seat.roles} - _SHARED_POSTS
