"""Attendance lists of invented people in the layouts of many bodies, with the rows they hold."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

GIVEN = (
    "Anna Bo Cecilia David Eva Fredrik Gun Hans Ingrid Johan Karin Lars Maria Nils Olle Petra Rune Siv"
    " Tomas Ulla Anna-Lena Karl-Erik Åsa Örjan Fatima Yusuf Elin Per Barbro Göran"
).split()
SURNAMES = (
    "Ekdal Lundmark Åström Öhman Tallberg Almgren Brinkman Sandgren Hedberg Nordin Forslund Myrén"
    " Strandell Granlund Bergvall Sjögren Dahlin Wikström Hedlund Norberg"
).split()
SENDERS = (
    "Umeå kommun", "Norrby kommun", "Region Västerbotten", "Region Norrland", "Försäkringskassan",
    "Arbetsförmedlingen", "Lilla Edets kommun", "Region Jämtland Härjedalen", "Älvdalens kommun",
    "Västra Götalandsregionen", "Polismyndigheten",
)  # fmt: skip
PARTIES = ("S", "M", "C", "SD", "V", "KD", "L", "MP")
OFFICES = ("nämndsekreterare", "förvaltningschef", "ekonom", "utredare", "kommunchef")
ITEMS = tuple(str(n) for n in range(1, 13))


@dataclass(frozen=True)
class Who:
    """A row as it should be found; `party` is no part of what a complete row has."""

    person: str
    standing: str = "member"
    roles: tuple[str, ...] = ()
    organisation: str | None = None
    present: bool = True
    sections: tuple[str, ...] | None = None
    party: str = ""


Made = tuple[str, list[Who]]


class Cast:
    """Draws people that are not drawn twice, and what is said of them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        names = [(given, surname) for given in GIVEN for surname in SURNAMES]
        self.names = (self.spelled(*name) for name in self.random.sample(names, len(names)))

    def spelled(self, given: str, surname: str) -> str:
        """Mostly two words; also with a second surname, a particle or an initial."""
        middle = self.random.choice(("",) * 12 + (f" {self.random.choice(SURNAMES)}", " von", " T", " af"))
        return f"{given}{middle} {surname}"

    def people(self, low: int, high: int, **said: object) -> list[Who]:
        """Between `low` and `high` people, each with a party."""
        count = self.random.randint(low, high)
        return [
            replace(Who(next(self.names), party=self.random.choice(PARTIES)), **said)  # type: ignore[arg-type]  # said by name
            for _ in range(count)
        ]

    def sent(self, low: int, high: int, **said: object) -> list[Who]:
        """The same, each from another sender."""
        people = self.people(low, high, **said)
        senders = self.random.sample(SENDERS, len(people))
        return [replace(who, organisation=sender) for who, sender in zip(people, senders, strict=True)]

    def chair(self, people: list[Who]) -> list[Who]:
        """The first of them as chair."""
        return [replace(people[0], roles=("ordförande",)), *people[1:]]

    def limited(self, who: Who) -> Who:
        """Sometimes there at some items only."""
        if self.random.random() > 0.3:
            return who
        first = self.random.randint(1, 8)
        return replace(who, sections=tuple(str(n) for n in range(first, first + self.random.randint(1, 4))))


def _items(who: Who) -> str:
    if not who.sections:
        return ""
    first, last = who.sections[0], who.sections[-1]
    return f" § {first}" if first == last else f" §§ {first}–{last}"


def _post(who: Who, joint: str = ", ") -> str:
    return "".join(joint + role for role in who.roles)


def beslutande(cast: Cast) -> Made:
    """A municipal board: a line each under its headings."""
    voting = [cast.limited(who) for who in cast.chair(cast.people(4, 9, standing="voting"))]
    idle = cast.people(1, 4, standing="substitute", roles=("ersättare",))
    staff = [
        cast.limited(replace(who, roles=(cast.random.choice(OFFICES),)))
        for who in cast.people(1, 4, standing="other")
    ]
    lines = ["Beslutande", *(f"{w.person} ({w.party}){_post(w)}{_items(w)}" for w in voting)]
    lines += ["Ej tjänstgörande ersättare", *(f"{w.person} ({w.party})" for w in idle)]
    lines += [
        "Övriga närvarande",
        *(f"{w.person}{_post(w)}{',' if w.sections else ''}{_items(w)}" for w in staff),
    ]
    return "\n".join(lines), voting + idle + staff


