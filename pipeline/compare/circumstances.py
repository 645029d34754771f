"""What surrounds two names: bodies, appointers, roles, parties, lists of those present, copies."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable

from pipeline.entities import Evidence, LimitedSeat, Profile, Seat

# Posts that many hold at once tell nothing of who somebody is.
_SHARED_POSTS = frozenset(
    "ledamot ersättare justerare adjungerad deltagare suppleant revisor tjänstgörande beslutande "
    "handläggare".split()
)
# Parties that go by other letters since: 2015, 1996, 1990.
_RENAMED = {"FP": "L", "KDS": "KD", "VPK": "V"}
ONE_LIFE = 8  # years, two terms, that somebody may well be away from a board
_ONE_TERM = 4  # years
_FLUENT = 3  # meetings in turn that leave no doubt


def same_place(left: Profile, right: Profile) -> Evidence:
    """One body, or bodies of (or seats given by) one municipality, region or authority."""
    if not left.body or not right.body:
        return Evidence(0.0, "no body is known")
    if left.body == right.body and left.organisation == right.organisation:
        return Evidence(1.0, "the same body")
    a, b = organisations(left), organisations(right)
    shared = a & b
    if shared:
        return Evidence(0.7, f"both with {shown(shared)}")
    if a and b:
        return Evidence(-1.0, f"nothing in common: {shown(a)} and {shown(b)}")
    return Evidence(-0.4, "different bodies")


def same_appointer(left: Profile, right: Profile) -> Evidence:
    """Who gave the seat or pays the salary, within one body."""
    a = {seat.appointer for seat in left.seats if seat.appointer}
    b = {seat.appointer for seat in right.seats if seat.appointer}
    if not a or not b or left.body != right.body:
        return Evidence(0.0, "no appointer to compare")
    if a & b:
        return Evidence(1.0, f"both for {shown(a & b)}")
    return Evidence(-0.6, f"one for {shown(a)}, one for {shown(b)}")


def same_role(left: Profile, right: Profile) -> Evidence:
    """A post that few hold at once, in one body and at most a term apart: ordförande, förbundschef."""
    a, b = _posts(left), _posts(right)
    if left.body != right.body or not a or not b:
        return Evidence(0.0, "no post to compare")
    shared = sorted(a.keys() & b.keys())
    near = [post for post in shared if _years_between(a[post], b[post]) <= _ONE_TERM]
    if near:
        return Evidence(1.0, f"both {near[0]}")
    if shared:
        return Evidence(0.0, f"both {shared[0]}, but years apart")
    return Evidence(-0.3, f"one {min(a)}, one {min(b)}")


def same_party(left: Profile, right: Profile) -> Evidence:
    """Two parties at one time are two people; two parties at different times may be one who changed."""
    a = {(party_today(seat.party), seat.date) for seat in left.seats if seat.party}
    b = {(party_today(seat.party), seat.date) for seat in right.seats if seat.party}
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


def party_today(letters: str) -> str:
    """A party's letters in capitals, those it has now: the Folkpartiet of "fp" is the Liberalerna of "L"."""
    return _RENAMED.get(letters.upper(), letters.upper())


def apart_in_time(left: Profile, right: Profile) -> Evidence:
    """Many years between the last meeting of one and the first of the other: a son, or a namesake.

    So is who comes to a body that another of the name has left, as its minutes say.
    """
    for one, other in ((left, right), (right, left)):
        came = min((seat.date for seat in other.seats if seat.date), default="")
        same = (one.body, one.organisation) == (other.body, other.organisation)
        if same and one.left and came > one.left:
            return Evidence(-1.0, f"one left on {one.left}, the other came on {came}")
    a, b = ([int(seat.date[:4]) for seat in profile.seats if seat.date] for profile in (left, right))
    if not a or not b:
        return Evidence(0.0, "no dates to compare")
    years = max(min(a) - max(b), min(b) - max(a))
    if years <= ONE_LIFE:
        return Evidence(0.0, "not far apart in time")
    return Evidence(-min(1.0, (years - ONE_LIFE) / 20), f"{years} years between them")


def in_turn(left: Profile, right: Profile) -> Evidence:
    """Whether one sits just where the other is missing: a name spelt otherwise now and then.

    Of two members who sit at the same time some meeting sees both. One who comes once, or now and then,
    between the meetings of the other and never beside him is rather him under another spelling.
    """
    if left.body != right.body or left.organisation != right.organisation:
        return Evidence(0.0, "no body in common")
    a, b = ({seat.date: seat.meeting for seat in profile.seats if seat.date} for profile in (left, right))
    if not a or not b or set(a.values()) & set(b.values()):
        return Evidence(0.0, "not in turn")
    fewer, more = sorted((a, b), key=lambda dates: (len(dates), min(dates)))
    between = [day for day in fewer if min(more) < day < max(more)]
    if len(between) < len(fewer) or len(more) < 2 or not _near(fewer, more):
        return Evidence(0.0, "not in turn")
    often = f"{len(between)} meetings" if len(between) > 1 else "a meeting"
    return Evidence(
        min(1.0, (1 + len(between)) / (1 + _FLUENT)), f"one sits at {often} where the other is missing"
    )


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


def organisations(profile: Profile) -> set[str]:
    """Keys of the organisations whose boards somebody sits on or for whom they sit."""
    named = {seat.appointer for seat in profile.seats if seat.appointer}
    return {name for name in (profile.organisation, *named) if name}


def shown(organisations: set[str]) -> str:
    """The first of some keys of organisations, for people to read: "kansliet" of its body."""
    return min(organisations).partition("@")[0]


def _posts(profile: Profile) -> dict[str, list[str]]:
    """Each post that few hold at once, with the dates of the meetings at which it was held."""
    found: dict[str, list[str]] = {}
    for seat in profile.seats:
        for role in seat.roles:
            if role not in _SHARED_POSTS:
                found.setdefault(role, []).append(seat.date or "")
    return found


def _near(fewer: Iterable[str], more: Iterable[str]) -> bool:
    """Whether every date of `fewer` has one of `more` within a year before it and a year behind it."""
    known = sorted(map(months, more))
    for month in map(months, fewer):
        place = bisect(known, month)
        before, behind = known[place - 1 : place], known[place : place + 1]
        if not before or not behind or month - before[0] > 12 or behind[0] - month > 12:
            return False
    return True


def months(date: str) -> int:
    """Months since the year 0 of an ISO date, whole or partial."""
    month = date[5:7]
    return 12 * int(date[:4]) + (int(month) if month.isdigit() else 6)


def _years_between(a: list[str], b: list[str]) -> int:
    """Years between the nearest of two sets of dates; 0 where a date is missing."""
    if "" in a or "" in b:
        return 0
    return min(abs(int(x[:4]) - int(y[:4])) for x in a for y in b)
