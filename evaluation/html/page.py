"""The page as a whole: head, scores, changes, groups, confusions, errors, documents."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from evaluation.faultkinds import FAULTS
from evaluation.groups import GROUPINGS
from evaluation.html import documents as texts
from evaluation.html import errors, groups, scores
from evaluation.html.confusions import confusions
from evaluation.html.items import Shown, shown
from evaluation.html.markup import Markup, data, join, private, tag
from evaluation.html.words import english, field, kind, say
from evaluation.judge import KINDS
from evaluation.report import lost_and_gained
from evaluation.score import UNLIKE, DocumentScore, Report


def page(report: Report, *, title: str, before: Report | None = None) -> str:
    """The report on the gold called `title` as one HTML file that needs nothing else: figures with
    intervals, confusions, every document with gold and prediction laid over its text, and the errors
    by what went wrong.

    With `before`, each figure stands beside what it was, and facts gained and lost are listed.
    A report read from JSON holds no texts: its page has no overlays. The same reports give the
    same bytes.
    """
    documents = [shown(number, document) for number, document in enumerate(report.documents)]
    parts = [("nav.scores", "resultat", _scores(report, before))]
    if before:
        changed = lost_and_gained(before, report)
        parts.append(("nav.changes", "andringar", errors.changes(changed, documents)))
    parts += [
        ("nav.groups", "grupper", _groups(report)),
        ("nav.confusions", "forvaxlingar", _confusions(report)),
        ("nav.errors", "fel", _errors(report, documents)),
        ("nav.documents", "dokument", _documents(report, documents)),
    ]
    body = (
        say("skip", "a", href="#innehall", class_="skip"),
        _bar([(key, anchor) for key, anchor, _ in parts]),
        tag("main", _head(report, title), *(_part(*part) for part in parts), id="innehall"),
        tag(
            "script",
            Markup(data({"en": english(), "facts": texts.facts(documents)})),
            type="application/json",
            id="data",
        ),
        tag("script", Markup(_asset("page.js"))),
    )
    return f"<!doctype html>\n{tag('html', _html_head(title), tag('body', *body), lang='sv')}\n"


def _asset(name: str) -> str:
    return resources.files("evaluation.html").joinpath(name).read_text(encoding="utf-8")


def _html_head(title: str) -> Markup:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Markup(_asset("style.css"))),
    )


def _bar(parts: Iterable[tuple[str, str]]) -> Markup:
    links = (say(key, "a", href=f"#{anchor}") for key, anchor in parts)
    button = tag("button", "English", id="language", type="button", lang="en", hidden=True)
    return tag("nav", *links, button, class_="bar", aria_label="Paragraf")


def _part(key: str, anchor: str, content: Markup) -> Markup:
    return tag("section", say(key, "h2"), content, id=anchor, class_="part")


# ── head ─────────────────────────────────────────────────────────────────────


def _head(report: Report, title: str) -> Markup:
    golden = sum(outcome.verdict != "spurious" for d in report.documents for outcome in d.outcomes)
    wrong = sum(outcome.verdict != "right" for d in report.documents for outcome in d.outcomes)
    bodies = {document.body for document in report.documents if document.body}
    made = {
        (document.document.version, document.document.model)
        for document in report.documents
        if document.document and not document.error
    }
    figures = [
        ("documents", str(len(report.documents))),
        ("bodies", str(len(bodies))),
        ("facts", str(golden)),
        ("errors", str(wrong)),
        ("version", ", ".join(sorted({version for version, _ in made if version}))),
        ("model", ", ".join(sorted({model for _, model in made if model}))),
    ]
    rows = (tag("div", say(key, "dt"), tag("dd", text)) for key, text in figures if text)
    return tag(
        "header", tag("h1", say("scored"), " ", title), tag("dl", *rows, class_="facts"), _notes(report)
    )


def _notes(report: Report) -> Markup | None:
    notes = [note for document in report.documents if (note := _note(document))]
    return tag("div", say("notes", "h2"), tag("ul", *notes), class_="notes") if notes else None


def _note(document: DocumentScore) -> Markup | None:
    name = tag("b", document.name)
    if document.error:
        reason = private(document.error)
        return tag("li", name, ": ", say("not read"), " (", reason, "); ", say("nothing found"))
    if document.aligned < UNLIKE:
        share = f"{document.aligned:.0%}".replace("%", " %")
        source = Path(document.source).name
        return tag("li", name, ": ", say("only"), f" {share} ", say("aligned"), " ", tag("code", source))
    return None


# ── the parts ────────────────────────────────────────────────────────────────


def _scores(report: Report, before: Report | None) -> Markup:
    if not report.documents:
        return say("empty", "p")
    note = tag(
        "p",
        say("scores note"),
        " " if before else None,
        say("before note") if before else None,
        class_="note",
    )
    return join(
        (note, scores.headlines(report, before), say("all figures", "h3"), scores.figures(report, before))
    )


def _groups(report: Report) -> Markup:
    return join(
        (
            say("groups note", "p", class_="note"),
            *(groups.groups(report, *by) for by in _groupings()),
            groups.left_out(report),
        )
    )


def _groupings() -> list[tuple[str, groups.Key]]:
    return [(f"by {name}", GROUPINGS[name]) for name in ("body", "layout", "format")]


def _confusions(report: Report) -> Markup:
    return join((say("confusions note", "p", class_="note"), confusions(report)))


def _errors(report: Report, documents: list[Shown]) -> Markup:
    tokens, options = _tokens(report)
    return join(
        (
            errors.matrix(report),
            _filters(report, documents, options),
            tag("div", errors.error_list(documents, tokens), id="fellista"),
            errors.rules(report),
        )
    )


def _tokens(report: Report) -> tuple[dict[int, str], list[tuple[str, list[tuple[str, str]]]]]:
    """The groups each document belongs to as short tokens, and the tokens with their names."""
    of: dict[int, list[str]] = {number: [] for number in range(len(report.documents))}
    options = []
    for place, (title, key) in enumerate(_groupings()):
        names = sorted({key(document) for document in report.documents})
        options.append((title, [(f"{place}.{names.index(name)}", name) for name in names]))
        for number, document in enumerate(report.documents):
            of[number].append(f"{place}.{names.index(key(document))}")
    return {number: " ".join(tokens) for number, tokens in of.items()}, options


def _filters(
    report: Report, documents: list[Shown], grouped: list[tuple[str, list[tuple[str, str]]]]
) -> Markup:
    wrong = {outcome.kind for d in report.documents for outcome in d.outcomes if outcome.verdict != "right"}
    labels, fielded = errors.about(report)
    whats = [
        _options("labels", [(label, tag("option", label, value=label)) for label in labels]),
        _options("fields", [(name, field(name, "option", value=f":{name}")) for name in fielded]),
    ]
    choices = [
        _options(title, [(token, tag("option", name, value=token)) for token, name in names])
        for title, names in grouped
    ]
    with_errors = [d for d in documents if any(item.outcome.verdict != "right" for item in d.items)]
    total = sum(item.outcome.verdict != "right" for d in documents for item in d.items)
    form = tag(
        "form",
        _select(
            "d",
            "document",
            "any document",
            [tag("option", d.score.name, value=str(d.number)) for d in with_errors],
        ),
        _select(
            "k", "kind", "any kind", [kind(name, "option", value=name) for name in KINDS if name in wrong]
        ),
        _select("f", "fault", "any fault", [say(f"e.{name}", "option", value=name) for name in FAULTS]),
        _select("w", "what", "any what", whats),
        _select("g", "group", "any group", choices),
        tag(
            "label",
            say("text"),
            tag("input", type="search", name="q", data_p="search", placeholder="ord, regel …"),
        ),
        say("clear", "button", type="reset"),
        class_="filters",
        id="urval",
        hidden=True,
        role="search",
    )
    shown = tag(
        "p",
        tag("b", str(total), id="antal"),
        " ",
        say("shown"),
        f" {total}",
        aria_live="polite",
        class_="shown",
    )
    return join((form, shown, say("none left", "p", id="inga", hidden=True)))


def _select(name: str, label: str, every: str, options: list[Markup]) -> Markup:
    return tag("label", say(label), tag("select", say(every, "option", value=""), *options, name=name))


def _options(title: str, options: list[tuple[str, Markup]]) -> Markup:
    return (
        tag("optgroup", *(option for _, option in options), data_l=title, label=title)
        if options
        else Markup()
    )


def _documents(report: Report, documents: list[Shown]) -> Markup:
    kinds = tag(
        "fieldset",
        say("show", "legend"),
        *(
            tag("label", tag("input", type="checkbox", checked=True, data_kind=name), kind(name))
            for name in ("mentions", "sections", "attendance", "decisions", "mandates", "amounts")
        ),
        tag("label", tag("input", type="checkbox", id="barafel"), say("only errors")),
        tag("label", tag("input", type="checkbox", id="papper"), say("print texts")),
        class_="toggles",
        hidden=True,
    )
    panel = tag(
        "aside",
        say("facts here", "h3"),
        say("point", "p", class_="note"),
        tag("div", aria_live="polite", id="fakta"),
        class_="panel",
        id="panel",
        hidden=True,
    )
    return join(
        (
            texts.contents(documents, report.names),
            say("not printed", "p", class_="note onpaper"),
            texts.legend(),
            kinds,
            tag("div", tag("div", join(texts.document(d) for d in documents)), panel, class_="reading"),
        )
    )