def sentence(cast: Cast) -> Made:
    """An association: names between commas."""
    came = cast.chair(cast.people(3, 8))
    gone = cast.people(1, 3, present=False)
    names = [f"{w.person}{f' ({w.roles[0]})' if w.roles else ''}" for w in came]
    return f"Närvarande: {', '.join(names)}\nFrånvarande: {' och '.join(w.person for w in gone)}", came + gone


def collapsed(cast: Cast) -> Made:
    """Names in one cell, whom they come from in the next."""
    voting = cast.chair(cast.sent(2, 6, standing="voting"))
    names, senders = (
        " ".join(w.person for w in voting),
        " ".join(f"{w.organisation}{_post(w)}" for w in voting),
    )
    return f"Beslutande\t{names}\t{senders}", voting


def titled(cast: Cast) -> Made:
    """The same under the titles of columns."""
    came = cast.sent(2, 6)
    names, senders = " ".join(w.person for w in came), " ".join(w.organisation or "" for w in came)
    return f"| Närvarande | Organisation |\n|---|---|\n| {names} | {senders} |", came


def parallel(cast: Cast) -> Made:
    """Both with commas."""
    came = cast.sent(2, 6)
    return (
        f"Närvarande\t{', '.join(w.person for w in came)}\t{', '.join(w.organisation or '' for w in came)}",
        came,
    )


def below(cast: Cast) -> Made:
    """Names on one line, whom they come from on the next."""
    came = cast.sent(2, 5)
    names, senders = " ".join(w.person for w in came), " ".join(w.organisation or "" for w in came)
    return f"Närvarande\n{names}\n{senders}", came


def marks(cast: Cast) -> Made:
    """A table with marks for who came and who voted."""
    found = [
        cast.random.choice(
            (replace(w, standing="voting"), replace(w, standing="voting"), w, replace(w, present=False))
        )
        for w in cast.people(4, 9)
    ]
    rows = [
        f"{w.person}\t{w.party}\t{'X' if w.present else ''}\t{'X' if w.standing == 'voting' else ''}"
        for w in found
    ]
    return "\n".join(["Namn\tParti\tNärvarande\tTjänstgörande", *rows]), found


def roll(cast: Cast) -> Made:
    """A roll with the substitute beside whoever is away."""
    members = [replace(w, present=cast.random.random() < 0.75) for w in cast.people(4, 9)]
    lines, found = ["Namn\tParti\tNärvarande\tTjänstgörande ersättare"], []
    for who in members:
        found.append(who)
        instead = [] if who.present else cast.people(1, 1, standing="voting", roles=("ersättare",))
        names = "".join(w.person for w in instead)
        lines.append(f"{who.person}\t{who.party}\t{'Ja' if who.present else 'Nej'}\t{names}")
        found += instead
    return "\n".join(lines), found


def senders(cast: Cast) -> Made:
    """A joint board: each member's name over its people."""
    lines, found = ["Ledamöter"], []
    for sender in cast.random.sample(SENDERS, 3):
        sent = cast.people(1, 3, organisation=sender, roles=("ledamot",))
        lines += [sender, *(f"{w.person} ({w.party})" for w in sent)]
        found += sent
    return "\n".join(lines), found


def sides(cast: Cast) -> Made:
    """A joint committee: a label of whom each side comes from."""
    lines, found = ["Närvarande"], []
    for label in cast.random.sample(SENDERS, cast.random.randint(2, 3)):
        sent = cast.people(1, 4, organisation=label)
        names = [w.person for w in sent]
        word = cast.random.choice(("Från", "För"))
        lines.append(f"{word} {label}: " + (" och ".join(names) if len(names) < 3 else ", ".join(names)))
        found += sent
    return "\n".join(lines), found


def boxes(cast: Cast) -> Made:
    """A form with a box to tick for each."""
    members = [
        replace(w, present=k == 0 or cast.random.random() < 0.7)
        for k, w in enumerate(cast.people(3, 8, roles=("ledamot",)))
    ]
    entries = [f"{'☒' if w.present else '☐'} {w.person} ({w.party})" for w in members]
    if cast.random.random() < 0.5:
        return "\n".join(["Ledamöter", *entries]), members
    return f"| Ledamöter | {'<br>'.join(entries)} |", members


def lines_in_cells(cast: Cast) -> Made:
    """Cells whose lines stand beside each other."""
    came, gone = cast.sent(2, 5), cast.sent(1, 3, present=False)
    lines = []
    for label, group in (("Närvarande", came), ("Frånvarande", gone)):
        names, senders = (w.person for w in group), (w.organisation or "" for w in group)
        lines.append(f"| {label} | {'<br>'.join(names)} | {'<br>'.join(senders)} |")
    return "\n".join(lines), came + gone


