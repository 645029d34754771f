"""The register as one page of HTML that needs nothing beside itself: Swedish, with a switch to English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import resources

from pipeline.entities import Person, Quote
from pipeline.register.formats.bodies_page import bodies_part
from pipeline.register.formats.markup import Markup, both, escape, join, tag
from pipeline.register.formats.parts import Places, posted
from pipeline.register.model import Body, Finding, Organisation, Register
from pipeline.register.people import by_surname
from pipeline.register.phrases import (
    absence,
    appointed,
    attended,
    belonging,
    ended,
    sentence,
    when,
    why_name,
    words,
)
from pipeline.register.reasons import reason


def as_html(
    register: Register,
    texts: Mapping[str, str] | None = None,
    link: Callable[[Quote], str | None] = lambda _quote: None,
) -> str:
    """The page. `texts`: document id → text, for the words around a quote; `link`: a quote → its file."""
    places = Places(texts or {}, link)
    names = register.names()
    bodies = [body for body in register.bodies if body.meetings or body.undated]
    others = [body for body in register.bodies if not (body.meetings or body.undated)]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", "Register: förtroendevalda och tjänstepersoner"),
        tag("style", Markup(_asset("page.css"))),
    )
    main = tag(
        "main",
        _top(register),
        _findings(register.findings, names, places),
        tag(
            "section",
            tag("h2", both("Organ", "Bodies")),
            *(bodies_part(body, names, places, _known(register, body)) for body in bodies),
            _others([bodies_part(body, names, places, _known(register, body)) for body in others]),
            id="organ",
        ),
        tag(
            "section",
            tag("h2", both("Personer", "People")),
            _letters(register.people),
            *(_person(person, names, places) for person in register.people),
            tag("p", both("Ingen träff.", "Nothing found."), id="nobody", hidden="hidden"),
            id="personer",
        ),
    )
    page = tag("html", head, tag("body", _bar(), main, tag("script", Markup(_asset("page.js")))), lang="sv")
    return f"<!doctype html>\n{page}\n"


def _known(register: Register, body: Body) -> list[Organisation]:
    """What is known of a body, what it belongs to, and those who give seats in it."""
    names = dict.fromkeys((body.name, body.organisation, *(seats.appointer for seats in body.seats)))
    return [register.organisation(name) for name in names if name]


def _asset(name: str) -> str:
    return resources.files("pipeline.register.formats").joinpath(name).read_text(encoding="utf-8")


def _bar() -> Markup:
    return tag(
        "header",
        tag("a", both("Organ", "Bodies"), href="#organ"),
        tag("a", both("Personer", "People"), href="#personer"),
        tag(
            "input", type="search", id="search", autocomplete="off", placeholder="Sök namn, organ, uppdrag",
            aria_label="Sök / Search",
        ),
        tag("button", both("In English", "På svenska"), id="language", type="button"),
        class_="bar",
    )  # fmt: skip


def _top(register: Register) -> Markup:
    meetings = [meeting for body in register.bodies for meeting in body.meetings]
    days = sorted(meeting.date for meeting in meetings)
    held = sum(bool(body.meetings) for body in register.bodies)
    span = f"{days[0]} – {days[-1]}" if days else "–"
    missing = sum(gap.last - gap.first + 1 for body in register.bodies for gap in body.gaps)
    facts = (
        (str(len(register.people)), "personer", "people"),
        (str(held), "organ med protokoll", "bodies with minutes"),
        (str(len(meetings)), "möten", "meetings"),
        (str(missing), "paragrafer saknas", "items missing"),
        (span, "tid", "time"),
    )
    return join([
        tag("h1", both("Förtroendevalda och tjänstepersoner", "People and their posts")),
        tag(
            "dl", *(tag("div", tag("dt", both(sv, en)), tag("dd", value)) for value, sv, en in facts),
            class_="facts",
        ),
        tag(
            "p",
            both(
                "Registret säger bara vad protokollen säger, för de möten som räknas upp under varje organ. "
                "”Senast” är senaste mötet där någon syns, inte dagen då uppdraget upphörde. "
                "Varje rad har sina källor.",
                "The register says only what the minutes say, for the meetings listed under each body. "
                "The last date is the last meeting at which somebody is seen, not the day the post ended. "
                "Every line has its sources.",
            ),
            class_="note",
        ),
    ])  # fmt: skip


def _findings(findings: Sequence[Finding], names: Mapping[str, str], places: Places) -> Markup:
    if not findings:
        return Markup("")
    rows = [
        tag(
            "li",
            tag("strong", finding.body or "–"), " ",
            both(finding.swedish, finding.english),
            *(join([" ", tag("a", names[p], href=f"#{p}")]) for p in finding.people if p in names),
            places.shown(finding.sources),
        )
        for finding in findings
    ]  # fmt: skip
    title = both(f"Att kontrollera ({len(findings)})", f"To check ({len(findings)})")
    return tag("section", tag("h2", title), tag("ul", *rows), id="kontrollera", class_="warn")


def _others(parts: Sequence[Markup]) -> Markup:
    if not parts:
        return Markup("")
    return tag(
        "details",
        tag(
            "summary",
            both(
                f"{len(parts)} organ som bara nämns i andras protokoll",
                f"{len(parts)} bodies that only others' minutes name",
            ),
        ),
        *parts,
        class_="others",
    )


def _letters(people: Sequence[Person]) -> Markup:
    first: dict[str, str] = {}
    for person in people:
        first.setdefault(_letter(person.name), person.id)
    return tag("nav", *(tag("a", letter, href=f"#{person}") for letter, person in first.items()), class_="az")


def _letter(name: str) -> str:
    surname = name.rpartition(" ")[2]
    return next((sign.upper() for sign in surname if sign.isalpha()), "–")


def _person(person: Person, names: Mapping[str, str], places: Places) -> Markup:
    rows: list[Markup] = []
    for role in person.roles:
        told = [
            escape(f"{role.body}, {role.organisation}" if role.organisation else role.body),
            both(belonging(role, "sv"), belonging(role, "en")),
            Markup(f"<time>{escape(when(role))}</time>"),
            both(appointed(role, "sv"), appointed(role, "en")),
            both(attended(role, "sv"), attended(role, "en")),
            both(ended(role, names, "sv"), ended(role, names, "en")),
        ]
        rows.append(
            tag(
                "li",
                tag("b", posted(role.post)),
                f" ({role.party}) " if role.party else " ",
                join([t for t in told if t], ", "),
                places.shown(role.sources),
            )
        )
    for away in person.absences:
        line = both(
            f"Deltog inte: {away.body}, {absence(away, 'sv')}", f"Away: {away.body}, {absence(away, 'en')}"
        )
        rows.append(tag("li", line, places.shown(away.sources), class_="minor"))
    for task in person.tasks:
        as_sv, as_en = (f" som {task.post}", f" as {task.post}") if task.post else ("", "")
        due = f", {task.due}" if task.due else ""
        line = both(
            f"Fick i uppdrag{as_sv} ({task.body}, {task.date or '–'}{due}): {task.task}",
            f"Was told{as_en} ({task.body}, {task.date or '–'}{due}): {task.task}",
        )
        rows.append(tag("li", line, places.shown((task.source,)), class_="minor"))
    for one in person.reservations:
        line = both(
            f"Reserverade sig ({one.body}, {one.date or '–'}) mot: {words(one.source)}",
            f"Reservation ({one.body}, {one.date or '–'}) against: {words(one.source)}",
        )
        rows.append(tag("li", line, places.shown((one.source,)), class_="minor"))
    spelled = tag(
        "p",
        both(sentence(why_name(person, "sv")), sentence(why_name(person, "en"))),
        *(
            join([" ", both(
                f"Samma person: {reason(why, person, 'sv')}.", f"One person: {reason(why, person, 'en')}."
            )])
            for why in person.why_one
        ),
        places.shown([q for s in person.spelled for q in s.sources[:1]]) if len(person.spelled) > 1 else None,
        class_="spelled",
    )  # fmt: skip
    sought = " ".join(
        [
            *(spelling for spelling, _ in person.spellings),
            *(
                part or "" for r in person.roles
                for part in (r.post, r.body, r.organisation, r.appointer, r.party)
            ),
        ]
    ).casefold()  # fmt: skip
    return tag(
        "article", tag("h3", person.name), spelled, tag("ul", *rows),
        id=person.id, class_="person", data_words=sought, data_sort=by_surname(person.name),
    )  # fmt: skip
