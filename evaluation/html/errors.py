"""Everything that is not right, grouped by what went wrong, to be filtered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from evaluation.faultkinds import FAULTS, Fault, fault, fields, tally
from evaluation.html.items import Item, Shown
from evaluation.html.markup import Markup, join, private, tag
from evaluation.html.overlay import SIGNS, snippet
from evaluation.html.scores import scrolled
from evaluation.html.words import coded, field, kind, number, say, value
from evaluation.judge import KINDS, Difference, Outcome
from evaluation.report import Change
from evaluation.score import Report

AROUND = 60  # characters before and behind a fact in its line
LONG = 200  # a clause longer than this explains itself


def matrix(report: Report) -> Markup:
    """Kinds of fact against kinds of fault; each count leads to its errors."""
    counts = tally(outcome for document in report.documents for outcome in document.outcomes)
    if not counts:
        return say("no errors", "p")
    kinds = sorted({name for name, _ in counts}, key=_kind_order)
    faults = [fault for fault in FAULTS if any(counts[name, fault] for name in kinds)]
    most = max(counts.values())
    head = tag(
        "tr",
        say("kind", "th", scope="col"),
        *(say(f"e.{fault}", "th", scope="col", class_="v") for fault in faults),
        say("sum", "th", scope="col", class_="v"),
    )
    rows = [
        tag(
            "tr",
            tag("th", kind(name), scope="row"),
            *(_count(counts[name, fault], most, name, fault) for fault in faults),
            tag("td", str(sum(counts[name, fault] for fault in faults)), class_="n"),
        )
        for name in kinds
    ]
    sums = (sum(counts[name, fault] for name in kinds) for fault in faults)
    rows.append(
        tag(
            "tr",
            say("sum", "th", scope="row"),
            *(tag("td", str(count), class_="n") for count in sums),
            tag("td", str(counts.total()), class_="n"),
            class_="sum",
        )
    )
    caption = say("what went wrong", "caption")
    return scrolled(tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="matrix"))


def _count(count: int, most: int, name: str, fault: Fault) -> Markup:
    if not count:
        return tag("td", "·", class_="n none")
    link = tag("a", str(count), href=f"#{_group_id(fault)}", data_kind=name, data_fault=fault)
    return tag("td", link, class_="n heat", style=f"--w:{max(12, round(100 * count / most))}%")


def rules(report: Report) -> Markup:
    """The rules that were wrong at least once, those with most errors first."""
    verdicts: dict[str, Counter[str]] = {}
    for document in report.documents:
        for outcome in document.outcomes:
            if outcome.rule:
                verdicts.setdefault(outcome.rule, Counter())[outcome.verdict] += 1
    wrong = {rule: count["wrong"] + count["spurious"] for rule, count in verdicts.items()}
    ordered = sorted((rule for rule in verdicts if wrong[rule]), key=lambda rule: (-wrong[rule], rule))
    if not ordered:
        return Markup()
    head = tag(
        "tr",
        say("rule", "th", scope="col"),
        *(say(f"o.{name}", "th", scope="col", class_="v") for name in ("right", "wrong", "spurious")),
        say("precision", "th", scope="col", class_="v"),
    )
    rows = (
        tag(
            "tr",
            tag("th", tag("code", rule), scope="row"),
            *(tag("td", str(verdicts[rule][name]), class_="n") for name in ("right", "wrong", "spurious")),
            tag("td", number(verdicts[rule]["right"] / verdicts[rule].total(), 2), class_="n"),
        )
        for rule in ordered
    )
    return join(
        (
            say("rules", "h3"),
            say("rules note", "p", class_="note"),
            scrolled(tag("table", tag("thead", head), tag("tbody", join(rows)), class_="rules")),
        )
    )


# ── the list ─────────────────────────────────────────────────────────────────

Error = tuple[Shown, Item]


def error_list(documents: Iterable[Shown], tokens: dict[int, str]) -> Markup:
    """The errors in groups of one fault; `tokens` names the groups a document belongs to."""
    groups: dict[Fault, list[Error]] = {}
    for document in documents:
        for item in document.items:
            if (what := fault(item.outcome)) is not None:
                groups.setdefault(what, []).append((document, item))
    return join(_group(name, groups[name], tokens) for name in FAULTS if name in groups)


def _group(name: Fault, errors: list[Error], tokens: dict[int, str]) -> Markup:
    ordered = sorted(errors, key=lambda e: (_kind_order(e[1].outcome.kind), e[0].number, _position(e[1])))
    entries = join(_error(document, item, name, tokens) for document, item in ordered)
    return tag(
        "section",
        tag("h3", say(f"e.{name}"), " ", tag("span", str(len(errors)), class_="count")),
        say(f"n.{name}", "p", class_="note"),
        tag("ul", entries, class_="errors"),
        id=_group_id(name),
        class_="fault",
        data_fault=name,
    )


def _group_id(name: Fault) -> str:
    return f"fel-{name.replace(' ', '-')}"


def _kind_order(name: str) -> tuple[int, str]:
    return (KINDS.index(name) if name in KINDS else len(KINDS), name)


def _position(item: Item) -> tuple[int, int]:
    return (item.place or (1 << 40, 0))[0], item.number


def _error(document: Shown, item: Item, name: Fault, tokens: dict[int, str]) -> Markup:
    outcome = item.outcome
    where = f"d{document.number}f{item.number}"
    return tag(
        "li",
        tag(
            "p",
            tag("span", SIGNS[outcome.verdict], class_=f"sign {outcome.verdict}", aria_hidden="true"),
            tag("b", kind(outcome.kind)),
            " ",
            value(private(outcome.what)),
            tag("a", document.score.name, href=f"#{where}", class_="to"),
            tag("code", outcome.rule) if outcome.rule else None,
            class_="head",
        ),
        tag("p", _words(document, item), class_="words", lang="sv"),
        differences(outcome.differs),
        id=f"e{document.number}f{item.number}",
        class_="err",
        data_d=str(document.number),
        data_k=outcome.kind,
        data_f=name,
        data_w=" ".join(_about(outcome)),
        data_g=tokens.get(document.number),
    )


def _about(outcome: Outcome) -> Iterator[str]:
    """What the filter for labels and fields asks for: mention labels bare, fields behind a colon."""
    if outcome.kind == "mentions":
        yield outcome.what
        yield from (d.found for d in outcome.differs if d.field == "label")
    if outcome.kind == "meeting":
        yield f":{outcome.what}"
    yield from (f":{name}" for name in fields(outcome))


def about(report: Report) -> tuple[list[str], list[str]]:
    """The labels and the fields that the errors are about."""
    tokens = {
        token
        for document in report.documents
        for outcome in document.outcomes
        if outcome.verdict != "right"
        for token in _about(outcome)
    }
    fielded = {token[1:] for token in tokens if token.startswith(":")}
    return sorted(token for token in tokens if not token.startswith(":")), sorted(fielded)


def _words(document: Shown, item: Item) -> Markup:
    """The fact in its line, with gold's words underlined and the found ones overlined."""
    if item.place and document.text:
        long = item.place[1] - item.place[0] > LONG
        return snippet(document.text, item, AROUND // 3 if long else AROUND)
    return tag("bdi", private(item.outcome.context or item.outcome.text))


def differences(differs: Iterable[Difference]) -> Markup | None:
    """The fields that differ, gold's value and the found one."""
    rows = [
        tag(
            "div",
            tag("dt", field(difference.field)),
            tag("dd", tag("span", _value(difference.gold), class_="gr"), lang="sv"),
            tag("dd", tag("span", _value(difference.found), class_="fs"), lang="sv"),
        )
        for difference in map(coded, differs)
    ]
    return tag("dl", *rows, class_="differs") if rows else None


def _value(text: str) -> Markup:
    return value(private(text))


# ── gained and lost ──────────────────────────────────────────────────────────


def changes(found: Iterable[Change], documents: Iterable[Shown]) -> Markup:
    """What a change made right and wrong, document by document."""
    by_name = {document.score.name: document for document in documents}
    listed: dict[str, list[Change]] = {}
    for change in found:
        listed.setdefault(change.document, []).append(change)
    if not listed:
        return say("no changes", "p")
    tally = Counter(change.sign for changes in listed.values() for change in changes)
    counts = join(
        (
            tag("span", tag("b", str(tally["gained"])), " ", say("gained"), class_="gained"),
            tag("span", tag("b", str(tally["lost"])), " ", say("lost"), class_="lost"),
        ),
        " ",
    )
    parts = (
        join(
            (
                tag("h3", name),
                tag("ul", join(_change(c, by_name.get(name)) for c in listed[name]), class_="errors"),
            )
        )
        for name in sorted(listed)
    )
    return join((tag("p", counts, class_="tally"), say("changes note", "p", class_="note"), *parts))


def _change(change: Change, document: Shown | None) -> Markup:
    outcome = change.outcome
    item = next((item for item in document.items if item.outcome == outcome), None) if document else None
    link = None
    if document and item and outcome.verdict != "right":
        link = tag("a", say("in text"), href=f"#d{document.number}f{item.number}", class_="to")
    elif document:
        link = tag("a", say("document"), href=f"#d{document.number}", class_="to")
    sign = "▲" if change.sign == "gained" else "▼"
    words = _words(document, item) if document and item else private(outcome.context or outcome.text)
    return tag(
        "li",
        tag(
            "p",
            tag("span", sign, class_=f"sign {change.sign}", aria_hidden="true"),
            say(change.sign),
            " ",
            tag("b", kind(outcome.kind)),
            " ",
            value(private(outcome.what)),
            tag("small", "(", say(f"o.{outcome.verdict}"), ")"),
            link,
            tag("code", outcome.rule) if outcome.rule else None,
            class_="head",
        ),
        tag("p", words if isinstance(words, Markup) else tag("bdi", words), class_="words", lang="sv"),
        differences(outcome.differs),
        class_="err",
    )
