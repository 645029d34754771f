"""What the register says in words, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pipeline.entities import Absence, Person, Quote, Role
from pipeline.itemnumbers import shown_numbers
from pipeline.register.model import Called, Follow, Gap, Hole, Meeting, Organisation
from pipeline.register.wording import OF_A_MEETING

Language = Literal["sv", "en"]

_DAYS = 4  # days of a post for one meeting that are listed

# Posts as an English reader would call them; the rest keep their Swedish names.
_POSTS = {
    "ordförande": "chair",
    "vice ordförande": "vice chair",
    "förste vice ordförande": "first vice chair",
    "andre vice ordförande": "second vice chair",
    "tredje vice ordförande": "third vice chair",
    "ledamot": "member",
    "ersättare": "substitute",
    "suppleant": "substitute",
    "justerare": "checker of the minutes",
    "sekreterare": "secretary",
    "nämndsekreterare": "committee secretary",
    "kommunsekreterare": "municipal secretary",
    "revisor": "auditor",
    "kassör": "treasurer",
    "deltagare": "also present",
    "mötesordförande": "chair of the meeting",
    "mötessekreterare": "secretary of the meeting",
    "rösträknare": "teller",
    "representant": "representative",
    "ombud": "delegate",
    "kommunalråd": "municipal commissioner",
    "förbundschef": "head of the federation",
    "förvaltningschef": "head of administration",
    "enhetschef": "head of unit",
    "handläggare": "case officer",
}


def post(name: str, language: Language) -> str:
    """A post as readers of the language call it."""
    return _POSTS.get(name, name) if language == "en" else name


def why_name(person: Person, language: Language) -> str:
    """Why the preferred name is preferred: the spelling that stands most often.

    "skrivs så 4 av 6 gånger; även Siv Dalmark (2); i en kopia av protokollet Siv Dahlmarck (1)".
    """
    only = {one.text for one in person.spelled if one.copies_only}
    times = dict(person.spellings)
    total = sum(count for spelling, count in person.spellings if spelling not in only)
    own = times.get(person.name, 0)
    others = [(s, n) for s, n in person.spellings if s != person.name and s not in only]
    copies = [(s, n) for s, n in person.spellings if s != person.name and s in only]
    if others:
        rest = _listed(others)
        told = (
            f"skrivs så {own} av {total} gånger; även {rest}"
            if language == "sv"
            else f"written so {own} of {total} times; also {rest}"
        )
    elif copies:
        told = (
            f"skrivs så {own} {'gång' if own == 1 else 'gånger'}"
            if language == "sv"
            else f"written so {own} time{'s' * (own != 1)}"
        )
    else:
        told = _counted(own, language)
    if copies:
        head = "i en kopia av samma protokoll" if language == "sv" else "in a copy of the same minutes"
        told = f"{told}; {head} {_listed(copies)}"
    return told


def _listed(spellings: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{spelling} ({count})" for spelling, count in spellings)


def _counted(times: int, language: Language) -> str:
    if language == "sv":
        return f"enda skrivsättet, {times} {'gång' if times == 1 else 'gånger'}"
    return f"the only spelling, {times} time{'s' * (times != 1)}"


def when(role: Role) -> str:
    """ "2017-10-27 – 2021-05-04", one day alone, or a dash where no date is known.

    What somebody is for one meeting has its days: "2017-10-27, 2021-05-04"; what is for some items only
    has them: "2017-10-27 § 64".
    """
    if not role.first_seen:
        return "–"
    items = dict(role.limits)
    if role.post in OF_A_MEETING or (items and len(items) == len(role.dates)):
        more = len(role.dates) - _DAYS
        shown = [f"{day} {items.get(day, '')}".strip() for day in role.dates[:_DAYS]]
        return ", ".join(shown) + (f" (+{more})" if more > 0 else "")
    return role.first_seen if role.first_seen == role.last_seen else f"{role.first_seen} – {role.last_seen}"


def first_to_last(role: Role) -> str:
    """When somebody was seen on a post, in Swedish; "" for no day. Of whom only their leaving is told:
    "senast sedd 2021-03-02"."""
    if not role.last_seen:
        return ""
    gone = role.ended is not None and role.ended.how == "left" and role.ended.on == role.first_seen
    unknown = gone and len(role.dates) < 2 and role.attended is None
    return f"{'' if unknown else f'först sedd {role.first_seen}, '}senast sedd {role.last_seen}"


def appointed(role: Role, language: Language) -> str:
    """The term an election gives: "vald från 2014-04-01 till och med 2026-12-31"; "" for none."""
    words_ = {"sv": ("vald", "från", "till och med"), "en": ("elected", "from", "through")}[language]
    since = f"{words_[1]} {role.since}" if role.since else ""
    until = f"{words_[2]} {role.until}" if role.until else ""
    return " ".join(filter(None, (words_[0], since, until))) if since or until else ""


def attended(role: Role, language: Language) -> str:
    """ "2 av 2 möten"; "" where no list tells, and for who is there for some items only."""
    if role.attended is None or role.held is None or len(role.limits) == len(role.dates) > 0:
        return ""
    if language == "sv":
        return f"{role.attended} av {role.held} {'möte' if role.held == 1 else 'möten'}"
    return f"{role.attended} of {role.held} meeting{'s' * (role.held != 1)}"


def ended(role: Role, names: Mapping[str, str], language: Language) -> str:
    """How a post ended; "" where nothing tells."""
    if role.ended is None:
        return ""
    by = names.get(role.ended.by or "", "")
    on = role.ended.on
    if role.ended.how == "left":
        swedish, english = f"lämnade uppdraget {on}", f"left on {on}"
        return f"{swedish}, efter kom {by}" if by and language == "sv" else (
            f"{english}, followed by {by}" if by else swedish if language == "sv" else english
        )  # fmt: skip
    if role.ended.how == "followed":
        return f"efterträddes av {by}, sedd {on}" if language == "sv" else f"followed by {by}, seen {on}"
    if role.ended.how == "term":
        return f"uppdraget gällde till och med {on}" if language == "sv" else f"the term lasted through {on}"
    return f"inte sedd sedan {role.last_seen}" if language == "sv" else f"not seen since {role.last_seen}"


def belonging(role: Role, language: Language) -> str:
    """For whom: "för Region Alvbro (då skrivet Alvbro läns landsting)"; "" for nobody."""
    then = {"sv": "då skrivet", "en": "then written"}[language]
    known = f" ({then} {', '.join(role.written)})" if role.written else ""
    return f"{'för' if language == 'sv' else 'for'} {role.appointer}{known}" if role.appointer else ""


def about(one: Organisation, language: Language) -> str:
    """ "organisationsnummer 202100-5521; hette Alvbro läns landsting till 2019-01-01", or ""."""
    words_ = {"sv": ("hette", "från", "till"), "en": ("called", "from", "until")}[language]
    numbers = [f"{scheme} {number}" for scheme, number in one.identifiers]
    names = [
        " ".join(
            filter(None, (
                words_[0], old.name, old.since and f"{words_[1]} {old.since}",
                old.until and f"{words_[2]} {old.until}", f"({old.source})" if old.source else "",
            ))
        )
        for old in one.dated if old.name != one.name
    ]  # fmt: skip
    return "; ".join([*numbers, *names])


def with_party(name: str, role: Role) -> str:
    """ "Anna Bergdahl (C)"."""
    return f"{name} ({role.party})" if role.party else name


def gap(one: Gap, language: Language) -> str:
    """ "§§ 44–58 år 2024 saknas (mellan 2024-04-25 och 2024-05-23)"."""
    numbers = shown_numbers(range(one.first, one.last + 1))
    sign = "§" if one.first == one.last else "§§"
    if language == "sv":
        place = f"mellan {one.after} och {one.before}" if one.after else f"före {one.before}"
        return f"{sign} {numbers} år {one.year} saknas ({place})"
    place = f"between {one.after} and {one.before}" if one.after else f"before {one.before}"
    return f"{sign} {numbers} of {one.year} are missing ({place})"


def silent(years: Sequence[int], language: Language) -> str:
    """ "Inga protokoll finns från 2015–2017", or ""."""
    if not years:
        return ""
    said = "Inga protokoll finns från" if language == "sv" else "There are no minutes of"
    return f"{said} {shown_numbers(years)}"


def called(one: Called, language: Language) -> str:
    """ "Kallelse till ett möte 2017-11-30 finns, men inget protokoll"."""
    if language == "sv":
        return f"Kallelse till ett möte {one.date} finns, men inget protokoll"
    return f"There is a notice of a meeting on {one.date}, but no minutes"


def numbered(meeting: Meeting, language: Language) -> str:
    """The items of a meeting: "§§ 1–5", "punkt 1–16" where they are no §§; "" for none."""
    if not meeting.numbers:
        return ""
    numbers = shown_numbers(meeting.numbers)
    if meeting.signed:
        return f"{'§' if len(meeting.numbers) == 1 else '§§'} {numbers}"
    return f"{'punkt' if language == 'sv' else 'points'} {numbers}"


def hole(one: Hole, language: Language) -> str:
    """ "§ 12 finns inte i protokollet 2024-04-25"."""
    sign = "§" if len(one.numbers) == 1 else "§§"
    if language == "sv":
        return f"{sign} {shown_numbers(one.numbers)} finns inte i protokollet {one.date}"
    return f"{sign} {shown_numbers(one.numbers)} not found in the minutes of {one.date}"


def follow(one: Follow, names: Mapping[str, str], language: Language) -> str:
    """ "ledamot för Vännby kommun: Bo Kvist efter Siv Dahlmark"."""
    before, after = names.get(one.before, ""), names.get(one.after, "")
    seat = post(one.post, language)
    if one.appointer:
        seat = f"{seat} {'för' if language == 'sv' else 'for'} {one.appointer}".strip()
    head = f"{seat}: " if seat else ""
    if one.said:
        day = one.sources[0].date or one.first
        told = f"enligt protokollet {day}" if language == "sv" else f"the minutes of {day} say so"
    elif language == "sv":
        told = f"senast sedd {one.last}, först sedd {one.first}"
    else:
        told = f"last seen {one.last}, first seen {one.first}"
    return f"{head}{after} {'efter' if language == 'sv' else 'after'} {before} ({told})"


def absence(one: Absence, language: Language) -> str:
    """ "2024-04-25 §§ 54–56", "2024-04-25, hela mötet"."""
    day = one.date or "–"
    if not one.sections:
        return f"{day}, {'hela mötet' if language == 'sv' else 'the whole meeting'}"
    return f"{day} {'§' if len(one.sections) == 1 else '§§'} {shown_numbers(one.sections)}"


def place(quote: Quote) -> str:
    """Where a quote stands: "protokoll.txt § 28 [100–113]"; the words without a § and a date of their own."""
    section = f" § {quote.section}" if quote.section else ""
    span = f" [{quote.start}–{quote.end}]" if quote.end > quote.start else ""
    return f"{quote.path}{section}{span}"


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def words(quote: Quote, longest: int = 200) -> str:
    """The words of a quote on one line, cut when they are many."""
    text = " ".join(quote.text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def paths(quotes: Sequence[Quote]) -> list[str]:
    """The files the quotes stand in, each once."""
    return list(dict.fromkeys(quote.path for quote in quotes))
