"""The register in the formats people and programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.entities import Quote
from pipeline.register.formats.findings import findings_as_json, findings_as_text
from pipeline.register.formats.followthemoney import as_ftm
from pipeline.register.formats.log import log_as_json, log_as_markdown
from pipeline.register.formats.markdown import as_markdown
from pipeline.register.formats.page import as_html
from pipeline.register.formats.plain import as_csv, as_json, bodies_as_json, body_record, record
from pipeline.register.formats.popolo import as_popolo
from pipeline.register.formats.sheets import as_xlsx
from pipeline.register.model import Register
from pipeline.register.phrases import Language

__all__ = [
    "FORMATS", "Setting", "as_csv", "as_ftm", "as_html", "as_json", "as_markdown", "as_popolo", "as_xlsx",
    "bodies_as_json", "body_record", "findings_as_json", "findings_as_text", "formatted", "log_as_json",
    "log_as_markdown", "record",
]  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """What a format may want to know beside the register.

    `texts`: document id → its text, for the words around a quote. `hashes`: document id → the sha256 of its
    file. `link`: a quote → a link to its file, None where there is none to follow.
    """

    language: Language = "sv"
    texts: Mapping[str, str] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    link: Callable[[Quote], str | None] = lambda _quote: None


FORMATS = ("csv", "json", "xlsx", "popolo", "ftm", "html", "markdown")


def formatted(register: Register, form: str, setting: Setting) -> str | bytes:
    """The register in one of `FORMATS`; bytes for xlsx."""
    if form == "csv":
        return as_csv(register.people, register.organisations)
    if form == "json":
        return as_json(register.people, register.findings, register.organisations)
    if form == "xlsx":
        return as_xlsx(register)
    if form == "popolo":
        return as_popolo(register, setting.hashes)
    if form == "ftm":
        return as_ftm(register)
    if form == "html":
        return as_html(register, setting.texts, setting.link)
    return as_markdown(register, setting.language)
