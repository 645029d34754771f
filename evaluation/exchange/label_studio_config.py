"""The labelling configuration of Label Studio: labels, links, and the fields of each kind of fact."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from evaluation.exchange.composite import RELATIONS
from evaluation.exchange.fields import FIELDS, KINDS, MEETING, Field
from pipeline.facts import MENTION_LABELS

_COLOURS = {
    "PERSON": "#1565c0", "ORG": "#2e7d32", "BODY": "#6a1b9a", "ROLE": "#ad1457", "AMOUNT": "#ef6c00",
    "DATE": "#00838f", "LEGAL": "#4e342e", "CASE": "#37474f", "section": "#9e9d24", "attendance": "#0277bd",
    "decision": "#c62828", "mandate": "#f9a825", "amount": "#d84315", "cell": "#78909c",
}  # fmt: skip


def configuration() -> str:
    """The configuration to paste under Settings → Labeling Interface → Code."""
    return "\n".join(["<View>", *(f"  {line}" for line in _lines()), "</View>"]) + "\n"


def control(kind: str, field: Field) -> str:
    """The name of the control that holds a field: "decision_kind", "mention_value", "meeting_date"."""
    return f"{_name(kind)}_{field.key}"


def _name(kind: str) -> str:
    return KINDS.get(kind, "mention" if kind == "mentions" else kind)


def _lines() -> Iterator[str]:
    # without this rule Label Studio trims spaces, and the words it keeps are not those of the text
    yield "<Style>.htx-text{ white-space: pre-wrap; }</Style>"
    yield '<Header value="$name"/>'
    yield '<Labels name="label" toName="text" showInline="true">'
    yield from (f'  <Label value="{label}" background="{colour}"/>' for label, colour in _COLOURS.items())
    yield "</Labels>"
    yield '<Text name="text" value="$text"/>'
    yield "<Relations>"
    yield from (f'  <Relation value="{name}"/>' for name in RELATIONS.values())
    yield "</Relations>"
    for kind, fields in FIELDS.items():
        labels = [KINDS[kind]] if kind in KINDS else list(MENTION_LABELS)
        when = f'whenTagName="label" whenLabelValue="{",".join(labels)}"'
        yield f'<View visibleWhen="region-selected" {when}>'
        yield f'  <Header value={quoteattr(_name(kind))} size="5"/>'
        for field in fields:
            yield from (f"  {line}" for line in _control(kind, field, f'perRegion="true" {when} '))
        yield "</View>"
    yield '<Header value="meeting" size="5"/>'
    for field in MEETING:
        yield from _control("meeting", field, "")


def _control(kind: str, field: Field, scope: str) -> Iterator[str]:
    name = f'name="{control(kind, field)}" toName="text" {scope}'
    if field.choices:
        yield f'<Choices {name}choice="single" showInline="true">'
        yield from (f'  <Choice value="{choice}"/>' for choice in field.choices)
        yield "</Choices>"
    else:
        one = "" if field.type in ("texts", "votes") else 'maxSubmissions="1" '
        yield f'<TextArea {name}{one}editable="true" rows="1" placeholder="{field.key}"/>'
