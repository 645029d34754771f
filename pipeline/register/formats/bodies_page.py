"""One body on the page: for which meetings it speaks, who sat when, seats, who followed whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.entities import Role
from pipeline.register.formats.markup import Markup, both, escape, join, tag
from pipeline.register.formats.parts import Places, cell, posted, shown_name
from pipeline.register.model import Body, Organisation
from pipeline.register.phrases import (
    about,
    appointed,
    attended,
    belonging,
    called,
    ended,
    follow,
    gap,
    hole,
    numbered,
    silent,
    when,
)
from pipeline.register.wording import OF_A_MEETING


def bodies_part(
    body: Body, names: Mapping[str, str], places: Places, known: Sequence[Organisation] = ()
) -> Markup:
    """The article of a body. `known`: what is known of it and of what it belongs to."""
    notes = [f"{one.name}: {about(one, 'sv')}" for one in known if about(one, "sv")]
    english = [f"{one.name}: {about(one, 'en')}" for one in known if about(one, "en")]
    return tag(
        "article",
        tag("h3", body.name, tag("small", f" {body.organisation}") if body.organisation else None),
        tag("p", both(". ".join(notes), ". ".join(english)), class_="note") if notes else None,
        _meetings(body),
        _sat(body, names, places),
        _follows(body, names, places),
        _seats(body, names),
        class_="body",
    )


def _meetings(body: Body) -> Markup | None:
    if not body.meetings and not body.undated and not body.called:
        return None
    before = {gap_.before: gap_ for gap_ in body.gaps}
    rows = []
    for meeting in body.meetings:
        if meeting.date in before:
            missing = before[meeting.date]
            rows.append(tag("li", both(gap(missing, "sv"), gap(missing, "en")), class_="gap"))
        there = meeting.registered
        count = both(f"{there} närvarande i registret", f"{there} of those present in the register")
        files = ", ".join(path.rpartition("/")[2] for path in meeting.paths)
        parts = [
            Markup(f"<time>{escape(meeting.date)}</time>"),
            both(numbered(meeting, "sv"), numbered(meeting, "en"))
            if meeting.numbers
            else both("inga paragrafer", "no items"),
            count if meeting.listed else both("ingen närvarolista", "no list of those present"),
            tag("small", files),
        ]
        rows.append(tag("li", join(parts, ", ")))
    rows += [tag("li", both(hole(one, "sv"), hole(one, "en")), class_="gap") for one in body.holes]
    if body.silent:
        rows.append(tag("li", both(silent(body.silent, "sv"), silent(body.silent, "en")), class_="gap"))
    rows += [
        tag(
            "li",
            both(called(one, "sv"), called(one, "en")),
            tag("small", f" {one.path.rpartition('/')[2]}"),
            class_="gap",
        )
        for one in body.called
    ]
    rows += [tag("li", both(f"Utan datum: {path}", f"Without a date: {path}")) for path in body.undated]
    title = both("Möten som registret talar för", "Meetings the register speaks for")
    note = _numbering(body)
    return join(
        [
            tag("h4", title),
            tag("ul", *rows, class_="meetings"),
            tag("p", note, class_="note") if note else None,
        ]
    )


def _numbering(body: Body) -> Markup | None:
    if body.numbering == "year":
        return both(
            "Paragraferna löper genom året; efter årets sista kända protokoll kan fler saknas.",
            "Items are numbered through the year; after its last known minutes more may be missing.",
        )
    if body.numbering == "meeting":
        return both(
            "Paragraferna börjar om vid varje möte, så saknade protokoll syns inte på numren.",
            "Items begin anew at each meeting, so that missing minutes do not show in the numbers.",
        )
    return None


def _sat(body: Body, names: Mapping[str, str], places: Places) -> Markup | None:
    if not body.sat:
        return None
    days = sorted(
        {d for _, role in body.sat for d in role.dates if _day(d)} | {m.date for m in body.meetings}
    )
    first, last = (_day(days[0]), _day(days[-1])) if days else (0, 0)
    rows = []
    for person, role in body.sat:
        told = [
            both(appointed(role, "sv"), appointed(role, "en")),
            both(attended(role, "sv"), attended(role, "en")),
            both(ended(role, names, "sv"), ended(role, names, "en")),
        ]
        rows.append(
            tag(
                "tr",
                cell(posted(role.post)),
                tag("th", shown_name(person, names), f" ({role.party})" if role.party else None, scope="row"),
                cell(both(belonging(role, "sv"), belonging(role, "en"))),
                cell(Markup(f"<time>{escape(when(role))}</time>"), _line(role, first, last)),
                cell(join([t for t in told if t], ", ")),
                cell(places.shown(role.sources)),
            )
        )
    heads = (
        ("Uppdrag", "Post"), ("Namn", "Name"), ("För", "For"), ("Sedd", "Seen"), ("Närvaro", "Attendance"),
        ("Källor", "Sources"),
    )  # fmt: skip
    table = tag(
        "table",
        tag("thead", tag("tr", *(tag("th", both(sv, en), scope="col") for sv, en in heads))),
        tag("tbody", *rows),
    )
    return join([tag("h4", both("Vilka som suttit när", "Who sat when")), tag("div", table, class_="wide")])


def _line(role: Role, first: int, last: int) -> Markup | None:
    """The time from first to last seen as a line, a dot a meeting."""
    if last <= first or not role.first_seen or not role.last_seen:
        return None

    def at(day: str) -> float:
        return round(100 * (_day(day) - first) / (last - first), 1)

    start, stop = at(role.first_seen), at(role.last_seen)
    dots = "".join(f'<b style="left:{at(day)}%"></b>' for day in role.dates)
    span = f'<i style="left:{start}%;width:{round(stop - start, 1)}%"></i>'
    whole = "" if role.post in OF_A_MEETING else span
    return Markup(f'<span class="line" aria-hidden="true">{whole}{dots}</span>')


def _day(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def _follows(body: Body, names: Mapping[str, str], places: Places) -> Markup | None:
    if not body.follows:
        return None
    rows = [
        tag("li", both(follow(f, names, "sv"), follow(f, names, "en")), places.shown(f.sources))
        for f in body.follows
    ]
    return join([tag("h4", both("Vem som kom efter vem", "Who followed whom")), tag("ul", *rows)])


def _seats(body: Body, names: Mapping[str, str]) -> Markup | None:
    if not body.seats:
        return None
    rows = []
    for seats in body.seats:
        held = [
            join([posted(post), " ", join([shown_name(p, names) for p in people], ", ")])
            for post, people in seats.posts
        ]
        rows.append(tag("li", tag("b", seats.appointer), ": ", join(held, "; ")))
    title = (
        both("Platser efter parti", "Seats by party")
        if body.seats[0].party
        else both("Platser efter vem som utser", "Seats by who appoints")
    )
    return join([tag("h4", title), tag("ul", *rows)])
