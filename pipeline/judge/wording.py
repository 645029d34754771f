"""What a judgement has changed, or why it cannot be taken, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.entities import Resolution, Verdict
from pipeline.judge.names import Names


def with_itself(verdict: Verdict, left: str, right: str, names: Names) -> str:
    """Both sides of a judgement are one person, or have a name in common."""
    whom = names.shown(names.keys(left))
    if verdict == "same":
        return f"{left} and {right} are one already: {whom}"
    entity = names.current.get(names.keys(left)[0], left)
    return (
        f"{left} and {right} are one person, {whom}; to part them give two of the keys that"
        f" `paragraf judge show {entity}` lists"
    )


def told(resolution: Resolution, before: Mapping[str, str], keys: Sequence[str]) -> str:
    """What has become of the people of `keys`, in a sentence."""
    after = {key: entity for entity in resolution.entities for key in entity.members}
    now = list(dict.fromkeys(after[key] for key in keys if key in after))
    was = {before[key] for key in keys if key in before}
    ids = {entity.id for entity in now}
    shown = ", ".join(f"{entity.name} ({entity.id})" for entity in now)
    if not now:
        return "nobody of them is in the store now"
    if ids == was:
        return f"as before: {shown}"
    if len(now) == 1:
        gone = ", ".join(sorted(was - ids))
        return f"one now: {shown}{f'; {gone} leads there' if gone else ''}"
    return f"{len(now)} people now: {shown}"
