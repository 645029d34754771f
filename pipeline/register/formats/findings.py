"""The warnings alone, for a terminal and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.register.formats.plain import finding_record
from pipeline.register.model import Finding
from pipeline.register.phrases import Language, place


def findings_as_json(findings: Sequence[Finding]) -> str:
    """A list of warnings with their places."""
    return json.dumps([finding_record(f) for f in findings], ensure_ascii=False, indent=1) + "\n"


def findings_as_text(findings: Sequence[Finding], language: Language = "en") -> str:
    """A line a warning and a line a place."""
    lines = []
    for finding in findings:
        said = finding.swedish if language == "sv" else finding.english
        lines.append(f"{finding.body or '–'}: {said} [{finding.code}]")
        lines += [f"    {place(quote)}" for quote in finding.sources]
    return "".join(f"{line}\n" for line in lines)