def summoned(cast: Cast) -> Made:
    """Those summoned, and further down who came."""
    called = cast.sent(3, 7)
    away = cast.random.randint(1, len(called) - 2)
    found = [replace(w, present=k >= away) for k, w in enumerate(called)]
    lines = ["Kallade", *(f"{w.person}, {w.organisation}" for w in called)]
    lines += ["", "Närvarande", *(w.person for w in found if w.present)]
    lines += ["", "Anmält förhinder", *(w.person for w in found if not w.present)]
    return "\n".join(lines), found


def side_by_side(cast: Cast) -> Made:
    """Members and substitutes in two columns."""
    members = cast.people(4, 7, roles=("ledamot",))
    idle = cast.people(1, 4, standing="substitute", roles=("ersättare",))
    lines = ["Ledamöter\tErsättare"]
    for k, who in enumerate(members):
        other = idle[k] if k < len(idle) else None
        lines.append(f"{who.person} ({who.party})\t" + (f"{other.person} ({other.party})" if other else ""))
    return "\n".join(lines), members + idle


def items_column(cast: Cast) -> Made:
    """A column for the items each was there at."""
    found = [cast.limited(w) for w in cast.people(3, 8)]
    lines = [f"{w.person} ({w.party})\t{_items(w).strip(' §')}" for w in found]
    return "\n".join(["Närvarande\t§§", *lines]), found


def dashes(cast: Cast) -> Made:
    """A housing association: a post behind a dash."""
    posts = ("ordförande", "sekreterare", "kassör", "ledamot", "ledamot", "ledamot")
    came = [replace(w, roles=(post,)) for w, post in zip(cast.people(3, 6), posts, strict=False)]
    gone = cast.people(1, 2, present=False)
    lines = [
        "Närvarande",
        *(f"{w.person} – {w.roles[0]}" for w in came),
        "Frånvarande",
        *(w.person for w in gone),
    ]
    return "\n".join(lines), came + gone


def deputies(cast: Cast) -> Made:
    """A council: organisation, its member and the member's deputy."""
    members = cast.sent(3, 6)
    lines, found = ["Organisation\tOrdinarie\tErsättare"], []
    for who in members:
        deputy = cast.people(
            1, 1, standing="substitute", roles=("ersättare",), organisation=who.organisation
        )[0]
        lines.append(f"{who.organisation}\t{who.person}\t{deputy.person}")
        found += [who, deputy]
    return "\n".join(lines), found


def stand_ins(cast: Cast) -> Made:
    """Substitutes who serve for somebody named, and officials whose title comes first."""
    voting = cast.chair(cast.people(3, 6, standing="voting"))
    serving = cast.people(1, 3, standing="voting", roles=("ersättare",))
    words = ("för", "ersätter", "tjänstgör för", "i stället för")
    staff = [replace(w, roles=(cast.random.choice(OFFICES),)) for w in cast.people(1, 3, standing="other")]
    lines = ["Beslutande ledamöter", *(f"{w.person} ({w.party}){_post(w)}" for w in voting)]
    lines.append("Tjänstgörande ersättare")
    for who in serving:
        (away,) = cast.people(1, 1)
        lines.append(f"{who.person} ({who.party}) {cast.random.choice(words)} {away.person} ({who.party})")
    lines += ["Övriga deltagare", *(f"{w.roles[0].capitalize()} {w.person}" for w in staff)]
    ledamot = [w if w.roles else replace(w, roles=("ledamot",)) for w in voting]
    return "\n".join(lines), ledamot + serving + staff


def run_on(cast: Cast) -> Made:
    """Lists of names between commas behind their headings, as a form prints them."""
    voting = [cast.limited(w) for w in cast.chair(cast.people(3, 7, standing="voting"))]
    staff = [replace(w, roles=(cast.random.choice(OFFICES),)) for w in cast.people(2, 4, standing="other")]
    first = ", ".join(
        f"{w.person} ({w.party}){_post(w)}{',' if w.sections else ''}{_items(w)}" for w in voting
    )
    return (
        f"Beslutande: {first}\nÖvriga närvarande: {', '.join(f'{w.roles[0]} {w.person}' for w in staff)}",
        voting + staff,
    )


LAYOUTS: tuple[Callable[[Cast], Made], ...] = (
    beslutande, sentence, collapsed, titled, parallel, below, marks, roll, senders, sides, boxes,
    lines_in_cells, summoned, side_by_side, items_column, dashes, deputies, stand_ins, run_on,
)  # fmt: skip
