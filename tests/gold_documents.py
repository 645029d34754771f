"""Documents made of gold annotations, so that everything behind extraction can be tested without it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from pipeline.facts import (
    Amount,
    Attendance,
    Decision,
    Document,
    Mandate,
    Meeting,
    Mention,
    Part,
    Section,
    Source,
    Votes,
    with_ids,
)

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
SHARED_GOLD = (Path(__file__).parents[1] / ".." / "shared" / "gold").resolve()


def from_gold(gold: Path) -> Document:
    """The document that `NAME.gold.json` describes, over the text of `NAME.txt`."""
    record = json.loads(gold.read_text(encoding="utf-8"))
    text = gold.with_name(f"{record['name']}.txt").read_bytes().decode("utf-8")
    return make(record, text, f"{record['name']}.txt")


def make(record: dict[str, Any], text: str, path: str) -> Document:
    """A document of a gold-shaped record; a bound-in attachment becomes a part of its own."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    doc = sha[:16]
    meeting = Meeting(**{k: v for k, v in record["document"].items() if k in Meeting.__dataclass_fields__})
    parts = [Part(id=f"{doc}:part:0", start=0, end=len(text), meeting=meeting)]
    if record.get("parts"):
        known = Meeting.__dataclass_fields__
        parts = [
            Part(id=f"{doc}:part:{number}", start=p["start"], end=p["end"],
                 meeting=Meeting(**{k: v for k, v in p.items() if k in known}))
            for number, p in enumerate(record["parts"])
        ]  # fmt: skip
    for place, kind, date in record.get("bound", []):
        parts[-1] = Part(id=parts[-1].id, start=parts[-1].start, end=place, meeting=parts[-1].meeting)
        bound = Meeting(kind=kind, body=meeting.body, organisation=meeting.organisation, date=date)
        parts.append(Part(id=f"{doc}:part:{len(parts)}", start=place, end=len(text), meeting=bound))

    def at(place: int) -> str:
        return next(p.id for p in reversed(parts) if p.start <= place)

    def base(fact: dict[str, Any], rule: str = "gold") -> dict[str, Any]:
        return {k: fact[k] for k in ("start", "end", "text")} | {"part": at(fact["start"]), "rule": rule}

    starts = [*sorted(s["start"] for s in record.get("sections", [])), len(text)]
    sections = [
        Section(**base(s), number=s["number"], title=s["title"], kind=s["kind"], case=s.get("case"),
                stop=next(x for x in starts if x > s["start"]))
        for s in record.get("sections", [])
    ]  # fmt: skip
    numbered = sorted(sections, key=lambda s: s.start)

    def named(fact: dict[str, Any]) -> dict[str, Any]:
        inside = [s.number for s in numbered if s.start <= fact["start"] and s.number]
        return base(fact) | {"section": inside[-1] if inside else None}

    return Document(
        source=Source(id=doc, path=path, sha256=sha, media_type="text/plain", text=text),
        version="gold",
        model="hand",
        parts=tuple(parts),
        sections=with_ids("section", doc, sections),
        mentions=with_ids("mention", doc, [
            Mention(**named(m), label=m["label"], value=m.get("value")) for m in record["mentions"]
        ]),
        attendance=with_ids("attendance", doc, [
            Attendance(**named(a), person=a["person"], organisation=a["organisation"],
                       roles=tuple(a["roles"]),
                       party=a.get("party"), standing=a["standing"], present=a["present"],
                       remote=a.get("remote", False),
                       sections=None if a.get("sections") is None else tuple(a["sections"]),
                       replaces=a.get("replaces"))
            for a in record.get("attendance", [])
        ]),
        decisions=with_ids("decision", doc, [
            Decision(**named(d), kind=d["kind"], status=d["status"], decider=d.get("decider"),
                     votes=Votes(**d["votes"]) if d.get("votes") else None,
                     reservations=tuple(d.get("reservations") or ()), case=d.get("case"))
            for d in record.get("decisions", [])
        ]),
        mandates=with_ids("mandate", doc, [
            Mandate(**named(m), giver=m["giver"], assignees=tuple(m["assignees"]), task=m["task"],
                    deadline=m["deadline"], due=m.get("due"), status=m["status"])
            for m in record.get("mandates", [])
        ]),
        amounts=with_ids("amount", doc, [
            Amount(**named(a), value=a["value"], unit=a["unit"], value_to=a.get("value_to"))
            for a in record.get("amounts", [])
        ]),
    )  # fmt: skip


def annotated() -> list[Document]:
    """The documents of the project's own gold."""
    return [from_gold(gold) for gold in sorted(ANNOTATIONS.glob("*.gold.json"))]


def shared() -> list[Document]:
    """The documents of the shared gold; its one file with minutes bound in gets its second part."""
    found = []
    for gold in sorted(SHARED_GOLD.glob("*.gold.json")):
        record = json.loads(gold.read_text(encoding="utf-8"))
        text = gold.with_name(f"{record['name']}.txt").read_bytes().decode("utf-8")
        attached = [s["start"] for s in record["sections"] if s["kind"] == "attachment"]
        if record["document"]["kind"] == "notice" and attached:
            record["bound"] = [(attached[0], "minutes", "2017-10-27")]
        found.append(make(record, text, f"{record['name']}.txt"))
    return found
