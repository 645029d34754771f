"""The register as Markdown: bodies first, then people, each line with its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.entities import Person, Quote, Role
from pipeline.register.model import Body, Finding, Register
from pipeline.register.phrases import (
    Language,
    about,
    absence,
    appointed,
    attended,
    belonging,
    called,
    ended,
    follow,
    gap,
    hole,
    numbered,
    place,
    post,
    sentence,
    silent,
    when,
    why_name,
    with_party,
    words,
)
from pipeline.register.reasons import reason

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_SHOWN = 3  # places named of a line; the rest are counted


def as_markdown(register: Register, language: Language = "sv") -> str:
    """Warnings, bodies with their meetings and people, then every person."""
    swedish = language == "sv"
    names = register.names()
    lines = ["# Förtroendevalda och tjänstepersoner" if swedish else "# People and their posts", ""]
    meetings = sum(len(body.meetings) for body in register.bodies)
    held = sum(bool(body.meetings) for body in register.bodies)
    lines += [
        f"{len(register.people)} personer, {meetings} möten i {held} organ."
        if swedish
        else f"{len(register.people)} people, {meetings} meetings of {held} bodies.",
        "",
    ]
    if register.findings:
        lines += ["## Att kontrollera" if swedish else "## To check", ""]
        lines += [f"- {_finding(finding, language)}" for finding in register.findings] + [""]
    lines += ["## Organ" if swedish else "## Bodies", ""]
    lines += [line for body in register.bodies for line in _body(body, names, language)]
    known = [one for one in register.organisations if about(one, language)]
    if known:
        lines += ["## Organisationer" if swedish else "## Organisations", ""]
        lines += [
            f"- {_safe(one.name)}: {_safe(about(one, language))}{_places(one.sources, language)}"
            for one in known
        ]
        lines += [""]
    lines += ["## Personer" if swedish else "## People", ""]
    for person in register.people:
        lines += _person(person, names, language)
    return "\n".join(lines).rstrip("\n") + "\n"


def bodies_as_markdown(register: Register, language: Language = "sv") -> str:
    """The bodies alone."""
    names = register.names()
    lines = [line for body in register.bodies for line in _body(body, names, language)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _finding(finding: Finding, language: Language) -> str:
    said = finding.swedish if language == "sv" else finding.english
    return f"{_safe(finding.body or '–')}: {_safe(said)}{_places(finding.sources, language)}"


def _body(body: Body, names: Mapping[str, str], language: Language) -> Iterator[str]:
    swedish = language == "sv"
    yield f"### {_safe(body.name)}{f', {_safe(body.organisation)}' if body.organisation else ''}"
    yield ""
    if not body.meetings:
        yield (
            "Här finns inga protokoll från detta organ; uppgifterna står i andras."
            if swedish
            else "There are no minutes of this body here; what is said stands in others'."
        )
        yield ""
    for meeting in body.meetings:
        numbers = f" {numbered(meeting, language)}" if meeting.numbers else ""
        there = meeting.registered
        listed = (f", {there} närvarande" if swedish else f", {there} present") if meeting.listed else ""
        yield f"- {meeting.date}{numbers}{listed}: {_safe(', '.join(meeting.paths))}"
    if body.meetings:
        yield ""
    told = [
        *filter(None, [silent(body.silent, language)]),
        *(gap(g, language) for g in body.gaps),
        *(hole(h, language) for h in body.holes),
        *(f"{called(c, language)}: {_safe(c.path)}" for c in body.called),
    ]
    if told:
        yield "Saknas:" if swedish else "Missing:"
        yield ""
        yield from (f"- {one}" for one in told)
        yield ""
    for person, role in body.sat:
        told = [
            _safe(part) for part in (
                belonging(role, language), when(role), appointed(role, language), attended(role, language),
                ended(role, names, language),
            ) if part
        ]  # fmt: skip
        yield (
            f"- {post(role.post, language)}: {_safe(with_party(names.get(person, person), role))},"
            f" {', '.join(told)}{_places(role.sources, language)}"
        )
    yield ""
    if body.follows:
        yield "Efterträdde:" if swedish else "Succession:"
        yield ""
        yield from (
            f"- {_safe(follow(f, names, language))}{_places(f.sources, language)}" for f in body.follows
        )
        yield ""
    if body.seats:
        yield "Platser:" if swedish else "Seats:"
        yield ""
        for seats in body.seats:
            held = "; ".join(
                f"{post(name, language)} {', '.join(names.get(p, p) for p in people)}"
                for name, people in seats.posts
            )
            yield f"- {_safe(seats.appointer)}: {_safe(held)}"
        yield ""


def _person(person: Person, names: Mapping[str, str], language: Language) -> Iterator[str]:
    swedish = language == "sv"
    yield f"### {_safe(person.name)}"
    yield ""
    yield _safe(sentence(why_name(person, language)))
    yield ""
    for role in person.roles:
        told = [
            _safe(part) for part in (
                role.body, belonging(role, language), when(role), appointed(role, language),
                attended(role, language), ended(role, names, language),
            ) if part
        ]  # fmt: skip
        head = f"**{post(role.post, language)}**{_party(role)}"
        yield f"- {head}, {', '.join(told)}{_places(role.sources, language)}"
    for one in person.absences:
        head = "borta" if swedish else "away"
        yield f"- {head}: {_safe(one.body)} {absence(one, language)}{_places(one.sources, language)}"
    for task in person.tasks:
        head = "uppdrag" if swedish else "told to"
        by = f" (som {task.post})" if task.post and swedish else f" (as {task.post})" if task.post else ""
        yield f"- {head}{by} {task.date or ''}: {_safe(task.task)}{_places((task.source,), language)}"
    for one_ in person.reservations:
        head = "reservation mot" if swedish else "reservation against"
        yield f"- {head} {_safe(words(one_.source))}{_places((one_.source,), language)}"
    for why in person.why_one:
        yield f"- {'samma person' if swedish else 'one person'}: {_safe(reason(why, person, language))}"
    yield ""


def _party(role: Role) -> str:
    return f" ({_safe(role.party)})" if role.party else ""


def _places(quotes: Sequence[Quote], language: Language) -> str:
    shown = [f"`{place(quote)}`" for quote in quotes[:_SHOWN]]
    more = len(quotes) - len(shown)
    if more:
        shown.append(f"{more} {'till' if language == 'sv' else 'more'}")
    return f" ({', '.join(shown)})" if shown else ""


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
